import Gossip
import Sealing
import Testing
import Updates
import Vocabulary

struct ForkTests {
  /// An equivocator and two honest nodes; the honest ones hold different branches of its log.
  static func split(_ left: Int, _ right: Int) throws -> (Wire, NodeID) {
    var (b, c) = (Writer(2), Writer(3))
    try b.write(1)
    try c.write(1)
    var (one, two) = (Writer(1), Writer(1))
    try one.write(2)
    try two.write(2)
    for _ in 0..<left { try one.write(text: "left") }
    for _ in 0..<right { try two.write(text: "right") }
    let evil = one.node
    let keys = [
      evil: one.key.publicKey, b.node: b.key.publicKey, c.node: c.key.publicKey,
    ]
    let shells = [(b, c, one), (c, b, two)].map { us, other, branch in
      let map = FederationMap.active(
        us.node, [evil, other.node],
        bonds: [FederationMap.Bond(evil, other.node, nearby: true)])
      let shell = Shell(us, map: map, keys: keys)
      shell.copies[evil] = branch.log
      shell.instance = GossipInstance(
        node: us.node, map: map, heads: [us.head, branch.head].compactMap { $0 }, forks: [],
        seed: 1)
      return shell
    }
    return (Wire(shells), evil)
  }

  @Test(
    "two honest nodes with different branches end with one proof, freeze that log and go on",
    arguments: [(1, 1), (1, 3), (3, 1), (5, 4)])
  func proof(_ left: Int, _ right: Int) throws {
    let (wire, evil) = try Self.split(left, right)
    wire.connect(0, 1)
    wire.settle()
    for shell in wire.shells {
      #expect(shell.instance.frozenLogs == [evil])
      #expect(shell.copies[evil]?.count ?? 0 <= 2 + max(left, right))
      #expect(shell.instance.connectedPeers.count == 1, "neither blames the other")
    }
    #expect(wire.shells[0].instance.fork(of: evil) == wire.shells[1].instance.fork(of: evil))
    let (b, c) = (wire.shells[0].writer, wire.shells[1].writer)
    #expect(wire.shells[0].copies[c.node] == c.log)
    #expect(wire.shells[1].copies[b.node] == b.log)
  }

  @Test("a proof is the first thing a newly connected peer hears")
  func first() throws {
    let (wire, evil) = try Self.split(1, 2)
    wire.connect(0, 1)
    wire.settle()
    var node = wire.shells[0].instance
    let greeting = node.handle(
      .connected(SessionID(50), peer: evil, dialled: true), at: wire.now)
    let proof = try #require(node.fork(of: evil))
    #expect(greeting.first == .send(PeerWire.encode(.forkProof(proof)), to: SessionID(50)))
  }

  @Test("of two proofs the one at the earlier place is kept, and passed on")
  func smallest() throws {
    let (wire, evil) = try Self.split(3, 3)
    wire.connect(0, 1)
    wire.settle()
    var node = wire.shells[0].instance
    let late = try #require(node.fork(of: evil))
    let (one, two) = (wire.shells[0].copies[evil] ?? [], wire.shells[1].copies[evil] ?? [])
    let early = try #require(
      ForkProof.between(one[2], two[2], signedBy: Writer(1).key.publicKey))
    #expect(early < late)
    let answer = node.handle(
      .received(SessionID(1), PeerWire.encode(.forkProof(early))), at: wire.now)
    #expect(answer.first == .recordFork(early))
    #expect(
      node.handle(.received(SessionID(1), PeerWire.encode(.forkProof(late))), at: wire.now)
        .isEmpty)
    #expect(node.fork(of: evil) == early)
  }

  @Test("entries that lead nowhere cost the peer its session, not the log")
  func falseBranch() throws {
    let (wire, evil) = try Self.split(0, 0)
    var node = wire.shells[0].instance
    let id = SessionID(7)
    _ = node.handle(.connected(id, peer: evil, dialled: true), at: wire.now)
    var stranger = Writer(9)
    try stranger.write(3)
    var claim = Head(try #require(stranger.head))
    claim = Head(node: evil, epoch: 0, sequence: claim.sequence, hash: claim.hash)
    _ = node.handle(.received(id, PeerWire.encode(.heads([claim], complete: true))), at: wire.now)
    let answer = node.handle(
      .received(
        id, PeerWire.encode(.entries(node: evil, from: 2, Array(stranger.log.suffix(1))))),
      at: wire.now)
    #expect(answer.contains(.close(id, .badEntries)))
    #expect(node.frozenLogs.isEmpty)
  }
}
