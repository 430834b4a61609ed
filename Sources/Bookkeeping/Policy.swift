import Vocabulary

/// The rules a neighbourhood gave its books. `protocol/10-books.md` §3.
public struct Policy: Hashable, Sendable {
  /// Floor and ceiling of a resident.
  public var resident: Bounds
  /// Two claims no further apart are not a dispute; minutes, 0…120.
  public var smallDifference: Minutes
  /// After this many days, 1…90, a claim nobody answered is posted.
  public var silenceDays: Int
  /// Given to each new resident from the solidarity pot; minutes, 0…1200.
  public var starter: Minutes
  /// Lowest balance of a pot; never above zero.
  public var potFloor: Minutes
  /// Most the solidarity pot pays for one person in a quarter of a year; minutes, 0…6000.
  public var solidarityPerQuarter: Minutes

  /// States every rule.
  public init(
    resident: Bounds, smallDifference: Minutes, silenceDays: Int, starter: Minutes,
    potFloor: Minutes, solidarityPerQuarter: Minutes
  ) {
    self.resident = resident
    self.smallDifference = smallDifference
    self.silenceDays = silenceDays
    self.starter = starter
    self.potFloor = potFloor
    self.solidarityPerQuarter = solidarityPerQuarter
  }

  /// Until a regisseur sets one: twenty hours down, fifty up, a quarter of an hour, two weeks.
  public static let initial = Policy(
    resident: Bounds(lowest: Minutes(-1_200), highest: Minutes(3_000)),
    smallDifference: Minutes(15), silenceDays: 14, starter: .zero, potFloor: .zero,
    solidarityPerQuarter: Minutes(240))

  /// How long a proposed correction waits for a yes.
  public var silence: Interval { .days(Int64(silenceDays)) }
  /// Bounds of a pot: no ceiling.
  public var pot: Bounds { Bounds(lowest: potFloor, highest: Minutes(.max)) }
}

/// What two neighbourhoods may owe each other, as one of them says it. `protocol/10-books.md` §8.
public struct ClearingLimits: Hashable, Sendable {
  /// Whose log says so.
  public let speaker: NodeID
  /// About whom.
  public let peer: NodeID
  /// What the speaker's neighbourhood may owe; minutes, at least zero.
  public let weMayOwe: Minutes
  /// What the peer's neighbourhood may owe; minutes, at least zero.
  public let theyMayOwe: Minutes

  /// States every field.
  public init(speaker: NodeID, peer: NodeID, weMayOwe: Minutes, theyMayOwe: Minutes) {
    self.speaker = speaker
    self.peer = peer
    self.weMayOwe = weMayOwe
    self.theyMayOwe = theyMayOwe
  }
}

/// What all transfers from one neighbourhood to another, and back, add up to, as the log of the
/// first has them. `protocol/10-books.md` §8.
public struct ClearingSums: Hashable, Sendable {
  /// Minutes committed to the other.
  public var committed: Minutes
  /// Minutes applied from the other.
  public var applied: Minutes

  /// States both.
  public init(committed: Minutes, applied: Minutes) {
    self.committed = committed
    self.applied = applied
  }
}

extension Bounds {
  /// Bounds of the clearing account of a peer: in each direction the smaller of what both say,
  /// nothing until both spoke.
  public init(ours: ClearingLimits?, theirs: ClearingLimits?) {
    guard let ours, let theirs else {
      self.init(lowest: .zero, highest: .zero)
      return
    }
    let theyMayOwe = min(ours.theyMayOwe, theirs.weMayOwe)
    self.init(
      lowest: Minutes.zero.subtracting(theyMayOwe) ?? .zero,
      highest: min(ours.weMayOwe, theirs.theyMayOwe))
  }
}
