import Exchange
import FoundationEssentials
import Matching
import Storage
import Updates
import Vocabulary
import WireFormat

// What a resident asks of matches. `protocol/07-resident-session.md` §4.

extension ResidentQuestions {
  func matches(_ ask: WireAskMatches) throws -> WireMatches {
    let row = try seeker(ask.listing)
    let isOwn = row.listing.author == resident
    let (found, more) = try services.matches.matches(of: row, most: rows(ask.limit))
    var answer = WireMatches()
    answer.listing = wire.listing(row)
    let lines = try found.compactMap { match in
      try store.listing(match.listing.id).map { wire.match(match, $0, isOwn: isOwn) }
    }
    (answer.matches, answer.more) = AnswerRoom.fit(lines)
    answer.more = answer.more || more
    if row.listing.side == .request {
      let answered = try services.matches.answered(row.listing.id)
      let step = ReachStep.of(row.listing, at: wire.now, answered: answered)
      answer.minutes = UInt32(clamping: step.minutes)
      if answered == nil, row.listing.state(at: wire.now) == .open {
        answer.carriedOn = ReachStep.next(of: row.listing, at: wire.now)?.milliseconds ?? 0
      }
    }
    return answer
  }

  func whyNot(_ ask: WireAskWhyNot) throws -> WireWhyNot {
    let row = try seeker(ask.listing)
    guard let other = UpdateID(ask.other) else { throw Refused(.listingUnknown) }
    var answer = WireWhyNot()
    answer.listing = wire.listing(row)
    let stored = try store.listing(other)
    if let stored { answer.other = wire.listing(stored) }
    if let state = stored?.listing.state(at: wire.now), state != .open {
      answer.gate = wire.gate(.notOpen(state, isYours: false))
      return answer
    }
    guard let gate = try services.matches.whyNot(other, for: row) else { return answer }
    // What two people said to each other, and what one would rather not, only they hear.
    let isOwn = row.listing.author == resident
    answer.gate = wire.gate(isOwn || !gate.isBetweenThem ? gate : .notSuggested)
    return answer
  }

  func inbox() throws -> WireInbox {
    var answer = WireInbox()
    (answer.notices, answer.more) = AnswerRoom.fit(
      try notices().map(wire.notice))
    return answer
  }

  /// What was found for the resident and would be found now.
  func notices() throws -> [NoticeRow] {
    try services.matches.standing(try store.inbox(of: resident, at: wire.now), of: resident)
  }

  /// One's own listing, or for a regisseur a request of the neighbourhood: who holds on to a
  /// request until it is answered has to see who could help.
  private func seeker(_ id: Data) throws -> ListingRow {
    guard let id = UpdateID(id), let row = try store.listing(id) else {
      throw Refused(.listingUnknown)
    }
    guard row.listing.node == store.node else { throw Refused(.listingNotYours) }
    if row.listing.author == resident { return row }
    guard try isRegisseur(), row.listing.side == .request else { throw Refused(.listingNotYours) }
    return row
  }
}

extension Gate {
  /// It holds, or may hold, because of what the seeker told their node or said to the other.
  fileprivate var isBetweenThem: Bool {
    switch self {
    case .person, .excludedCategory, .ownArea, .weeklyMost, .agreed, .declined,
      .noCommonLanguage:
      true
    default: false
    }
  }
}
