import Exchange
import Matching
import Storage
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Inboxes, and what matching is told")
struct NoticesTests {
  @Test("of each pair a resident is told once, as long as both can be answered")
  func once() throws {
    let village = try Village()
    let lena = try village.regisseur()
    let anna = try village.resident("Anna", invitedBy: lena)
    let (lenaID, annaID) = (try #require(lena.resident), try #require(anna.resident))
    let mine = try village.accept(village.listing(), by: anna, content: village.text("Rit"))
    let other = try village.accept(
      village.detailed(.offer), by: lena, content: village.text("Auto"))
    let store = village.store
    func unseen(_ resident: ResidentID) throws -> Int {
      try store.inbox(of: resident, at: village.now).count { !$0.seen }
    }
    let notice = Notice(for: annaID, mine: mine, other: other)
    #expect(try unseen(annaID) == 0)
    try store.notify([notice, notice], at: village.now)
    let first = village.now
    village.now = village.now + .minutes(5)
    try store.notify([notice], at: village.now)
    let told = try store.inbox(of: annaID, at: village.now)
    #expect(told.map(\.found) == [first] && told.map(\.other.listing.id) == [other])
    #expect(try unseen(annaID) == 1)
    #expect(try store.inbox(of: lenaID, at: village.now).isEmpty)
    // Seen is what was found by then.
    try store.see(upTo: Instant(milliseconds: first.milliseconds - 1), by: annaID)
    #expect(try unseen(annaID) == 1)
    try store.see(upTo: first, by: annaID)
    #expect(try unseen(annaID) == 0)
    #expect(try store.inbox(of: annaID, at: village.now).map(\.seen) == [true])
    // Off the board, out of the inbox; and forgotten, since it never comes back.
    var withdrawn = WireListingWithdrawn()
    withdrawn.listing = .init(other.array)
    try village.accept(.listingWithdrawn(withdrawn), by: lena)
    #expect(try store.inbox(of: annaID, at: village.now).isEmpty)
    try store.forgetNotices(at: village.now)
    #expect(try store.inbox(of: annaID, at: village.now).isEmpty)
    // The inbox is beside the log: rebuilding the views does not miss it.
    #expect(try store.verify().passed)
  }

  @Test("matching is told what is open, who asked for company, and what was seen of whom")
  func facts() throws {
    let village = try Village()
    let lena = try village.regisseur()
    let anna = try village.resident("Anna", invitedBy: lena)
    let annaID = try #require(anna.resident)
    try village.accept(village.attestation(.firstAid, of: annaID, days: 30), by: lena)
    var said = MatchingPreferences()
    said.weeklyMost = Minutes(120)
    try village.accept(
      .preferencesSet(WirePreferencesSet()), by: anna, content: village.preferences(said))
    let before = try village.store.arrivals()
    let open = try village.accept(
      village.detailed(.request), by: anna, content: village.text("Wie komt er kaarten?"))
    #expect(try village.store.arrivals() > before)
    func facts() throws -> MatchingFacts {
      try village.store.matchingFacts(
        at: village.now, week: (village.now - .days(3))..<(village.now + .days(4)),
        centre: try #require(Area("9F367VXX+")))
    }
    let known = try facts()
    #expect(known.listings.map(\.listing.id) == [open])
    #expect(known.listings.map(\.text) == ["Wie komt er kaarten?"])
    #expect(known.listings.map(\.answered) == [nil])
    let neighbour = try #require(known.neighbours[annaID])
    #expect(neighbour.attestations == [.firstAid])
    #expect(neighbour.preferences.weeklyMost == Minutes(120))
    #expect(neighbour.home == known.listings[0].listing.area)
    #expect(neighbour.lastHelped == nil && neighbour.thisWeek == .zero)
    village.now = village.now + .days(40)
    #expect(try facts().neighbours[annaID]?.attestations == [])
  }
}
