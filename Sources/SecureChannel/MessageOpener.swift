import Sealing
import Vocabulary

/// Turns frames back into messages. `protocol/04-channel.md` §6.
struct MessageOpener {
  private var counter: FrameCounter
  private var parts: [UInt8] = []

  init(counter: FrameCounter) { self.counter = counter }

  /// True between messages.
  var isIdle: Bool { parts.isEmpty }

  /// The message this frame completes; nil when more follows.
  mutating func open(_ frame: UnsafeRawBufferPointer) throws(ChannelFault) -> [UInt8]? {
    let length = frame.count - ChannelCipher.tagBytes - 1
    guard length >= 0 else { throw .malformed }
    guard parts.count + length <= Limits.messageBytes else { throw .tooLarge }
    guard counter.left > 0 else { throw .exhausted }
    let (part, continuation) = try decrypt(frame, length: length)
    counter.advance()
    // Only one way to cut a message: full parts, then a last one that is not empty.
    switch continuation {
    case .more:
      guard length == Continuation.partBytes else { throw .malformed }
      parts += part
      return nil
    case .last where parts.isEmpty: return part
    case .last:
      guard length > 0 else { throw .malformed }
      defer { parts = [] }
      parts += part
      return parts
    }
  }

  private func decrypt(
    _ frame: UnsafeRawBufferPointer, length: Int
  ) throws(ChannelFault) -> ([UInt8], Continuation) {
    var opened = false
    var last: UInt8 = 0
    let part = [UInt8](unsafeUninitializedCapacity: length + 1) { buffer, count in
      let plain = UnsafeMutableRawBufferPointer(buffer)
      opened = counter.cipher.open(
        frame, into: plain, nonce: counter.nonce, context: .noContext)
      guard opened else { return }
      last = plain[length]
      count = length
    }
    guard opened else { throw .forged }
    guard let continuation = Continuation(rawValue: last) else { throw .malformed }
    return (part, continuation)
  }
}
