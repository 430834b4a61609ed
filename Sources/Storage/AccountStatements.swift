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
  /// The transfer; its id is the agreement's.
  public let transfer: Transfer
  /// Minutes in or out: positive when help was given.
  public let minutes: Minutes
  /// The account's balance after it.
  public let balance: Minutes
  /// The other side.
  public let other: AccountID
  /// What the other side goes by; may be empty.
  public let otherName: String
  /// The listing's text; empty when erased.
  public let text: String
  /// What kind of help it was; nil when the listing is not known.
  public let category: Category?
  /// The entry of the agreement's proposal.
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
      SELECT t.id, t.payer, t.payee, t.minutes, t.time, e.hash
      FROM (
        SELECT * FROM (SELECT * FROM transfer WHERE payer = ?1 ORDER BY number DESC LIMIT ?2)
        UNION ALL
        SELECT * FROM (SELECT * FROM transfer WHERE payee = ?1 ORDER BY number DESC LIMIT ?2)
      ) t LEFT JOIN entry e ON e.update_id = t.id
      ORDER BY t.number DESC LIMIT ?2
      """
    ).all(.blob(id.key), .count(limit)) { row in
      (
        Transfer(
          id: try row.identity(), payer: try row.account(), payee: try row.account(),
          minutes: row.minutes(), time: row.time()), try row.identityOrNil()
      )
    }
  }

  fileprivate func line(
    _ transfer: Transfer, of id: AccountID, balance: Minutes, entry: EntryHash?
  ) throws -> StatementLine {
    let gave = transfer.payee == id
    let other = gave ? transfer.payer : transfer.payee
    let listing = try agreement(transfer.id).flatMap { try listingRow($0.listing) }
    return StatementLine(
      transfer: transfer,
      minutes: gave ? transfer.minutes : Minutes.zero.subtracting(transfer.minutes) ?? .zero,
      balance: balance, other: other, otherName: try name(of: other),
      text: listing?.text ?? "", category: listing?.listing.category, entry: entry)
  }

  private func name(of account: AccountID) throws -> String {
    switch account {
    case .resident(let resident): try profileText(of: resident).name
    case .pot(let name): name
    case .clearing(let node): try name(of: node) ?? ""
    }
  }
}

extension RowReader {
  fileprivate mutating func account() throws -> AccountID {
    guard let id = AccountID(key: blob()) else { throw StorageFault.damaged("transfer.account") }
    return id
  }
}
