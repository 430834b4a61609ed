import Admission
import Exchange
import Sealing
import Storage
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Erasure")
struct ErasureTests {
  private static let secret = "Zevenslaper-7f3a heeft de sleutel onder de mat"

  @Test("erased text is gone from every file, here and at the peer, and both still verify")
  func gone() throws {
    let pair = try Pair()
    let (here, there) = (pair.here, pair.there)
    let anna = try here.resident("Anna", invitedBy: pair.lena)
    // Long enough to need overflow pages, and among others' text that must stay.
    let long = String(repeating: Self.secret + ". ", count: 40)
    let listing = try here.accept(
      here.listing(reach: .nearby), by: anna, content: here.text(long))
    for number in 0..<30 {
      try here.accept(
        here.listing(reach: .nearby), by: pair.lena, content: here.text("Tuin \(number) blijft"))
    }
    try pair.gossip()
    #expect(try here.folder.contains(Self.secret) && there.folder.contains(Self.secret))
    let salt = try #require(
      try here.log().first { $0.update?.id == listing }?.entry.content?.salt)

    let request = try here.accept(here.erasure([listing]), by: anna)
    #expect(try !here.folder.contains(Self.secret))
    #expect(!here.store.owesScrub)
    try pair.gossip()
    #expect(try !there.folder.contains(Self.secret))
    #expect(try here.folder.contains("Tuin 29 blijft") && there.folder.contains("Tuin 29 blijft"))
    for village in [here, there] {
      #expect(try !village.folder.contains(salt))
      let row = try #require(try village.store.listing(listing))
      #expect(row.erased && row.text.isEmpty)
      let verification = try village.store.verify()
      #expect(verification.passed, "\(verification)")
    }

    let resident = try #require(anna.resident)
    let waiting = try #require(try here.store.erasures(of: resident).first)
    #expect(waiting.erasure.request == request)
    #expect(waiting.confirmed.isEmpty && waiting.waiting.map(\.node) == [there.node])
    #expect(try there.store.unconfirmedErasures().map(\.request) == [request])
    try pair.confirmErasures()
    #expect(try there.store.unconfirmedErasures().isEmpty)
    try pair.gossip()
    let confirmed = try #require(try here.store.erasures(of: resident).first)
    #expect(confirmed.confirmed.map(\.node) == [there.node] && confirmed.waiting.isEmpty)
    #expect(try here.store.verify().passed && there.store.verify().passed)
  }

  @Test("erased content does not come back with an entry that still carries it")
  func noReturn() throws {
    let pair = try Pair()
    let (here, there) = (pair.here, pair.there)
    let listing = try here.accept(
      here.listing(reach: .nearby), by: pair.lena, content: here.text(Self.secret))
    let old = try here.log()
    try here.accept(here.erasure([listing]), by: pair.lena)
    let all = try here.log()
    // A relay that never erased hands on the old bodies together with the request.
    let mixed = old + all[old.count...]
    let late = try Village("Verder", seed: 77)
    _ = try late.store.ingest(mixed, of: here.node, signedBy: here.key.publicKey)
    #expect(try !late.folder.contains(Self.secret))
    #expect(try late.store.verify().passed)
    _ = try there.store.ingest(mixed, of: here.node, signedBy: here.key.publicKey)
    _ = try there.store.ingest(old, of: here.node, signedBy: here.key.publicKey)
    #expect(try !there.folder.contains(Self.secret))
  }

  @Test("a reader of another process delays the scrubbing, which is then made up for")
  func busyReader() throws {
    let village = try Village()
    let lena = try village.regisseur()
    let listing = try village.accept(
      village.listing(), by: lena, content: village.text(Self.secret))
    let reader = try NodeStore.openReadOnly(at: village.path)
    let scrubbed = try reader.read { views in
      _ = try views.listing(listing)
      try village.accept(village.erasure([listing]), by: lena)
      return (owed: village.store.owesScrub, again: try village.store.scrub(waiting: false))
    }
    #expect(scrubbed.owed && !scrubbed.again)
    #expect(try village.store.scrub())
    #expect(!village.store.owesScrub)
    #expect(try !village.folder.contains(Self.secret))
  }
}
