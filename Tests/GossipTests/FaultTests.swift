import Gossip
import Sealing
import Testing
import Updates
import Vocabulary

struct FaultTests {
  static let now = Instant(milliseconds: 5_000)
  static let id = SessionID(1)

  static func connected() throws -> GossipInstance {
    let wire = try SessionTests.pair(2, 2)
    var node = wire.shells[0].instance
    _ = node.handle(
      .connected(id, peer: wire.shells[1].writer.node, dialled: false), at: now)
    return node
  }

  @Test("one bad message ends that message; very many end the session")
  func strikes() throws {
    var node = try Self.connected()
    #expect(node.handle(.received(Self.id, [0xff]), at: Self.now).isEmpty)
    #expect(node.connectedPeers.count == 1)
    var closed = false
    for _ in 0..<Limits.strikes where !closed {
      closed = node.handle(.received(Self.id, [0xff]), at: Self.now)
        .contains(.close(Self.id, .tooManyFaults))
    }
    #expect(closed)
    #expect(node.connectedPeers.isEmpty)
  }

  @Test("a small fault each second is forgiven")
  func forgiveness() throws {
    var node = try Self.connected()
    for second in 1..<Int64(4 * Limits.strikes) {
      let later = Self.now + .seconds(second)
      #expect(node.handle(.received(Self.id, [0xff]), at: later).isEmpty)
    }
    #expect(node.connectedPeers.count == 1)
  }

  @Test("a flood is slowed, then dropped")
  func flood() throws {
    var node = try Self.connected()
    let message = PeerWire.encode(.complaint(code: 1, about: ""))
    var slowed = 0
    for _ in 0..<(2 * Limits.messageBurst) {
      let answer = node.handle(.received(Self.id, message), at: Self.now)
      if answer.contains(.pause(Self.id, .seconds(1))) { slowed += 1 }
    }
    #expect(slowed > 0)
    #expect(node.connectedPeers.isEmpty)
  }

  @Test("what is not theirs is not served, and still answered")
  func notServed() throws {
    var node = try Self.connected()
    let foreign = Writer(55).node
    let want = PeerWire.encode(.want(node: foreign, from: 0, count: 5))
    let answer = node.handle(.received(Self.id, want), at: Self.now)
    let nothing = PeerWire.encode(.entries(node: foreign, from: 0, []))
    #expect(answer == [.send(nothing, to: Self.id)])
  }

