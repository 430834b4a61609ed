import Admission
import GRDB
import Updates
import Vocabulary

// The table `entry`: appended to, and written over only to erase content.
extension SQLViews {
  /// Puts an entry at the end of its log and makes what follows from it. The caller has verified
  /// that it continues the log. Gives true when content was erased.
  func append(_ opened: OpenedEntry, changes: [ViewChange]) throws -> Bool {
    try insert(opened)
    return try apply(changes)
  }

  /// Appends an entry of any log and makes the changes that follow from it.
  func append(projecting opened: OpenedEntry) throws -> Bool {
    guard let update = opened.update else {
      try insert(opened)
      return try apply(Projection.changes(of: opened, views: self))
    }
    // A log that says the same thing twice means it once: the second time has no effect and
    // cannot be found by the update's identity.
    guard try self.update(update.id) == nil else {
      try insert(opened, indexed: false)
      return false
    }
    return try append(opened, changes: Projection.changes(of: opened, views: self))
  }

  private func insert(_ opened: OpenedEntry, indexed: Bool = true) throws {
    let entry = opened.entry
    let header = entry.header
    var content = indexed ? entry.content : nil
    if content != nil, let update = opened.update, try isErased(update.id) { content = nil }
    let log = try numbers.register(header.node, in: db)
    try prepare(
      """
      INSERT INTO entry (log, sequence, epoch, time, reach, hash, header, signature, update_id,
        resident, update_salt, update_bytes, content_salt, content_bytes)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    ).run(
      .integer(log), .sequence(header.sequence),
      .integer(Int64(header.epoch)), .time(header.time), .count(header.reach.rawValue),
      .identity(entry.hash), .blob(entry.headerBytes), .blob(entry.signature),
      .identity(indexed ? opened.update?.id : nil), .identity(opened.update?.resident),
      .blob(entry.update?.salt), .blob(entry.update?.bytes), .blob(content?.salt),
      .blob(content?.bytes))
    var kept = entry
    kept.content = content
    touched.count(Int64(kept.storedBytes), in: log)
    if log == Schema.ownNumber { touched.written.append(kept) }
  }

  /// Where a log stands; nil for an empty one.
  func head(of node: NodeID) throws -> LogHead? {
    guard let log = try numbers.number(of: node, in: db) else { return nil }
    return try prepare(
      """
      SELECT epoch, sequence, hash, time FROM entry WHERE log = ?
      ORDER BY sequence DESC LIMIT 1
      """
    ).first(.integer(log)) { row in
      LogHead(
        node: node, epoch: UInt32(clamping: row.integer()), sequence: row.sequence(),
        hash: try row.identity(), time: row.time())
    }
  }

  /// The entries of a log from a place on, oldest first: at most `limit` of them and `maxBytes`
  /// bytes, but at least one when there is one.
  func entries(of node: NodeID, from: UInt64, limit: Int, maxBytes: Int) throws -> [Entry] {
    guard let log = try numbers.number(of: node, in: db), limit > 0 else { return [] }
    var entries: [Entry] = []
    var bytes = 0
    try prepare(
      "\(Self.selectEntry) WHERE log = ? AND sequence >= ? ORDER BY sequence LIMIT ?"
    ).each([.integer(log), .sequence(from), .count(limit)]) { row in
      let entry = try Entry(&row)
      bytes += entry.storedBytes
      if bytes > maxBytes, !entries.isEmpty { return false }
      entries.append(entry)
      return bytes < maxBytes
    }
    return entries
  }

  static let entryColumns = """
    header, signature, update_salt, update_bytes, content_salt, content_bytes
    """
  static let selectEntry = "SELECT \(entryColumns) FROM entry"
}

extension Entry {
  /// From `SQLViews.entryColumns`.
  init(_ row: inout RowReader) throws {
    try self.init(
      headerBytes: row.blob(), signature: row.blob(), update: Salted(&row), content: Salted(&row))
  }

  /// What it takes on the wire, near enough: the parts, and a little for their tags.
  var storedBytes: Int {
    let parts = [update, content].compactMap { $0 }.map { $0.salt.count + $0.bytes.count + 12 }
    return headerBytes.count + signature.count + 12 + parts.reduce(0, +)
  }
}

extension Salted {
  /// Two columns, both NULL when the part is absent.
  init?(_ row: inout RowReader) {
    guard let salt = row.blobOrNil() else {
      _ = row.blobOrNil()
      return nil
    }
    self.init(salt: salt, bytes: row.blob())
  }
}
