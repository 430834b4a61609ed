import Gossip
import Sealing
import Testing
import Updates
import Vocabulary

@Suite("Entries that come along with the news of them")
struct NewsTests {
  let session = SessionID(7)
  let now = Instant(milliseconds: 1_000)

  /// Two nodes that know everything of each other; then the first writes.
  private func grown(by count: Int, text: String = "hello") throws -> Wire {
    let wire = try SessionTests.pair(3, 1)
    wire.connect(0, 1)
    wire.settle()
    var writer = wire.shells[0].writer
    for _ in 0..<count { try writer.write(text: text) }
    wire.shells[0].copies[writer.node] = writer.log
    (wire.bytes, wire.messages) = (0, 0)
    wire.feed(0, .localHead(try #require(writer.head)))
    return wire
  }

  private func copy(in wire: Wire) -> [Entry]? {
    wire.shells[1].copies[wire.shells[0].writer.node]
  }

  @Test("a new entry is with its reader after one message, and acknowledged with the second")
  func together() throws {
    let wire = try grown(by: 1)
    wire.settle()
    #expect(copy(in: wire) == wire.shells[0].copies[wire.shells[0].writer.node])
    #expect(wire.messages == 2)
  }

  @Test("more entries than may come along are announced and asked for")
  func many() throws {
    let wire = try grown(by: Limits.newsEntries + 1)
    wire.settle()
    #expect(copy(in: wire)?.count == 3 + Limits.newsEntries + 1)
    #expect(wire.messages == 4)
  }

  @Test("entries with more bytes than may come along are announced and asked for")
  func large() throws {
    let wire = try grown(by: 12, text: String(repeating: "long ", count: 800))
    wire.settle()
    #expect(copy(in: wire)?.count == 15)
    #expect(wire.messages == 4)
  }

  /// A reader that holds the first three entries of a log of eight, told of the rest by hand.
  private func reader() throws -> (Shell, Writer) {
    var (owner, us) = (Writer(1), Writer(2))
    try owner.write(8)
    try us.write(1)
    let shell = Shell(
      us, map: .active(us.node, [owner.node]), keys: [owner.node: owner.key.publicKey])
    _ = shell.feed(.connected(session, peer: owner.node, dialled: false), at: now)
    let first = Array(owner.log.prefix(3))
    _ = shell.feed(.received(session, news(first)), at: now)
    try #require(shell.copies[owner.node]?.count == 3)
    return (shell, owner)
  }

  private func news(_ entries: [Entry]) -> [UInt8] {
    entries.last.map { PeerWire.encode(.news(Head($0.head), entries)) } ?? []
  }

  @Test("news with a gap before it is asked for from where the reader stands")
  func gap() throws {
    let (shell, owner) = try reader()
    let rest = shell.feed(.received(session, news(Array(owner.log[5...]))), at: now)
    let want = PeerWire.encode(.want(node: owner.node, from: 3, count: 5))
    #expect(rest == [.send(want, to: session)])
  }

  @Test("news that comes twice, late, or of what was read meanwhile does nothing")
  func late() throws {
    let (shell, owner) = try reader()
    _ = shell.feed(.received(session, news(Array(owner.log[3...]))), at: now)
    try #require(shell.copies[owner.node] == owner.log)
    for place in 0..<owner.log.count {
      let old = Array(owner.log[max(0, place - 2)...place])
      #expect(shell.feed(.received(session, news(old)), at: now).isEmpty)
    }
    #expect(shell.copies[owner.node] == owner.log)
    #expect(!shell.done.contains { if case .recordFault = $0 { true } else { false } })
  }

  @Test("news that comes while the entries before it are written waits for its turn")
  func inTurn() throws {
    let (shell, owner) = try reader()
    var instance = shell.instance
    let first = instance.handle(.received(session, news([owner.log[3]])), at: now)
    #expect(first == [.ingest([owner.log[3]], of: owner.node, from: owner.node)])
    let next = Array(owner.log[4...])
    #expect(
      instance.handle(.received(session, news(next)), at: now)
        == [.foresee(next, of: owner.node)])
    let after = instance.handle(.committed(owner.log[3].head), at: now)
    #expect(after.contains(.ingest(next, of: owner.node, from: owner.node)))
  }

  @Test("news of somebody else's log, without entries, or of another head is malformed")
  func malformed() throws {
    let (shell, owner) = try reader()
    var stranger = Writer(3)
    try stranger.write(1)
    let head = Head(owner.log[4].head)
    for message in [
      news(stranger.log), PeerWire.encode(.news(head, [])),
      PeerWire.encode(.news(head, [owner.log[3]])),
    ] {
      #expect(shell.feed(.received(session, message), at: now).isEmpty)
    }
    #expect(shell.copies[owner.node]?.count == 3)
    #expect(shell.copies[stranger.node] == nil)
    // Each is a small fault: enough of them close the session.
    for _ in 0..<Limits.strikes { _ = shell.feed(.received(session, news(stranger.log)), at: now) }
    #expect(shell.done.contains(.close(session, .tooManyFaults)))
  }

  @Test("entries that do not follow each other close the session, as they would when asked for")
  func unsound() throws {
    let (shell, owner) = try reader()
    let torn = [owner.log[3], owner.log[5]]
    _ = shell.feed(.received(session, news(torn)), at: now)
    #expect(shell.done.contains(.close(session, .badEntries)))
    #expect(shell.copies[owner.node]?.count == 3)
  }

  @Test("more entries than may come along are refused before they are decoded")
  func bound() throws {
    var owner = Writer(1)
    try owner.write(Limits.newsEntries + 1)
    let message = news(owner.log)
    #expect(throws: PeerFault.tooLarge) { try PeerWire.decode(message) }
  }
}
