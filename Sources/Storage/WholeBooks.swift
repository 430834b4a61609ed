import Admission
import Bookkeeping
import Vocabulary

/// A neighbourhood's books of one moment, for the operator.
public struct WholeBooks: Hashable, Sendable {
  /// Every account, sorted.
  public let accounts: [Account]
  /// One row for each peer, sorted by node.
  public let clearing: [ClearingRow]
  /// Transfers across the border that hold minutes here, oldest first.
  public let holds: [BorderTransfer]
  /// The first misdeeds of each kind of each node, oldest first; the rows of `clearing` count all.
  public let misdeeds: [MisdeedReport]
  /// Transfers that a misdeed of one of their own two nodes froze, oldest first.
  public let frozen: [BorderTransfer]

  /// What all balances add up to: anything but zero is a fault.
  public var sum: Minutes {
    accounts.reduce(.zero) { $0.adding($1.balance) ?? Minutes(.max) }
  }
}

extension NodeStore {
  /// The books as they are now.
  public func wholeBooks() throws(StorageFault) -> WholeBooks {
    try read { views in
      WholeBooks(
        accounts: try views.accounts(), clearing: try views.clearingRows(),
        holds: try views.holds(), misdeeds: try views.allMisdeeds(),
        frozen: try views.frozen(limit: .max))
    }
  }

  /// Every account and then every transfer in the order of posting, all of one moment.
  public func ledger(
    accounts: ([AccountID]) throws -> Void, transfer: (Transfer) throws -> Void
  ) throws(StorageFault) {
    try read { views in
      try accounts(views.accounts().map(\.id))
      try views.prepare("SELECT number, id, kind, time, about FROM transfer ORDER BY number")
        .each([]) { row in
          let number = row.integer()
          try transfer(
            Transfer(
              id: row.identity(), kind: row.word(), legs: views.legs(of: number),
              time: row.time(), about: row.identityOrNil()))
          return true
        }
    }
  }
}

extension SQLViews {
  fileprivate func accounts() throws -> [Account] {
    try prepare(
      "SELECT key, balance, held_out, held_in, given, received FROM account ORDER BY key"
    ).all { row in Account(id: try row.account(), &row) }
  }

  fileprivate func holds() throws -> [BorderTransfer] {
    try prepare(
      """
      \(Self.selectBorder)
      WHERE EXISTS (SELECT 1 FROM hold WHERE transfer = b.id) ORDER BY b.started, b.id
      """
    ).all { try border(&$0) }
  }

  fileprivate func allMisdeeds() throws -> [MisdeedReport] {
    try prepare(
      """
      SELECT n.id, m.transfer, m.misdeed, m.entry, m.time
      FROM misdeed m JOIN node n ON n.number = m.node ORDER BY m.time, m.entry
      """
    ).all { row in
      MisdeedReport(
        node: try row.identity(), transfer: try row.identity(), misdeed: try row.word(),
        entry: try row.identity(), time: row.time())
    }
  }
}
