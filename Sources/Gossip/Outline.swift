import Vocabulary

/// A look at a message's fields before it is decoded: a megabyte of empty heads would decode into
/// a hundred megabytes of objects, so they are counted first, without allocating.
enum Outline {
  private static let headsField: UInt64 = 2
  private static let headField: UInt64 = 1
  private static let entriesField: UInt64 = 4
  private static let entryField: UInt64 = 3
  private static let newsField: UInt64 = 8
  private static let newsEntryField: UInt64 = 2

  /// Throws when the message is larger, or holds more parts, than its kind may.
  static func check(_ bytes: [UInt8]) throws(PeerFault) {
    var (heads, entries, news, plain) = (0, 0, 0, 0)
    var outer = Fields(bytes[...])
    while let field = try outer.next() {
      switch field.number {
      case headsField: heads += try count(headField, in: field.payload)
      case entriesField: entries += try count(entryField, in: field.payload)
      case newsField: news += try count(newsEntryField, in: field.payload)
      default: plain += field.payload.count
      }
    }
    guard heads <= Limits.heads, entries <= Limits.batchEntries, news <= Limits.newsEntries,
      plain <= PeerWire.plainBytes
    else { throw .tooLarge }
  }

  private static func count(
    _ number: UInt64, in bytes: ArraySlice<UInt8>
  ) throws(PeerFault) -> Int {
    var fields = Fields(bytes)
    var count = 0
    while let field = try fields.next() {
      if field.number == number { count += 1 }
    }
    return count
  }
}

/// Walks the fields of one serialized Protocol Buffers message.
private struct Fields {
  struct Field {
    let number: UInt64
    let payload: ArraySlice<UInt8>
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// The next field; nil at the end.
  mutating func next() throws(PeerFault) -> Field? {
    guard !rest.isEmpty else { return nil }
    let tag = try varint()
    let length: Int
    switch tag & 7 {
    case 0:
      let before = rest
      _ = try varint()
      return Field(number: tag >> 3, payload: before.prefix(before.count - rest.count))
    case 1: length = 8
    case 2: length = Int(clamping: try varint())
    case 5: length = 4
    default: throw .malformed
    }
    guard length <= rest.count else { throw .malformed }
    defer { rest = rest.dropFirst(length) }
    return Field(number: tag >> 3, payload: rest.prefix(length))
  }

  private mutating func varint() throws(PeerFault) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = rest.popFirst() else { throw .malformed }
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value }
    }
    throw .malformed
  }
}
