import Exchange
import Vocabulary

/// How an agreement ends, beyond the two people's words: silence, the border, thanks.
public struct AgreementOutcome: Hashable, Sendable {
  /// Where the hours of a settled agreement across a border are. Raw values are the wire's.
  public enum Road: Int, Sendable, CaseIterable {
    case none = 0
    case waiting = 1
    case underWay = 2
    case arrived = 3
  }

  let postedAt: Instant?
  let borderRoom: Int64?
  let road: Road
  let thanked: Bool
  let thanks: String

  /// `postedAt`: when silence posts the smaller claim. `borderRoom`: minutes that can still cross,
  /// nil when none have to. `thanked`: the reader said thanks; `thanks`: what the other said.
  public init(
    postedAt: Instant? = nil, borderRoom: Int64? = nil, road: Road = .none,
    thanked: Bool = false, thanks: String = ""
  ) {
    self.postedAt = postedAt
    self.borderRoom = borderRoom
    self.road = road
    self.thanked = thanked
    self.thanks = thanks
  }

  var members: [JSON.Member] {
    JSON.members([
      "posted_at": .time(postedAt), "border_room": .number(orNull: borderRoom),
      "road": .text("\(road)"), "thanked": .bool(thanked), "thanks": .text(thanks),
    ])
  }
}

extension AgreementLine {
  /// What else there is to know now.
  func more(on page: Page) -> [Sentence] {
    switch state {
    case .proposed: iProposed ? [] : border(on: page)
    case .stated, .disputed: silence(on: page)
    case .settled: road + gratitude(on: page)
    case .agreed, .declined, .lapsed: []
    }
  }

  private func border(on page: Page) -> [Sentence] {
    guard let room = outcome.borderRoom else { return [] }
    return [room > 0 ? .canCross(page.duration(room)) : .nothingCrosses]
  }

  /// From half the term on, so that nobody is surprised and nobody is hurried.
  private func silence(on page: Page) -> [Sentence] {
    guard let due = outcome.postedAt, let least = [mine, theirs].compactMap(\.self).min() else {
      return []
    }
    let half = Interval(milliseconds: (due - changed).milliseconds / 2)
    guard page.now >= changed + half else { return [] }
    return [.postedBySilence(page.day(due), page.duration(least))]
  }

  private var road: [Sentence] {
    switch outcome.road {
    case .waiting: [.hoursWait]
    case .underWay: [.hoursUnderWay]
    case .none, .arrived: []
    }
  }

  private func gratitude(on page: Page) -> [Sentence] {
    if !outcome.thanks.isEmpty { return [.thanked(page.quote(outcome.thanks))] }
    return !iHelp && !outcome.thanked ? [.sayThanks(id.short)] : []
  }
}
