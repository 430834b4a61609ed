/// One field of a Protocol Buffers message.
struct ProtobufField {
  let number: Int
  /// The value of a number; 0 for bytes.
  let value: UInt64
  /// Where the bytes are; empty for a number.
  let range: Range<Int>
}

/// Walks over the fields of a message, field by field, without copying.
///
/// A reader by hand, because a map has tens of millions of small numbers, and because the core
/// imports nothing for it. Every access is checked against the end.
struct ProtobufReader {
  let bytes: [UInt8]
  private(set) var at: Int
  let end: Int

  init(_ bytes: [UInt8]) { self.init(bytes, 0..<bytes.count) }

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    at = range.lowerBound
    end = min(range.upperBound, bytes.count)
  }

  var isAtEnd: Bool { at >= end }

  @inline(__always)
  mutating func varint() throws -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while at < end, shift < 64 {
      let byte = bytes[at]
      at += 1
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw MapFault.damaged(at: at, what: "a number")
  }

  /// A number in ZigZag form.
  @inline(__always)
  mutating func signed() throws -> Int64 {
    let value = try varint()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  /// The next field; nil at the end.
  mutating func next() throws -> ProtobufField? {
    guard !isAtEnd else { return nil }
    let key = try varint()
    let number = Int(truncatingIfNeeded: key >> 3)
    switch key & 7 {
    case 0: return ProtobufField(number: number, value: try varint(), range: at..<at)
    case 1: return try skip(8, number)
    case 2: return try skip(try varint(), number)
    case 5: return try skip(4, number)
    default: throw MapFault.damaged(at: at, what: "a field")
    }
  }

  private mutating func skip(_ count: UInt64, _ number: Int) throws -> ProtobufField {
    guard count <= UInt64(end - at) else { throw MapFault.damaged(at: at, what: "a length") }
    let range = at..<at + Int(count)
    at = range.upperBound
    return ProtobufField(number: number, value: 0, range: range)
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
