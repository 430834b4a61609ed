import Gossip
import Sealing
import Testing
import Updates
import Vocabulary

struct SessionTests {
  /// Two federated nodes with logs of these lengths.
  static func pair(_ a: Int, _ b: Int) throws -> Wire {
    var (left, right) = (Writer(1), Writer(2))
    try left.write(a)
    try right.write(b)
    let keys = [left.node: left.key.publicKey, right.node: right.key.publicKey]
    return Wire([
      Shell(left, map: .active(left.node, [right.node]), keys: keys),
      Shell(right, map: .active(right.node, [left.node]), keys: keys),
    ])
  }

  @Test("two nodes that connect end with each other's whole log")
  func exchange() throws {
    let wire = try Self.pair(3, 1_200)
    wire.connect(0, 1)
    wire.settle()
    #expect(wire.shells[0].copies == wire.shells[1].copies)
    #expect(wire.shells[0].copies[wire.shells[1].writer.node]?.count == 1_200)
  }

  @Test("a reconnect with nothing new takes one round trip and under 200 bytes")
  func reconnect() throws {
    let wire = try Self.pair(5, 5)
    wire.connect(0, 1)
    wire.settle()
    wire.bytes = 0
    wire.messages = 0
    wire.feed(0, .disconnected(SessionID(1)))
    wire.feed(1, .disconnected(SessionID(2)))
    wire.connect(0, 1)
    wire.settle()
    #expect(wire.messages == 2)
    #expect(wire.bytes < 200)
  }

