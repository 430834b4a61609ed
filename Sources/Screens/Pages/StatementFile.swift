import Bookkeeping
import Vocabulary

/// A statement for other programs: CSV (RFC 4180) or an hledger journal.
public struct StatementFile: Screen {
  /// In which form.
  public enum Form: Sendable, CaseIterable {
    case csv
    case hledger
  }

  let form: Form
  let screen: HoursScreen
  let lines: [StatementLine]

  /// Lines oldest first.
  public init(_ form: Form, sums: HoursSums, lines: [StatementLine]) {
    self.form = form
    self.lines = lines
    screen = HoursScreen(sums: sums, lines: lines)
  }

  public func text(on page: Page) -> String {
    switch form {
    case .csv: csv
    case .hledger: journal(on: page)
    }
  }

  public var json: JSON { screen.json }

  private var csv: String {
    let heads = [
      "time", "kind", "minutes", "balance", "other", "elsewhere", "category", "text", "transfer",
      "agreement", "from_pot", "to_pot",
    ]
    let rows = lines.map { line in
      [
        JSON.moment(line.transfer.time), line.transfer.kind.word, "\(line.minutes)",
        "\(line.balance)", Self.cell(line.otherName), Self.cell(line.elsewhere ?? ""),
        line.category.map { "\($0)" } ?? "", Self.cell(line.text), line.transfer.id.description,
        line.agreement?.description ?? "", "\(line.fromPot)", "\(line.toPot)",
      ]
    }
    // RFC 4180 ends lines with CR LF; the last one gets its end from the terminal.
    return ([heads] + rows).map { $0.joined(separator: ",") }.joined(separator: "\r\n")
  }

  /// People's text: quoted, and never a formula in the spreadsheet that opens it.
  private static func cell(_ text: String) -> String {
    let harmless = TextWidth.harmless(text)
    let active = harmless.first.map { "=+-@".contains($0) } ?? false
    let words = (active ? "'" : "") + harmless
    return "\""
      + words.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  private func journal(on page: Page) -> String {
    let journal = Journal(of: lines.flatMap { $0.transfer.legs.map(\.account) })
    var text = lines.map { line in
      let other = line.other(on: page)
      let kind = line.category.map { ": " + page.say($0) } ?? ""
      let words = line.favour(on: page) + kind + (other.isEmpty ? "" : " | " + other)
      return journal.transaction(line.transfer, words)
    }.joined(separator: "\n")
    if text.last == "\n" { text.removeLast() }
    return text
  }
}
