/// Why a channel could not be made or did not last. `protocol/04-channel.md` §7.
///
/// The raw value is stable: logs and counters use it.
public enum ChannelFault: String, Error, Hashable, Sendable, CaseIterable {
  // While shaking hands
  /// The other end does not hold the key it was dialled with, or belongs to another network.
  case wrongKey
  /// A handshake message did not authenticate, or the other end sent something else.
  case handshakeFailed
  /// The other end has no room for one more connection.
  case busy
  /// The other end was gone before the handshake was done, or in the middle of a message.
  case hungUp
  // While talking
  /// A frame is not the next one the other end sealed: changed, repeated, left out or out of order.
  case forged
  /// A frame breaks the rules of framing.
  case malformed
  /// A message or hello is longer than `Limits` allows.
  case tooLarge
  /// Every nonce of this direction is used; a new connection is needed.
  case exhausted
  // Sockets
  /// Nothing listens at that address.
  case refused
  /// The address is unknown or there is no way to it.
  case unreachable
  /// Connecting or shaking hands took too long.
  case timedOut
  /// The other end was silent for too long.
  case idle
  /// The other end left too much unread, or left it for too long.
  case slowReader
  /// This end closed the connection.
  case closed
}
