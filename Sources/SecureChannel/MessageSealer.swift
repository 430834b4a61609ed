import Sealing
import Vocabulary

/// Turns messages into frames. `protocol/04-channel.md` §6.
struct MessageSealer {
  private var counter: FrameCounter

  init(counter: FrameCounter) { self.counter = counter }

  /// Bytes of the frames that carry a message of `count` bytes.
  static func sealedBytes(_ count: Int) -> Int { count + frames(count) * Continuation.overhead }

  private static func frames(_ count: Int) -> Int {
    max(1, (count + Continuation.partBytes - 1) / Continuation.partBytes)
  }

  /// Writes exactly `sealedBytes(message.count)` bytes.
  mutating func seal(
    _ message: UnsafeRawBufferPointer, into out: UnsafeMutableRawBufferPointer
  ) throws(ChannelFault) {
    guard message.count <= Limits.messageBytes, out.count >= Self.sealedBytes(message.count) else {
      throw .tooLarge
    }
    guard counter.left >= UInt64(Self.frames(message.count)) else { throw .exhausted }
    var rest = message[...]
    var room = out[...]
    repeat {
      let part = UnsafeRawBufferPointer(rebasing: rest.prefix(Continuation.partBytes))
      rest = rest.dropFirst(part.count)
      let size = part.count + Continuation.overhead
      let place = UnsafeMutableRawBufferPointer(rebasing: room.prefix(size))
      room = room.dropFirst(size)
      try seal(part, rest.isEmpty ? .last : .more, into: place)
    } while !rest.isEmpty
  }

  private mutating func seal(
    _ part: UnsafeRawBufferPointer, _ continuation: Continuation,
    into place: UnsafeMutableRawBufferPointer
  ) throws(ChannelFault) {
    let length = place.count - FrameDecoder.prefixBytes
    place[0] = UInt8(truncatingIfNeeded: length >> 8)
    place[1] = UInt8(truncatingIfNeeded: length)
    let frame = UnsafeMutableRawBufferPointer(rebasing: place.dropFirst(FrameDecoder.prefixBytes))
    frame.copyMemory(from: part)
    frame[part.count] = continuation.rawValue
    guard counter.cipher.seal(inPlace: frame, nonce: counter.nonce, context: .noContext) else {
      throw .exhausted
    }
    counter.advance()
  }
}
