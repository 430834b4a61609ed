import FoundationEssentials
import Gossip
import Sealing
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Gossip with former peers")
struct EndingTests {
  /// What a former peer may follow of the writer's log.
  static func due(_ writer: Writer, _ sequence: Int) throws -> Head {
    Head(try #require(writer.log.dropFirst(sequence).first).head)
  }

  static func ended(
    _ node: NodeID, with peer: NodeID, due: Head?, wasActive: Bool = true,
    others: [NodeID] = []
  ) -> FederationMap {
    var peers = [
      peer: FederationMap.Neighbour(
        standing: .ended, nearby: true, due: due, wasActive: wasActive)
    ]
    for other in others { peers[other] = .init(standing: .active, nearby: true) }
    return FederationMap(
      node: node, peers: peers, bonds: others.map { .init(peer, $0, nearby: true) })
  }

  @Test("a former peer follows up to what it is owed, and gets only the bodies that concern it")
  func upToDue() throws {
    var (us, them) = (Writer(1), Writer(2))
    try us.say(.erasureRequested(WireErasureRequested()))
    try us.write()
    try us.write(.addressed, to: them.node)
    try us.write(.addressed, to: Writer(9).node)
    try us.say(.federationEnded(.with { $0.peer = Data(Writer(9).node.array) }))
    try us.say(.federationEnded(.with { $0.peer = Data(them.node.array) }))
    try us.write(3)
    try them.write(2)
    let keys = [us.node: us.key.publicKey, them.node: them.key.publicKey]
    let map = Self.ended(us.node, with: them.node, due: try Self.due(us, 5))
    let wire = Wire([
      Shell(us, map: map, keys: keys), Shell(them, map: .active(them.node, [us.node]), keys: keys),
    ])
    wire.connect(0, 1)
    wire.settle()
    let copy = try #require(wire.shells[1].copies[us.node])
    #expect(copy.map(\.hash) == us.log.prefix(6).map(\.hash))
    #expect(copy.map { $0.update != nil } == [true, false, true, false, false, true])
    #expect(wire.shells[0].done.contains(.recordAcknowledged(peer: them.node, sequence: 5)))
    // It heard; from now on both sides agree, and compare in one round trip.
    let over = Self.ended(them.node, with: us.node, due: try Self.due(them, 1))
    wire.feed(1, .federation(over))
    wire.settle()
    wire.messages = 0
    wire.now = wire.now + Limits.antiEntropy
    for shell in [0, 1] { wire.feed(shell, .tick) }
    wire.settle()
    #expect(wire.messages == 2)
  }

  @Test("a former peer's bodies are not kept, save those that concern us")
  func intake() throws {
    var (us, them) = (Writer(1), Writer(2))
    try us.write(1)
    try them.write()
    try them.write(.addressed, to: us.node)
    try them.write(.nearby)
    let keys = [us.node: us.key.publicKey, them.node: them.key.publicKey]
    let map = Self.ended(us.node, with: them.node, due: try Self.due(us, 0))
    let wire = Wire([
      Shell(us, map: map, keys: keys), Shell(them, map: .active(them.node, [us.node]), keys: keys),
    ])
    wire.connect(0, 1)
    wire.settle()
    let copy = try #require(wire.shells[0].copies[them.node])
    #expect(copy.map(\.hash) == them.log.map(\.hash))
    #expect(copy.map { $0.update != nil } == [false, true, false])
  }

  @Test("a former peer is dialled until it has what it is owed, and a raised debt dials again")
  func dialling() throws {
    var us = Writer(1)
    let them = Writer(2).node
    try us.write(4)
    var node = GossipInstance(
      node: us.node, map: Self.ended(us.node, with: them, due: try Self.due(us, 1)),
      heads: [us.head].compactMap { $0 }, forks: [], acknowledged: [them: 0], seed: 1)
    let now = FaultTests.now
    #expect(node.handle(.tick, at: now) == [.dial(them)])
    let id = FaultTests.id
    _ = node.handle(.connected(id, peer: them, dialled: true), at: now)
    let told = PeerWire.encode(.acknowledged(node: us.node, sequence: 1))
    _ = node.handle(.received(id, told), at: now)
    _ = node.handle(.disconnected(id), at: now)
    let later = now + Limits.dialPauseLongest
    #expect(node.handle(.tick, at: later).isEmpty)
    let more = Self.ended(us.node, with: them, due: try Self.due(us, 3))
    _ = node.handle(.federation(more), at: later)
    #expect(node.handle(.tick, at: later) == [.dial(them)])
  }

  @Test("whoever was only asked is not dialled, and is answered when it calls")
  func neverActive() throws {
    var us = Writer(1)
    let them = Writer(2).node
    try us.write(2)
    let map = Self.ended(us.node, with: them, due: try Self.due(us, 1), wasActive: false)
    let shell = Shell(us, map: map, keys: [:])
    #expect(shell.feed(.tick, at: FaultTests.now).isEmpty)
    _ = shell.feed(.connected(FaultTests.id, peer: them, dialled: false), at: FaultTests.now)
    #expect(shell.instance.connectedPeers == [them])
  }

  @Test("a former peer hears nothing of other logs, and nobody else is believed about its log")
  func onlyBetween() throws {
    var (us, them, third) = (Writer(1), Writer(2), Writer(3))
    try us.write(1)
    try them.write(3)
    try third.write(1)
    let map = Self.ended(
      us.node, with: them.node, due: try Self.due(us, 0), others: [third.node])
    #expect(map.scope(with: them.node) == [us.node, them.node].sorted())
    #expect(map.scope(with: third.node) == [us.node, third.node].sorted())
    #expect(!map.serves(third.node, to: them.node))
    let shell = Shell(us, map: map, keys: [:])
    let (ours, theirs) = (SessionID(1), SessionID(2))
    _ = shell.feed(.connected(ours, peer: third.node, dialled: true), at: FaultTests.now)
    _ = shell.feed(.connected(theirs, peer: them.node, dialled: true), at: FaultTests.now)
    let claims = [
      (ours, Head(try #require(them.head))), (theirs, Head(try #require(third.head))),
    ]
    for (session, head) in claims {
      let heads = PeerWire.encode(.heads([head], complete: true))
      #expect(shell.feed(.received(session, heads), at: FaultTests.now).isEmpty)
    }
  }
}
