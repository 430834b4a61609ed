import Bookkeeping
import Exchange
import Vocabulary

/// Something that was found for one of the reader's listings.
public struct NoticeLine: Sendable {
  let mine: ListingLine
  let other: ListingLine
  let found: Instant
  let seen: Bool

  /// States every field.
  public init(mine: ListingLine, other: ListingLine, found: Instant, seen: Bool) {
    self.mine = mine
    self.other = other
    self.found = found
    self.seen = seen
  }

  func text(on page: Page) -> String {
    let new = seen ? "" : "[\(page.say(.new))] "
    let head =
      "\(other.id.short)  \(new)\(other.who(on: page)), \(page.say(other.category)), "
      + "\(other.when(on: page)), \(other.howLong(on: page))"
    return [
      page.paragraph(head), page.paragraph(other.words(on: page), indent: 10),
      page.paragraph(
        page.say(.forYours(mine.side, "\(mine.words(on: page)) (\(mine.id.short))")), indent: 10),
    ].joined(separator: "\n")
  }

  var json: JSON {
    .of(["mine": mine.json, "other": other.json, "found": .time(found), "seen": .bool(seen)])
  }
}

/// What happens to the reader's hours and agreements, whether they look there or not.
public struct HoursNews: Sendable {
  let soon: [AgreementLine]
  let proposed: [CorrectionLine]
  let resolved: [AgreementLine]
  let corrected: [StatementLine]

  /// How long what was decided or corrected stays news.
  public static let life = Interval.days(14)

  /// Of all these, what is news at `now`.
  public init(
    agreements: [AgreementLine] = [], lines: [StatementLine] = [],
    corrections: [CorrectionLine] = [], at now: Instant
  ) {
    soon = agreements.filter { $0.isDueSoon(at: now) }
    resolved = agreements.filter { $0.isResolved && now < $0.changed + Self.life }
    corrected = lines.filter {
      $0.transfer.kind.isCorrection && now < $0.transfer.time + Self.life
    }
    proposed = corrections.filter { !$0.mine }
  }

  func sections(on page: Page) -> [String] {
    let decided =
      resolved.map { line in
        ([page.paragraph("\(line.id.short)  \(line.parties(on: page))")]
          + line.resolution(on: page).map { page.paragraph(page.say($0), indent: 10) })
          .joined(separator: "\n")
      }
      + corrected.map { line in
        let amount = page.signed(line.minutes)
        let head =
          "\(line.transfer.id.short)  \(line.favour(on: page)), \(line.other(on: page)): \(amount)"
        let remarks = line.remarks(on: page)
        return page.paragraph(head)
          + (remarks.isEmpty ? "" : "\n" + page.paragraph(remarks, indent: 10))
      }
    return section(.soonBySilence, soon.map { $0.text(on: page) }, on: page)
      + section(.correctionsTitle, proposed.map { $0.text(on: page) }, on: page)
      + section(.latelyDecided, decided, on: page)
  }

  private func section(_ title: Sentence, _ lines: [String], on page: Page) -> [String] {
    lines.isEmpty ? [] : [([page.say(title)] + lines).joined(separator: "\n")]
  }

  var members: [JSON.Member] {
    JSON.members([
      "soon": .list(soon.map(\.json)), "proposed": .list(proposed.map(\.json)),
      "resolved": .list(resolved.map(\.json)), "corrected": .list(corrected.map(\.json)),
    ])
  }
}

/// What the node found for the reader without being asked, and what happens to their hours.
public struct InboxScreen: Screen {
  let notices: [NoticeLine]
  let more: Bool
  let hours: HoursNews

  /// In the order in which they are to be read.
  public init(notices: [NoticeLine], more: Bool, hours: HoursNews) {
    self.notices = notices
    self.more = more
    self.hours = hours
  }

  public func text(on page: Page) -> String {
    let news = hours.sections(on: page)
    guard !notices.isEmpty else {
      return news.isEmpty ? page.paragraph(page.say(.inboxEmpty)) : page.sections(news)
    }
    return page.sections(
      news + [page.say(.inboxTitle)] + notices.map { $0.text(on: page) }
        + [more ? page.say(.moreNotices) : "", page.paragraph(page.say(.inboxHint))])
  }

  public var json: JSON {
    .object(
      JSON.members(["notices": .list(notices.map(\.json)), "more": .bool(more)]) + hours.members)
  }
}
