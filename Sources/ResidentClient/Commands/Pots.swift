import ArgumentParser
import Bookkeeping
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
    PotsScreen(pots: try await context.pots().map { Pot($0) })
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
    given.pot = try await context.pot(pot)
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
    granted.pot = try await context.pot(pot)
    granted.resident = Data(try await context.residentHere(person).array)
    granted.minutes = minutes
    return try await context.post(.potGranted(granted), content: context.note(reason)).receipt()
  }
}

extension CommandContext {
  func pots() async throws -> [WirePotRow] {
    guard case .pots(let answer) = try await ask(.pots(WireAskPots())) else {
      throw Setback(.answerUnreadable)
    }
    return answer.pots
  }

  /// The pot that is meant: by the name it shows in any language, or by the beginning of only one.
  /// Without the node as it was typed; a pot nobody knows is for the node to refuse.
  func pot(_ typed: String) async throws -> String {
    let names: [String]
    do {
      names = try await pots().map(\.name)
    } catch let setback as Setback where Ending(setback.fault) == .unreachable {
      return typed
    }
    if names.contains(typed) { return typed }
    let begin = PotName.skeleton(typed)
    let shown = names.filter { name in
      PotName.shown(name).contains { PotName.skeleton($0).hasPrefix(begin) }
    }
    if let whole = shown.first(where: { PotName.areAlike($0, typed) }) { return whole }
    guard !begin.isEmpty, let first = shown.first else { return typed }
    guard shown.count == 1 else { throw Setback(.idAmbiguous, shown.joined(separator: ", ")) }
    return first
  }
}