  @Test("a new entry reaches a connected peer without waiting, and its acknowledgement comes back")
  func announcement() throws {
    let wire = try Self.pair(1, 1)
    wire.connect(0, 1)
    wire.settle()
    var writer = wire.shells[0].writer
    try writer.write()
    wire.shells[0].copies[writer.node] = writer.log
    wire.shells[0].done = []
    wire.feed(0, .localHead(try #require(writer.head)))
    wire.settle()
    let peer = wire.shells[1].writer.node
    #expect(wire.shells[1].copies[writer.node] == writer.log)
    #expect(wire.shells[0].done.contains(.recordAcknowledged(peer: peer, sequence: 1)))
  }

  @Test("nothing is acknowledged before the commit")
  func acknowledgementAfterCommit() throws {
    let wire = try Self.pair(2, 0)
    let (left, right) = (wire.shells[0], wire.shells[1])
    var receiver = right.instance
    let id = SessionID(9)
    _ = receiver.handle(
      .connected(id, peer: left.writer.node, dialled: false), at: wire.now)
    let head = try #require(left.writer.head)
    let heads = PeerWire.encode(.heads([Head(head)], complete: true))
    let wants = receiver.handle(.received(id, heads), at: wire.now)
    let want = PeerWire.encode(.want(node: head.node, from: 0, count: 2))
    #expect(wants == [.send(want, to: id)])
    let entries = PeerWire.encode(.entries(node: head.node, from: 0, left.writer.log))
    let ingest = receiver.handle(.received(id, entries), at: wire.now)
    #expect(ingest == [.ingest(left.writer.log, of: head.node, from: head.node)])
    let after = receiver.handle(.committed(head), at: wire.now)
    let acknowledged = PeerWire.encode(.acknowledged(node: head.node, sequence: 1))
    #expect(after == [.send(acknowledged, to: id)])
  }

  @Test("two batches of a log are under way at most, and one is with the writer")
  func window() throws {
    let wire = try Self.pair(0, 0)
    let owner = wire.shells[0].writer.node
    var receiver = wire.shells[1].instance
    let id = SessionID(9)
    _ = receiver.handle(.connected(id, peer: owner, dialled: false), at: wire.now)
    var long = Writer(1)
    try long.write(3 * Limits.batchEntries)
    let heads = [Head(try #require(long.head))]
    let first = receiver.handle(
      .received(id, PeerWire.encode(.heads(heads, complete: true))), at: wire.now)
    #expect(first.count == Limits.wantsPerLog)
    func answer(_ from: Int) -> [UInt8] {
      let batch = Array(long.log[from..<(from + Limits.batchEntries)])
      return PeerWire.encode(.entries(node: owner, from: UInt64(from), batch))
    }
    let second = receiver.handle(.received(id, answer(0)), at: wire.now)
    #expect(second.count == 1, "the batch goes to the writer and nothing more is asked")
    let third = receiver.handle(.received(id, answer(Limits.batchEntries)), at: wire.now)
    let next = Array(long.log[Limits.batchEntries..<(2 * Limits.batchEntries)])
    #expect(
      third == [.foresee(next, of: owner)], "the second batch waits, told of, for the first")
    let committed = receiver.handle(
      .committed(long.log[Limits.batchEntries - 1].head), at: wire.now)
    #expect(committed.count == 3, "acknowledge, next batch to the writer, next want")
  }

  @Test("answers that overtake each other are put in order", arguments: [512, 100, 0])
  func overtaking(_ second: Int) throws {
    let wire = try Self.pair(0, 0)
    let owner = wire.shells[0].writer.node
    var receiver = wire.shells[1].instance
    let id = SessionID(9)
    _ = receiver.handle(.connected(id, peer: owner, dialled: false), at: wire.now)
    var long = Writer(1)
    try long.write(2 * Limits.batchEntries)
    let heads = [Head(try #require(long.head))]
    _ = receiver.handle(
      .received(id, PeerWire.encode(.heads(heads, complete: true))), at: wire.now)
    func answer(_ from: Int, _ count: Int) -> [UInt8] {
      let batch = Array(long.log[from..<(from + count)])
      return PeerWire.encode(.entries(node: owner, from: UInt64(from), batch))
    }
    let size = Limits.batchEntries
    #expect(receiver.handle(.received(id, answer(size, second)), at: wire.now).count <= 1)
    let first = receiver.handle(.received(id, answer(0, size)), at: wire.now)
    #expect(first.first == .ingest(Array(long.log[0..<size]), of: owner, from: owner))
    let next = receiver.handle(.committed(long.log[size - 1].head), at: wire.now)
    if second > 0 {
      let rest = Array(long.log[size..<(size + second)])
      #expect(next.contains(.ingest(rest, of: owner, from: owner)))
    } else {
      let want = PeerWire.encode(.want(node: owner, from: UInt64(size), count: size))
      #expect(first.contains(.send(want, to: id)) || next.contains(.send(want, to: id)))
    }
  }

  @Test("a stranger is turned away")
  func stranger() throws {
    let wire = try Self.pair(1, 1)
    let id = SessionID(4)
    let answer = wire.shells[0].instance.handle(
      .connected(id, peer: Writer(77).node, dialled: false), at: wire.now)
    #expect(answer.contains(.close(id, .stranger)))
    #expect(wire.shells[0].instance.connectedPeers.isEmpty)
  }

  @Test("of two sessions dialled at once both sides keep the one of the smaller node")
  func tieBreak() throws {
    let wire = try Self.pair(1, 1)
    wire.connect(0, 1)
    wire.connect(1, 0)
    wire.settle()
    let smaller = wire.shells[0].writer.node < wire.shells[1].writer.node ? 0 : 1
    let kept = smaller == 0 ? [SessionID(1), SessionID(2)] : [SessionID(4), SessionID(3)]
    for shell in 0...1 {
      let root = wire.shells[shell].feed(.tick, at: wire.now + .seconds(31))
      let sessions = root.compactMap { directive -> SessionID? in
        if case .send(_, let id) = directive { id } else { nil }
      }
      #expect(Set(sessions) == [kept[shell]])
    }
  }

  @Test("a peer that dials again long after has lost its session and gets a new one")
  func lostSession() throws {
    let wire = try Self.pair(1, 1)
    for dialler in 0...1 {
      wire.connect(dialler, 1 - dialler)
      wire.settle()
      wire.now = wire.now + .seconds(20)
      let id = SessionID(100 + UInt64(dialler))
      let peer = wire.shells[1 - dialler].writer.node
      let answer = wire.shells[dialler].instance.handle(
        .connected(id, peer: peer, dialled: false), at: wire.now)
      #expect(!answer.contains(.close(id, .duplicate)))
    }
  }
}
