import Foundation
import GRDB
import Glibc
import Synchronization
import Updates
import Vocabulary

/// A neighbourhood's database: every log it holds, and what the rules know from them.
///
/// One process writes, one transaction at a time; append and effect are the same transaction.
/// It decides nothing: what may be appended is `Admission`'s business, what it changes
/// `Projection`'s.
public final class NodeStore: Sendable {
  /// Whose database it is.
  public let node: NodeID
  /// Where the file is.
  public let path: String
  let database: any DatabaseReader
  let pool: DatabasePool?
  let lock: DatabaseLock?
  /// Cards whose signatures were checked once.
  let cards = CardCache()
  /// Erased bytes may still stand in the write-ahead log.
  let erasurePending = Atomic(false)
  /// Our node owes more words than it has said.
  let wordsPending = Atomic(false)
  let room: WriteAheadRoom
  /// What each followed log may take.
  let quota: Quota
  private let federation = Atomic(0)
  let recent = RecentEntries()

  init(
    node: NodeID, path: String, database: any DatabaseReader, pool: DatabasePool?,
    lock: DatabaseLock?, quota: Quota = .standard
  ) {
    self.node = node
    self.path = path
    self.database = database
    self.pool = pool
    self.lock = lock
    self.quota = quota
    room = WriteAheadRoom(of: path)
  }

  /// Opens the database of `node` for reading and writing, and makes it when there is none.
  /// Refuses a second instance, another neighbourhood's database and a newer version's. `quota` is
  /// what each followed log may take.
  public static func open(
    at path: String, for node: NodeID, quota: Quota = .standard
  ) throws(StorageFault) -> NodeStore {
    let lock = try DatabaseLock(of: path)
    return try StorageFault.wrapping {
      try makePrivate(path)
      let pool = try checkedPool(at: path)
      try Schema.migrator.migrate(pool)
      try pool.write { try claim($0, for: node) }
      let store = NodeStore(
        node: node, path: path, database: pool, pool: pool, lock: lock, quota: quota)
      try store.write { try $0.reopen(under: quota) }
      // A crash may have come between an erasure's commit and the end of its traces.
      _ = try store.scrub()
      return store
    }
  }

  /// Opens for reading only, beside a running node or without one.
  public static func openReadOnly(at path: String) throws(StorageFault) -> NodeStore {
    guard FileManager.default.fileExists(atPath: path) else { throw .missing(path: path) }
    return try StorageFault.wrapping {
      let queue = try mapped(path) {
        let queue = try DatabaseQueue(
          path: path, configuration: Connections.configuration(readonly: true))
        _ = try queue.read { try Connections.check($0, path: path, freshAllowed: false) }
        return queue
      }
      guard let node = try queue.read({ try owner($0) }) else {
        throw StorageFault.notOurs(path: path)
      }
      return NodeStore(node: node, path: path, database: queue, pool: nil, lock: nil)
    }
  }

  /// Moves everything into the database file, closes it and lets the next instance in.
  public func close() throws(StorageFault) {
    if pool != nil { _ = try scrub() }
    try StorageFault.wrapping { try database.close() }
    lock?.release()
  }

  /// Asks a question of one moment's views.
  public func read<T>(_ body: (SQLViews) throws -> T) throws(StorageFault) -> T {
    try StorageFault.wrapping {
      try database.read { db in try body(SQLViews(db, node: node, cards: cards)) }
    }
  }

  /// One transaction: everything in `body`, on disk, or nothing.
  func write<T>(_ body: (SQLViews) throws -> T) throws(StorageFault) -> T {
    guard let pool else { throw .readOnly }
    return try StorageFault.wrapping {
      let (result, touched) = try pool.write { db in
        let views = SQLViews(db, node: node, cards: cards)
        let result = try body(views)
        try views.settleStored()
        return (result, views.touched)
      }
      // After the commit: who counts first and reads then, never misses a change.
      if touched.erased {
        recent.clear()
      } else if !touched.written.isEmpty {
        recent.add(touched.written)
      }
      if touched.federation { federation.add(1, ordering: .releasing) }
      if touched.owesWords { wordsPending.store(true, ordering: .releasing) }
      return result
    }
  }

  /// How often peers, or what nodes say of each other, changed since it was opened. Who has read
  /// them after asking this need not read them again while it stays the same.
  public var federationChanges: Int { federation.load(ordering: .acquiring) }
}

extension NodeStore {
  /// The file holds what residents wrote: nobody else on the machine reads it. The write-ahead
  /// log takes over the mode.
  private static func makePrivate(_ path: String) throws {
    let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw POSIXError.current }
    Glibc.close(descriptor)
  }

  private static func checkedPool(at path: String) throws -> DatabasePool {
    try mapped(path) {
      // Looked at before the pool, which would turn any file it can into a WAL database.
      let first = try DatabaseQueue(
        path: path, configuration: Connections.configuration(readonly: false))
      _ = try first.read { try Connections.check($0, path: path, freshAllowed: true) }
      try first.close()
      return try Connections.pool(at: path)
    }
  }

  private static func mapped<T>(_ path: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
      throw StorageFault.notOurs(path: path)
    }
  }

  private static func owner(_ db: Database) throws -> NodeID? {
    try Prepared(db, "SELECT id FROM node WHERE number = ?")
      .first(.integer(Schema.ownNumber)) { try $0.identity() }
  }

  static func claim(_ db: Database, for node: NodeID) throws {
    if let found = try owner(db) {
      guard found == node else { throw StorageFault.otherNode(expected: node, found: found) }
    } else {
      try Prepared(db, "INSERT INTO node (number, id) VALUES (?, ?)")
        .run(.integer(Schema.ownNumber), .identity(node))
    }
  }
}
