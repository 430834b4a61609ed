import Screens
import Testing
import Vocabulary

@Suite("What refusals are about, in people's words")
struct RefusalSubjectTests {
  private func said(_ refusal: Refusal, _ subject: String) -> String {
    Fixture.page(.dutch).say(refusal, about: subject)
  }

  @Test("Minutes are said as hours, and fields by their names in the reader's language")
  func words() {
    #expect(
      said(.floorReached, "1130")
        == "Zoveel uren kun je nu niet weggeven. Hoogstens 18 uur 50.")
    #expect(said(.clearingLimitReached, "-5").hasSuffix("gaan. Hoogstens 0 minuten."))
    #expect(said(.outsideTheClaims, "60–150").hasSuffix("Van 1 uur tot 2 uur 30."))
    #expect(said(.minutesOutOfRange, "minutes") == "Dit aantal minuten kan niet.")
    #expect(said(.fieldOutOfRange, "policy").hasSuffix("(de regels van de buurt)"))
    #expect(said(.badText, "pot").hasSuffix("(de naam van de pot)"))
    #expect(said(.idReused, "pot").contains("een pot die zo heet"))
    #expect(said(.attestationMissing, "drivingLicence").hasSuffix("(rijbewijs)"))
    #expect(said(.targetUnknown, "k3m9x2aa").hasSuffix("(k3m9x2aa)"))
  }

  @Test("No inner name of a field reaches a reader")
  func inner() {
    for subject in ["seal_key", "on_behalf_of", "legs", "created", "cites", "weekly_most", "x"] {
      for refusal in Refusal.allCases {
        #expect(!said(refusal, subject).contains("_"))
        #expect(!said(refusal, subject).hasSuffix("(\(subject))"))
      }
    }
  }
}
