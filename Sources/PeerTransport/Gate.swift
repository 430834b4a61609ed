import NIOCore
import SecureChannel
import Synchronization

/// What a listener has seen. For status pages and metrics.
public struct ChannelCounts: Hashable, Sendable {
  /// Connections let in.
  public var accepted = 0
  /// Connections turned away for lack of room.
  public var turnedAway = 0
  /// Handshakes done.
  public var established = 0
  /// Connections open now, handshakes included.
  public var open = 0
  /// Connections the other end closed between messages.
  public var ended = 0
  /// Connections that ended otherwise, by reason.
  public var faults: [ChannelFault: Int] = [:]

  /// Nothing seen yet.
  public init() {}
}

/// Decides who may come in, and keeps count.
final class Gate: Sendable {
  private struct State {
    var counts = ChannelCounts()
    var perAddress: [String: Int] = [:]
    var channels: [ObjectIdentifier: any Channel] = [:]
    var links: [ObjectIdentifier: PeerConnection] = [:]
    var isShut = false
  }

  private let state = Mutex(State())
  private let caps: ChannelCaps

  init(caps: ChannelCaps) { self.caps = caps }

  var counts: ChannelCounts { state.withLock { $0.counts } }

  /// False when there is no room for one more from `address`.
  func admit(_ channel: any Channel, from address: String) -> Bool {
    state.withLock { state in
      let here = state.perAddress[address, default: 0]
      guard !state.isShut, state.counts.open < caps.connections, here < caps.connectionsPerAddress
      else {
        state.counts.turnedAway += 1
        return false
      }
      state.perAddress[address] = here + 1
      state.counts.open += 1
      state.counts.accepted += 1
      state.channels[ObjectIdentifier(channel)] = channel
      return true
    }
  }

  func established(_ connection: PeerConnection, on channel: any Channel) {
    state.withLock { state in
      state.counts.established += 1
      state.links[ObjectIdentifier(channel)] = connection
    }
  }

  func ended(_ fault: ChannelFault?) {
    state.withLock { state in
      guard let fault else { return state.counts.ended += 1 }
      state.counts.faults[fault, default: 0] += 1
    }
  }

  func release(_ channel: any Channel, from address: String) {
    state.withLock { state in
      let here = state.perAddress[address, default: 0]
      state.perAddress[address] = here > 1 ? here - 1 : nil
      state.counts.open -= 1
      state.channels[ObjectIdentifier(channel)] = nil
      state.links[ObjectIdentifier(channel)] = nil
    }
  }

  /// Lets nobody in from now on; gives who is inside: strangers and established connections.
  func shut() -> (strangers: [any Channel], connections: [PeerConnection]) {
    state.withLock { state in
      state.isShut = true
      let strangers = state.channels.filter { state.links[$0.key] == nil }
      return (Array(strangers.values), Array(state.links.values))
    }
  }
}

/// Tells a connection there is no room, and closes it.
final class TurnAway: ChannelInboundHandler, Sendable {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  func channelActive(context: ChannelHandlerContext) {
    let notice = context.channel.allocator.buffer(bytes: HandshakeNotice.busy.frame)
    context.writeAndFlush(wrapOutboundOut(notice), promise: nil)
    context.close(promise: nil)
  }
}
