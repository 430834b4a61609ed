import Sealing
import SecureChannel
import Vocabulary

/// Who this end of a channel is. `protocol/04-channel.md` §§1–5.
public struct ChannelIdentity: Sendable {
  /// The static key pair this end proves to hold.
  public let keys: ChannelKeyPair
  /// What it says about itself: a serialized `SessionHello` of at most `Limits.helloBytes`.
  public var hello: [UInt8]
  /// Ends of different networks refuse each other.
  public let network: String

  /// Takes the keys, the hello and the network's name.
  public init(keys: ChannelKeyPair, hello: [UInt8], network: String = ChannelSession.network) {
    self.keys = keys
    self.hello = hello
    self.network = network
  }
}

/// What a listener allows. Tests make these small; `Limits` has the values in use.
public struct ChannelCaps: Sendable {
  /// Connections at once.
  public var connections = Limits.connections
  /// Connections at once from one network address.
  public var connectionsPerAddress = Limits.connectionsPerAddress
  /// Time from accepting a connection to the end of its handshake.
  public var handshake = Limits.handshake
  /// What each connection allows.
  public var connection = ConnectionCaps()

  /// The values of `Limits`.
  public init() {}
}

/// What a connection allows its other end.
public struct ConnectionCaps: Sendable {
  /// Bytes queued for sending before the other end is dropped as a slow reader.
  public var outboundBytes = Limits.outboundBytes
  /// Time in which nothing of what is queued was taken before the other end is dropped.
  public var stall = Limits.stall

  /// The values of `Limits`.
  public init() {}
}
