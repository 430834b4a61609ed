import Exchange
import Matching
import Proximity
import Testing
import Vocabulary

@Suite("What speaks for a match")
struct ReasonTests {
  private var two: TwoNeighbours
  init() throws { two = try TwoNeighbours() }

  private func points(_ two: TwoNeighbours, _ kind: Reason.Kind, offering: Bool = false) throws
    -> Int?
  {
    try two.reason(offering: offering) { $0 == kind }?.points
  }

  @Test("the same kind of help weighs more than one near to it, and that more than words alone")
  func category() throws {
    var two = two
    #expect(try points(two, .sameCategory(.garden)) == 40)
    two.offer.category = .repair
    #expect(try points(two, .nearCategory(asked: .garden, offered: .repair)) == 20)
    two.offer.category = .other
    two.texts = ("De haag snoeien", "Snoeien, van haag tot Élodie's boom")
    #expect(try points(two, .byWords) == 10)
    #expect(try points(two, .words(["haag", "snoeien"])) == 8)
  }

  @Test("kinds of help are near to each other both ways, and every one but other has a neighbour")
  func table() {
    for a in Vocabulary.Category.allCases {
      #expect(CategoryNeighbours.relation(a, a) == (a == .other ? .byWords : .same))
      for b in Vocabulary.Category.allCases {
        #expect(CategoryNeighbours.relation(a, b) == CategoryNeighbours.relation(b, a))
      }
      #expect(
        a == .other
          || Vocabulary.Category.allCases.contains { CategoryNeighbours.relation(a, $0) == .near })
    }
  }

  @Test("a time that suits both is named")
  func time() throws {
    var two = two
    #expect(try points(two, .timeOpen) == 8)
    two.request.starts = noon + .days(1)
    two.request.ends = noon + .days(1) + .minutes(120)
    #expect(try points(two, .timeOpen) == 8)
    // Sundays from noon to two, an hour ahead of UTC.
    two.offer.terms.weekly = [try #require(WeeklyWindow(days: 64, from: 720, to: 840))]
    #expect(
      try points(two, .time(from: noon + .days(1), to: noon + .days(1) + .minutes(60))) == 15)
  }

  @Test("each minute nearer counts, and how it was found is said")
  func travel() throws {
    var two = two
    #expect(try points(two, .travel(minutes: 0, means: .bicycle, model: .crow)) == 20)
    two.offer.area = try #require(Area("9F367Q6C+"))
    guard
      case .travel(let minutes, .bicycle?, .crow)? = try two.reason({
        if case .travel = $0 { true } else { false }
      })?.kind
    else {
      Issue.record("no way")
      return
    }
    #expect(
      try points(two, .travel(minutes: minutes, means: .bicycle, model: .crow)) == 20 - minutes)
    two.offer.terms.isRemote = true
    #expect(try points(two, .remote) == 10)
  }

  @Test("by what somebody told only their node they travel is not told on")
  func travelInPrivate() throws {
    var two = two
    two.helper.preferences.travel = OwnTravel(.rollator, most: 20)
    #expect(try points(two, .travel(minutes: 10, means: nil, model: .crow)) == 20)
    #expect(
      try points(two, .travel(minutes: 0, means: .rollator, model: .crow), offering: true) == 20)
  }

  @Test("languages and what was seen are named")
  func languages() throws {
    var two = two
    let arabic = try #require(SpokenLanguage("ar"))
    two.request.terms.languages = [arabic]
    two.helper.preferences.languages = [arabic, try #require(SpokenLanguage("nl"))]
    // What somebody told only their node counts, and is not told on.
    #expect(try points(two, .languages([])) == 6)
    two.offer.terms.languages = [arabic]
    #expect(try points(two, .languages([arabic])) == 6)
    two.request.terms.attestations = [.firstAid]
    two.helper.attestations = [.firstAid]
    #expect(try points(two, .attested([.firstAid])) == 4)
  }

  @Test("who helped each other before is preferred, more with thanks")
  func together() throws {
    var two = two
    two.together = [try identity(2, 3): Together(settled: 1)]
    #expect(try points(two, .together(times: 1, thanked: false)) == 8)
    two.together = [try identity(2, 3): Together(settled: 9, thanked: 2)]
    #expect(try points(two, .together(times: 9, thanked: true)) == 16)
  }

  @Test("who gave much lately comes later, who is short of hours or company a little earlier")
  func fairness() throws {
    var two = two
    #expect(try points(two, .fairShare) == 15)
    two.helper.lastMonth = Minutes(600)
    two.helper.lastHelped = noon - .days(2)
    #expect(try points(two, .fairShare) == 7)
    two.helper.lastMonth = Minutes(9_000)
    #expect(try points(two, .fairShare) == 0)
    two.helper.isShortOfHours = true
    two.asker.isShortOfCompany = true
    #expect(try points(two, .shortOfHours) == 4)
    #expect(try points(two, .shortOfCompany) == 4)
  }

  @Test("for an offer the request that waits longest comes first")
  func waiting() throws {
    var two = two
    two.request.posted = noon - .days(3)
    #expect(try points(two, .waiting(days: 3), offering: true) == 6)
    two.request.posted = noon - .days(20)
    #expect(try points(two, .waiting(days: 20), offering: true) == 14)
  }
}
