import Admission
import Exchange
import Storage
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Shared places on disk")
struct PlaceTests {
  private let village: Village
  private let (lena, anna, bram): (Signer, Signer, Signer)
  private let agreement: UpdateID
  private let yes: UpdateID

  init() throws {
    village = try Village()
    lena = try village.regisseur()
    anna = try village.resident("Anna", invitedBy: lena)
    bram = try village.resident("Bram", invitedBy: lena)
    let listing = try village.accept(village.listing(), by: anna, content: village.text("Rit"))
    agreement = try village.accept(village.proposal(on: listing), by: bram)
    yes = try village.accept(village.yes(agreement), by: anna)
  }

  private func row(of signer: Signer) throws -> AgreementRow {
    let resident = try #require(signer.resident)
    return try #require(try village.store.agreement(agreement, of: resident))
  }

  @Test("each party gets the other's signed yes, and the other's last box while it is open")
  func rows() throws {
    let (annas, brams) = (try row(of: anna), try row(of: bram))
    let proposal = try UnverifiedUpdate(decoding: try #require(annas.otherYes).signed).verified()
    #expect(proposal.id == agreement)
    let acceptance = try UnverifiedUpdate(decoding: try #require(brams.otherYes).signed).verified()
    #expect(acceptance.id == yes)
    #expect(annas.place == nil && brams.place == nil && !annas.sharesPlace)
    try village.accept(village.place(agreement), by: anna, content: village.box([1]))
    let last = try village.accept(village.place(agreement), by: anna, content: village.box([2]))
    let told = try row(of: anna)
    #expect(told.sharesPlace && told.place == nil)
    let place = try #require(try row(of: bram).place)
    let said = try UnverifiedUpdate(decoding: place.signed).verified()
    #expect(said.id == last)
    #expect(said.commits(to: try #require(place.content)))
    #expect(try !row(of: bram).sharesPlace)
    #expect(try village.store.verify().passed)
    try village.accept(village.no(agreement), by: bram)
    #expect(try row(of: bram).place == nil)
    #expect(try village.store.verify().passed)
  }

  @Test("an erased place is gone from every file, and the rebuilt views agree")
  func erasure() throws {
    let mark = [UInt8](repeating: 0xb3, count: 40)
    let said = try village.accept(
      village.place(agreement), by: anna, content: village.box(mark))
    #expect(try village.folder.contains(mark))
    try village.accept(village.erasure([said]), by: anna)
    #expect(try !village.folder.contains(mark))
    #expect(try row(of: bram).place == nil)
    #expect(try !row(of: anna).sharesPlace)
    #expect(try village.store.verify().passed)
  }
}
