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

/// What the node found for the reader without being asked.
public struct InboxScreen: Screen {
  let notices: [NoticeLine]
  let more: Bool

  /// In the order in which they are to be read.
  public init(notices: [NoticeLine], more: Bool) {
    self.notices = notices
    self.more = more
  }

  public func text(on page: Page) -> String {
    guard !notices.isEmpty else { return page.paragraph(page.say(.inboxEmpty)) }
    return page.sections(
      [page.say(.inboxTitle)] + notices.map { $0.text(on: page) }
        + [more ? page.say(.moreNotices) : "", page.paragraph(page.say(.inboxHint))])
  }

  public var json: JSON {
    .of(["notices": .list(notices.map(\.json)), "more": .bool(more)])
  }
}
