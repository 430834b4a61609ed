import Bookkeeping
import Testing

@Suite("Names of pots")
struct PotNameTests {
  @Test("Names that the eye takes for each other are alike, and others are not")
  func alike() {
    for (one, other) in [
      ("solidarity", "Solidarity"), ("solidarity", "solidarity "), ("solidarity", "soli-darity"),
      ("solidarity", "Solidariteitspot"), ("Solidarity Pot", "solidarity"),
      ("straatfeest", "Straat feest!"), ("kafé", "KAFé"), ("feest", "fe\u{200b}est"),
    ] {
      #expect(PotName.areAlike(one, other) && PotName.areAlike(other, one), "\(one) \(other)")
    }
    for (one, other) in [
      ("straatfeest", "straatfeesten"), ("kafé", "kafe"), ("caf\u{e9}", "cafe\u{301}"),
      ("pot 1", "pot 2"), ("solidarity", "solidair"),
    ] { #expect(!PotName.areAlike(one, other), "\(one) \(other)") }
  }
}
