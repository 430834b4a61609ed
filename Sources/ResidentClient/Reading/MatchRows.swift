import Exchange
import Matching
import Proximity
import Screens
import Vocabulary
import WireFormat

// Matches and what stands in their way, as the screens want them. What this version does not know
// is left out.

extension MatchLine {
  init?(_ row: WireMatchRow, at home: NodeID) {
    guard let listing = ListingLine(row.listing, at: home) else { return nil }
    self.init(listing: listing, reasons: row.reasons.compactMap(Reason.init))
  }
}

extension NoticeLine {
  init?(_ row: WireNoticeRow, at home: NodeID) {
    guard let mine = ListingLine(row.mine, at: home), let other = ListingLine(row.other, at: home)
    else { return nil }
    self.init(
      mine: mine, other: other, found: Instant(milliseconds: row.found), seen: row.seen)
  }
}

extension Reason {
  /// Points stay at the node: what is told here always counts.
  private static let told = 100

  init?(_ wire: WireMatchReason) {
    let asked = Category(rawValue: wire.asked.rawValue) ?? .other
    let kind: Kind
    switch wire.kind {
    case .sameCategory: kind = .sameCategory(asked)
    case .nearCategory:
      kind = .nearCategory(
        asked: asked, offered: Category(rawValue: wire.offered.rawValue) ?? .other)
    case .byWords: kind = .byWords
    case .words: kind = .words(wire.words)
    case .time:
      kind = .time(
        from: Instant(milliseconds: wire.from), to: Instant(milliseconds: wire.to))
    case .timeOpen: kind = .timeOpen
    case .travel:
      kind = .travel(
        minutes: Int(wire.minutes), means: Means(number: wire.means.rawValue),
        model: wire.streets ? .streets : .crow)
    case .remote: kind = .remote
    case .languages: kind = .languages(wire.words.compactMap { SpokenLanguage($0) })
    case .attested:
      kind = .attested(wire.attestations.compactMap { Attestation(rawValue: $0.rawValue) })
    case .together: kind = .together(times: Int(wire.times), thanked: wire.thanked)
    case .waiting: kind = .waiting(days: Int(wire.days))
    case .unspecified, .UNRECOGNIZED: return nil
    }
    self.init(kind: kind, points: Self.told)
  }
}

extension Gate {
  init(_ wire: WireMatchGate) {
    let yours = Category(rawValue: wire.yours.rawValue) ?? .other
    switch wire.kind {
    case .notOnBoard: self = .notOnBoard
    case .sameSide: self = .sameSide(ListingSide(rawValue: wire.side.rawValue) ?? .offer)
    case .own: self = .own
    case .notOpen:
      self = .notOpen(
        ListingState(rawValue: wire.state.rawValue) ?? .withdrawn, isYours: wire.isYours)
    case .category:
      self = .category(
        yours: yours, theirs: Category(rawValue: wire.theirs.rawValue) ?? .other)
    case .reach: self = .reach
    case .notYetFederated: self = .notYetFederated
    case .noCommonTime: self = .noCommonTime
    case .noCommonLanguage: self = .noCommonLanguage
    case .attestation:
      self = .attestation(wire.attestations.compactMap { Attestation(rawValue: $0.rawValue) })
    case .agreed: self = .agreed
    case .declined: self = .declined
    case .tooFar:
      let most = Int(wire.most)
      self = .tooFar(
        minutes: wire.minutes > 0 ? Int(wire.minutes) : nil,
        most: wire.helpers ? .helper(most) : .asker(most))
    case .notYetThatFar: self = .notYetThatFar(minutes: Int(wire.minutes), now: Int(wire.most))
    case .person: self = .person
    case .excludedCategory: self = .excludedCategory(yours)
    case .ownArea: self = .ownArea
    case .weeklyMost: self = .weeklyMost(Minutes(Int64(wire.minutes)))
    case .notSuggested, .unspecified, .UNRECOGNIZED: self = .notSuggested
    }
  }
}
