import NIOCore
import NIOPosix
import PeerTransport
import Sealing
import SecureChannel
import Testing
import Vocabulary

let client = ChannelIdentity(keys: clientKeys, hello: clientHello)
let server = ChannelIdentity(keys: serverKeys, hello: serverHello)

/// Says everything back until the other end leaves.
@Sendable func echo(_ connection: PeerConnection) async {
  while let message = try? await connection.next() {
    guard (try? await connection.send(message)) != nil else { return }
  }
}

/// Runs `body` against a listener that treats each connection with `serve`.
func withListener(
  caps: ChannelCaps = ChannelCaps(),
  serve: @escaping @Sendable (PeerConnection) async -> Void = echo,
  body: (ChannelListener) async throws -> Void
) async throws {
  let listener = try await ChannelListener.bind(host: "127.0.0.1", port: 0, as: server, caps: caps)
  async let served: Void = listener.serve(serve)
  do {
    try await body(listener)
  } catch {
    await listener.close()
    throw error
  }
  await listener.close()
  await served
}

func dial(
  _ listener: ChannelListener, caps: ConnectionCaps = ConnectionCaps()
) async throws -> PeerConnection {
  try await ChannelDialer.dial(
    host: "127.0.0.1", port: listener.port, remote: serverKeys.publicKey, as: client, caps: caps)
}

/// The fault a dial to `port` ends with.
func faultDialling(
  port: Int, host: String = "127.0.0.1", remote: ChannelKey = serverKeys.publicKey,
  within: Interval = Limits.handshake
) async -> ChannelFault? {
  do {
    let connection = try await ChannelDialer.dial(
      host: host, port: port, remote: remote, as: client, within: within)
    await connection.close()
    return nil
  } catch {
    return error
  }
}

/// One round trip.
func ask(_ connection: PeerConnection, _ message: [UInt8]) async throws -> [UInt8]? {
  try await connection.send(message)
  return try await connection.next()
}

/// The fault a connection ends with; nil when it ends well.
func ending(_ connection: PeerConnection) async -> ChannelFault? {
  do {
    while try await connection.next() != nil {}
    return nil
  } catch {
    return error
  }
}

/// A plain socket that says what it is told to and keeps what it hears.
struct RawSocket {
  private let channel: any Channel
  private let heard: EventLoopFuture<[UInt8]>

  init(port: Int) async throws {
    let group = MultiThreadedEventLoopGroup.singleton
    let promise = group.next().makePromise(of: [UInt8].self)
    heard = promise.futureResult
    channel = try await ClientBootstrap(group: group)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Ear(promise: promise))
        }
      }
      .connect(host: "127.0.0.1", port: port).get()
  }

  /// False when the other end is gone.
  @discardableResult func say(_ bytes: [UInt8]) async -> Bool {
    (try? await channel.writeAndFlush(channel.allocator.buffer(bytes: bytes))) != nil
  }

  /// Everything the other end said until it hung up.
  func untilClosed() async throws -> [UInt8] { try await heard.get() }

  func close() async { try? await channel.close() }
}

private final class Ear: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  private let promise: EventLoopPromise<[UInt8]>
  private var heard: [UInt8] = []

  init(promise: EventLoopPromise<[UInt8]>) { self.promise = promise }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    heard += Array(unwrapInboundIn(data).readableBytesView)
  }
  func channelInactive(context: ChannelHandlerContext) { promise.succeed(heard) }
  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

/// Somebody who accepts connections and never says a word.
func withMute(_ body: (Int) async throws -> Void) async throws {
  let socket = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
    .bind(host: "127.0.0.1", port: 0).get()
  try await body(socket.localAddress?.port ?? 0)
  try await socket.close()
}

/// Waits until `condition` holds, however long the event loops take.
func eventually(_ condition: () -> Bool) async {
  while !condition(), !Task.isCancelled { await Task.yield() }
}
