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
  @Option(name: .spoken(.sheet), help: .spoken(.sheet)) var sheet: UInt16?
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    let form = try form()
    if let signed { return try await context.proof(to: signed) }
    // People read a sheet at a time, programs everything there is.
    guard form.file != nil || form.isJSON || context.json else {
      return try await context.statement(sheet: Int(sheet ?? 1))
    }
    let (account, rows) = try await context.statement(most: .max)
    let lines = rows.reversed().compactMap { StatementLine($0) }
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

  /// The resident's hours with at most so many movements, newest first, however many answers that
  /// takes.
  func statement(most: Int) async throws -> (WireAccountStatement, [WireStatementLine]) {
    let newest = try await account(lines: min(most, Limits.rows))
    var (last, rows) = (newest, newest.lines)
    while last.more, rows.count < most, let oldest = last.lines.last, oldest.number > 0 {
      last = try await account(lines: min(most - rows.count, Limits.rows), before: oldest.number)
      rows += last.lines
    }
    return (newest, Array(rows.prefix(most)))
  }

  /// One sheet of the resident's hours; 1 is the newest.
  func statement(sheet: Int) async throws -> HoursScreen {
    let number = max(sheet, 1)
    let newer = (number - 1) * HoursScreen.sheetLines
    let (account, rows) = try await statement(most: newer + HoursScreen.sheetLines + 1)
    let shown = rows.dropFirst(newer).prefix(HoursScreen.sheetLines)
    return HoursScreen(
      account, lines: shown.reversed().compactMap { StatementLine($0) },
      sheet: HoursScreen.Sheet(number: number, more: rows.count > newer + shown.count))
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
