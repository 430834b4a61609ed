import Vocabulary

/// Whose minutes. Every account belongs to one neighbourhood's books.
public enum AccountID: Hashable, Comparable, Sendable {
  /// A resident of this neighbourhood.
  case resident(ResidentID)
  /// A common pot, by name.
  case pot(String)
  /// What this neighbourhood and a peer owe each other.
  case clearing(NodeID)

  /// Storage and sorting form: one kind byte, then the identity. `protocol/05-updates.md` §Books.
  public var key: [UInt8] {
    switch self {
    case .resident(let id): [1] + id.array
    case .pot(let name): [2] + Array(name.utf8)
    case .clearing(let node): [3] + node.array
    }
  }

  /// Reads the storage form.
  public init?(key: [UInt8]) {
    let rest = key.dropFirst()
    switch key.first {
    case 1: if let id = ResidentID(rest) { self = .resident(id) } else { return nil }
    case 2: self = .pot(String(decoding: rest, as: UTF8.self))
    case 3: if let id = NodeID(rest) { self = .clearing(id) } else { return nil }
    default: return nil
    }
  }

  public static func < (a: AccountID, b: AccountID) -> Bool {
    a.key.lexicographicallyPrecedes(b.key)
  }
}

/// One account's standing: integer minutes, positive for who gave more than they received.
public struct Account: Hashable, Sendable {
  /// Whose.
  public let id: AccountID
  /// Posted minutes.
  public var balance: Minutes
  /// All minutes of help given through it, ever.
  public var given: Minutes
  /// All minutes of help received through it, ever.
  public var received: Minutes

  /// A standing; a new account starts at zero.
  public init(
    id: AccountID, balance: Minutes = .zero, given: Minutes = .zero, received: Minutes = .zero
  ) {
    self.id = id
    self.balance = balance
    self.given = given
    self.received = received
  }
}

/// Minutes moved from one account to another, once, because of one agreement.
public struct Transfer: Hashable, Sendable {
  /// The agreement's id: at most one transfer each.
  public let id: UpdateID
  /// Received help; minutes leave here.
  public let payer: AccountID
  /// Gave help; minutes arrive here.
  public let payee: AccountID
  /// More than zero.
  public let minutes: Minutes
  /// When the log took it.
  public let time: Instant

  /// States every field.
  public init(
    id: UpdateID, payer: AccountID, payee: AccountID, minutes: Minutes, time: Instant
  ) {
    self.id = id
    self.payer = payer
    self.payee = payee
    self.minutes = minutes
    self.time = time
  }
}

/// Double entry: what one transfer makes of two accounts. The sum of both never changes.
public enum Posting {
  /// The two accounts after the transfer, payer first. Refuses amounts that do not fit or are not
  /// above zero, and a transfer to oneself.
  public static func post(
    _ transfer: Transfer, payer: Account, payee: Account
  ) throws(Refused) -> (payer: Account, payee: Account) {
    guard transfer.minutes > .zero, transfer.payer != transfer.payee,
      payer.id == transfer.payer, payee.id == transfer.payee
    else { throw Refused(.minutesOutOfRange, "minutes") }
    var (from, to) = (payer, payee)
    guard let rest = from.balance.subtracting(transfer.minutes),
      let sum = to.balance.adding(transfer.minutes),
      let received = from.received.adding(transfer.minutes),
      let given = to.given.adding(transfer.minutes)
    else { throw Refused(.amountOverflow, "minutes") }
    from.balance = rest
    from.received = received
    to.balance = sum
    to.given = given
    return (from, to)
  }
}
