import Bookkeeping
import Vocabulary

/// A resident's hours: the sums, what is under way, and the movements when asked for.
public struct HoursScreen: Screen {
  let sums: HoursSums
  let lines: [StatementLine]?
  let sheet: Sheet
  let transits: [TransitLine]
  let corrections: [CorrectionLine]

  /// Movements on one sheet: with the sums beneath them they fit a small window.
  public static let sheetLines = 6

  /// Which part of the movements is shown.
  public struct Sheet: Sendable {
    let number: Int
    let more: Bool

    /// `number`: 1 has the newest movements. `more`: there are older ones than these.
    public init(number: Int, more: Bool) {
      self.number = number
      self.more = more
    }
  }

  /// `lines`, oldest first, is nil for the sums only; `sheet` is nil when they are all there are.
  public init(
    sums: HoursSums, lines: [StatementLine]?, sheet: Sheet? = nil, transits: [TransitLine] = [],
    corrections: [CorrectionLine] = []
  ) {
    self.sums = sums
    self.lines = lines
    self.sheet = sheet ?? Sheet(number: 1, more: false)
    self.transits = transits
    self.corrections = corrections
  }

  public func text(on page: Page) -> String {
    let table = lines.map { movements($0, on: page) } ?? ""
    // What is under way, and the sums, are of now: they stand with the newest.
    guard sheet.number == 1 else { return table }
    return page.sections([
      table,
      list(.transitsTitle, transits.map { $0.text(on: page) }, on: page),
      list(.correctionsTitle, corrections.map { $0.text(on: page) }, on: page),
      sums.text(on: page),
    ])
  }

  private func list(_ title: Sentence, _ lines: [String], on page: Page) -> String {
    lines.isEmpty ? "" : ([page.say(title)] + lines).joined(separator: "\n")
  }

  private func movements(_ lines: [StatementLine], on page: Page) -> String {
    guard !lines.isEmpty else {
      return page.say(sheet.number == 1 ? .statementEmpty : .nothingOlder)
    }
    var table = Table([
      .init(page.say(.id)), .init(page.say(.dayColumn)),
      .init(page.say(.whatColumn)), .init(page.say(.withColumn), gives: true),
      .init(page.say(.hoursColumn), right: true), .init(page.say(.balanceColumn), right: true),
    ])
    for line in lines {
      table.add(
        [
          line.transfer.id.short, page.day(line.transfer.time), line.favour(on: page),
          line.other(on: page), page.signed(line.minutes), page.signed(line.balance),
        ], below: line.remarks(on: page))
    }
    let title = sheet.number == 1 ? Sentence.statementTitle : .statementSheet(sheet.number)
    return page.say(title) + "\n\n" + table.text(on: page)
      + (sheet.more ? "\n" + page.say(.olderSheet(sheet.number + 1)) : "")
  }

  public var json: JSON {
    var members = sums.members
    members.append(.init(key: "transits", value: .list(transits.map(\.json))))
    members.append(.init(key: "corrections", value: .list(corrections.map(\.json))))
    if let lines { members.append(.init(key: "lines", value: .list(lines.map(\.json)))) }
    return .object(members)
  }
}
