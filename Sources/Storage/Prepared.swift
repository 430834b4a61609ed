import GRDB
import GRDBSQLite
import Vocabulary

/// A statement from the connection's cache, bound and stepped in place.
///
/// Identities go in and out as 32 inline bytes: boxing each value, as a general library must,
/// would cost more than SQLite's own work on these narrow rows.
struct Prepared {
  // Keeps the handle alive.
  private let statement: GRDB.Statement
  private let handle: OpaquePointer

  init(_ db: Database, _ sql: String) throws {
    statement = try db.cachedStatement(sql: sql)
    handle = statement.sqliteStatement
  }

  /// Runs a statement that gives no rows.
  func run(_ values: Value...) throws {
    defer { reset() }
    try bind(values)
    while try step() {}
  }

  /// The first row, if any.
  func first<T>(_ values: Value..., read: (inout RowReader) throws -> T) throws -> T? {
    defer { reset() }
    try bind(values)
    guard try step() else { return nil }
    var row = RowReader(handle)
    return try read(&row)
  }

  /// Every row.
  func all<T>(_ values: Value..., read: (inout RowReader) throws -> T) throws -> [T] {
    try all(values, read: read)
  }

  /// Every row, for values whose number is known only at run time.
  func all<T>(_ values: [Value], read: (inout RowReader) throws -> T) throws -> [T] {
    var rows: [T] = []
    try each(values) { row in
      rows.append(try read(&row))
      return true
    }
    return rows
  }

  /// Row by row, until `body` returns false.
  func each(_ values: [Value], _ body: (inout RowReader) throws -> Bool) throws {
    defer { reset() }
    try bind(values)
    while try step() {
      var row = RowReader(handle)
      guard try body(&row) else { return }
    }
  }

  private func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw fault(code)
    }
  }

  private func bind(_ values: [Value]) throws {
    for (offset, value) in values.enumerated() {
      let code = value.bind(to: handle, at: Int32(offset + 1))
      guard code == SQLITE_OK else { throw fault(code) }
    }
  }

  private func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  private func fault(_ code: Int32) -> DatabaseError {
    let connection = sqlite3_db_handle(handle)
    return DatabaseError(
      resultCode: ResultCode(rawValue: connection.map { sqlite3_extended_errcode($0) } ?? code),
      message: connection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) },
      sql: statement.sql)
  }
}
