import Gossip
import Sealing
import Testing
import Updates
import Vocabulary

struct RelayTests {
  /// Three nodes, all federated with each other; `nearby` holds for all.
  static func triangle(_ logs: [Writer], nearby: Bool = true) -> Wire {
    let keys = Dictionary(uniqueKeysWithValues: logs.map { ($0.node, $0.key.publicKey) })
    return Wire(
      logs.map { writer in
        let others = logs.map(\.node).filter { $0 != writer.node }
        let bonds = others.flatMap { a in
          others.filter { $0 > a }.map { FederationMap.Bond(a, $0, nearby: nearby) }
        }
        return Shell(
          writer, map: .active(writer.node, others, nearby: nearby, bonds: bonds), keys: keys)
      })
  }

  @Test("a log travels through a third node, addressed bodies included, others' secrets not")
  func relay() throws {
    var (a, b, c) = (Writer(1), Writer(2), Writer(3))
    try a.write()
    try a.write(.addressed, to: b.node)
    try a.write(.neighbourhood)
    try a.write(.addressed, to: c.node)
    try b.write(1)
    try c.write(1)
    let wire = Self.triangle([a, b, c])
    wire.connect(0, 2)
    wire.connect(2, 1)
    wire.settle()
    let copy = try #require(wire.shells[1].copies[a.node])
    #expect(copy.map(\.hash) == a.log.map(\.hash))
    #expect(copy.map { $0.update != nil } == [true, true, false, true])
    #expect(wire.shells[0].copies[b.node] == b.log, "and back")
  }

  @Test("news travels on through a relay at once")
  func news() throws {
    var (a, b, c) = (Writer(1), Writer(2), Writer(3))
    for index in 0...2 { _ = index }
    try a.write(1)
    try b.write(1)
    try c.write(1)
    let wire = Self.triangle([a, b, c])
    wire.connect(0, 2)
    wire.connect(2, 1)
    wire.settle()
    try a.write()
    wire.shells[0].copies[a.node] = a.log
    wire.feed(0, .localHead(try #require(a.head)))
    wire.settle()
    #expect(wire.shells[1].copies[a.node] == a.log)
  }

  @Test("a log is fetched from one peer at a time, and from another when that one is gone")
  func oneSource() throws {
    var (a, b, c) = (Writer(1), Writer(2), Writer(3))
    try a.write(10)
    try b.write(1)
    try c.write(1)
    let wire = Self.triangle([a, b, c])
    var node = wire.shells[1].instance
    let head = PeerWire.encode(.heads([Head(try #require(a.head))], complete: true))
    let (direct, relay) = (SessionID(1), SessionID(2))
    _ = node.handle(.connected(relay, peer: c.node, dialled: true), at: wire.now)
    _ = node.handle(.connected(direct, peer: a.node, dialled: true), at: wire.now)
    let want = PeerWire.encode(.want(node: a.node, from: 0, count: 10))
    #expect(node.handle(.received(relay, head), at: wire.now) == [.send(want, to: relay)])
    #expect(node.handle(.received(direct, head), at: wire.now).isEmpty)
    #expect(node.handle(.disconnected(relay), at: wire.now).contains(.send(want, to: direct)))
  }

  @Test("a want that stays unanswered is put to another peer, and a late answer is forgiven")
  func timeout() throws {
    var (a, b, c) = (Writer(1), Writer(2), Writer(3))
    try a.write(10)
    try b.write(1)
    try c.write(1)
    let wire = Self.triangle([a, b, c])
    var node = wire.shells[1].instance
    let head = PeerWire.encode(.heads([Head(try #require(a.head))], complete: true))
    let (direct, relay) = (SessionID(1), SessionID(2))
    _ = node.handle(.connected(relay, peer: c.node, dialled: true), at: wire.now)
    _ = node.handle(.connected(direct, peer: a.node, dialled: true), at: wire.now)
    _ = node.handle(.received(relay, head), at: wire.now)
    _ = node.handle(.received(direct, head), at: wire.now)
    let later = wire.now + Limits.wantPatience
    let want = PeerWire.encode(.want(node: a.node, from: 0, count: 10))
    #expect(node.handle(.tick, at: later).contains(.send(want, to: direct)))
    let late = PeerWire.encode(.entries(node: a.node, from: 0, a.log))
    for _ in 0...0 { #expect(node.handle(.received(relay, late), at: later).isEmpty) }
    #expect(node.connectedPeers.count == 2)
  }

  @Test("a body we have a right to and that is left out ends the batch, and another is asked")
  func missingBody() throws {
    var (a, b, c) = (Writer(1), Writer(2), Writer(3))
    try a.write(4)
    try b.write(1)
    try c.write(1)
    let wire = Self.triangle([a, b, c])
    var node = wire.shells[1].instance
    let (direct, relay) = (SessionID(1), SessionID(2))
    _ = node.handle(.connected(relay, peer: c.node, dialled: true), at: wire.now)
    _ = node.handle(.connected(direct, peer: a.node, dialled: true), at: wire.now)
    let head = PeerWire.encode(.heads([Head(try #require(a.head))], complete: true))
    _ = node.handle(.received(relay, head), at: wire.now)
    _ = node.handle(.received(direct, head), at: wire.now)
    var stripped = a.log
    stripped[2].update = nil
    let answer = PeerWire.encode(.entries(node: a.node, from: 0, stripped))
    let taken = node.handle(.received(relay, answer), at: wire.now)
    #expect(taken == [.ingest(Array(a.log[0..<2]), of: a.node, from: c.node)])
    let next = node.handle(.committed(a.log[1].head), at: wire.now)
    let want = PeerWire.encode(.want(node: a.node, from: 2, count: 2))
    #expect(next.contains(.send(want, to: direct)))
  }

  @Test("a body we have no right to is not kept")
  func leak() throws {
    var a = Writer(1)
    let b = Writer(2)
    try a.write(.neighbourhood)
    let wire = Wire([Shell(b, map: .active(b.node, [a.node]), keys: [:])])
    var node = wire.shells[0].instance
    let id = SessionID(1)
    _ = node.handle(.connected(id, peer: a.node, dialled: true), at: wire.now)
    let head = PeerWire.encode(.heads([Head(try #require(a.head))], complete: true))
    _ = node.handle(.received(id, head), at: wire.now)
    let leak = PeerWire.encode(.entries(node: a.node, from: 0, a.log))
    guard case .ingest(let taken, _, _) = node.handle(.received(id, leak), at: wire.now).first
    else {
      Issue.record("nothing was ingested")
      return
    }
    #expect(taken.map { $0.update == nil } == [true])
  }
}
