import Admission
import Updates
import Vocabulary

/// How much one followed log may take on this disk. Our own log has none.
public struct Quota: Hashable, Sendable {
  /// Entries of one log.
  public let entries: UInt64
  /// Bytes of one log's entries, with every part we hold. What indexes and views take besides is
  /// not counted.
  public let bytes: Int64

  /// States both.
  public init(entries: UInt64, bytes: Int64) {
    self.entries = entries
    self.bytes = bytes
  }

  /// What holds unless the operator decides otherwise.
  public static let standard = Quota(
    entries: UInt64(Limits.quotaEntries), bytes: Int64(Limits.quotaBytes))
}

// The table `stored`: what each followed log takes, counted in the transaction that changes it, and
// whether the log met the quota.
extension SQLViews {
  /// The first of `entries` that fit after `head`.
  func fitting(
    _ entries: ArraySlice<OpenedEntry>, in log: NodeID, after head: LogHead?, under quota: Quota
  ) throws -> ArraySlice<OpenedEntry> {
    let held = head.map { $0.sequence + 1 } ?? 0
    let most = Int(clamping: quota.entries > held ? quota.entries - held : 0)
    var bytes = try storedBytes(of: log)
    return entries.prefix(most).prefix { opened in
      bytes += Int64(opened.entry.storedBytes)
      return bytes <= quota.bytes
    }
  }

  /// Bytes that a followed log takes; of our own log 0.
  func storedBytes(of log: NodeID) throws -> Int64 {
    guard let number = try numbers.number(of: log, in: db) else { return 0 }
    return try prepare("SELECT bytes FROM stored WHERE log = ?")
      .first(.integer(number)) { $0.integer() } ?? 0
  }

  /// Notes whether a log met the quota: what came next did not fit.
  func note(full: Bool, _ log: NodeID) throws {
    touched.stored[try numbers.register(log, in: db), default: .init()].isFull = full
  }

  /// Notes whether a log says times that are still to come: its clock runs ahead, or ours is behind.
  func note(ahead: Bool, _ log: NodeID) throws {
    touched.stored[try numbers.register(log, in: db), default: .init()].isAhead = ahead
  }

  /// Content of an entry is about to be erased: its log takes less.
  func countErasure(of update: UpdateID) throws {
    let content = try prepare(
      "SELECT log, \(Self.contentSize) FROM entry WHERE update_id = ? AND content_salt IS NOT NULL"
    ).first(.identity(update)) { row in (log: row.integer(), bytes: row.integer()) }
    touched.erased = true
    if let content { touched.count(-content.bytes, in: content.log) }
  }

  /// Writes down what the transaction added, removed and noted.
  func settleStored() throws {
    for (log, change) in touched.stored.sorted(by: { $0.key < $1.key }) {
      // Inserted are no bytes below zero: the check on them comes before the conflict.
      try prepare(
        """
        INSERT INTO stored (log, bytes, is_full, is_ahead)
          VALUES (?1, max(?2, 0), coalesce(?3, 0), coalesce(?4, 0))
        ON CONFLICT (log) DO UPDATE SET bytes = bytes + ?2, is_full = coalesce(?3, is_full),
          is_ahead = coalesce(?4, is_ahead)
        """
      ).run(
        .integer(log), .integer(change.bytes), change.isFull.map { .flag($0) } ?? .null,
        change.isAhead.map { .flag($0) } ?? .null)
    }
  }

  /// Logs that met a smaller quota than today's may go on.
  func reopen(under quota: Quota) throws {
    try prepare(
      """
      UPDATE stored SET is_full = 0 WHERE is_full = 1 AND bytes + \(Limits.entryBytes) <= ?
        AND (SELECT coalesce(max(sequence) + 1, 0) FROM entry e WHERE e.log = stored.log) < ?
      """
    ).run(.integer(quota.bytes), .sequence(quota.entries))
  }

  /// Where the count is not what the entries say.
  func storedDifferences() throws -> [Difference] {
    try prepare(
      """
      SELECT n.id, coalesce(s.bytes, 0), coalesce(e.bytes, 0) FROM node n
        LEFT JOIN stored s ON s.log = n.number
        LEFT JOIN (SELECT log, sum(\(Self.size)) AS bytes FROM entry GROUP BY log) e
          ON e.log = n.number
      WHERE n.number <> \(Schema.ownNumber) AND coalesce(s.bytes, 0) <> coalesce(e.bytes, 0)
      ORDER BY n.id
      """
    ).all { row in
      let log: NodeID = try row.identity()
      return Difference(
        view: "stored", key: "\(log)", live: "\(row.integer())", rebuilt: "\(row.integer())")
    }
  }

  /// `Entry.storedBytes` in SQL.
  static let size = """
    length(header) + length(signature) + 12
      + coalesce(length(update_salt) + length(update_bytes) + 12, 0) + coalesce(\(contentSize), 0)
    """
  private static let contentSize = "length(content_salt) + length(content_bytes) + 12"
}

extension Touched {
  /// Bytes that a log takes more, or less, than before the transaction.
  func count(_ bytes: Int64, in log: Int64) {
    if log != Schema.ownNumber { stored[log, default: .init()].bytes += bytes }
  }
}
