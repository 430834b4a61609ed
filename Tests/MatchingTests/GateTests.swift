import Exchange
import Matching
import Testing
import Vocabulary

@Suite("What stands between an offer and a request")
struct GateTests {
  private var two: TwoNeighbours
  init() throws { two = try TwoNeighbours() }

  @Test("nothing stands between plain ones")
  func nothing() throws {
    #expect(try two.gate() == nil)
    #expect(try two.gate(offering: true) == nil)
  }

  @Test("what is not on the board cannot be found")
  func absent() throws {
    var searches = Searches(on: nil)
    let id: UpdateID = try identity(99, 1)
    #expect(
      ListingIndex().whyNot(id, try two.question(), searches: &searches) == .notOnBoard)
  }

  @Test("two offers do not match")
  func side() throws {
    var two = two
    two.offer.side = .request
    #expect(try two.gate() == .sameSide(.request))
  }

  @Test("nobody is matched with themselves")
  func own() throws {
    var two = two
    two.offer.author = 1
    #expect(try two.gate() == .own)
  }

  @Test("what is filled, withdrawn or expired is not matched, and finds nothing itself")
  func open() throws {
    var two = two
    two.offer.agreed = 1
    #expect(try two.gate() == .notOpen(.filled, isYours: false))
    #expect(try two.gate(offering: true) == .notOpen(.filled, isYours: true))
    two.offer.agreed = 0
    two.offer.withdrawn = true
    #expect(try two.gate() == .notOpen(.withdrawn, isYours: false))
    two.offer.withdrawn = false
    two.offer.expires = noon
    #expect(try two.gate() == .notOpen(.expired, isYours: false))
  }

  @Test("another kind of help is no match; something else is one when a word is shared")
  func category() throws {
    var two = two
    two.offer.category = .paperwork
    #expect(try two.gate() == .category(yours: .garden, theirs: .paperwork))
    two.offer.category = .other
    #expect(try two.gate() == .category(yours: .garden, theirs: .other))
    two.texts = ("Wie helpt met de haag?", "Ik snoei een haag")
    #expect(try two.gate() == nil)
    two.request.category = .other
    #expect(try two.gate() == nil)
    two.texts.offer = "Met veel plezier help ik"
    #expect(try two.gate() == .category(yours: .other, theirs: .other))
  }

  @Test("a listing that stays in its neighbourhood is not matched with another")
  func reach() throws {
    var two = two
    two.offer.node = 5
    #expect(try two.gate() == nil)
    two.offer.reach = .neighbourhood
    #expect(try two.gate() == .reach)
    two.offer.reach = .nearby
    #expect(try two.gate() == .reach)
    two.nearby = [try identity(5, 2)]
    #expect(try two.gate() == nil)
    two.request.reach = .neighbourhood
    #expect(try two.gate() == .reach)
  }

  @Test("a request that may be carried to the federation gets there in time")
  func federation() throws {
    var two = two
    two.offer.node = 5
    two.request.reach = .federation
    two.request.terms.widening = .federation
    #expect(try two.gate() == .notYetFederated)
    two.now = noon + .days(3)
    #expect(try two.gate() == nil)
    // Who may see it is not stretched by time.
    two.request.reach = .neighbourhood
    #expect(try two.gate() == .reach)
  }

  @Test("two windows that do not meet are no match")
  func time() throws {
    var two = two
    two.request.starts = noon + .days(1)
    two.request.ends = noon + .days(1) + .minutes(60)
    two.offer.starts = noon + .days(2)
    two.offer.ends = noon + .days(3)
    #expect(try two.gate() == .noCommonTime)
    two.offer.starts = noon + .days(1) + .minutes(30)
    #expect(try two.gate() == .noCommonTime)
    two.request.minutes = 30
    #expect(try two.gate() == nil)
  }

  @Test("who said other languages is no match; who said nothing is")
  func language() throws {
    var two = two
    two.request.terms.languages = [try #require(SpokenLanguage("ar"))]
    #expect(try two.gate() == nil)
    two.helper.preferences.languages = [try #require(SpokenLanguage("nl"))]
    // What they told their node only they hear.
    #expect(try two.gate() == .notSuggested)
    #expect(try two.gate(offering: true) == .noCommonLanguage)
    two.offer.terms.languages = [try #require(SpokenLanguage("ar"))]
    #expect(try two.gate() == nil)
    two.offer.terms.languages = [try #require(SpokenLanguage("fr"))]
    #expect(try two.gate() == .noCommonLanguage)
  }

  @Test("what has to be seen must have been seen")
  func attestation() throws {
    var two = two
    two.request.terms.attestations = [.drivingLicence, .firstAid]
    two.helper.attestations = [.drivingLicence]
    #expect(try two.gate() == .attestation([.firstAid]))
    two.offer.terms.attestations = [.firstAid]
    #expect(try two.gate() == nil)
  }

  @Test("what two agreed or declined is not proposed to them again; what lapsed may be")
  func answered() throws {
    var two = two
    let request = try two.request.listing()
    let offer = try two.offer.listing()
    for (listing, other) in [(request, offer), (offer, request)] {
      var agreement = Agreement(
        id: try identity(50, 4), listing: listing.id, side: listing.side, gift: false,
        owner: listing.author, ownerNode: listing.node, proposer: other.author,
        proposerNode: other.node, changed: noon)
      two.agreements = [agreement]
      #expect(try two.gate() == .agreed)
      #expect(try two.gate(offering: true) == .agreed)
      agreement.ownerSaid.declined = true
      two.agreements = [agreement]
      #expect(try two.gate() == .declined)
      agreement.ownerSaid.declined = false
      agreement.lapsed = true
      two.agreements = [agreement]
      #expect(try two.gate() == nil)
    }
  }

  @Test("too far is too far for the helper, or for the request, and says so")
  func far() throws {
    var two = two
    // About 2.8 km as the crow flies: fifteen minutes by bicycle.
    two.offer.area = try #require(Area("9F367QF4+"))
    guard case .tooFar(let minutes?, .helper(10)) = try two.gate() else {
      Issue.record("\(String(describing: try two.gate()))")
      return
    }
    #expect((11...15).contains(minutes))
    two.offer.terms.travel = OwnTravel(.bicycle, most: 30)
    #expect(try two.gate() == .tooFar(minutes: minutes, most: .asker(10)))
    two.request.terms.widening = .quarter
    #expect(try two.gate() == .notYetThatFar(minutes: minutes, now: 10))
    #expect(try two.gate(offering: true) == .notYetThatFar(minutes: minutes, now: 10))
    two.now = noon + .days(1)
    #expect(try two.gate() == nil)
    two.offer.terms.travel = OwnTravel(.bicycle, most: 10)
    #expect(try two.gate() == .tooFar(minutes: minutes, most: .helper(10)))
  }

  @Test("how far somebody told only their node they would go is not told on")
  func farInPrivate() throws {
    var two = two
    two.offer.area = try #require(Area("9F367QF4+"))
    two.helper.preferences.travel = OwnTravel(.bicycle, most: 5)
    #expect(try two.gate() == .notSuggested)
    guard case .tooFar(_?, .helper(5)) = try two.gate(offering: true) else {
      Issue.record("\(String(describing: try two.gate(offering: true)))")
      return
    }
  }

  @Test("by phone nobody is far")
  func remote() throws {
    var two = two
    two.offer.area = try #require(Area("8FVC9G8F+"))
    guard case .tooFar = try two.gate() else {
      Issue.record("across the Alps")
      return
    }
    two.offer.terms.isRemote = true
    #expect(try two.gate() == nil && two.gate(offering: true) == nil)
    two.offer.terms.isRemote = false
    two.request.terms.isRemote = true
    #expect(try two.gate() == nil && two.gate(offering: true) == nil)
  }

  @Test("an excluded person is not matched, and never hears by whom")
  func person() throws {
    var two = two
    two.helper.preferences.persons = [try identity(1, 3)]
    #expect(try two.gate() == .notSuggested)
    #expect(try two.gate(offering: true) == .person)
  }

  @Test("what a helper does not want is theirs to know: kind, own area, hours of this week")
  func preferences() throws {
    var two = two
    two.helper.preferences.categories = [.garden]
    #expect(try two.gate() == .notSuggested)
    #expect(try two.gate(offering: true) == .excludedCategory(.garden))
    two.helper.preferences.categories = []
    two.helper.preferences.avoidsOwnArea = true
    // Nobody knows where they live: the wish holds for no area.
    #expect(try two.gate() == nil)
    two.helper.home = two.request.area
    #expect(try two.gate() == .notSuggested)
    #expect(try two.gate(offering: true) == .ownArea)
    two.helper.home = Area("9F367Q5C+")
    #expect(try two.gate() == nil)
    two.helper.preferences.weeklyMost = Minutes(120)
    two.helper.thisWeek = Minutes(60)
    #expect(try two.gate() == nil)
    two.helper.thisWeek = Minutes(61)
    #expect(try two.gate() == .notSuggested)
    #expect(try two.gate(offering: true) == .weeklyMost(Minutes(120)))
    // Next week is another week.
    two.weekEnds = noon + .days(2)
    two.request.starts = noon + .days(3)
    two.request.ends = noon + .days(3) + .minutes(60)
    #expect(try two.gate() == nil)
  }
}
