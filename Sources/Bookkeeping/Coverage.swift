import Vocabulary

/// Who pays for help: the one who received it as far as their floor, then the solidarity pot under
/// its standing rule; the rest was a gift. Nothing is refused. `protocol/10-books.md` §4.
public struct Coverage: Hashable, Sendable {
  /// From the payer's own account.
  public let fromPayer: Minutes
  /// From the solidarity pot, for the payer.
  public let fromPot: Minutes
  /// What nobody pays.
  public let gift: Minutes

  /// Splits `minutes` (at least zero) by the room each has; rooms are at least zero.
  public init(_ minutes: Minutes, payerRoom: Minutes, potRoom: Minutes, quarterRoom: Minutes) {
    fromPayer = min(minutes, payerRoom)
    let short = minutes.count - fromPayer.count
    fromPot = Minutes(min(short, potRoom.count, max(0, quarterRoom.count)))
    gift = Minutes(short - fromPot.count)
  }

  /// Minutes that move.
  public var moved: Minutes { Minutes(fromPayer.count + fromPot.count) }

  /// The legs that pay.
  public func paying(_ payer: AccountID) -> [Leg] {
    [Leg(payer, Minutes(-fromPayer.count)), Leg(.solidarityPot, Minutes(-fromPot.count))]
  }

  /// The legs that arrive: what the payee has room for, the rest to the solidarity pot, because
  /// who has enough helps those who fall short.
  public static func arriving(_ minutes: Minutes, at payee: AccountID, room: Minutes) -> [Leg] {
    let kept = min(minutes, room)
    return [Leg(payee, kept), Leg(.solidarityPot, Minutes(minutes.count - kept.count))]
  }
}

extension Transfer {
  /// The legs that undo `minutes` of it: taken where minutes arrived, given back where they came
  /// from, pots first, nobody more than they had. Nil when that is not more than zero and at most
  /// its total. `protocol/10-books.md` §6.
  public func lowering(by minutes: Minutes) -> [Leg]? {
    guard minutes > .zero, let total, minutes <= total else { return nil }
    let order = legs.sorted { a, b in
      if (a.account.resident == nil) != (b.account.resident == nil) {
        return a.account.resident == nil
      }
      return a.account < b.account
    }
    func part(_ side: [Leg], _ sign: Int64) -> [Leg] {
      var left = minutes.count
      return side.map { leg in
        let taken = min(left, leg.minutes.count.magnitude.clamped)
        left -= taken
        return Leg(leg.account, Minutes(sign * taken))
      }
    }
    return
      (part(order.filter { $0.minutes > .zero }, -1)
      + part(order.filter { $0.minutes < .zero }, 1)).combined
  }
}

extension UInt64 {
  fileprivate var clamped: Int64 { Int64(clamping: self) }
}
