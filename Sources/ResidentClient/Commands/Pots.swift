import ArgumentParser
import FoundationEssentials
import Screens
import Vocabulary
import WireFormat

struct PotGroup: ParsableCommand {
  static var configuration: CommandConfiguration {
    .spoken(
      .pot, subcommands: [PotList.self, PotOpen.self, PotGive.self, PotGrant.self],
      defaultSubcommand: PotList.self)
  }
}

struct PotList: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.potList) }
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    guard case .pots(let answer) = try await context.ask(.pots(WireAskPots())) else {
      throw Setback(.answerUnreadable)
    }
    return PotsScreen(pots: answer.pots.map { Pot($0) })
  }
}

struct PotOpen: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.potOpen) }
  @Argument(help: .spoken(.pot)) var pot: String
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    var opened = WirePotOpened()
    opened.pot = pot
    return try await context.post(.potOpened(opened)).receipt()
  }
}

struct PotGive: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.potGive) }
  @Argument(help: .spoken(.pot)) var pot: String
  @Argument(help: .spoken(.note)) var note: String?
  @Option(name: .spoken(.amount), help: .spoken(.amount)) var minutes: UInt32?
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    guard let minutes else { throw Setback(.minutesMissing) }
    var given = WirePotContributed()
    given.pot = pot
    given.minutes = minutes
    return try await context.post(
      .potContributed(given), content: context.note(note ?? "")
    ).receipt()
  }
}

struct PotGrant: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.potGrant) }
  @Argument(help: .spoken(.pot)) var pot: String
  @Argument(help: .spoken(.person)) var person: String
  @Argument(help: .spoken(.reason)) var reason: String
  @Option(name: .spoken(.amount), help: .spoken(.amount)) var minutes: UInt32?
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    guard let minutes else { throw Setback(.minutesMissing) }
    var granted = WirePotGranted()
    granted.pot = pot
    granted.resident = Data(try await context.residentHere(person).array)
    granted.minutes = minutes
    return try await context.post(.potGranted(granted), content: context.note(reason)).receipt()
  }
}
