import CZlib

/// Takes zlib and gzip apart, within a bound.
enum Inflate {
  /// The `size` bytes that a zlib stream holds; nil when it holds anything else.
  static func zlib(_ packed: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
    var length = uLongf(size)
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      let status = packed.withUnsafeBufferPointer {
        uncompress(buffer.baseAddress, &length, $0.baseAddress, uLong($0.count))
      }
      isWhole = status == Z_OK && length == uLong(size)
      // Bytes that were not written must not be read.
      count = isWhole ? size : 0
    }
    return isWhole ? bytes : nil
  }
}

/// Gives the plain bytes of a source, in pieces: unpacked when it is gzip, as they are otherwise.
final class PlainBytes {
  private let source: any ByteSource
  private var stream = z_stream()
  private let isPacked: Bool
  private(set) var offset = 0
  private var ended = false
  static let piece = 1 << 18

  init(_ source: any ByteSource) throws {
    self.source = source
    isPacked = try source.bytes(at: 0, count: 2) == [0x1f, 0x8b]
    guard isPacked else { return }
    let version = zlibVersion()
    // 16 more than the window's bits asks for gzip's header and checksum.
    guard
      inflateInit2_(&stream, 15 + 16, version, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw MapFault.needs(feature: "zlib") }
  }

  deinit { if isPacked { inflateEnd(&stream) } }

  /// The next piece; empty at the end.
  func next() throws -> [UInt8] {
    guard isPacked else {
      let piece = try source.bytes(at: offset, count: Self.piece)
      offset += piece.count
      return piece
    }
    // A piece of input may give no output at all; the end of the input without gzip's own end does
    // not count as the end.
    while !ended {
      let input = try source.bytes(at: offset, count: Self.piece / 8)
      guard !input.isEmpty else { throw MapFault.endsEarly(at: offset) }
      let output = try unpack(input)
      if !output.isEmpty { return output }
    }
    return []
  }

  private func unpack(_ input: [UInt8]) throws -> [UInt8] {
    var input = input
    var status = Z_OK
    var used = 0
    let output = [UInt8](unsafeUninitializedCapacity: Self.piece) { buffer, count in
      input.withUnsafeMutableBufferPointer { packed in
        stream.next_in = packed.baseAddress
        stream.avail_in = UInt32(packed.count)
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(buffer.count)
        status = inflate(&stream, Z_NO_FLUSH)
        used = packed.count - Int(stream.avail_in)
        count = buffer.count - Int(stream.avail_out)
      }
    }
    offset += used
    switch status {
    case Z_STREAM_END:
      // A gzip file may be several, one after another.
      if offset >= source.count { ended = true } else { inflateReset(&stream) }
    case Z_OK: break
    default: throw MapFault.damaged(at: offset, what: "gzip")
    }
    return output
  }
}
