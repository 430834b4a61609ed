import ArgumentParser
import Screens
import Vocabulary
import WireFormat

struct Balance: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.balance) }
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    HoursScreen(try await context.account(lines: 1), withLines: false)
  }
}

struct Statement: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.statement) }
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    HoursScreen(try await context.account(lines: Limits.rows), withLines: true)
  }
}

extension CommandContext {
  /// The resident's hours, with at most so many movements.
  func account(lines: Int) async throws -> WireAccountStatement {
    var question = WireAskAccount()
    question.limit = UInt32(lines)
    guard case .account(let account) = try await ask(.account(question)) else {
      throw Setback(.answerUnreadable)
    }
    return account
  }
}
