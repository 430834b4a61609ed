import ArgumentParser
import NodeRuntime

/// The books: every account, what stands at each border, what is held, who broke the rules.
struct Books: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case json
    case hledger
  }

  static let configuration = CommandConfiguration(
    abstract: "The books: balances, borders, holds, misdeeds; or all of it as a journal.",
    discussion: """
      Works beside a running node. Minutes; no names of residents. Examples:
        gebuurd books --directory ./node
        gebuurd books --directory ./node --format hledger > books.journal
        hledger -f books.journal balance
      """)

  @OptionGroup var place: DirectoryOption
  @Option(help: "table, json or hledger.")
  var format = Format.table

  func run() throws {
    try Report.faults {
      let directory = NodeDirectory(place.directory)
      if format == .hledger {
        return try BooksReport.journal(of: directory) { print($0) }
      }
      let report = try BooksReport.read(from: directory)
      if format == .json { return try Report.json(report) }
      Self.accounts(report)
      Self.borders(report)
      Self.trouble(report)
    }
  }

  private static func accounts(_ report: BooksReport) {
    var rows = [["account", "balance", "held out", "held in", "given", "received"]]
    rows += report.accounts.map {
      [
        $0.account, "\($0.balance)", "\($0.heldOut)", "\($0.heldIn)", "\($0.given)",
        "\($0.received)",
      ]
    }
    show(rows)
    print("sum of all accounts: \(report.sum) minutes")
  }

  private static func borders(_ report: BooksReport) {
    guard !report.clearing.isEmpty else { return }
    var rows = [["border", "state", "balance", "we may owe", "they", "room there", "room here"]]
    rows += report.clearing.map {
      [
        "\($0.node.prefix(8)) \($0.name)", $0.state, "\($0.balance)", "\($0.weMayOwe)",
        "\($0.theyMayOwe)", "\($0.roomToThem)", "\($0.roomToUs)",
      ]
    }
    print("")
    show(rows)
  }

  private static func trouble(_ report: BooksReport) {
    if !report.holds.isEmpty { print("") }
    for hold in report.holds {
      print(
        "held \(hold.minutes) minutes \(hold.direction), \(hold.transfer.prefix(8)) with "
          + "\(hold.peer.prefix(8)): \(hold.state), since \(hold.hours) hours")
    }
    if !report.misdeeds.isEmpty { print("") }
    for misdeed in report.misdeeds {
      print(
        "MISDEED of \(misdeed.node.prefix(8)): \(misdeed.misdeed), transfer "
          + "\(misdeed.transfer.prefix(8)), entry \(misdeed.entry.prefix(8))")
    }
    for border in report.clearing {
      let listed = report.misdeeds.count { $0.node == border.node }
      guard border.misdeeds > listed else { continue }
      print(
        "MISDEEDS of \(border.node.prefix(8)): \(border.misdeeds) in all, the first of each kind "
          + "are listed")
    }
    for frozen in report.frozen {
      print(
        "frozen \(frozen.minutes) minutes \(frozen.direction), \(frozen.transfer.prefix(8)) with "
          + "\(frozen.peer.prefix(8)): stands as \(frozen.state)")
    }
  }

  /// The first column to the left, numbers to the right.
  private static func show(_ rows: [[String]]) {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    for row in rows {
      let cells = zip(row, widths).enumerated().map { column, cell in
        let gap = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 ? cell.0 + gap : gap + cell.0
      }
      print(cells.joined(separator: "  "))
    }
  }
}
