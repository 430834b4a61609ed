import GRDB
import GRDBSQLite
import Synchronization

// Erased bytes leave the database file with the transaction (`secure_delete`), but older pages
// stay readable in the write-ahead log until it is moved over and cut to nothing.
extension NodeStore {
  /// True while erased bytes may still stand in the write-ahead log, because a reader needed it.
  public var owesScrub: Bool { erasurePending.load(ordering: .acquiring) }

  /// Moves the write-ahead log into the database and truncates it. False when a reader of
  /// another process is in the way: call again later. Waits for such a reader up to a second,
  /// or not at all.
  public func scrub(waiting: Bool = true) throws(StorageFault) -> Bool {
    guard let pool else { throw .readOnly }
    let clean = try StorageFault.wrapping {
      // The barrier lets this process's own readers finish first.
      try pool.barrierWriteWithoutTransaction { db in
        sqlite3_busy_timeout(db.sqliteConnection, waiting ? Connections.patience : 0)
        defer { sqlite3_busy_timeout(db.sqliteConnection, Connections.patience) }
        do {
          try db.checkpoint(.truncate)
          return true
        } catch let error as DatabaseError
          where error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_LOCKED
        {
          return false
        }
      }
    }
    erasurePending.store(!clean, ordering: .releasing)
    return clean
  }

  /// After a commit that erased. A fault here must not turn a stored update into a failed one:
  /// what is owed stays owed.
  func settleErasure() {
    erasurePending.store(true, ordering: .releasing)
    _ = try? scrub()
  }
}
