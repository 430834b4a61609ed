import Exchange
import Screens
import Testing
import Vocabulary

@Suite("Terms and preferences as people read them")
struct TermsTests {
  @Test("a listing says when it suits, how and in which language, and only what was said")
  func listing() {
    let page = Fixture.page(.dutch)
    let text = ListingScreen(
      listing: Fixture.listing(terms: Fixture.terms), agreements: []
    ).text(on: page)
    for said in [
      "di, do 9.00-12.00 uur; vr-zo", "op afstand", "elektrische fiets, hoogstens 20 min",
      "Frans, Nederlands, zz", "gevraagd bewijs", "rijbewijs", "ook in bevriende buurten",
    ] {
      #expect(text.contains(said), "\(said) is not in:\n\(text)")
    }
    let plain = ListingScreen(listing: Fixture.listing(), agreements: []).text(on: page)
    for label in ["past op", "taal", "onderweg", "bewijs", "niemand"] {
      #expect(!plain.contains(label))
    }
  }

  @Test("preferences are shown with names, and with the promise that nobody hears of them")
  func preferences() {
    let text = Fixture.preferences.text(on: Fixture.page(.english))
    for said in [
      "car, 20 min", "Jos Janssens", "right beside me", "garden, pets", "driving licence",
    ] {
      #expect(text.contains(said), "\(said) is not in:\n\(text)")
    }
    #expect(text.contains("Nobody is told"))
  }

  @Test("means, proofs and languages are found by name or by the start of one")
  func typed() {
    #expect(Means.meant(by: "elektrische-fiets") == .eBike)
    #expect(Means.meant(by: "e-bike") == .eBike)
    #expect(Means.meant(by: "Fiets") == .bicycle)
    #expect(Means.meant(by: "") == nil && Means.meant(by: "raket") == nil)
    #expect(Attestation.meant(by: "driving-licence") == .drivingLicence)
    #expect(Attestation.meant(by: "uittreksel") == .recordExtract)
    #expect(SpokenLanguage(typed: "Frans")?.code == "fr")
    #expect(SpokenLanguage(typed: "xx")?.code == "xx" && SpokenLanguage(typed: "klingon") == nil)
    #expect(Widening(typed: "15") == .quarter && Widening(typed: "16") == nil)
  }
}
