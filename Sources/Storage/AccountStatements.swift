import Bookkeeping
import Exchange
import Updates
import Vocabulary

/// An account and its latest transfers.
public struct AccountStatement: Hashable, Sendable {
  /// Where it stands.
  public let account: Account
  /// Newest first.
  public let lines: [StatementLine]
}

/// One transfer, as one side of it reads it.
public struct StatementLine: Hashable, Sendable {
  /// The transfer, with every leg.
  public let transfer: Transfer
  /// Minutes in or out: positive when they arrived.
  public let minutes: Minutes
  /// The account's balance after it.
  public let balance: Minutes
  /// The account on the other side with most minutes.
  public let other: AccountID
  /// What the other side goes by; may be empty.
  public let otherName: String
  /// The listing's text; empty when erased.
  public let text: String
  /// What kind of help it was; nil when the listing is not known.
  public let category: Category?
  /// The entry of the update that names the transfer: of an agreement the proposal.
  public let entry: EntryHash?
}

extension NodeStore {
  /// An account with its newest transfers; one without any transfer stands at zero.
  public func statement(
    of id: AccountID, limit: Int = Limits.rows
  ) throws(StorageFault) -> AccountStatement {
    try read { views in
      let account = try views.account(id) ?? Account(id: id)
      var balance = account.balance
      let lines = try views.transfers(of: id, limit: max(0, min(limit, Limits.rows)))
        .map { transfer, entry in
          let line = try views.line(transfer, of: id, balance: balance, entry: entry)
          balance = balance.subtracting(line.minutes) ?? balance
          return line
        }
      return AccountStatement(account: account, lines: lines)
    }
  }
}

extension SQLViews {
  fileprivate func transfers(of id: AccountID, limit: Int) throws -> [(Transfer, EntryHash?)] {
    try prepare(
      """
      SELECT t.number, t.id, t.kind, t.time, t.about, e.hash
      FROM leg l JOIN transfer t ON t.number = l.transfer
        LEFT JOIN entry e ON e.update_id = t.id
      WHERE l.account = ? ORDER BY l.transfer DESC LIMIT ?
      """
    ).all(.blob(id.key), .count(limit)) { row in
      let number = row.integer()
      let transfer = Transfer(
        id: try row.identity(), kind: try row.word(), legs: try legs(of: number),
        time: row.time(), about: try row.identityOrNil())
      return (transfer, try row.identityOrNil())
    }
  }

  fileprivate func line(
    _ transfer: Transfer, of id: AccountID, balance: Minutes, entry: EntryHash?
  ) throws -> StatementLine {
    let minutes = transfer.legs.first { $0.account == id }?.minutes ?? .zero
    let other = transfer.counterpart(of: id)
    let listing = try transfer.about.flatMap { try agreement($0) }
      .flatMap { try listingRow($0.listing) }
    let note = listing == nil ? try text(of: transfer.id).text : ""
    return StatementLine(
      transfer: transfer, minutes: minutes, balance: balance, other: other,
      otherName: try name(of: other), text: listing?.text ?? note,
      category: listing?.listing.category, entry: entry)
  }

  private func name(of account: AccountID) throws -> String {
    switch account {
    case .resident(let resident): try profileText(of: resident).name
    case .pot(let name): name
    case .clearing(let node): try name(of: node) ?? ""
    }
  }

  /// The words that came with an update; empty where there are none any more.
  func text(of update: UpdateID) throws -> PersonalText {
    let bytes = try prepare("SELECT content_bytes FROM entry WHERE update_id = ?")
      .first(.identity(update)) { $0.blobOrNil() }
    return PersonalText(bytes ?? nil)
  }
}

extension Transfer {
  /// Who is on the other side of an account: of several the one with most minutes.
  fileprivate func counterpart(of id: AccountID) -> AccountID {
    let own = legs.first { $0.account == id }?.minutes ?? .zero
    return legs.filter { $0.account != id && ($0.minutes < .zero) != (own < .zero) }
      .max { $0.minutes.count.magnitude < $1.minutes.count.magnitude }?.account ?? id
  }
}
