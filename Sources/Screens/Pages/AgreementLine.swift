import Exchange
import Vocabulary

/// An agreement as one of its two parties sees it.
public struct AgreementLine: Sendable {
  /// The proposal's update.
  public let id: UpdateID
  /// What it is about; nil when the listing is not known here.
  public let listing: ListingLine?
  /// Where it stands.
  public let state: AgreementState
  /// The reader gives the help.
  public let iHelp: Bool
  /// The reader answered the listing.
  public let iProposed: Bool
  /// The other person; may be empty.
  public let otherName: String
  /// The other's neighbourhood, when it is another one; else nil.
  public let elsewhere: String?
  /// Carries no minutes.
  public let gift: Bool
  /// What the reader stated; nil when nothing.
  public let mine: Int64?
  /// What the other stated; nil when nothing.
  public let theirs: Int64?
  /// What both stood by; nil until then.
  public let settled: Int64?
  /// What was written with the proposal; may be empty.
  public let words: String
  /// When something was last said.
  public let changed: Instant
  /// Its way across the border, the thanks, and what silence will do.
  public let outcome: AgreementOutcome
  /// Where the other says to come; nil when they did not.
  public let place: PlaceLine?
  /// Whether the other knows where the reader lives.
  public let sharing: PlaceSharing

  /// States every field.
  public init(
    id: UpdateID, listing: ListingLine?, state: AgreementState, iHelp: Bool, iProposed: Bool,
    otherName: String, elsewhere: String?, gift: Bool, mine: Int64?, theirs: Int64?,
    settled: Int64?, words: String, changed: Instant,
    outcome: AgreementOutcome = AgreementOutcome(), place: PlaceLine? = nil,
    sharing: PlaceSharing = .none
  ) {
    self.id = id
    self.listing = listing
    self.state = state
    self.iHelp = iHelp
    self.iProposed = iProposed
    self.otherName = otherName
    self.elsewhere = elsewhere
    self.gift = gift
    self.mine = mine
    self.theirs = theirs
    self.settled = settled
    self.words = words
    self.changed = changed
    self.outcome = outcome
    self.place = place
    self.sharing = sharing
  }

  /// True while something can still be said about it.
  public var isOpen: Bool { !state.isFinal }

  /// True when the other waits for the reader.
  public var myTurn: Bool {
    switch state {
    case .proposed: !iProposed
    case .stated, .disputed: theirs != nil && outcome.road != .waiting
    case .agreed, .settled, .declined, .lapsed: false
    }
  }

  /// Who helps whom.
  func parties(on page: Page) -> String {
    let name = page.quote(otherName)
    let person = name.isEmpty ? page.say(.aNeighbour) : name
    let other = elsewhere.map { "\(person) (\(page.quote($0)))" } ?? person
    return page.say(iHelp ? .youHelp(other) : .helpsYou(other))
  }

  func text(on page: Page) -> String {
    let head = ["\(id.short)  \(parties(on: page))", page.say(state)]
    var lines = [head.joined(separator: page.plain ? ", " : " · ")]
    if let listing {
      lines.append(
        indented("\(page.say(listing.category)), \(listing.when(on: page)): ", listing, on: page))
    }
    if !words.isEmpty {
      lines.append(page.paragraph("\"\(page.quote(words))\"", indent: 10))
    }
    let sentences = places(on: page) + [next(on: page)] + more(on: page)
    lines += sentences.map { page.paragraph(page.say($0), indent: 10) }
    return lines.joined(separator: "\n")
  }

  /// Where it is, for as long as somebody may have to come.
  private func places(on page: Page) -> [Sentence] {
    guard isOpen else { return [] }
    var said: [Sentence] = []
    if let place {
      said.append(.otherPlace(place.text(on: page)))
      if place.isFromMap { said.append(.mapAttribution) }
    }
    switch sharing {
    case .none: break
    case .open: said.append(.sharePlace(id.short))
    case .shared: said.append(.placeKnown)
    }
    return said
  }

  private func indented(_ start: String, _ listing: ListingLine, on page: Page) -> String {
    let text = TextWidth.clipped(
      start + listing.words(on: page), to: page.plain ? .max : (page.width - 10) * 2)
    return page.paragraph(text, indent: 10)
  }

  /// What this person can do now.
  private func next(on page: Page) -> Sentence {
    switch state {
    case .proposed: iProposed ? .waitForAnswer : .answer(id.short)
    case .agreed: .whenDone(id.short, gift: gift)
    case .stated, .disputed: nextWhenStated(on: page)
    case .settled:
      gift
        ? .settledGift
        : iHelp ? .youGave(page.duration(settled ?? 0)) : .youGot(page.duration(settled ?? 0))
    case .declined: .calledOff
    case .lapsed: .lapsed
    }
  }

  private func nextWhenStated(on page: Page) -> Sentence {
    if outcome.road == .waiting, let settled { return .hoursAgreed(page.duration(settled)) }
    guard let theirs else { return .waitForConfirmation }
    if gift { return .confirmGift(id.short) }
    guard let mine else { return .confirmMinutes(id.short, page.duration(theirs)) }
    let (said, heard) = (page.duration(mine), page.duration(theirs))
    return state == .disputed
      ? .minutesDiffer(said, heard, id.short) : .smallDifference(said, heard, id.short)
  }

  /// As programs read it.
  var json: JSON {
    .object(
      JSON.members([
        "id": .text(id.description), "short": .text(id.short), "state": .text("\(state)"),
        "my_turn": .bool(myTurn), "i_help": .bool(iHelp), "i_proposed": .bool(iProposed),
        "other_name": .text(otherName), "elsewhere": .text(orNull: elsewhere),
        "gift": .bool(gift), "my_minutes": .number(orNull: mine),
        "other_minutes": .number(orNull: theirs), "settled_minutes": .number(orNull: settled),
        "words": .text(words), "changed": .time(changed), "listing": listing?.json ?? .null,
        "place": place?.json ?? .null, "place_shared": .bool(sharing == .shared),
      ]) + outcome.members)
  }
}

/// The reader's agreements: first those that wait for the reader.
public struct AgreementsScreen: Screen {
  let agreements: [AgreementLine]

  /// The agreements come in the order in which they are to be read within each part.
  public init(agreements: [AgreementLine]) { self.agreements = agreements }

  public func text(on page: Page) -> String {
    guard !agreements.isEmpty else { return page.say(.agreementsEmpty) }
    let parts: [(Sentence, [AgreementLine])] = [
      (.yourTurn, agreements.filter { $0.myTurn }),
      (.underWay, agreements.filter { !$0.myTurn && $0.isOpen }),
      (.ended, agreements.filter { !$0.isOpen }),
    ]
    return page.sections(
      parts.filter { !$0.1.isEmpty }.map { title, lines in
        page.say(title) + "\n" + lines.map { $0.text(on: page) }.joined(separator: "\n\n")
      })
  }

  public var json: JSON { .of(["agreements": .list(agreements.map(\.json))]) }
}
