import Vocabulary

/// Why the store could not do what it was asked. A fault is never a resident's or a peer's doing;
/// those get a `Refused` or an `EntryFault` as a result.
public enum StorageFault: Error, Sendable {
  /// Another process has this database open for writing.
  case alreadyRunning(path: String)
  /// There is no database to read.
  case missing(path: String)
  /// The file is something else: not SQLite, or another application's.
  case notOurs(path: String)
  /// A newer version wrote it; this one must not touch it.
  case newerSchema(found: Int, known: Int)
  /// An older version wrote it, and it was opened for reading only.
  case olderSchema(found: Int, known: Int)
  /// The database is of another neighbourhood.
  case otherNode(expected: NodeID, found: NodeID)
  /// The store was opened for reading only.
  case readOnly
  /// A stored row is not what this program writes; names what did not decode.
  case damaged(String)
  /// The changes would leave the books with a sum other than zero; nothing was written.
  case unbalanced
  /// SQLite or the file system failed.
  case failed(any Error)

  /// Runs `body` and gives whatever it throws its place among the faults.
  static func wrapping<T>(_ body: () throws -> T) throws(StorageFault) -> T {
    do {
      return try body()
    } catch let fault as StorageFault {
      throw fault
    } catch {
      throw .failed(error)
    }
  }
}
