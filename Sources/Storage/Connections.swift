import Foundation
import GRDB

/// How connections to the database file are set up: durable, erasing, and small.
enum Connections {
  /// Pages a connection keeps in memory, in KiB. The operating system caches the file once for
  /// all of them, so more would be paid for twice.
  private static let writerCache = 8_192
  private static let readerCache = 2_048
  /// Pages in the write-ahead log before it is moved into the database. Identities are random, so
  /// every batch touches most pages of an index: moved more rarely, each page is moved less often.
  private static let checkpointPages = 8_000
  /// Bytes. For the same reason a commit of a few rows writes some twenty pages: small ones are
  /// sooner written.
  private static let pageSize = 2_048
  /// How long a statement waits for another process that reads or recovers.
  static let patience: Int32 = 1_000

  static func configuration(readonly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.label = "gebuur"
    configuration.readonly = readonly
    configuration.maximumReaderCount = 2
    configuration.busyMode = .timeout(Double(patience) / 1_000)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { db in
      let cache = db.configuration.readonly ? readerCache : writerCache
      try db.execute(sql: "PRAGMA page_size = \(pageSize)")
      try db.execute(sql: "PRAGMA cache_size = -\(cache)")
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
      try db.execute(sql: "PRAGMA secure_delete = ON")
      try db.execute(sql: "PRAGMA trusted_schema = OFF")
    }
    return configuration
  }

  /// For a database that is thrown away.
  static var scratch: Configuration {
    var configuration = configuration(readonly: false)
    configuration.label = "gebuur.scratch"
    return configuration
  }

  /// A pool whose every commit is on disk before it returns.
  static func pool(at path: String) throws -> DatabasePool {
    let pool = try DatabasePool(path: path, configuration: configuration(readonly: false))
    try pool.writeWithoutTransaction { db in
      // The pool sets NORMAL for WAL by itself, after it prepared the connection.
      try db.execute(sql: "PRAGMA synchronous = FULL")
      try db.execute(sql: "PRAGMA wal_autocheckpoint = \(checkpointPages)")
      guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2,
        try Int.fetchOne(db, sql: "PRAGMA secure_delete") == 1
      else { throw StorageFault.damaged("pragmas") }
    }
    return pool
  }

  /// Throws unless the file is a database that this program wrote, or (when `fresh` is allowed)
  /// nothing at all yet. Gives true for a fresh one. Where nothing fresh is allowed, an older
  /// version's is not either: only who may write can bring it up to date.
  static func check(
    _ db: Database, path: String, freshAllowed: Bool
  ) throws -> Bool {
    let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
    if freshAllowed, application == 0, tables == 0 { return true }
    guard application == Schema.applicationID else { throw StorageFault.notOurs(path: path) }
    guard version <= Schema.version else {
      throw StorageFault.newerSchema(found: version, known: Schema.version)
    }
    guard freshAllowed || version == Schema.version else {
      throw StorageFault.olderSchema(found: version, known: Schema.version)
    }
    return false
  }
}
