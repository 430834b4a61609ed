import Sealing
import Vocabulary

/// Who is at the other end, once the handshake proved it.
public struct ChannelPeer: Hashable, Sendable {
  /// The key the other end proved to hold.
  public let key: ChannelKey
  /// What it said about itself: at most `Limits.helloBytes`, authenticated, not yet understood.
  public let hello: [UInt8]
  /// Noise's handshake hash: the same on both ends, and of this connection only.
  public let handshakeHash: Bytes32
}

/// One end of a channel: bytes in, events out. `protocol/04-channel.md`.
///
/// It refuses to know sockets, time and randomness. It cannot be copied, because a copy would seal
/// two texts under one nonce.
public struct ChannelSession: ~Copyable {
  /// What follows from bytes that came in.
  public enum Event: Hashable, Sendable {
    /// Send these bytes to the other end.
    case send([UInt8])
    /// The handshake is done; messages may be sealed from now on.
    case established(ChannelPeer)
    /// A whole message arrived.
    case message([UInt8])
    /// The channel is over; nothing follows. Close the connection after sending what was asked.
    case failed(ChannelFault)
  }

  /// The network of neighbourhoods; another name keeps trial networks apart.
  public static let network = "gebuur"
  /// Version of the channel: ends of different versions cannot shake hands.
  static let version = "gebuur/1"

  private var handshake: Handshake
  private let dials: Bool
  private let hello: [UInt8]
  private var frames = FrameDecoder(limit: HandshakeFrame.longest)
  private var sealer: MessageSealer?
  private var opener: MessageOpener?
  private var over = false

  /// The end that dials the holder of `remote`. `ephemeral` must be 32 fresh random bytes.
  public init(
    dialling remote: ChannelKey, as keys: ChannelKeyPair, ephemeral: Bytes32, hello: [UInt8],
    network: String = ChannelSession.network
  ) {
    handshake = Handshake(
      dialling: remote, as: keys, ephemeral: ChannelKeyPair(secret: ephemeral),
      prologue: Self.prologue(network))
    dials = true
    self.hello = hello
  }

  /// The end that answers. `ephemeral` must be 32 fresh random bytes.
  public init(
    answeringAs keys: ChannelKeyPair, ephemeral: Bytes32, hello: [UInt8],
    network: String = ChannelSession.network
  ) {
    handshake = Handshake(
      answeringAs: keys, ephemeral: ChannelKeyPair(secret: ephemeral),
      prologue: Self.prologue(network))
    dials = false
    self.hello = hello
  }

  private static func prologue(_ network: String) -> [UInt8] { Array((version + network).utf8) }

  /// The first bytes of the end that dials; the other end has none.
  public mutating func begin() throws(ChannelFault) -> [UInt8] {
    guard hello.count <= Limits.helloBytes else { throw .tooLarge }
    return dials ? HandshakeFrame.wrap(try handshake.write([])) : []
  }

  /// Messages may be sealed.
  public var isEstablished: Bool { sealer != nil && !over }

  /// True when the stream may end here without cutting off a handshake or message.
  public var isBetweenMessages: Bool { sealer != nil && frames.isIdle && opener?.isIdle != false }

  /// Takes the next bytes of the stream, however they were cut.
  public mutating func receive(_ bytes: UnsafeRawBufferPointer) -> [Event] {
    var events: [Event] = []
    var rest = bytes
    while !over {
      do throws(ChannelFault) {
        guard let frame = try frames.next(from: &rest) else { break }
        try take(frame, &events)
      } catch {
        over = true
        events.append(.failed(error))
      }
    }
    return events
  }

  /// Takes the next bytes of the stream, however they were cut.
  public mutating func receive(_ bytes: [UInt8]) -> [Event] {
    bytes.withUnsafeBytes { receive($0) }
  }

  /// Bytes on the wire of a message of `count` bytes.
  public static func sealedBytes(_ count: Int) -> Int { MessageSealer.sealedBytes(count) }

  /// Seals a message into `out`, which has room for `sealedBytes(message.count)`.
  public mutating func seal(
    _ message: UnsafeRawBufferPointer, into out: UnsafeMutableRawBufferPointer
  ) throws(ChannelFault) {
    guard isEstablished else { throw .closed }
    try sealer?.seal(message, into: out)
  }

  /// Seals a message: the bytes to send.
  public mutating func seal(_ message: [UInt8]) throws(ChannelFault) -> [UInt8] {
    var out = [UInt8](repeating: 0, count: Self.sealedBytes(message.count))
    try message.withUnsafeBufferPointer { (plain) throws(ChannelFault) in
      try out.withUnsafeMutableBufferPointer { (room) throws(ChannelFault) in
        try seal(UnsafeRawBufferPointer(plain), into: UnsafeMutableRawBufferPointer(room))
      }
    }
    return out
  }

  private mutating func take(
    _ frame: FrameDecoder.Frame, _ events: inout [Event]
  ) throws(ChannelFault) {
    guard opener != nil else {
      return try shakeHands(frame.withUnsafeBytes { Array($0) }, &events)
    }
    let message = try frame.withUnsafeBytes { (bytes) throws(ChannelFault) in
      try opener?.open(bytes)
    }
    if let message { events.append(.message(message)) }
  }

  private mutating func shakeHands(
    _ message: [UInt8], _ events: inout [Event]
  ) throws(ChannelFault) {
    if dials, let notice = HandshakeNotice(message) { throw notice.fault }
    let said: [UInt8]
    do throws(ChannelFault) {
      said = try handshake.read(message)
    } catch {
      if handshake.isUnanswered { events.append(.send(HandshakeNotice.wrongKey.frame)) }
      throw error
    }
    // The first message could be replayed by whoever recorded it: it may say nothing.
    guard handshake.mayCarryPayload || said.isEmpty else { throw .malformed }
    guard said.count <= Limits.helloBytes else { throw .tooLarge }
    if !handshake.isComplete {
      events.append(.send(HandshakeFrame.wrap(try handshake.write(hello))))
    }
    if handshake.isComplete { establish(hello: said, &events) }
  }

  private mutating func establish(hello: [UInt8], _ events: inout [Event]) {
    guard let key = handshake.remote else { return }
    let keys = handshake.split()
    sealer = MessageSealer(counter: FrameCounter(cipher: keys.sending))
    opener = MessageOpener(counter: FrameCounter(cipher: keys.receiving))
    frames.limit = FrameDecoder.longest
    events.append(
      .established(ChannelPeer(key: key, hello: hello, handshakeHash: handshake.hash)))
  }
}
