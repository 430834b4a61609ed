import ArgumentParser
import FoundationEssentials
import Screens
import Updates
import Vocabulary
import WireFormat

struct Give: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.give) }
  @Argument(help: .spoken(.receiver)) var receiver: String?
  @Argument(help: .spoken(.note)) var note: String?
  @Option(name: .spoken(.amount), help: .spoken(.amount)) var minutes: UInt32?
  @Option(name: .spoken(.recall), help: .spoken(.recall)) var recall: String?
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    if let recall { return try await takeBack(recall, context) }
    guard let receiver else { throw Setback(.idUnknown) }
    guard let minutes else { throw Setback(.minutesMissing) }
    let to = try await context.receiver(receiver)
    var given = WireHoursGiven()
    given.node = Data(to.node.array)
    given.resident = Data(to.resident.array)
    given.minutes = minutes
    return try await context.post(.hoursGiven(given), content: context.note(note ?? "")).receipt()
  }

  private func takeBack(_ typed: String, _ context: CommandContext) async throws -> any Screen {
    var recalled = WireTransferRecalled()
    recalled.transfer = Data(try await context.findTransit(typed).array)
    return try await context.post(.transferRecalled(recalled)).receipt()
  }
}

struct Receive: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.receive) }
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    let membership = try context.membership()
    let code = ResidentCode(node: membership.card.node, resident: membership.resident)
    return CodeScreen(receiving: try code.printed())
  }
}

struct Leave: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.leave) }
  @Flag(name: .spoken(.forGood), help: .spoken(.forGood)) var forGood = false
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    guard forGood else {
      return LeavingScreen(balance: try await context.account(lines: 1).balance)
    }
    return try await context.post(.residentLeft(WireResidentLeft())).receipt()
  }
}
