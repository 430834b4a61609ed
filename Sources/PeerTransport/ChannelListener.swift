import NIOCore
import NIOPosix
import Sealing
import SecureChannel
import Synchronization
import Vocabulary

/// Waits for neighbours to dial. One bad connection ends that connection only.
public final class ChannelListener: Sendable {
  /// The port bound to.
  public let port: Int
  private let socket: any Channel
  private let gate: Gate
  private let identity: Door
  private let arrivals: AsyncStream<PeerConnection>

  /// Starts to listen. Port 0 lets the system choose one.
  public static func bind(
    host: String, port: Int, as identity: ChannelIdentity, caps: ChannelCaps = ChannelCaps()
  ) async throws(ChannelFault) -> ChannelListener {
    guard (0...65_535).contains(port) else { throw .unreachable }
    let (arrivals, arrive) = AsyncStream.makeStream(of: PeerConnection.self)
    let gate = Gate(caps: caps)
    let door = Door(identity: identity, caps: caps, gate: gate, arrive: arrive)
    let socket: any Channel
    do {
      socket = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .serverChannelOption(.backlog, value: 512)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
        .childChannelOption(.recvAllocator, value: receiveBuffers)
        .childChannelInitializer { door.enter($0) }
        .bind(host: host, port: port).get()
    } catch {
      throw ChannelFault(socket: error)
    }
    return ChannelListener(socket: socket, gate: gate, identity: door, arrivals: arrivals)
  }

  private init(
    socket: any Channel, gate: Gate, identity: Door, arrivals: AsyncStream<PeerConnection>
  ) {
    self.socket = socket
    self.gate = gate
    self.identity = identity
    self.arrivals = arrivals
    port = socket.localAddress?.port ?? 0
  }

  /// What was seen so far.
  public var counts: ChannelCounts { gate.counts }

  /// Says something else about itself in handshakes from now on.
  public func update(hello: [UInt8]) { identity.update(hello: hello) }

  /// Runs `body` for each connection, and closes the connection when it returns. Returns when the
  /// listener is closed, or the task cancelled, and every `body` has returned. Call it once.
  public func serve(_ body: @escaping @Sendable (PeerConnection) async -> Void) async {
    await withDiscardingTaskGroup { group in
      for await connection in arrivals {
        group.addTask {
          await body(connection)
          await connection.close()
        }
      }
      await close()
    }
  }

  /// Stops listening and closes every connection, after sending what is queued on it.
  public func close() async {
    try? await socket.close().get()
    identity.arrive.finish()
    let (strangers, connections) = gate.shut()
    for stranger in strangers { stranger.close(promise: nil) }
    await withDiscardingTaskGroup { group in
      for connection in connections { group.addTask { await connection.close() } }
    }
  }
}

/// Lets connections in: caps first, then a handshake of limited time.
final class Door: Sendable {
  private let identity: Mutex<ChannelIdentity>
  private let caps: ChannelCaps
  private let gate: Gate
  let arrive: AsyncStream<PeerConnection>.Continuation

  init(
    identity: ChannelIdentity, caps: ChannelCaps, gate: Gate,
    arrive: AsyncStream<PeerConnection>.Continuation
  ) {
    self.identity = Mutex(identity)
    self.caps = caps
    self.gate = gate
    self.arrive = arrive
  }

  func update(hello: [UInt8]) { identity.withLock { $0.hello = hello } }

  func enter(_ channel: any Channel) -> EventLoopFuture<Void> {
    let address = channel.remoteAddress?.ipAddress ?? ""
    let (gate, arrive) = (gate, arrive)
    return channel.eventLoop.makeCompletedFuture {
      guard gate.admit(channel, from: address) else {
        return try channel.pipeline.syncOperations.addHandler(TurnAway())
      }
      channel.closeFuture.whenComplete { _ in gate.release(channel, from: address) }
      try channel.pipeline.syncOperations.addHandler(
        SessionHandler(
          session: session(), caps: caps.connection,
          deadline: .now() + .milliseconds(caps.handshake.milliseconds),
          onHandshake: { outcome in
            guard case .success(let connection) = outcome else { return }
            gate.established(connection, on: channel)
            arrive.yield(connection)
          }, onEnd: { gate.ended($0) }))
    }
  }

  private func session() -> ChannelSession {
    let now = identity.withLock { $0 }
    return ChannelSession(
      answeringAs: now.keys, ephemeral: Randomness.bytes32(), hello: now.hello,
      network: now.network)
  }
}

/// Small for the many that say little, large enough for whole frames in one read.
let receiveBuffers = AdaptiveRecvByteBufferAllocator(
  minimum: 1_024, initial: 2_048, maximum: 256 << 10)
