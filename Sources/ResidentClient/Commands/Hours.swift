import ArgumentParser
import Screens
import Updates
import Vocabulary
import WireFormat

struct Balance: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.balance) }
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    HoursScreen(try await context.account(lines: 1), lines: nil)
  }
}

struct Statement: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.statement) }
  @Option(name: .spoken(.format), help: .spoken(.format)) var format: String?
  @Option(name: .spoken(.signed), help: .spoken(.signed)) var signed: String?
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    let form = try form()
    if let signed { return try await context.proof(to: signed) }
    let (account, lines) = try await context.statement()
    if let file = form.file {
      return StatementFile(file, sums: HoursSums(account), lines: lines)
    }
    let screen = HoursScreen(account, lines: lines)
    return form.isJSON ? JSONScreen(screen) : screen
  }

  private func form() throws(Setback) -> (file: StatementFile.Form?, isJSON: Bool) {
    switch format?.lowercased() {
    case nil, "table", "tabel": (nil, false)
    case "json": (nil, true)
    case "csv": (.csv, false)
    case "hledger": (.hledger, false)
    case let other?: throw Setback(.choiceUnknown, other)
    }
  }
}

/// A screen that is JSON, whatever the terminal asked for.
private struct JSONScreen: Screen {
  let json: JSON
  init(_ screen: any Screen) { json = screen.json }
  func text(on page: Page) -> String { json.indented() }
}

extension CommandContext {
  /// The resident's hours, with at most so many movements, newest first.
  func account(lines: Int, before: UInt64 = 0) async throws -> WireAccountStatement {
    var question = WireAskAccount()
    question.limit = UInt32(lines)
    question.before = before
    guard case .account(let account) = try await ask(.account(question)) else {
      throw Setback(.answerUnreadable)
    }
    return account
  }

  /// The resident's hours with every movement there is, oldest first.
  func statement() async throws -> (WireAccountStatement, [StatementLine]) {
    let account = try await account(lines: Limits.rows)
    var page = account
    var rows = account.lines
    while page.more, let last = page.lines.last, last.number > 0 {
      page = try await self.account(lines: Limits.rows, before: last.number)
      rows += page.lines
    }
    return (account, rows.reversed().compactMap { StatementLine($0) })
  }
}

extension CommandContext {
  /// Writes what the node signed of the resident's hours, after checking it as others will.
  func proof(to path: String) async throws -> any Screen {
    guard case .signedStatement(let wire) = try await ask(.signedStatement(.init())),
      let statement = try? HoursStatement(wire)
    else { throw Setback(.answerUnreadable) }
    let member = try membership()
    guard statement.node == member.card.node, statement.resident == member.resident else {
      throw Setback(.answerUnreadable)
    }
    let screen = ProofScreen(
      neighbourhood: statement.neighbourhood, name: statement.name, given: statement.given.count,
      received: statement.received.count, time: statement.time,
      code: try Letter.print(wire, prefix: LetterPrefix.hours))
    try Files.write(Array((screen.text(on: page) + "\n").utf8), to: path)
    tell(.written(to: path))
    return json ? screen : NoScreen()
  }
}
