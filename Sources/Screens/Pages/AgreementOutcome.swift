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
    /// They cannot cross any more: the help was a gift.
    case gift = 4
  }

  let postedAt: Instant?
  let borderRoom: Int64?
  let road: Road
  let thanked: Bool
  let thanks: String
  let resolution: HoursReason?

  /// `postedAt`: when silence posts the smaller claim. `borderRoom`: minutes that can still cross,
  /// nil when none have to. `thanked`: the reader said thanks; `thanks`: what the other said.
  /// `resolution`: who decided between the two claims, and why; nil when nobody had to.
  public init(
    postedAt: Instant? = nil, borderRoom: Int64? = nil, road: Road = .none,
    thanked: Bool = false, thanks: String = "", resolution: HoursReason? = nil
  ) {
    self.postedAt = postedAt
    self.borderRoom = borderRoom
    self.road = road
    self.thanked = thanked
    self.thanks = thanks
    self.resolution = resolution
  }

  var members: [JSON.Member] {
    JSON.members([
      "posted_at": .time(postedAt), "border_room": .number(orNull: borderRoom),
      "road": .text("\(road)"), "thanked": .bool(thanked), "thanks": .text(thanks),
      "resolved_by": .text(orNull: resolution?.by), "reason": .text(orNull: resolution?.words),
    ])
  }
}

extension AgreementLine {
  /// What else there is to know now.
  func more(on page: Page) -> [Sentence] {
    switch state {
    case .proposed: iProposed ? [] : border(on: page)
    case .stated, .disputed: silence(on: page)
    case .settled: resolution(on: page) + road + gratitude(on: page)
    case .agreed, .declined, .lapsed: []
    }
  }

  private func border(on page: Page) -> [Sentence] {
    guard let room = outcome.borderRoom else { return [] }
    return [room > 0 ? .canCross(page.duration(room)) : .nothingCrosses]
  }

  /// From half the term on, so that nobody is surprised and nobody is hurried.
  private func silence(on page: Page) -> [Sentence] {
    guard isDueSoon(at: page.now), let due = outcome.postedAt,
      let least = [mine, theirs].compactMap(\.self).min()
    else { return [] }
    return [.postedBySilence(page.day(due), page.duration(least))]
  }

  /// Silence decides it, and more than half of its term is over.
  public func isDueSoon(at now: Instant) -> Bool {
    guard state == .stated || state == .disputed, outcome.road != .waiting,
      let due = outcome.postedAt
    else { return false }
    return now >= changed + Interval(milliseconds: (due - changed).milliseconds / 2)
  }

  /// A regisseur decided between the two claims.
  public var isResolved: Bool { state == .settled && outcome.resolution != nil }

  func resolution(on page: Page) -> [Sentence] {
    guard let resolution = outcome.resolution else { return [] }
    return [
      .resolved(page.quote(resolution.by), page.duration(settled ?? 0)),
      resolution.sentence(on: page),
    ].compactMap(\.self)
  }

  private var road: [Sentence] {
    switch outcome.road {
    case .waiting: [.hoursWait]
    case .underWay: [.hoursUnderWay]
    case .gift: [.hoursWereGift]
    case .none, .arrived: []
    }
  }

  private func gratitude(on page: Page) -> [Sentence] {
    if !outcome.thanks.isEmpty { return [.thanked(page.quote(outcome.thanks))] }
    return !iHelp && !outcome.thanked ? [.sayThanks(id.short)] : []
  }
}
