import ArgumentParser
import Screens

struct OutboxCommand: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.outbox) }
  @Flag(name: .spoken(.clear), help: .spoken(.clear)) var clear = false
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    if clear { try context.outbox.forget() }
    var sent: [OutboxLine] = []
    if !context.outbox.isEmpty {
      do {
        let session = try await context.session(sendingFirst: false)
        sent = try await context.deliver(over: session).compactMap {
          if case .stored = $0.outcome { $0.line } else { nil }
        }
      } catch let setback as Setback where Ending(setback.fault) == .unreachable {
        context.tell(setback.fault.sentence)
      }
    }
    return OutboxScreen(
      waiting: try context.outbox.waiting().map(\.line), sent: sent,
      refused: try context.outbox.refused())
  }
}
