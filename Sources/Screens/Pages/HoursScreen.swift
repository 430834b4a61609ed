import Bookkeeping
import Vocabulary

/// A resident's hours: the sums, what is under way, and the movements when asked for.
public struct HoursScreen: Screen {
  let sums: HoursSums
  let lines: [StatementLine]?
  let transits: [TransitLine]
  let corrections: [CorrectionLine]

  /// `lines`, oldest first, is nil for the sums only.
  public init(
    sums: HoursSums, lines: [StatementLine]?, transits: [TransitLine] = [],
    corrections: [CorrectionLine] = []
  ) {
    self.sums = sums
    self.lines = lines
    self.transits = transits
    self.corrections = corrections
  }

  public func text(on page: Page) -> String {
    page.sections([
      lines.map { movements($0, on: page) } ?? "",
      list(.transitsTitle, transits.map { $0.text(on: page) }, on: page),
      list(.correctionsTitle, corrections.map { $0.text(on: page) }, on: page),
      sums.text(on: page),
    ])
  }

  private func list(_ title: Sentence, _ lines: [String], on page: Page) -> String {
    lines.isEmpty ? "" : ([page.say(title)] + lines).joined(separator: "\n")
  }

  private func movements(_ lines: [StatementLine], on page: Page) -> String {
    guard !lines.isEmpty else { return page.say(.statementEmpty) }
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
    return page.say(.statementTitle) + "\n\n" + table.text(on: page)
  }

  public var json: JSON {
    var members = sums.members
    members.append(.init(key: "transits", value: .list(transits.map(\.json))))
    members.append(.init(key: "corrections", value: .list(corrections.map(\.json))))
    if let lines { members.append(.init(key: "lines", value: .list(lines.map(\.json)))) }
    return .object(members)
  }
}
