import GRDB
import Sealing
import Storage
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("The room a followed log gets")
struct QuotaTests {
  /// What the first `count` entries of a log take.
  static func bytes(_ entries: some Sequence<OpenedEntry>) -> Int64 {
    entries.reduce(0) { sum, opened in
      let parts = [opened.entry.update, opened.entry.content].compactMap { $0 }
      return sum + Int64(opened.entry.headerBytes.count + opened.entry.signature.count + 12)
        + Int64(parts.reduce(0) { $0 + $1.salt.count + $1.bytes.count + 12 })
    }
  }

  /// Ten listings in a log, and a village that has not read it yet.
  static func scene(_ quota: (_ log: [OpenedEntry]) -> Quota) throws -> (Village, Village) {
    let here = try Village("Hier")
    let lena = try here.regisseur()
    for number in 0..<10 {
      try here.accept(
        here.listing(reach: .federation), by: lena, content: here.text("Vraag \(number)"))
    }
    return (here, try Village("Ginder", seed: 7, quota: quota(try here.log())))
  }

  static func take(_ entries: some Sequence<OpenedEntry>, of here: Village, by there: Village)
    throws
    -> IngestResult
  {
    try there.store.ingest(Array(entries), of: here.node, signedBy: here.key.publicKey)
  }

  @Test("entries up to the quota are taken, whatever the batches, and not one more")
  func entries() throws {
    let (here, there) = try Self.scene { _ in Quota(entries: 5, bytes: .max) }
    let log = try here.log()
    #expect(
      try Self.take(log[..<3], of: here, by: there)
        == .taken(head: log[2].entry.head, added: 3, erasures: false))
    // The part that fits is taken, and nothing behind it.
    #expect(
      try Self.take(log, of: here, by: there)
        == .taken(head: log[4].entry.head, added: 2, erasures: false))
    for _ in 0..<2 { #expect(try Self.take(log[5...], of: here, by: there) == .full) }
    // What is held already is no reason to say so.
    #expect(
      try Self.take(log[..<5], of: here, by: there)
        == .taken(head: log[4].entry.head, added: 0, erasures: false))
    #expect(try there.store.head(of: here.node) == log[4].entry.head)
    let verification = try there.store.verify()
    #expect(verification.passed, "\(verification)")
  }

  @Test("bytes are met exactly; one byte less is an entry less")
  func bytesExactly() throws {
    let (here, there) = try Self.scene { Quota(entries: .max, bytes: Self.bytes($0[..<7])) }
    let log = try here.log()
    #expect(
      try Self.take(log, of: here, by: there)
        == .taken(head: log[6].entry.head, added: 7, erasures: false))
    #expect(try Self.take(log[7...], of: here, by: there) == .full)
    let (again, tight) = try Self.scene { Quota(entries: .max, bytes: Self.bytes($0[..<7]) - 1) }
    let same = try again.log()
    #expect(
      try Self.take(same, of: again, by: tight)
        == .taken(head: same[5].entry.head, added: 6, erasures: false))
    #expect(try there.store.verify().passed && tight.store.verify().passed)
  }

  @Test("a full log changes no books, and neither our own log nor another's is touched")
  func others() throws {
    let pair = try Pair(quota: Quota(entries: 3, bytes: .max))
    let (here, there) = (pair.here, pair.there)
    #expect(try there.store.head(of: here.node)?.sequence == 2)
    for _ in 0..<4 {
      try here.accept(here.listing(reach: .federation), by: pair.lena, content: here.text("Soep"))
      try there.accept(there.listing(), by: pair.mieke, content: there.text("Brood"))
    }
    #expect(try there.follow(here) == .full)
    let row = try #require(try there.store.peers().first)
    #expect(row.full && row.have == 3)
    #expect(
      row.bytes
        == Self.bytes(
          try there.store.entries(
            of: here.node, from: 0, limit: 9, maxBytes: .max
          ).map { try OpenedEntry($0) }))
    let third = try Village("Verder", seed: 77)
    #expect(
      try there.follow(third)
        == .taken(head: third.store.head(of: third.node), added: 1, erasures: false))
    #expect(try there.store.counts(at: there.now).sum == .zero)
    #expect(try there.store.verify().passed)
  }

  @Test("more room and another start: the log goes on where it stood")
  func raised() throws {
    let pair = try Pair(quota: Quota(entries: 3, bytes: .max))
    let (here, there) = (pair.here, pair.there)
    try here.accept(here.listing(reach: .federation), by: pair.lena, content: here.text("Soep"))
    #expect(try there.follow(here) == .full)
    try there.store.close()
    let log = try here.log()
    for (entries, isFull) in [(UInt64(3), true), (4, false)] {
      let store = try NodeStore.open(
        at: there.path, for: there.node, quota: Quota(entries: entries, bytes: .max))
      #expect(try store.peers().map(\.full) == [isFull])
      let result = try store.ingest(log, of: here.node, signedBy: here.key.publicKey)
      #expect(
        result == (isFull ? .full : .taken(head: log[3].entry.head, added: 1, erasures: false)))
      #expect(try store.peers().map(\.full) == [isFull])
      #expect(try store.verify().passed)
      try store.close()
    }
  }

  @Test("erasing makes room, also in the batch that brought what is erased, and is counted exactly")
  func erasure() throws {
    let pair = try Pair()
    let (here, there) = (pair.here, pair.there)
    func post() throws -> UpdateID {
      try here.accept(
        here.listing(reach: .nearby), by: pair.lena,
        content: here.text(String(repeating: "Lang. ", count: 100)))
    }
    let first = try post()
    try there.follow(here)
    let before = try #require(try there.store.peers().first).bytes
    try here.accept(here.erasure([first]), by: pair.lena)
    try there.follow(here)
    #expect(try #require(try there.store.peers().first).bytes < before)
    let late = try Village("Verder", seed: 77)
    let second = try post()
    let whole = try here.log()
    try here.accept(here.erasure([second]), by: pair.lena)
    let mixed = whole + (try here.log())[whole.count...]
    _ = try Self.take(mixed, of: here, by: late)
    for village in [there, late] {
      let verification = try village.store.verify()
      #expect(verification.passed, "\(verification)")
    }
  }

  @Test("an older database is counted when it is brought up to date, and not read before")
  func migration() throws {
    let pair = try Pair()
    let there = pair.there
    let counted = try #require(try there.store.peers().first).bytes
    #expect(counted > 0)
    try there.store.close()
    try DatabaseQueue(path: there.path).write { db in
      try db.execute(sql: "DROP TABLE stored")
      try db.execute(sql: "DROP TABLE notice")
      try db.execute(sql: "DELETE FROM grdb_migrations WHERE identifier >= '2'")
      try db.execute(sql: "PRAGMA user_version = 1")
    }
    #expect {
      try NodeStore.openReadOnly(at: there.path)
    } throws: {
      if case .olderSchema(1, 3) = $0 as? StorageFault { true } else { false }
    }
    let store = try NodeStore.open(at: there.path, for: there.node)
    #expect(try store.peers().map(\.bytes) == [counted])
    #expect(try store.verify().passed)
    try store.close()
  }

  @Test("verify notices a count that is not what the entries say")
  func miscounted() throws {
    let pair = try Pair()
    try pair.there.store.close()
    try DatabaseQueue(path: pair.there.path).write { db in
      try db.execute(sql: "UPDATE stored SET bytes = bytes + 1")
    }
    let store = try NodeStore.openReadOnly(at: pair.there.path)
    #expect(try store.verify().differences.map(\.view) == ["stored"])
    try store.close()
  }
}
