import Admission
import Exchange
import Storage
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Terms and preferences on disk")
struct PreferencesTests {
  @Test("a listing's terms come back from disk as they were said")
  func terms() throws {
    let village = try Village()
    let lena = try village.regisseur()
    let anna = try village.resident("Anna", invitedBy: lena)
    try village.accept(
      village.attestation(.firstAid, of: try #require(anna.resident), days: 30), by: lena)
    let offer = try village.accept(
      village.detailed(.offer, attested: [.firstAid]), by: anna, content: village.text("Praten"))
    let request = try village.accept(
      village.detailed(.request, attested: [.drivingLicence, .careTraining]), by: anna,
      content: village.text("Rit"))
    let plain = try village.accept(village.listing(), by: anna, content: village.text("Rit"))
    let said = try #require(try village.store.listing(offer)?.listing.terms)
    #expect(said.weekly.map(\.days) == [31, 96] && said.weekly.map(\.to) == [720, 1_440])
    #expect(said.isRemote && said.travel == OwnTravel(.foot, most: 12))
    #expect(said.languages.map(\.code) == ["fr", "nl"] && said.attestations == [.firstAid])
    #expect(said.widening == .none)
    let wanted = try #require(try village.store.listing(request)?.listing.terms)
    #expect(wanted.attestations == [.drivingLicence, .careTraining])
    #expect(wanted.widening == .federation)
    #expect(try village.store.listing(plain)?.listing.terms == ListingTerms())
    #expect(try village.store.verify().passed)
  }

  @Test("preferences and attestations are the resident's own, and the last word counts")
  func preferences() throws {
    let village = try Village()
    let lena = try village.regisseur()
    let anna = try village.resident("Anna", invitedBy: lena)
    let (lenaID, annaID) = (try #require(lena.resident), try #require(anna.resident))
    let nothing = try village.store.preferences(of: annaID, at: village.now)
    #expect(nothing.said == MatchingPreferences() && nothing.update == nil)
    var said = MatchingPreferences()
    said.travel = OwnTravel(.rollator, most: 8)
    said.weeklyMost = Minutes(180)
    said.avoidsOwnArea = true
    said.persons = [lenaID]
    said.categories = [.garden, .other]
    said.languages = ["nl", "tr"].compactMap { SpokenLanguage($0) }
    let first = try village.accept(
      .preferencesSet(WirePreferencesSet()), by: anna, content: village.preferences(said))
    try village.accept(village.attestation(.careTraining, of: annaID, days: 9), by: lena)
    let row = try village.store.preferences(of: annaID, at: village.now)
    #expect(row.said == said && row.update == first && row.personNames == ["Lena"])
    #expect(row.attestations.map(\.kind) == [.careTraining])
    #expect(row.attestations.first?.by == lenaID)
    let later = village.now + .days(9)
    #expect(try village.store.preferences(of: annaID, at: later).attestations.isEmpty)
    #expect(try village.store.preferences(of: lenaID, at: later).said == MatchingPreferences())
    said.persons = []
    try village.accept(
      .preferencesSet(WirePreferencesSet()), by: anna, content: village.preferences(said))
    #expect(try village.store.preferences(of: annaID, at: later).said == said)
    #expect(try village.store.verify().passed)
  }

  @Test("erased preferences are gone from every file, and the rebuilt views agree")
  func erasure() throws {
    let village = try Village()
    let lena = try village.regisseur()
    let anna = try village.resident("Anna", invitedBy: lena)
    let annaID = try #require(anna.resident)
    // A person found nowhere else in the files.
    let stranger = try #require(ResidentID([UInt8](repeating: 0xa7, count: 32)))
    var said = MatchingPreferences()
    said.persons = [stranger]
    let id = try village.accept(
      .preferencesSet(WirePreferencesSet()), by: anna, content: village.preferences(said))
    #expect(try village.folder.contains(stranger.array))
    try village.accept(village.erasure([id]), by: anna)
    #expect(try !village.folder.contains(stranger.array))
    #expect(
      try village.store.preferences(of: annaID, at: village.now).said == MatchingPreferences())
    #expect(try village.store.verify().passed)
  }
}
