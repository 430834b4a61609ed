import ArgumentParser
import Screens
import Vocabulary
import WireFormat

struct Confirm: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.confirm) }
  @Argument(help: .spoken(.id)) var id: String
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    let row = try await context.findAgreement(id)
    guard row.otherStated else {
      throw Refused(row.iStated ? .ownStatement : .nothingStated)
    }
    var confirmed = WireMinutesConfirmed()
    confirmed.agreement = row.id
    confirmed.minutes = row.otherMinutes
    return try await context.post(.minutesConfirmed(confirmed)).receipt()
  }
}
