import Gossip
import Sealing
import Testing
import Updates
import Vocabulary

@Suite("A log without room")
struct QuotaTests {
  let direct = SessionID(1)
  let relay = SessionID(2)

  @Test("it is asked for once in ten minutes, however often it grows, and nobody is blamed")
  func pause() throws {
    var (us, them, other) = (Writer(1), Writer(2), Writer(3))
    try us.write(1)
    try them.write(600)
    try other.write(5)
    let shell = Shell(
      us, map: .active(us.node, [them.node, other.node]),
      keys: [them.node: them.key.publicKey, other.node: other.key.publicKey])
    shell.room = [them.node: 0]
    var now = Instant(milliseconds: 0)
    func heads(_ writers: Writer...) throws -> [UInt8] {
      try PeerWire.encode(
        .heads(writers.map { Head(try #require($0.head)) }, complete: true))
    }
    _ = shell.feed(.connected(direct, peer: them.node, dialled: true), at: now)
    _ = shell.feed(.connected(relay, peer: other.node, dialled: true), at: now)
    var asked: [Int64] = []
    for _ in 0..<(25 * 12) {
      for event in [
        GossipEvent.tick, .received(direct, try heads(them)), .received(relay, try heads(other)),
      ] {
        for directive in shell.feed(event, at: now) {
          guard case .send(let bytes, let id) = directive,
            case .want(let log, let from, let count)? = try? PeerWire.decode(bytes)
          else { continue }
          if log == them.node, from == 0 { asked.append(now.milliseconds / 60_000) }
          let copy = log == them.node ? them.log : other.log
          let part = Array(copy.dropFirst(Int(from)).prefix(count))
          _ = shell.feed(
            .received(id, PeerWire.encode(.entries(node: log, from: from, part))), at: now)
        }
      }
      now = now + .seconds(5)
    }
    #expect(asked == [0, 10, 20])
    #expect(shell.copies[them.node] == nil)
    // The other log and both sessions went on.
    #expect(shell.copies[other.node]?.count == 5)
    #expect(shell.instance.connectedPeers == [them.node, other.node].sorted())
    #expect(!shell.done.contains { if case .recordFault = $0 { true } else { false } })
    // Room again: within one pause it is here.
    shell.room = [:]
    now = now + Limits.quotaPause
    _ = shell.feed(.received(direct, try heads(them)), at: now)
    let wire = shell.feed(.tick, at: now).compactMap { directive -> (UInt64, Int)? in
      guard case .send(let bytes, direct) = directive,
        case .want(_, let from, let count)? = try? PeerWire.decode(bytes)
      else { return nil }
      return (from, count)
    }
    #expect(wire.map(\.0) == [0, 512] && wire.map(\.1) == [512, 88])
  }

  @Test("when only the beginning of a batch had room, the rest is asked for once, then left")
  func partly() throws {
    var (us, them) = (Writer(1), Writer(2))
    try us.write(1)
    try them.write(10)
    let shell = Shell(us, map: .active(us.node, [them.node]), keys: [them.node: them.key.publicKey])
    shell.room = [them.node: 4]
    let now = Instant(milliseconds: 0)
    let head = PeerWire.encode(.heads([Head(try #require(them.head))], complete: true))
    _ = shell.feed(.connected(direct, peer: them.node, dialled: true), at: now)
    var wants: [UInt64] = []
    var due = shell.feed(.received(direct, head), at: now)
    while !due.isEmpty {
      let directive = due.removeFirst()
      guard case .send(let bytes, _) = directive,
        case .want(let log, let from, let count)? = try? PeerWire.decode(bytes)
      else { continue }
      wants.append(from)
      let part = Array(them.log.dropFirst(Int(from)).prefix(count))
      due += shell.feed(
        .received(direct, PeerWire.encode(.entries(node: log, from: from, part))), at: now)
    }
    #expect(wants == [0, 4])
    #expect(shell.copies[them.node]?.count == 4)
    #expect(
      shell.done.contains(
        .send(
          PeerWire.encode(.acknowledged(node: them.node, sequence: 3)), to: direct)))
  }
}
