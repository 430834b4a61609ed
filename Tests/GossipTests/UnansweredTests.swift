import Gossip
import Sealing
import Testing
import Updates
import Vocabulary

@Suite("Peers that claim and do not answer")
struct UnansweredTests {
  let direct = SessionID(1)
  let relay = SessionID(2)

  /// Of what a node does, the wants it sends, by session and count.
  static func wants(_ directives: [Directive]) -> [SessionID: [Int]] {
    var wants: [SessionID: [Int]] = [:]
    for case .send(let bytes, let id) in directives {
      if case .want(_, _, let count)? = try? PeerWire.decode(bytes) {
        wants[id, default: []].append(count)
      }
    }
    return wants
  }

  @Test("the owner that never answers loses its turn to a relay, also after it claims again")
  func turn() throws {
    var (a, b, c) = (Writer(1), Writer(2), Writer(3))
    try a.write(10)
    try b.write(1)
    try c.write(1)
    let wire = RelayTests.triangle([a, b, c])
    var node = wire.shells[1].instance
    let far = Head(
      node: a.node, epoch: 0, sequence: 1_000_000, hash: EntryHash(bytes: Bytes32.zero))
    let boast = PeerWire.encode(.heads([far], complete: true))
    let head = PeerWire.encode(.heads([Head(try #require(a.head))], complete: true))
    _ = node.handle(.connected(direct, peer: a.node, dialled: true), at: wire.now)
    _ = node.handle(.connected(relay, peer: c.node, dialled: true), at: wire.now)
    #expect(Self.wants(node.handle(.received(direct, boast), at: wire.now))[direct] != nil)
    _ = node.handle(.received(relay, head), at: wire.now)
    let later = wire.now + Limits.wantPatience
    #expect(Self.wants(node.handle(.tick, at: later)) == [relay: [10]])
    // The relay answers; the owner boasts again, long after, and is still not asked.
    let all = PeerWire.encode(.entries(node: a.node, from: 0, a.log))
    _ = node.handle(.received(relay, all), at: later)
    _ = node.handle(.committed(try #require(a.head)), at: later)
    let rested = later + .seconds(60)
    try a.write(3)
    let grown = PeerWire.encode(.heads([Head(try #require(a.head))], complete: false))
    #expect(Self.wants(node.handle(.received(relay, grown), at: rested)) == [relay: [3]])
    #expect(Self.wants(node.handle(.received(direct, boast), at: rested)).isEmpty)
  }

  @Test("it is asked ever later and for ever less, then dropped, and not blamed before")
  func dropped() throws {
    var (us, them) = (Writer(1), Writer(2))
    try us.write(1)
    try them.write(1)
    let shell = Shell(us, map: .active(us.node, [them.node]), keys: [:])
    let far = Head(
      node: them.node, epoch: 0, sequence: 1_000_000, hash: EntryHash(bytes: Bytes32.zero))
    let boast = PeerWire.encode(.heads([far], complete: true))
    var now = Instant(milliseconds: 0)
    _ = shell.feed(.connected(direct, peer: them.node, dialled: true), at: now)
    var asked: [(seconds: Int64, count: Int)] = []
    while shell.instance.connectedPeers == [them.node], now < Instant(milliseconds: 3_600_000) {
      for event in [GossipEvent.tick, .received(direct, boast)] {
        for count in Self.wants(shell.feed(event, at: now))[direct]?.prefix(1) ?? [] {
          asked.append((now.milliseconds / 1_000, count))
        }
      }
      now = now + .seconds(5)
    }
    #expect(asked.map(\.count) == [512, 128, 32, 8, 2])
    let pauses = zip(asked, asked.dropFirst()).map { $1.seconds - $0.seconds }
    #expect(pauses == [60, 100, 180, 340])
    #expect(shell.done.contains(.close(direct, .unanswered)))
    #expect(shell.done.contains(.recordFault(peer: them.node, .unanswered)))
  }

  @Test("an answer makes good what was missed")
  func forgiven() throws {
    var (us, them) = (Writer(1), Writer(2))
    try us.write(1)
    try them.write(600)
    let shell = Shell(
      us, map: .active(us.node, [them.node]), keys: [them.node: them.key.publicKey])
    let head = PeerWire.encode(.heads([Head(try #require(them.head))], complete: true))
    var now = Instant(milliseconds: 0)
    _ = shell.feed(.connected(direct, peer: them.node, dialled: true), at: now)
    _ = shell.feed(.received(direct, head), at: now)
    now = now + Limits.wantPatience
    _ = shell.feed(.tick, at: now)
    now = now + .seconds(60)
    #expect(Self.wants(shell.feed(.received(direct, head), at: now)) == [direct: [128, 128]])
    let answer = PeerWire.encode(.entries(node: them.node, from: 0, Array(them.log.prefix(128))))
    #expect(Self.wants(shell.feed(.received(direct, answer), at: now)) == [direct: [344]])
  }
}
