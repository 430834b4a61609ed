import Admission
import GRDB
import Updates
import Vocabulary

/// How much of a log there is.
public struct LogCount: Hashable, Sendable {
  /// Whose log.
  public let node: NodeID
  /// Entries held, from the first on without gaps.
  public let entries: UInt64
}

/// What there is in the database, in numbers.
public struct Counts: Hashable, Sendable {
  /// Every log, sorted by node.
  public let logs: [LogCount]
  /// People enrolled here.
  public let residents: Int
  /// Open listings on the board, our own and others'.
  public let openListings: Int
  /// Agreements still open.
  public let openAgreements: Int
  /// Nodes we hold an active federation agreement with.
  public let peers: Int
  /// Size of the database in bytes, without the write-ahead log.
  public let bytes: Int64
  /// The sum of all accounts; anything but zero is a fault.
  public let sum: Minutes
}

extension NodeStore {
  /// Where every log stands that has an entry, sorted by node.
  public func heads() throws(StorageFault) -> [LogHead] {
    try read { views in
      try views.logs().compactMap { try views.head(of: $0.node) }
    }
  }

  /// Where one log stands; nil for an empty one.
  public func head(of log: NodeID) throws(StorageFault) -> LogHead? {
    try read { try $0.head(of: log) }
  }

  /// The entries of a log from a place on, oldest first, with every part we hold: at most `limit`
  /// and about `maxBytes` bytes on the wire, but at least one when there is one.
  public func entries(
    of log: NodeID, from sequence: UInt64, limit: Int, maxBytes: Int
  ) throws(StorageFault) -> [Entry] {
    try read { try $0.entries(of: log, from: sequence, limit: limit, maxBytes: maxBytes) }
  }

  /// Entries of our own log whose update a resident signed, after a place in the log, oldest
  /// first: everything they ever said here, for their own export.
  public func ownEntries(
    by resident: ResidentID, after sequence: UInt64, limit: Int, maxBytes: Int
  ) throws(StorageFault) -> [Entry] {
    try read { views in
      var entries: [Entry] = []
      var bytes = 0
      try views.prepare(
        """
        \(SQLViews.selectEntry) WHERE log = \(Schema.ownNumber) AND resident = ? AND sequence > ?
        ORDER BY sequence LIMIT ?
        """
      ).each([.identity(resident), .sequence(sequence), .count(limit)]) { row in
        let entry = try Entry(&row)
        bytes += entry.storedBytes
        if bytes > maxBytes, !entries.isEmpty { return false }
        entries.append(entry)
        return true
      }
      return entries
    }
  }

  /// Where an update stands, in any log; nil when we do not hold it.
  public func stored(_ id: UpdateID) throws(StorageFault) -> StoredUpdate? {
    try read { try $0.update(id) }
  }

  /// What there is in the database.
  public func counts(at now: Instant) throws(StorageFault) -> Counts {
    try read { views in
      func count(_ sql: String, _ values: Value...) throws -> Int64 {
        try views.prepare(sql).all(values) { $0.integer() }.first ?? 0
      }
      return Counts(
        logs: try views.logs(), residents: Int(try count("SELECT count(*) FROM resident")),
        openListings: Int(
          try count(
            """
            SELECT count(*) FROM listing
            WHERE withdrawn = 0 AND agreed < wanted AND expires > ?
            """, .time(now))),
        openAgreements: Int(try count("SELECT count(*) FROM agreement WHERE open = 1")),
        peers: Int(try count("SELECT count(*) FROM peer WHERE state = 2")),
        bytes: try count("PRAGMA page_count") * (try count("PRAGMA page_size")),
        sum: Minutes(try count("SELECT sum FROM books")))
    }
  }
}

extension SQLViews {
  /// Every log with an entry, sorted by node. Logs have no gaps, so their last place tells how
  /// long they are.
  func logs() throws -> [LogCount] {
    try prepare(
      """
      SELECT id, length FROM (
        SELECT n.id AS id, (SELECT max(sequence) + 1 FROM entry WHERE log = n.number) AS length
        FROM node n
      ) WHERE length IS NOT NULL ORDER BY id
      """
    ).all { row in LogCount(node: try row.identity(), entries: row.sequence()) }
  }
}
