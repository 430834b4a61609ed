import ArgumentParser
import Screens
import Updates

struct Agreements: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.agreements) }
  @Flag(name: .spoken(.all), help: .spoken(.all)) var all = false
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    let home = try context.membership().card.node
    let reader = try context.identity()
    let rows = try await context.agreements(ended: all)
    return AgreementsScreen(
      agreements: rows.compactMap { AgreementLine($0, at: home, for: reader) })
  }
}
