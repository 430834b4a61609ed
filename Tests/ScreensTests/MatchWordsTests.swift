import Exchange
import Matching
import Proximity
import Screens
import Testing
import Vocabulary

@Suite("Why, and why not, in words")
struct MatchWordsTests {
  private static let noon = Fixture.now
  private static let arabic = ["ar"].compactMap { SpokenLanguage($0) }

  private static let reasons: [Reason.Kind] = [
    .sameCategory(.garden), .nearCategory(asked: .garden, offered: .repair), .byWords,
    .words(["haag", "snoeien"]), .time(from: noon, to: noon + .minutes(60)), .timeOpen,
    .travel(minutes: 7, means: .bicycle, model: .streets),
    .travel(minutes: 7, means: nil, model: .crow), .remote, .languages(arabic),
    .attested([.firstAid]), .together(times: 1, thanked: true),
    .together(times: 3, thanked: false), .together(times: 0, thanked: true), .fairShare,
    .waiting(days: 1), .waiting(days: 3),
  ]

  private static let gates: [Gate] = [
    .notOnBoard, .sameSide(.offer), .sameSide(.request), .own, .notOpen(.filled, isYours: true),
    .notOpen(.expired, isYours: false), .category(yours: .garden, theirs: .pets), .reach,
    .notYetFederated, .noCommonTime, .noCommonLanguage, .attestation([.drivingLicence]), .agreed,
    .declined, .tooFar(minutes: 70, most: .asker(10)), .tooFar(minutes: 12, most: .helper(5)),
    .tooFar(minutes: nil, most: .asker(10)),
    .notYetThatFar(minutes: 12, now: 10), .person, .excludedCategory(.garden), .ownArea,
    .weeklyMost(Minutes(120)), .notSuggested,
  ]

  @Test("every reason and every gate is a whole sentence of its own in every language")
  func whole() {
    for language in Language.allCases {
      let page = Fixture.page(language)
      let said =
        Self.reasons.flatMap { page.why([Reason(kind: $0, points: 10)]) }
        + Self.gates.map { page.whyNot($0) }
      #expect(said.count == Self.reasons.count + Self.gates.count)
      #expect(Set(said).count == said.count)
      for text in said {
        #expect(text.first?.isUppercase == true && text.last == ".", "\(text)")
        #expect(!text.contains("  ") && !text.contains { "{}<>%".contains($0) }, "\(text)")
      }
    }
  }

  @Test("a match explains itself")
  func example() {
    let reasons = [
      Reason(kind: .sameCategory(.ride), points: 40),
      Reason(kind: .time(from: Self.noon, to: Self.noon + .minutes(90)), points: 15),
      Reason(kind: .travel(minutes: 7, means: .bicycle, model: .streets), points: 13),
      Reason(kind: .together(times: 2, thanked: false), points: 10),
    ]
    #expect(
      Fixture.page(.dutch).why(reasons) == [
        "Dezelfde soort hulp: vervoer.", "Het past allebei: di 24 nov. 10.00-11.30 uur.",
        "Wie helpt, is 7 minuten onderweg met de fiets.", "Jullie hielpen elkaar al 2 keer.",
      ])
    #expect(
      Fixture.page(.english).why(reasons) == [
        "The same kind of help: ride.", "It suits both: Tue 24 Nov 10:00-11:30.",
        "Whoever helps travels 7 minutes by bicycle.", "You helped each other 2 times before.",
      ])
  }

  @Test("share, hours and company sound alike, so that nobody reads how another stands")
  func alike() {
    for language in Language.allCases {
      let page = Fixture.page(language)
      let kinds: [Reason.Kind] = [.fairShare, .shortOfHours, .shortOfCompany]
      #expect(Set(kinds.map { page.why([Reason(kind: $0, points: 4)]) }).count == 1)
      #expect(page.why(kinds.map { Reason(kind: $0, points: 4) }).count == 1)
    }
  }

  @Test("words of other people are made harmless")
  func harmless() {
    let kind = Reason.Kind.words(["haag\u{1b}[31m"])
    for language in Language.allCases {
      let said = Fixture.page(language).why([Reason(kind: kind, points: 4)])
      #expect(said.allSatisfy { !$0.contains("\u{1b}") })
    }
  }
}
