import ArgumentParser
import Screens
import WireFormat

struct Decline: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.decline) }
  @Argument(help: .spoken(.id)) var id: String
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    var no = WireAgreementDeclined()
    no.agreement = try await context.findAgreement(id).id
    return try await context.post(.agreementDeclined(no)).receipt()
  }
}
