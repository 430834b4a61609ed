/// Thirty-two bytes held inline, so that identities cost no heap allocation.
public struct Bytes32: Hashable, Comparable, Sendable {
  /// Number of bytes of every identity, hash and public key.
  public static let count = 32
  /// All zeroes: the `previous` of a log's first header.
  public static let zero = Bytes32(words: (0, 0, 0, 0))

  let words: (UInt64, UInt64, UInt64, UInt64)

  init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

  /// Nil unless `bytes` holds exactly 32 bytes.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.count else { return nil }
    // Arrays, slices and `Data` lend their bytes: copying them one by one through a generic
    // collection costs more than hashing them.
    let lent = bytes.withContiguousStorageIfAvailable { Self(UnsafeRawBufferPointer($0)) }
    guard let read = lent ?? Array(bytes).withUnsafeBytes({ Self($0) }) else { return nil }
    self = read
  }

  /// Reads 32 bytes in place; nil unless the buffer holds exactly that many.
  public init?(_ buffer: UnsafeRawBufferPointer) {
    guard buffer.count == Self.count else { return nil }
    func word(_ index: Int) -> UInt64 {
      UInt64(bigEndian: buffer.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
    }
    words = (word(0), word(1), word(2), word(3))
  }

  /// The bytes in order.
  public var array: [UInt8] { withUnsafeBytes { Array($0) } }

  /// Lends the bytes in order without copying them to the heap.
  public func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    let big = (
      words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian
    )
    return try Swift.withUnsafeBytes(of: big, body)
  }

  public static func == (a: Bytes32, b: Bytes32) -> Bool { a.words == b.words }
  public static func < (a: Bytes32, b: Bytes32) -> Bool { a.words < b.words }
  public func hash(into hasher: inout Hasher) {
    // Hashes and keys are uniformly distributed already: one word decides the bucket.
    hasher.combine(words.0)
  }
}

/// An identity, hash or key: 32 bytes with a meaning.
public protocol Identity: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The bytes themselves.
  var bytes: Bytes32 { get }
  /// Gives 32 bytes this meaning.
  init(bytes: Bytes32)
}

extension Identity {
  /// Nil unless there are exactly 32 bytes.
  public init?(_ bytes: some Collection<UInt8>) {
    guard let bytes = Bytes32(bytes) else { return nil }
    self.init(bytes: bytes)
  }
  public static func < (a: Self, b: Self) -> Bool { a.bytes < b.bytes }
  /// The bytes in order.
  public var array: [UInt8] { bytes.array }
  /// The full text form: 52 letters and digits. `protocol/02-identities.md` §1.
  public var description: String { Base32.encode(array) }
  /// The first eight characters, as people read and type them.
  public var short: String { String(description.prefix(8)) }
}
