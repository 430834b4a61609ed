import Sealing
import Vocabulary

/// One direction's key and nonce: Noise §5.1, with a new key every `Limits.framesPerKey` frames.
struct FrameCounter {
  private(set) var cipher: ChannelCipher
  private(set) var nonce: UInt64

  init(cipher: ChannelCipher, nonce: UInt64 = 0) {
    self.cipher = cipher
    self.nonce = nonce
  }

  /// Frames that can still pass; the last nonce is Noise's own, for new keys.
  var left: UInt64 { .max - nonce }

  /// Counts one frame. The nonce goes on from key to key, as Noise's `Rekey()` leaves it.
  mutating func advance() {
    nonce &+= 1
    if nonce.isMultiple(of: Limits.framesPerKey) { cipher = cipher.rekeyed() }
  }
}

/// Whether a frame ends its message: the last byte of its plain text. `protocol/04-channel.md` §6.
enum Continuation: UInt8 {
  case last = 0
  case more = 1

  /// Bytes of a message in a full frame.
  static let partBytes = Limits.frameBytes - 1
  /// Bytes a frame adds to its part: length, continuation, tag.
  static let overhead = FrameDecoder.prefixBytes + 1 + ChannelCipher.tagBytes
}

extension UnsafeRawBufferPointer {
  /// Frames need no context: the nonce already fixes their place.
  static var noContext: Self { Self(start: nil, count: 0) }
}
