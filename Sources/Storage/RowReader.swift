import GRDBSQLite
import Vocabulary

/// Reads the columns of one row from left to right.
///
/// A column that is not what this program writes throws `StorageFault.damaged`.
struct RowReader {
  private let handle: OpaquePointer
  private var next: Int32 = 0

  init(_ handle: OpaquePointer) { self.handle = handle }

  private mutating func column() -> Int32 {
    defer { next += 1 }
    return next
  }

  private func isNull(_ column: Int32) -> Bool {
    sqlite3_column_type(handle, column) == SQLITE_NULL
  }

  mutating func integer() -> Int64 { sqlite3_column_int64(handle, column()) }
  mutating func count() -> Int { Int(clamping: integer()) }
  mutating func sequence() -> UInt64 { UInt64(clamping: integer()) }
  mutating func flag() -> Bool { integer() != 0 }
  mutating func time() -> Instant { Instant(milliseconds: integer()) }
  mutating func minutes() -> Minutes { Minutes(integer()) }

  mutating func integerOrNil() -> Int64? {
    let column = column()
    return isNull(column) ? nil : sqlite3_column_int64(handle, column)
  }
  mutating func countOrNil() -> Int? { integerOrNil().map { Int($0) } }
  mutating func timeOrNil() -> Instant? { integerOrNil().map(Instant.init(milliseconds:)) }
  mutating func minutesOrNil() -> Minutes? { integerOrNil().map { Minutes($0) } }

  mutating func text() -> String {
    let column = column()
    let start = sqlite3_column_text(handle, column)
    let length = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
  }

  mutating func textOrNil() -> String? {
    if isNull(next) {
      next += 1
      return nil
    }
    return text()
  }

  mutating func blobOrNil() -> [UInt8]? {
    let column = column()
    return isNull(column) ? nil : Array(buffer(column))
  }

  mutating func blob() -> [UInt8] { Array(buffer(column())) }

  mutating func identityOrNil<I: Identity>(_ type: I.Type = I.self) throws -> I? {
    let column = column()
    return isNull(column) ? nil : try identity(at: column)
  }

  mutating func identity<I: Identity>(_ type: I.Type = I.self) throws -> I {
    try identity(at: column())
  }

  /// A word with few values, by its raw value.
  mutating func word<W: RawRepresentable<Int>>(_ type: W.Type = W.self) throws -> W {
    guard let word = W(rawValue: count()) else { throw StorageFault.damaged("\(W.self)") }
    return word
  }

  private func identity<I: Identity>(at column: Int32) throws -> I {
    guard let bytes = Bytes32(buffer(column)) else { throw StorageFault.damaged("\(I.self)") }
    return I(bytes: bytes)
  }

  private func buffer(_ column: Int32) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      start: sqlite3_column_blob(handle, column), count: Int(sqlite3_column_bytes(handle, column)))
  }
}
