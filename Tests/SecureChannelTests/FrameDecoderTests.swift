import SecureChannel
import Testing
import Vocabulary

/// The frames found in a stream that arrives in `pieces`.
private func frames(
  _ pieces: [[UInt8]], limit: Int = FrameDecoder.longest
) throws -> (frames: [[UInt8]], isIdle: Bool) {
  var decoder = FrameDecoder(limit: limit)
  var found: [[UInt8]] = []
  for piece in pieces {
    try piece.withUnsafeBytes { bytes in
      var rest = bytes
      while let frame = try decoder.next(from: &rest) {
        found.append(frame.withUnsafeBytes { Array($0) })
      }
      #expect(rest.isEmpty)
    }
  }
  return (found, decoder.isIdle)
}

private func framed(_ body: [UInt8]) -> [UInt8] {
  [UInt8(body.count >> 8), UInt8(body.count & 255)] + body
}

@Suite("Frames in a stream")
struct FrameDecoderTests {
  @Test("however the stream is cut, the same frames come out", arguments: 0..<50 as Range<UInt64>)
  func cuts(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let bodies = (0..<8).map { _ in
      generator.bytes(Int.random(in: 0...600, using: &generator))
    }
    let stream = bodies.flatMap(framed)
    var pieces: [[UInt8]] = []
    var rest = stream[...]
    while !rest.isEmpty {
      let piece = rest.prefix(Int.random(in: 0...40, using: &generator))
      pieces.append(Array(piece))
      rest = rest.dropFirst(piece.count)
    }
    #expect(try frames(pieces).frames == bodies)
    #expect(try frames(stream.map { [$0] }).frames == bodies)
    #expect(try frames([stream]).frames == bodies)
  }

  @Test("a frame of the greatest length passes, with its neighbours")
  func longest() throws {
    let bodies = [[1], [UInt8](repeating: 7, count: FrameDecoder.longest), [], [2, 3]]
    #expect(try frames([bodies.flatMap(framed)]).frames == bodies)
  }

  @Test("a frame above the limit is refused as soon as its length is known")
  func limit() throws {
    #expect(try frames([[0, 5, 1, 2, 3, 4, 5]], limit: 5).frames == [[1, 2, 3, 4, 5]])
    #expect(throws: ChannelFault.malformed) { try frames([[0, 6]], limit: 5) }
    #expect(throws: ChannelFault.malformed) { try frames([[0], [6]], limit: 5) }
  }

  @Test("an unfinished frame is noticed at the end of the stream")
  func unfinished() throws {
    #expect(try frames([[0, 1, 9]]).isIdle)
    #expect(try !frames([[0]]).isIdle)
    #expect(try !frames([[0, 1, 9, 0, 2, 1]]).isIdle)
  }
}
