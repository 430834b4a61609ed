import ArgumentParser
import Screens
import WireFormat

struct Done: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.done) }
  @Argument(help: .spoken(.id)) var id: String
  @Option(name: .spoken(.minutesDone), help: .spoken(.minutesDone)) var minutes: UInt32?
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    let row = try await context.findAgreement(id)
    var stated = WireMinutesStated()
    stated.agreement = row.id
    stated.minutes = try amount(row)
    let posted = try await context.post(.minutesStated(stated))
    return posted.receipt(minutes: row.gift ? nil : Int64(stated.minutes))
  }

  /// Hours are worth the question: nothing is filled in for somebody else's help.
  private func amount(_ row: WireAgreementRow) throws(Setback) -> UInt32 {
    if row.gift { return minutes ?? 0 }
    guard let minutes else { throw Setback(.minutesMissing) }
    return minutes
  }
}
