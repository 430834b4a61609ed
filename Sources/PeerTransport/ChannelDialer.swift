import Glibc
import NIOCore
import NIOPosix
import Sealing
import SecureChannel
import Vocabulary

/// Dials a neighbour whose key is known.
public enum ChannelDialer {
  /// Looks up the host, connects and shakes hands, all `within` the time given. Cancelling the
  /// task gives up.
  public static func dial(
    host: String, port: Int, remote: ChannelKey, as identity: ChannelIdentity,
    within: Interval = Limits.handshake, caps: ConnectionCaps = ConnectionCaps()
  ) async throws(ChannelFault) -> PeerConnection {
    guard (1...65_535).contains(port), !host.isEmpty else { throw .unreachable }
    let patience = TimeAmount.milliseconds(within.milliseconds)
    let deadline = NIODeadline.now() + patience
    let group = MultiThreadedEventLoopGroup.singleton
    let outcome = group.next().makePromise(of: PeerConnection.self)
    let connected = ClientBootstrap(group: group)
      .connectTimeout(patience)
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .channelOption(.recvAllocator, value: receiveBuffers)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let session = ChannelSession(
            dialling: remote, as: identity.keys, ephemeral: Randomness.bytes32(),
            hello: identity.hello, network: identity.network)
          try channel.pipeline.syncOperations.addHandler(
            SessionHandler(
              session: session, caps: caps, deadline: deadline,
              onHandshake: { outcome.completeWith($0.mapError { $0 }) }, onEnd: { _ in }))
        }
      }
      .connect(host: host, port: port)
    connected.whenFailure { outcome.fail(ChannelFault(socket: $0)) }
    return try await wait(for: outcome, on: connected)
  }

  private static func wait(
    for outcome: EventLoopPromise<PeerConnection>, on connected: EventLoopFuture<any Channel>
  ) async throws(ChannelFault) -> PeerConnection {
    do {
      return try await withTaskCancellationHandler {
        try await outcome.futureResult.get()
      } onCancel: {
        outcome.fail(ChannelFault.closed)
        connected.whenSuccess { $0.close(promise: nil) }
      }
    } catch {
      throw error as? ChannelFault ?? .unreachable
    }
  }
}

extension ChannelFault {
  /// What a socket's error means to a caller who can only try again, later or elsewhere.
  init(socket error: any Error) {
    switch error {
    case let fault as ChannelFault: self = fault
    case ChannelError.connectTimeout: self = .timedOut
    case let failed as NIOConnectionError:
      let faults = failed.connectionErrors.map { ChannelFault(socket: $0.error) }
      self = [.refused, .timedOut].first(where: faults.contains) ?? .unreachable
    case let failed as IOError where failed.errnoCode == ECONNREFUSED: self = .refused
    case let failed as IOError where failed.errnoCode == ETIMEDOUT: self = .timedOut
    default: self = .unreachable
    }
  }
}
