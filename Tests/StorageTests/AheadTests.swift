import Admission
import Sealing
import Storage
import Testing
import Updates
import Vocabulary
import WireFormat

/// Times that another node's log says. `protocol/06-gossip.md` §4.
@Suite("A log whose clock runs ahead")
struct AheadTests {
  private func take(
    _ log: [OpenedEntry], of here: Village, by there: Village, at now: Instant
  ) throws -> IngestResult {
    let voice = OwnVoice(admission: there.admission, now: now, random: there.salt)
    return try there.store.ingest(
      log, of: here.node, signedBy: here.key.publicKey, saying: voice
    ).result
  }

  @Test("it is taken up to what is still to come, and that when it is as late here")
  func waits() throws {
    let pair = try Pair()
    let (here, there) = (pair.here, pair.there)
    func post() throws {
      try here.accept(here.listing(reach: .federation), by: pair.lena, content: here.text("Soep"))
    }
    try there.follow(here)
    let now = here.now
    try post()
    here.now = now + Limits.skew + .minutes(1)
    try post()
    try post()
    let log = try here.log()
    let (early, honest) = (log[log.count - 2].entry, log[log.count - 3].entry)
    #expect(early.header.time == here.now)
    #expect(
      try take(log, of: here, by: there, at: now)
        == .taken(head: honest.head, added: 1, erasures: false))
    #expect(try there.store.peers().map(\.ahead) == [true])
    for _ in 0..<2 { #expect(try take(log, of: here, by: there, at: now) == .early) }
    // Nobody is full, and nothing else is in the way.
    #expect(try there.store.peers().map(\.full) == [false])
    let almost = now + .minutes(1) + Interval(milliseconds: -1)
    #expect(try take(log, of: here, by: there, at: almost) == .early)
    #expect(
      try take(log, of: here, by: there, at: now + .minutes(1))
        == .taken(head: here.store.head(of: here.node), added: 2, erasures: false))
    #expect(try there.store.peers().map(\.ahead) == [false])
    let verification = try there.store.verify()
    #expect(verification.passed, "\(verification)")
  }

  @Test("a clock in the year 9999 says nothing here, however often it is tried")
  func farAhead() throws {
    let pair = try Pair()
    let (here, there) = (pair.here, pair.there)
    try there.follow(here)
    let (now, head) = (here.now, try here.store.head(of: here.node))
    here.now = Instant(milliseconds: 253_370_764_800_000)
    try here.accept(here.listing(reach: .federation), by: pair.lena, content: here.text("Soep"))
    for year in 0..<5 as Range<Int64> {
      #expect(
        try take(here.log(), of: here, by: there, at: now + .days(365 * year)) == .early)
    }
    #expect(try there.store.head(of: here.node) == head)
    #expect(try there.store.peers().map(\.ahead) == [true])
  }
}
