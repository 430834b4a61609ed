import Exchange
import Matching
import Proximity
import Vocabulary

/// A listing that answers another, and why.
public struct MatchLine: Sendable {
  let listing: ListingLine
  let reasons: [Reason]

  /// The reasons in the order in which they are told.
  public init(listing: ListingLine, reasons: [Reason]) {
    self.listing = listing
    self.reasons = reasons
  }

  func text(on page: Page, number: Int) -> String {
    let head =
      "\(number). \(listing.id.short)  \(listing.who(on: page)), "
      + "\(listing.when(on: page)), \(listing.howLong(on: page))"
    return
      ([page.paragraph(head), page.paragraph(listing.words(on: page), indent: 3)]
      + page.why(reasons).map { page.paragraph("- " + $0, indent: 3) }).joined(separator: "\n")
  }

  var json: JSON {
    .of(["listing": listing.json, "reasons": .list(reasons.map(\.json))])
  }
}

/// Who could help with one request, or whom one offer could help.
public struct MatchesScreen: Screen {
  let listing: ListingLine
  let matches: [MatchLine]
  let more: Bool
  let reach: Reach?

  /// How far a request is carried.
  public struct Reach: Sendable {
    let minutes: Int
    let carriedOn: Instant?

    /// Minutes for a helper's way now; when it is carried further if nobody answers.
    public init(minutes: Int, carriedOn: Instant?) {
      self.minutes = minutes
      self.carriedOn = carriedOn
    }
  }

  /// `more`: there are more matches than these. `reach` is nil for an offer.
  public init(listing: ListingLine, matches: [MatchLine], more: Bool, reach: Reach?) {
    self.listing = listing
    self.matches = matches
    self.more = more
    self.reach = reach
  }

  public func text(on page: Page) -> String {
    let about = "\(page.say(listing.category)): \(listing.words(on: page)) (\(listing.id.short))"
    var parts = [
      page.paragraph(
        page.say(listing.side == .request ? .whoCouldHelp : .whomCouldYouHelp) + " " + about)
    ]
    guard listing.state == .open else {
      parts.append(page.paragraph(page.say(.notLookedFor(page.say(listing.state)))))
      return page.sections(parts)
    }
    if matches.isEmpty { parts.append(page.paragraph(page.say(.nobodyYet))) }
    parts += matches.enumerated().map { $1.text(on: page, number: $0 + 1) }
    if more { parts.append(page.paragraph(page.say(.moreMatches))) }
    if matches.count > 1, reach != nil { parts.append(page.paragraph(page.say(.everybodysTurn))) }
    if let reach { parts.append(page.paragraph(say(reach, on: page))) }
    if let first = matches.first {
      parts.append(page.paragraph(page.say(.sayYes(first.listing.id.short))))
    }
    if usesStreets { parts.append(StreetMap.attribution) }
    return page.sections(parts)
  }

  private func say(_ reach: Reach, on page: Page) -> String {
    let now = page.say(.carriedTo(reach.minutes))
    guard let next = reach.carriedOn else { return now }
    return now + " " + page.say(.carriedFurther(page.moment(next)))
  }

  /// Ways along streets are shown with the name of those who drew them.
  private var usesStreets: Bool {
    matches.flatMap(\.reasons).contains { reason in
      if case .travel(_, _, .streets) = reason.kind { true } else { false }
    }
  }

  public var json: JSON {
    .of([
      "listing": listing.json, "matches": .list(matches.map(\.json)), "more": .bool(more),
      "minutes": .number(orNull: reach.map { Int64($0.minutes) }),
      "carried_on": .time(reach?.carriedOn),
      "attribution": usesStreets ? .text(StreetMap.attribution) : .null,
    ])
  }
}

/// The matches of several listings, each with its best.
public struct AllMatchesScreen: Screen {
  let screens: [MatchesScreen]

  /// One for each of the reader's open listings.
  public init(_ screens: [MatchesScreen]) { self.screens = screens }

  public func text(on page: Page) -> String {
    guard !screens.isEmpty else { return page.paragraph(page.say(.nothingToMatch)) }
    return page.sections(screens.map { $0.text(on: page) })
  }

  public var json: JSON { .of(["listings": .list(screens.map(\.json))]) }
}

/// Why one listing is not among the matches of another.
public struct WhyNotScreen: Screen {
  let listing: ListingLine
  let other: ListingLine?
  let gate: Gate?

  /// `other` is nil when it is not on the board; `gate` when it is a match.
  public init(listing: ListingLine, other: ListingLine?, gate: Gate?) {
    self.listing = listing
    self.other = other
    self.gate = gate
  }

  public func text(on page: Page) -> String {
    let pair = [listing, other].compactMap { $0 }.map { line in
      page.paragraph("\(line.id.short)  \(line.who(on: page)): \(line.words(on: page))")
    }
    let answer = gate.map { page.whyNot($0) } ?? page.say(.itIsAMatch(listing.id.short))
    return page.sections([pair.joined(separator: "\n"), page.paragraph(answer)])
  }

  public var json: JSON {
    .of([
      "listing": listing.json, "other": other?.json ?? .null, "match": .bool(gate == nil),
      "gate": .text(orNull: gate.map { "\($0)".prefix { $0 != "(" } }.map(String.init)),
    ])
  }
}

extension Reason {
  /// A stable name and what goes with it.
  fileprivate var json: JSON {
    switch kind {
    case .sameCategory(let category):
      .of(["reason": .text("same_category"), "category": .text("\(category)")])
    case .nearCategory(let asked, let offered):
      .of([
        "reason": .text("near_category"), "asked": .text("\(asked)"),
        "offered": .text("\(offered)"),
      ])
    case .byWords: .of(["reason": .text("by_words")])
    case .words(let words):
      .of(["reason": .text("words"), "words": .list(words.map { .text($0) })])
    case .time(let from, let to):
      .of(["reason": .text("time"), "from": .time(from), "to": .time(to)])
    case .timeOpen: .of(["reason": .text("time_open")])
    case .travel(let minutes, let means, let model):
      .of([
        "reason": .text("travel"), "minutes": .number(Int64(minutes)),
        "means": .text(orNull: means?.rawValue), "model": .text(model.rawValue),
      ])
    case .remote: .of(["reason": .text("remote")])
    case .languages(let languages):
      .of(["reason": .text("languages"), "languages": .list(languages.map { .text($0.code) })])
    case .attested(let seen):
      .of(["reason": .text("attested"), "attestations": .list(seen.map { .text("\($0)") })])
    case .together(let times, let thanked):
      .of([
        "reason": .text("together"), "times": .number(Int64(times)), "thanked": .bool(thanked),
      ])
    case .fairShare, .shortOfHours, .shortOfCompany: .of(["reason": .text("turns")])
    case .waiting(let days): .of(["reason": .text("waiting"), "days": .number(Int64(days))])
    }
  }
}
