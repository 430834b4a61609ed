import GRDBSQLite
import Vocabulary

/// A value on its way into a statement.
enum Value {
  case null
  case integer(Int64)
  case bytes(Bytes32)
  case blob([UInt8])
  case text(String)

  static func flag(_ flag: Bool) -> Value { .integer(flag ? 1 : 0) }
  static func count(_ count: Int) -> Value { .integer(Int64(count)) }
  static func count(_ count: Int?) -> Value { count.map { .integer(Int64($0)) } ?? .null }
  static func sequence(_ sequence: UInt64) -> Value { .integer(Int64(clamping: sequence)) }
  static func time(_ time: Instant) -> Value { .integer(time.milliseconds) }
  static func time(_ time: Instant?) -> Value { time.map { .time($0) } ?? .null }
  static func minutes(_ minutes: Minutes?) -> Value { minutes.map { .integer($0.count) } ?? .null }
  static func identity(_ identity: some Identity) -> Value { .bytes(identity.bytes) }
  static func identity<I: Identity>(_ identity: I?) -> Value {
    identity.map { .bytes($0.bytes) } ?? .null
  }
  static func blob(_ bytes: [UInt8]?) -> Value { bytes.map { .blob($0) } ?? .null }

  /// SQLite's result code.
  func bind(to handle: OpaquePointer, at index: Int32) -> Int32 {
    switch self {
    case .null: sqlite3_bind_null(handle, index)
    case .integer(let integer): sqlite3_bind_int64(handle, index, integer)
    case .bytes(let bytes):
      bytes.withUnsafeBytes {
        sqlite3_bind_blob(handle, index, $0.baseAddress, Int32($0.count), Self.copied)
      }
    case .blob(let blob):
      // An empty array may have no address, and SQLite would take that for NULL.
      blob.isEmpty
        ? sqlite3_bind_zeroblob(handle, index, 0)
        : sqlite3_bind_blob(handle, index, blob, Int32(clamping: blob.count), Self.copied)
    case .text(let text):
      sqlite3_bind_text(handle, index, text, Int32(clamping: text.utf8.count), Self.copied)
    }
  }

  /// SQLITE_TRANSIENT, which C spells as a cast that Swift does not import.
  private static var copied: sqlite3_destructor_type {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }
}
