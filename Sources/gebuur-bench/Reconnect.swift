import Sealing
import Foundation
import Gossip
import NodeRuntime
import PeerTransport
import Storage
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// Two nodes that know everything of each other connect again: what do they say?
///
/// One is a running node; the other's gossip is driven here, over a real channel, so that its
/// messages can be counted.
enum Reconnect: Measurement {
  static let name = "reconnect"

  static func measure(on ground: Ground) async throws -> [Figure] {
    var first = try Village.found("Poederlee", in: ground.path + "/first")
    var second = try Village.found("Vlimmeren", in: ground.path + "/second")
    try Village.federate(&first, &second)
    let node = try await Node.start(in: first.directory)
    do {
      try await meet(second, node)
      let talk = try await reconnect(second, to: first)
      try await node.stop()
      return [
        Figure(
          name: "reconnect with nothing new, round trips", value: Double(talk.rounds),
          unit: "round trips", goals: [.exactly(1)]),
        Figure(
          name: "reconnect with nothing new, both directions on the real channel",
          value: Double(talk.bytes), unit: "bytes", goals: [.below(200)]),
      ]
    } catch {
      try await node.stop()
      throw error
    }
  }

  /// Runs the second node until each holds the other's log.
  private static func meet(_ village: Village, _ other: Node) async throws {
    let node = try await Node.start(in: village.directory)
    let watch = Stopwatch()
    while true {
      let (ours, theirs) = (try node.store.heads(), try other.store.heads())
      if ours == theirs, ours.count == 2 { break }
      guard watch.seconds < 30 else { throw Trouble("two nodes do not meet") }
      try await Task.sleep(for: .milliseconds(20))
    }
    try await node.stop()
  }

  /// Connects as the second node would: messages each way at most, and all their bytes.
  private static func reconnect(
    _ village: Village, to other: Village
  ) async throws -> (rounds: Int, bytes: Int) {
    let store = try NodeStore.open(at: village.directory.database, for: village.keys.node)
    let heads = try store.heads()
    try store.close()
    var gossip = GossipInstance(
      node: village.keys.node,
      map: FederationMap(
        node: village.keys.node,
        peers: [other.keys.node: .init(standing: .active, nearby: true)], bonds: []),
      heads: heads, forks: [], seed: 1)
    var hello = WireSessionHello()
    hello.node = village.card
    let connection = try await ChannelDialer.dial(
      host: "127.0.0.1", port: other.port, remote: other.keys.channel.publicKey,
      as: ChannelIdentity(keys: village.keys.channel, hello: try hello.serializedBytes()))
    let session = SessionID(1)
    var (sent, received) = (0, 0)
    func feed(_ event: GossipEvent) throws {
      for case .send(let bytes, _) in gossip.handle(event, at: NodeClock.system.now()) {
        sent += 1
        try connection.post(bytes)
      }
    }
    try feed(.connected(session, peer: other.keys.node, dialled: true))
    // Whatever has not been said after this silence is not part of reconnecting.
    connection.limitSilence(to: .seconds(2))
    while let message = try? await connection.next() {
      received += 1
      try feed(.received(session, message))
    }
    let traffic = connection.traffic
    await connection.close()
    // Messages cross or answer each other: no more round trips than messages one way.
    return (max(sent, received), traffic.sent + traffic.received)
  }
}
