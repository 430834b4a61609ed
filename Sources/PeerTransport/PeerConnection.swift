import NIOCore
import SecureChannel
import Vocabulary

/// The way from any task to a connection's event loop.
struct ConnectionLink: Sendable {
  let loop: any EventLoop
  let closed: EventLoopFuture<Void>
  let handler: NIOLoopBound<SessionHandler>

  func tell(_ body: @escaping @Sendable (SessionHandler) -> Void) {
    loop.execute { body(handler.value) }
  }
}

/// An established channel to a neighbour: messages in, messages out. `protocol/04-channel.md`.
///
/// Its key and hello are proven; what the hello claims is for the caller to check.
public final class PeerConnection: Sendable {
  /// Application bytes of one connection: messages before sealing, without framing.
  public struct Traffic: Hashable, Sendable {
    /// Bytes of the messages handed over for sending.
    public let sent: Int
    /// Bytes of the messages that arrived.
    public let received: Int
  }

  /// The other end's proven key and its hello.
  public let peer: ChannelPeer
  /// The other end's `address:port`, for logs.
  public let remoteAddress: String
  private let inbox: Inbox
  private let outbox: Outbox
  private let link: ConnectionLink

  init(
    peer: ChannelPeer, remoteAddress: String, inbox: Inbox, outbox: Outbox, link: ConnectionLink
  ) {
    self.peer = peer
    self.remoteAddress = remoteAddress
    self.inbox = inbox
    self.outbox = outbox
    self.link = link
  }

  // A connection nobody holds would stay open until the other end tires of it.
  deinit { link.tell { $0.drop(.closed) } }

  /// The static key the other end proved to hold.
  public var remoteKey: ChannelKey { peer.key }
  /// A serialized `SessionHello`, as the other end sent it.
  public var remoteHello: [UInt8] { peer.hello }
  /// Bytes so far.
  public var traffic: Traffic { Traffic(sent: outbox.sent, received: inbox.received) }

  /// Runs tasks on the thread that serves this connection's socket, so that a message and its
  /// answer change threads for nothing. For short steps only: other connections wait for them.
  public var executor: any TaskExecutor { LoopExecutor(link.loop) }

  /// The next message. Nil when the other end closed between messages, or the task is cancelled.
  /// One reader at a time; the socket is not read while much is waiting here.
  public func next() async throws(ChannelFault) -> [UInt8]? {
    try await inbox.next(resume: { link.tell { $0.resumeReading() } }).get()
  }

  /// The messages in order, for one reader.
  public var messages: Messages { Messages(connection: self) }

  /// Queues a message in call order, and then waits while much is unsent.
  public func send(_ message: [UInt8]) async throws(ChannelFault) {
    try post(message)
    try await outbox.room()
  }

  /// Queues a message without waiting. An end that lets more than `Limits.outboundBytes` pile up
  /// is dropped.
  public func post(_ message: [UInt8]) throws(ChannelFault) {
    switch outbox.post(message) {
    case .first: link.tell { $0.drain() }
    case .queued: return
    case .refused(let fault): throw fault
    case .overflow:
      link.tell { $0.drop(.slowReader) }
      throw .slowReader
    }
  }

  /// Ends the connection when no message arrives for so long; nil for patience without end.
  public func limitSilence(to interval: Interval?) {
    link.tell { $0.limitSilence(to: interval) }
  }

  /// Sends what is queued, closes, and waits until it is closed: at most `Limits.stall`.
  public func close() async {
    link.tell { $0.closeGently() }
    // Closing never fails; the future is of the channel's whole life.
    try? await link.closed.get()
  }
}

extension PeerConnection {
  /// The messages of a connection in order.
  public struct Messages: AsyncSequence, AsyncIteratorProtocol, Sendable {
    public typealias Element = [UInt8]
    public typealias Failure = ChannelFault
    let connection: PeerConnection

    public func makeAsyncIterator() -> Messages { self }

    public func next() async throws(ChannelFault) -> [UInt8]? { try await connection.next() }

    public func next(
      isolation actor: isolated (any Actor)?
    ) async throws(ChannelFault) -> [UInt8]? { try await connection.next() }
  }
}