  @Test("a peer whose answer we still wait for is read, not served")
  func proposed() throws {
    var (us, them) = (Writer(1), Writer(2))
    try us.write(2)
    try them.write(2)
    let map = FederationMap(
      node: us.node,
      peers: [them.node: FederationMap.Neighbour(standing: .proposed, nearby: true)], bonds: [])
    let shell = Shell(us, map: map, keys: [them.node: them.key.publicKey])
    #expect(shell.feed(.tick, at: Self.now) == [.dial(them.node)])
    _ = shell.feed(.connected(Self.id, peer: them.node, dialled: true), at: Self.now)
    let heads = PeerWire.encode(.heads([Head(try #require(them.head))], complete: true))
    let wants = shell.feed(.received(Self.id, heads), at: Self.now)
    let want = PeerWire.encode(.want(node: them.node, from: 0, count: 2))
    #expect(wants == [.send(want, to: Self.id)])
    let theirs = PeerWire.encode(.want(node: us.node, from: 0, count: 2))
    let answer = shell.feed(.received(Self.id, theirs), at: Self.now)
    #expect(answer == [.send(PeerWire.encode(.entries(node: us.node, from: 0, [])), to: Self.id)])
  }

  @Test("a federation that becomes active makes both logs flow on the live session")
  func becomesActive() throws {
    var (us, them) = (Writer(1), Writer(2))
    try us.write(2)
    try them.write(2)
    let keys = [us.node: us.key.publicKey, them.node: them.key.publicKey]
    let asked = FederationMap(
      node: us.node,
      peers: [them.node: FederationMap.Neighbour(standing: .proposed, nearby: true)], bonds: [])
    let wire = Wire([
      Shell(us, map: asked, keys: keys),
      Shell(them, map: .active(them.node, [us.node]), keys: keys),
    ])
    wire.connect(0, 1)
    wire.settle()
    #expect(wire.shells[0].copies[them.node] == them.log)
    #expect(wire.shells[1].copies[us.node] == nil)
    wire.feed(0, .federation(.active(us.node, [them.node])))
    wire.settle()
    #expect(wire.shells[1].copies[us.node] == us.log)
  }

  @Test("a federation that ends closes the session")
  func ends() throws {
    var node = try Self.connected()
    let answer = node.handle(.federation(.active(node.node, [])), at: Self.now)
    #expect(answer.contains(.close(Self.id, .stranger)))
  }

  @Test("a session nobody speaks on is closed, and dialled again for ever, ever more slowly")
  func silence() throws {
    var node = try Self.connected()
    let peer = try #require(node.connectedPeers.first)
    var now = Self.now + Limits.peerSilence
    #expect(node.handle(.tick, at: now).contains(.close(Self.id, .silent)))
    var pauses: [Int64] = []
    var last = now
    while pauses.count < 20 {
      now = now + .seconds(1)
      guard node.handle(.tick, at: now) == [.dial(peer)] else { continue }
      pauses.append((now - last).milliseconds / 1_000)
      last = now
      _ = node.handle(.dialFailed(peer), at: now)
    }
    #expect(pauses.first == 1)
    let longest = Limits.dialPauseLongest.milliseconds / 1_000
    #expect(pauses.suffix(10).allSatisfy { ($0 >= longest / 2) && ($0 <= longest + 1) })
    #expect(Set(pauses.suffix(10)).count > 1, "the pauses are jittered")
  }

  @Test("a peer that knows more of our own log than we do is reported")
  func ahead() throws {
    var node = try Self.connected()
    let peer = try #require(node.connectedPeers.first)
    let claim = Head(
      node: node.node, epoch: 0, sequence: 99, hash: EntryHash(bytes: Bytes32.zero))
    let heads = PeerWire.encode(.heads([claim], complete: true))
    #expect(
      node.handle(.received(Self.id, heads), at: Self.now) == [.recordAhead(claim, peer: peer)])
    #expect(node.handle(.received(Self.id, heads), at: Self.now).isEmpty, "once a session")
  }

  @Test("a claim at the end of counting is asked for and harms nothing")
  func extremes() throws {
    var node = try Self.connected()
    let peer = try #require(node.connectedPeers.first)
    for sequence in [UInt64.max, UInt64.max - 1, UInt64.min] {
      let claim = Head(
        node: peer, epoch: 0, sequence: sequence, hash: EntryHash(bytes: Bytes32.zero))
      _ = node.handle(
        .received(Self.id, PeerWire.encode(.heads([claim], complete: true))), at: Self.now)
    }
    for sequence in [UInt64.max, UInt64.min] {
      for log in [node.node, peer] {
        for message in [
          PeerMessage.want(node: log, from: sequence, count: 512),
          .acknowledged(node: log, sequence: sequence), .entries(node: log, from: sequence, []),
        ] {
          _ = node.handle(.received(Self.id, PeerWire.encode(message)), at: Self.now)
        }
      }
    }
    #expect(node.connectedPeers == [peer])
  }

  @Test("a fast log is announced once until the peer has it")
  func announcements() throws {
    let wire = try SessionTests.pair(1, 1)
    wire.connect(0, 1)
    wire.settle()
    var writer = wire.shells[0].writer
    var sent = 0
    for _ in 0..<50 {
      try writer.write()
      wire.shells[0].copies[writer.node] = writer.log
      sent += wire.shells[0].feed(.localHead(try #require(writer.head)), at: wire.now).count
    }
    #expect(sent == 1)
    let late = wire.shells[0].feed(.tick, at: wire.now + Limits.announcePatience)
    let newest = PeerWire.encode(.heads([Head(try #require(writer.head))], complete: false))
    #expect(late.contains(.send(newest, to: SessionID(1))))
  }
}
