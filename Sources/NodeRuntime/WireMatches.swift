import Exchange
import FoundationEssentials
import Matching
import Proximity
import Storage
import Updates
import Vocabulary
import WireFormat

// Matches, reasons and gates on their way to a client. How somebody stands (what they gave lately,
// how many hours they have) stays here.

extension WireRows {
  /// `isOwn`: for the author of the listing it fits; a regisseur does not hear what the two did before.
  func match(_ match: Match, _ row: ListingRow, isOwn: Bool) -> WireMatchRow {
    var wire = WireMatchRow()
    wire.listing = listing(row)
    wire.reasons = match.reasons.compactMap(WireMatchReason.init)
      .filter { isOwn || $0.kind != .together }
    return wire
  }

  func notice(_ row: NoticeRow) -> WireNoticeRow {
    var wire = WireNoticeRow()
    wire.mine = listing(row.mine)
    wire.other = listing(row.other)
    wire.found = row.found.milliseconds
    wire.seen = row.seen
    return wire
  }

  func gate(_ gate: Gate) -> WireMatchGate {
    var wire = WireMatchGate()
    switch gate {
    case .notOnBoard: wire.kind = .notOnBoard
    case .sameSide(let side):
      wire.kind = .sameSide
      wire.side = WireListingSide(rawValue: side.rawValue) ?? .unspecified
    case .own: wire.kind = .own
    case .notOpen(let state, let isYours):
      wire.kind = .notOpen
      wire.state = WireListingState(rawValue: state.rawValue) ?? .unspecified
      wire.isYours = isYours
    case .category(let yours, let theirs):
      wire.kind = .category
      wire.yours = WireCategory(rawValue: yours.rawValue) ?? .unspecified
      wire.theirs = WireCategory(rawValue: theirs.rawValue) ?? .unspecified
    case .reach: wire.kind = .reach
    case .notYetFederated: wire.kind = .notYetFederated
    case .noCommonTime: wire.kind = .noCommonTime
    case .noCommonLanguage: wire.kind = .noCommonLanguage
    case .attestation(let missing):
      wire.kind = .attestation
      wire.attestations = missing.compactMap { WireAttestation(rawValue: $0.rawValue) }
    case .agreed: wire.kind = .agreed
    case .declined: wire.kind = .declined
    case .tooFar(let minutes, let most):
      wire.kind = .tooFar
      wire.minutes = UInt32(clamping: minutes ?? 0)
      switch most {
      case .asker(let most): wire.most = UInt32(clamping: most)
      case .helper(let most):
        wire.most = UInt32(clamping: most)
        wire.helpers = true
      }
    case .notYetThatFar(let minutes, let now):
      wire.kind = .notYetThatFar
      wire.minutes = UInt32(clamping: minutes)
      wire.most = UInt32(clamping: now)
    case .person: wire.kind = .person
    case .excludedCategory(let category):
      wire.kind = .excludedCategory
      wire.yours = WireCategory(rawValue: category.rawValue) ?? .unspecified
    case .ownArea: wire.kind = .ownArea
    case .weeklyMost(let minutes):
      wire.kind = .weeklyMost
      wire.minutes = UInt32(clamping: minutes.count)
    case .notSuggested: wire.kind = .notSuggested
    }
    return wire
  }
}

extension WireMatchReason {
  /// Nil for what is not told.
  fileprivate init?(_ reason: Reason) {
    self.init()
    switch reason.kind {
    case .sameCategory(let category):
      kind = .sameCategory
      asked = WireCategory(rawValue: category.rawValue) ?? .unspecified
    case .nearCategory(let asked, let offered):
      kind = .nearCategory
      self.asked = WireCategory(rawValue: asked.rawValue) ?? .unspecified
      self.offered = WireCategory(rawValue: offered.rawValue) ?? .unspecified
    case .byWords: kind = .byWords
    case .words(let words):
      kind = .words
      self.words = words
    case .time(let from, let to):
      kind = .time
      (self.from, self.to) = (from.milliseconds, to.milliseconds)
    case .timeOpen: kind = .timeOpen
    case .travel(let minutes, let means, let model):
      kind = .travel
      self.minutes = UInt32(clamping: minutes)
      self.means = means.flatMap { WireMeans(rawValue: $0.number) } ?? .unspecified
      streets = model == .streets
    case .remote: kind = .remote
    case .languages(let languages):
      guard !languages.isEmpty else { return nil }
      kind = .languages
      words = languages.map(\.code)
    case .attested(let seen):
      kind = .attested
      attestations = seen.compactMap { WireAttestation(rawValue: $0.rawValue) }
    case .together(let times, let thanked):
      kind = .together
      self.times = UInt32(clamping: times)
      self.thanked = thanked
    case .fairShare, .shortOfHours, .shortOfCompany: return nil
    case .waiting(let days):
      kind = .waiting
      self.days = UInt32(clamping: days)
    }
  }
}
