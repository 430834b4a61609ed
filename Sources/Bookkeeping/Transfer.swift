import Vocabulary

/// One account's part in a transfer: minutes that arrive, or leave when below zero.
public struct Leg: Hashable, Sendable {
  /// Whose.
  public let account: AccountID
  /// Never zero.
  public let minutes: Minutes
  /// States both.
  public init(_ account: AccountID, _ minutes: Minutes) {
    self.account = account
    self.minutes = minutes
  }
}

/// Minutes moved between accounts, once, because of one update. `protocol/10-books.md` §2.
public struct Transfer: Hashable, Sendable {
  /// Why minutes move. Raw values are the protocol's.
  public enum Kind: Int, Sendable, CaseIterable {
    /// An agreement settled.
    case help = 1
    /// A resident gave hours away.
    case hours = 2
    /// Into a pot.
    case contribution = 3
    /// Out of a pot.
    case grant = 4
    /// A new resident's first hours.
    case starter = 5
    /// A correction upwards.
    case raised = 6
    /// A correction of help downwards.
    case lowered = 7
    /// A correction of hours given away, downwards.
    case returned = 8

    /// True for corrections: of one transfer at most one is posted.
    public var isCorrection: Bool { self == .raised || givesBack }
    /// True for corrections downwards.
    public var givesBack: Bool { self == .lowered || self == .returned }
  }

  /// Names it: at most one transfer each.
  public let id: UpdateID
  /// Why.
  public let kind: Kind
  /// At least two, each account once, summing to zero; in the order of their accounts.
  public let legs: [Leg]
  /// When the log took it.
  public let time: Instant
  /// The agreement that settled, or the transfer a correction corrects; nil for others.
  public let about: UpdateID?

  /// Puts the legs in order and leaves out those of zero; legs of one account become one.
  public init(id: UpdateID, kind: Kind, legs: [Leg], time: Instant, about: UpdateID? = nil) {
    self.id = id
    self.kind = kind
    self.legs = legs.combined
    self.time = time
    self.about = about
  }

  /// Minutes that arrived somewhere: the sum of the legs above zero. Nil when it does not fit.
  public var total: Minutes? {
    legs.filter { $0.minutes > .zero }.reduce(Minutes?.some(.zero)) { $0?.adding($1.minutes) }
  }

  /// True when minutes crossed a border.
  public var crossesBorder: Bool {
    legs.contains { if case .clearing = $0.account { true } else { false } }
  }

  /// The one resident whose minutes went out, or came in; nil when there is none.
  public func resident(paying: Bool) -> ResidentID? {
    legs.first { ($0.minutes < .zero) == paying && $0.account.resident != nil }?.account.resident
  }

  /// What the solidarity pot paid of it, below zero, or got; nil when it has no part in it.
  public var potLeg: Leg? { legs.first { $0.account == .solidarityPot } }

  /// True when the resident has a leg in it.
  public func concerns(_ resident: ResidentID) -> Bool {
    legs.contains { $0.account == .resident(resident) }
  }
}

extension [Leg] {
  /// In the order of their accounts, each account once, none of zero.
  public var combined: [Leg] {
    var sums: [AccountID: Minutes] = [:]
    for leg in self {
      let before = sums[leg.account] ?? .zero
      // Beyond the range nothing can be posted anyway: the sum will not be zero.
      sums[leg.account] = before.adding(leg.minutes) ?? Minutes(.max)
    }
    return sums.filter { $0.value != .zero }.map { Leg($0.key, $0.value) }
      .sorted { $0.account < $1.account }
  }
}
