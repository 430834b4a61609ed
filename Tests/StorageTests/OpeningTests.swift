import Foundation
import GRDB
import Storage
import Testing
import Updates
import Vocabulary

@Suite("Opening a database")
struct OpeningTests {
  private let node = NodeID(bytes: .zero)

  private func raw(_ path: String) throws -> DatabaseQueue { try DatabaseQueue(path: path) }

  @Test("the file says whose it is: application id, version, WAL, strict tables, these migrations")
  func format() throws {
    let folder = try Folder()
    try NodeStore.open(at: folder.path("a.db"), for: node).close()
    try raw(folder.path("a.db")).read { db in
      #expect(try Int.fetchOne(db, sql: "PRAGMA application_id") == 0x4765_6275)
      #expect(try Int.fetchOne(db, sql: "PRAGMA user_version") == 3)
      #expect(try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal")
      #expect(
        try String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations ORDER BY 1")
          == [
            "1 books", "1 exchange", "1 federation", "1 log", "1 neighbourhood", "2 quota",
            "3 inbox",
          ])
      let loose = try String.fetchAll(
        db, sql: "SELECT name FROM pragma_table_list WHERE strict = 0 AND type = 'table'")
      #expect(loose.filter { !$0.hasPrefix("sqlite_") } == ["grdb_migrations"])
    }
  }

  @Test("nobody else on the machine may read the files")
  func mode() throws {
    let village = try Village()
    let files = try FileManager.default.contentsOfDirectory(atPath: village.folder.url.path)
    #expect(
      files.sorted() == ["gebuur.db", "gebuur.db-shm", "gebuur.db-wal", "gebuur.db.lock"])
    for file in files {
      let attributes = try FileManager.default.attributesOfItem(atPath: village.folder.path(file))
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(file)")
    }
  }

  @Test("a second instance is refused until the first has closed")
  func lock() throws {
    let folder = try Folder()
    let first = try NodeStore.open(at: folder.path("a.db"), for: node)
    #expect {
      try NodeStore.open(at: folder.path("a.db"), for: node)
    } throws: {
      if case .alreadyRunning = $0 as? StorageFault { true } else { false }
    }
    try first.close()
    try NodeStore.open(at: folder.path("a.db"), for: node).close()
  }

  @Test("reading needs no lock, sees what was committed, and cannot write")
  func readOnly() throws {
    let village = try Village()
    let reader = try NodeStore.openReadOnly(at: village.path)
    #expect(try reader.heads().map(\.sequence) == [0])
    _ = try village.regisseur()
    #expect(try reader.heads().map(\.sequence) == [1])
    #expect {
      try reader.saw(village.node, at: village.now)
    } throws: {
      if case .readOnly = $0 as? StorageFault { true } else { false }
    }
    try reader.close()
  }

  @Test("another application's file, garbage, a newer version and another node are told apart")
  func refusals() throws {
    let folder = try Folder()
    try raw(folder.path("other.db")).write { try $0.execute(sql: "CREATE TABLE t (a)") }
    try Data("not a database at all, but long enough to look at".utf8)
      .write(to: URL(fileURLWithPath: folder.path("garbage.db")))
    try NodeStore.open(at: folder.path("newer.db"), for: node).close()
    try raw(folder.path("newer.db")).write { try $0.execute(sql: "PRAGMA user_version = 99") }
    try NodeStore.open(at: folder.path("mine.db"), for: node).close()
    func fault(_ name: String, for node: NodeID) -> StorageFault? {
      do {
        try NodeStore.open(at: folder.path(name), for: node).close()
        return nil
      } catch {
        return error
      }
    }
    for name in ["other.db", "garbage.db"] {
      guard case .notOurs = fault(name, for: node) else {
        Issue.record("\(name) was opened")
        continue
      }
    }
    guard case .newerSchema(99, 3) = fault("newer.db", for: node) else {
      Issue.record("a newer database was opened")
      return
    }
    let stranger = NodeID(bytes: try #require(Bytes32([UInt8](repeating: 7, count: 32))))
    guard case .otherNode = fault("mine.db", for: stranger) else {
      Issue.record("another node's database was opened")
      return
    }
    guard
      case .missing = { () -> StorageFault? in
        do throws(StorageFault) {
          _ = try NodeStore.openReadOnly(at: folder.path("none.db"))
          return nil
        } catch { return error }
      }()
    else {
      Issue.record("nothing was opened")
      return
    }
  }
}
