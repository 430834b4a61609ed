import Vocabulary

/// Double entry: what legs make of accounts. The sum of the accounts never changes.
///
/// Every function takes the accounts of the legs in the legs' order, and throws `amountOverflow`
/// where a number would not fit, `minutesOutOfRange` where legs and accounts do not belong
/// together; then nothing happened. `protocol/10-books.md` §2, §7.
public enum Posting {
  /// Posts a transfer.
  public static func post(_ transfer: Transfer, on accounts: [Account]) throws(Refused) -> [Account]
  {
    try change(transfer.legs, accounts) { account, minutes throws(Refused) in
      account.balance = try account.balance.plus(minutes)
      try count(transfer.kind, minutes, on: &account)
    }
  }

  /// Holds legs: promised, not posted.
  public static func hold(_ legs: [Leg], on accounts: [Account]) throws(Refused) -> [Account] {
    try change(legs, accounts) { account, minutes throws(Refused) in
      try hold(minutes, on: &account)
    }
  }

  /// Lets go what was held.
  public static func release(_ legs: [Leg], on accounts: [Account]) throws(Refused) -> [Account] {
    try change(legs, accounts) { account, minutes throws(Refused) in
      if minutes < .zero {
        account.heldOut = try account.heldOut.plus(minutes)
      } else {
        account.heldIn = try account.heldIn.minus(minutes)
      }
      guard account.heldOut >= .zero, account.heldIn >= .zero else {
        throw Refused(.amountOverflow, "held")
      }
    }
  }

  private static func hold(_ minutes: Minutes, on account: inout Account) throws(Refused) {
    if minutes < .zero {
      account.heldOut = try account.heldOut.minus(minutes)
    } else {
      account.heldIn = try account.heldIn.plus(minutes)
    }
  }

  /// Running totals of help: only help counts, and a correction downwards takes off again.
  private static func count(
    _ kind: Transfer.Kind, _ minutes: Minutes, on account: inout Account
  ) throws(Refused) {
    switch kind {
    case .help, .raised:
      if minutes > .zero {
        account.given = try account.given.plus(minutes)
      } else {
        account.received = try account.received.minus(minutes)
      }
    case .lowered:
      if minutes > .zero {
        account.received = max(.zero, try account.received.minus(minutes))
      } else {
        account.given = max(.zero, try account.given.plus(minutes))
      }
    case .hours, .contribution, .grant, .starter, .returned: break
    }
  }

  private static func change(
    _ legs: [Leg], _ accounts: [Account],
    _ body: (inout Account, Minutes) throws(Refused) -> Void
  ) throws(Refused) -> [Account] {
    guard legs.count >= 2, legs.map(\.account) == accounts.map(\.id),
      Set(accounts.map(\.id)).count == legs.count
    else { throw Refused(.minutesOutOfRange, "legs") }
    var sum = Minutes.zero
    for leg in legs { sum = try sum.plus(leg.minutes) }
    guard sum == .zero, legs.allSatisfy({ $0.minutes != .zero }) else {
      throw Refused(.minutesOutOfRange, "legs")
    }
    var changed = accounts
    for (index, leg) in legs.enumerated() { try body(&changed[index], leg.minutes) }
    return changed
  }
}

extension Minutes {
  fileprivate func plus(_ other: Minutes) throws(Refused) -> Minutes {
    guard let sum = adding(other) else { throw Refused(.amountOverflow, "minutes") }
    return sum
  }

  fileprivate func minus(_ other: Minutes) throws(Refused) -> Minutes {
    guard let rest = subtracting(other) else { throw Refused(.amountOverflow, "minutes") }
    return rest
  }
}
