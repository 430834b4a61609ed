import Admission
import Bookkeeping
import Vocabulary

/// The rows that a transaction is asked for most.
struct KnownRows {
  let accounts = RowCache<AccountID, Account>()
  let borders = RowCache<UpdateID, BorderTransfer>()
  let peers = RowCache<NodeID, Peer>()
  let residents = RowCache<ResidentID, Resident>()
}

/// Rows of one table as a transaction last read them. The rules, what follows from an entry, and
/// what our node owes because of it ask for the same few rows again and again.
///
/// Whoever writes a row forgets it here first, so that what is read is always what stands there.
final class RowCache<Key: Hashable, Row> {
  /// Rows kept, at most: a long transaction begins anew.
  private static var most: Int { 256 }

  private var rows: [Key: Row] = [:]

  /// The row of `key`, from the table only when it is not known. One that is not there is looked for
  /// each time.
  func row(_ key: Key, read: () throws -> Row?) rethrows -> Row? {
    if let row = rows[key] { return row }
    guard let row = try read() else { return nil }
    keep(row, as: key)
    return row
  }

  /// A row that was read by something else than its key.
  func keep(_ row: Row, as key: Key) {
    if rows.count >= Self.most { rows = [:] }
    rows[key] = row
  }

  /// Gives what was known of it.
  @discardableResult func forget(_ key: Key) -> Row? { rows.removeValue(forKey: key) }
}
