import Exchange
import Proximity
import Vocabulary

/// One thing that speaks for a match, and what it weighs.
public struct Reason: Hashable, Sendable {
  /// What speaks for it.
  public enum Kind: Hashable, Sendable {
    /// The same kind of help.
    case sameCategory(Category)
    /// Kinds of help close to each other: the one asked for, the one offered.
    case nearCategory(asked: Category, offered: Category)
    /// Found by their words alone.
    case byWords
    /// Words both texts say, in order of the alphabet.
    case words([String])
    /// Both said when, and this suits both: the first such time.
    case time(from: Instant, to: Instant)
    /// One of them at least leaves the time open.
    case timeOpen
    /// Whole minutes for the helper's way, rounded up; at most so many, and `means` nil, for those who
    /// need not know.
    case travel(minutes: Int, means: Means?, model: TravelModel)
    /// By phone or screen.
    case remote
    /// Languages they share; none are named unless both listings name them.
    case languages([SpokenLanguage])
    /// What was asked for was seen.
    case attested([Attestation])
    /// They helped each other before: so many times.
    case together(times: Int, thanked: Bool)
    /// How little the helper was asked lately: the more points, the less they gave.
    case fairShare
    /// The helper could use the hours.
    case shortOfHours
    /// One of them would like company.
    case shortOfCompany
    /// The request has waited so many whole days.
    case waiting(days: Int)
  }

  public let kind: Kind
  /// Points, not negative (`Weights`).
  public let points: Int

  /// States both.
  public init(kind: Kind, points: Int) {
    self.kind = kind
    self.points = points
  }
}

/// What each reason weighs. The table and its reasons stand in this module's README.md.
enum Weights {
  static let sameCategory = 40
  static let nearCategory = 20
  static let byWords = 10
  static let time = 15
  static let timeOpen = 8
  static let remote = 10
  static let language = 6
  static let attested = 4
  static let shortOfHours = 4
  static let shortOfCompany = 4
  /// For whom nothing is known.
  static let unknownShare = 8

  static func words(_ count: Int) -> Int { min(count, 3) * 4 }
  static func travel(_ minutes: Int) -> Int { max(0, 20 - minutes) }
  static func together(_ together: Together) -> Int {
    (together.settled > 0 ? 6 + 2 * min(together.settled, 3) : 0) + (together.thanked > 0 ? 4 : 0)
  }
  static func fairShare(_ known: Neighbour, at now: Instant) -> Int {
    let isRested = known.lastHelped.map { now - $0 >= .days(14) } ?? true
    return max(0, 12 - Int(max(0, min(known.lastMonth.count, 10_000)) / 120)) + (isRested ? 3 : 0)
  }
  static func waiting(_ time: Interval) -> Int {
    Int(max(0, min(time.milliseconds / (12 * 3_600_000), 14)))
  }
}

/// Adds up, and writes down why when asked to.
struct Tally {
  private(set) var points = 0
  private(set) var reasons: [Reason] = []
  let tells: Bool

  init(tells: Bool) { self.tells = tells }

  @inline(__always)
  mutating func add(_ points: Int, _ kind: @autoclosure () -> Reason.Kind) {
    self.points += points
    if tells { reasons.append(Reason(kind: kind(), points: points)) }
  }
}
