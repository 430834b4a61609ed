import GRDB
import Updates
import Vocabulary

/// An entry that is not what its log's node and its author signed.
public struct Finding: Hashable, Sendable {
  /// Whose log.
  public let node: NodeID
  /// Its place.
  public let sequence: UInt64
  /// What is wrong.
  public let fault: EntryFault
}

/// A row that is not what follows from the logs.
public struct Difference: Hashable, Sendable {
  /// The table.
  public let view: String
  /// Which row.
  public let key: String
  /// What the database says; nil when it has no such row.
  public let live: String?
  /// What follows from the logs; nil when nothing does.
  public let rebuilt: String?
}

/// What came of checking everything in the database against what was signed.
public struct Verification: Hashable, Sendable {
  /// Every log that was replayed, sorted by node.
  public let logs: [LogCount]
  /// Entries that do not hold, in the order in which they had arrived.
  public let findings: [Finding]
  /// Rows that do not follow from the logs, by table and key.
  public let differences: [Difference]
  /// The sum of all accounts.
  public let sum: Minutes

  /// True when every entry holds, every row follows, and the books sum to zero.
  public var passed: Bool { findings.isEmpty && differences.isEmpty && sum == .zero }
}

extension NodeStore {
  /// Replays every log from its first entry, in the order in which the entries arrived, and
  /// compares what follows with what the database says.
  ///
  /// Checks hash chains, node signatures (our own log: each; others: the last one, which vouches
  /// for the chain), commitments, and every author's signature. Reads one moment; a running node
  /// goes on meanwhile. Takes the whole log's time and a temporary database of the system's.
  public func verify() throws(StorageFault) -> Verification {
    try read { live in
      // SQLite's name for a temporary file.
      let scratch = try DatabaseQueue(path: "", configuration: Connections.scratch)
      defer { try? scratch.close() }
      try Schema.migrator.migrate(scratch)
      return try scratch.write { db in
        try Self.claim(db, for: node)
        var replay = try Replay(
          live: live, rebuilt: SQLViews(db, node: node, cards: CardCache()))
        try replay.run()
        let sum = try live.prepare("SELECT coalesce(sum(balance), 0) FROM account")
          .first { $0.minutes() }
        return Verification(
          logs: try live.logs(), findings: replay.findings,
          differences: try replay.differences + Comparison.differences(live.db, db)
            + live.storedDifferences(),
          sum: sum ?? .zero)
      }
    }
  }
}
