import Vocabulary

/// One account's standing: integer minutes, positive for who gave more than they received.
public struct Account: Hashable, Sendable {
  /// Whose.
  public let id: AccountID
  /// Posted minutes.
  public var balance: Minutes
  /// Minutes promised away: held until the other neighbourhood has decided. At least zero.
  public var heldOut: Minutes
  /// Minutes promised to it. At least zero.
  public var heldIn: Minutes
  /// All minutes of help given through it, ever.
  public var given: Minutes
  /// All minutes of help received through it, ever.
  public var received: Minutes

  /// A standing; a new account starts at zero.
  public init(
    id: AccountID, balance: Minutes = .zero, heldOut: Minutes = .zero, heldIn: Minutes = .zero,
    given: Minutes = .zero, received: Minutes = .zero
  ) {
    self.id = id
    self.balance = balance
    self.heldOut = heldOut
    self.heldIn = heldIn
    self.given = given
    self.received = received
  }

  /// True when nothing is on it and nothing is on its way.
  public var isSettled: Bool { balance == .zero && heldOut == .zero && heldIn == .zero }
}

/// How far an account may go either way. `protocol/10-books.md` §1.
///
/// `lowest` ≤ 0 ≤ `highest`, so that trading back towards zero is always allowed.
public struct Bounds: Hashable, Sendable {
  /// The lowest balance, in minutes; never above zero.
  public let lowest: Minutes
  /// The highest balance, in minutes; never below zero.
  public let highest: Minutes

  /// Bounds on either side of zero; a bound on the wrong side counts as zero.
  public init(lowest: Minutes, highest: Minutes) {
    self.lowest = min(lowest, .zero)
    self.highest = max(highest, .zero)
  }
}

extension Account {
  /// What may still leave it, counting what is held as gone. Never below zero.
  public func roomOut(_ bounds: Bounds) -> Minutes {
    Minutes.zero.raised(to: balance - heldOut - bounds.lowest)
  }

  /// What may still arrive, counting what is held as there. Never below zero.
  public func roomIn(_ bounds: Bounds) -> Minutes {
    Minutes.zero.raised(to: bounds.highest - balance - heldIn)
  }
}

extension Minutes {
  /// Room is only ever compared: at the ends of the range it may saturate.
  fileprivate static func - (a: Minutes, b: Minutes) -> Minutes {
    a.subtracting(b) ?? Minutes(b > .zero ? .min : .max)
  }

  fileprivate func raised(to other: Minutes) -> Minutes { max(self, other) }
}
