import ArgumentParser
import FoundationEssentials
import Screens
import Vocabulary
import WireFormat

struct Attest: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.attest) }
  @Argument(help: .spoken(.person)) var person: String
  @Argument(help: .spoken(.attestation)) var attestation: String
  @Option(name: .spoken(.until), help: .spoken(.until)) var until: String?
  @Flag(name: .spoken(.takeBack), help: .spoken(.takeBack)) var takeBack = false
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    guard let kind = Attestation.meant(by: attestation) else {
      throw Setback(.choiceUnknown, attestation)
    }
    var given = WireAttestationGiven()
    given.attestation = WireAttestation(rawValue: kind.rawValue) ?? .unspecified
    given.expires = takeBack ? 0 : try expiry(context.page).milliseconds
    given.resident = Data(try await context.residentHere(person).array)
    return try await context.post(.attestationGiven(given)).receipt()
  }

  private func expiry(_ page: Page) throws(Setback) -> Instant {
    let now = CivilTime(page.now, in: page.zone)
    guard let until, let civil = TypedTime.read(until, now: now) else {
      throw Setback(.timeUnreadable, until ?? "")
    }
    return civil.instant(in: page.zone)
  }
}
