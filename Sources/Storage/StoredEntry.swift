import Updates
import Vocabulary

/// A row of the table `entry`, not yet believed.
struct StoredEntry: Sendable {
  /// What stands in the columns beside the signed bytes.
  struct Columns: Hashable, Sendable {
    let epoch: Int64
    let sequence: UInt64
    let time: Instant
    let reach: Int
    let hash: EntryHash
    let update: UpdateID?
    let resident: ResidentID?
  }

  let arrival: Int64
  let log: NodeID
  let columns: Columns
  private let header: [UInt8]
  private let signature: [UInt8]
  private let update: Salted?
  private let content: Salted?

  var sequence: UInt64 { columns.sequence }

  func entry() throws(EntryFault) -> Entry {
    try Entry(headerBytes: header, signature: signature, update: update, content: content)
  }

  /// What the columns should say. An update that a log repeats has no identity of its own.
  func columns(as opened: OpenedEntry) -> Columns {
    let header = opened.entry.header
    return Columns(
      epoch: Int64(header.epoch), sequence: header.sequence, time: header.time,
      reach: header.reach.rawValue, hash: opened.entry.hash,
      update: columns.update == nil ? nil : opened.update?.id, resident: opened.update?.resident)
  }
}

extension StoredEntry {
  /// From `SQLViews.storedEntries`.
  fileprivate init(_ row: inout RowReader) throws {
    arrival = row.integer()
    log = try row.identity()
    columns = Columns(
      epoch: row.integer(), sequence: row.sequence(), time: row.time(), reach: row.count(),
      hash: try row.identity(), update: try row.identityOrNil(),
      resident: try row.identityOrNil())
    header = row.blob()
    signature = row.blob()
    update = Salted(&row)
    content = Salted(&row)
  }
}

extension SQLViews {
  /// The next rows in the order in which they arrived.
  func storedEntries(after arrival: Int64, limit: Int) throws -> [StoredEntry] {
    try prepare(
      """
      SELECT e.arrival, n.id, e.epoch, e.sequence, e.time, e.reach, e.hash, e.update_id,
        e.resident, \(Self.entryColumns)
      FROM entry e LEFT JOIN node n ON n.number = e.log
      WHERE e.arrival > ? ORDER BY e.arrival LIMIT ?
      """
    ).all(.integer(arrival), .count(limit)) { try StoredEntry(&$0) }
  }
}
