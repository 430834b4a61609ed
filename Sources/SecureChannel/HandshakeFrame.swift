import Sealing
import Vocabulary

/// A handshake message in its frame. `protocol/04-channel.md` §4.
enum HandshakeFrame {
  /// The third message with the longest hello: identity and hello, each with its tag.
  static let longest = Limits.helloBytes + Bytes32.count + 2 * ChannelCipher.tagBytes

  static func wrap(_ message: [UInt8]) -> [UInt8] {
    [UInt8(truncatingIfNeeded: message.count >> 8), UInt8(truncatingIfNeeded: message.count)]
      + message
  }
}

/// A frame of one byte in the clear, in place of the second message: why there is no handshake.
/// `protocol/04-channel.md` §5.
///
/// Nobody can vouch for it before keys are agreed, so it explains a failure and decides nothing:
/// whoever could forge it could cut the wire as well.
public enum HandshakeNotice: UInt8, Sendable {
  /// The first message was not for this key or this network.
  case wrongKey = 1
  /// No room for one more connection.
  case busy = 2

  init?(_ message: [UInt8]) {
    guard message.count == 1, let code = message.first else { return nil }
    self.init(rawValue: code)
  }

  /// The bytes to send.
  public var frame: [UInt8] { HandshakeFrame.wrap([rawValue]) }

  var fault: ChannelFault {
    switch self {
    case .wrongKey: .wrongKey
    case .busy: .busy
    }
  }
}
