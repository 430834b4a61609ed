import Bookkeeping
import Exchange
import Matching
import Proximity
import Screens
import Testing
import Vocabulary

@Suite("Matches and the inbox on a screen")
struct MatchesScreenTests {
  private let match = MatchLine(
    listing: Fixture.listing(
      8, side: .offer, minutes: nil, scheduled: false, elsewhere: "Gierle",
      text: "Ik rijd graag mee naar Lille of Beerse.", name: "Jos"),
    reasons: [
      Reason(kind: .sameCategory(.ride), points: 40),
      Reason(kind: .words(["lille"]), points: 4),
      Reason(kind: .travel(minutes: 6, means: .car, model: .streets), points: 14),
      Reason(kind: .fairShare, points: 100),
    ])

  @Test("Who could help, in Dutch at 80 columns, with those who drew the streets")
  func matches() {
    let screen = MatchesScreen(
      listing: Fixture.listing(mine: true), matches: [match], more: true,
      reach: .init(minutes: 10, carriedOn: Fixture.now + .days(1)))
    #expect(
      screen.text(on: Fixture.page(.dutch)) == """
        Wie kan helpen bij vervoer: Naar het dienstencentrum in Lille, heen en terug
        (0w3ge1r7)

        1. 1040g208  Jos (Gierle), in overleg, geschenk
           Ik rijd graag mee naar Lille of Beerse.
           - Dezelfde soort hulp: vervoer.
           - Allebei noemen jullie: lille.
           - Wie helpt, is 6 minuten onderweg met de auto.
           - Zo komt iedereen eens aan de beurt.

        Er zijn er nog meer; deze passen het best.

        We zoeken wie binnen 10 minuten bij je kan zijn. Als niemand antwoordt, zoeken
        we verder vanaf wo 25 nov. 10.00 uur.

        Ja zeggen? gebuur aanvaard 1040g208

        © OpenStreetMap contributors, ODbL
        """)
    #expect(screen.json.rendered.contains(#""attribution":"© OpenStreetMap contributors, ODbL""#))
  }

  @Test("Nobody found, and why one offer is not among them, in English")
  func nobody() {
    let screen = MatchesScreen(
      listing: Fixture.listing(mine: true), matches: [], more: false,
      reach: .init(minutes: 20, carriedOn: nil))
    #expect(
      screen.text(on: Fixture.page(.english)) == """
        Who could help with ride: Naar het dienstencentrum in Lille, heen en terug
        (0w3ge1r7)

        Nobody found yet. We keep looking. What we find, you read with: gebuur inbox

        We look for who can be with you within 20 minutes.
        """)
    let why = WhyNotScreen(
      listing: Fixture.listing(mine: true), other: Fixture.listing(8, name: "Jos"),
      gate: .tooFar(minutes: 24, most: .asker(20)))
    #expect(
      why.text(on: Fixture.page(.english)).hasSuffix(
        "It is too far: 24 minutes. The request goes up to 20 minutes."))
    #expect(why.json.rendered.contains(#""gate":"tooFar""#))
  }

  @Test("The inbox tells what is new, what it fits, and how to say yes")
  func inbox() {
    let notice = NoticeLine(
      mine: Fixture.listing(mine: true),
      other: Fixture.listing(
        8, side: .offer, minutes: nil, scheduled: false, text: "Ik rijd graag.", name: "Jos"),
      found: Fixture.now, seen: false)
    #expect(
      InboxScreen(notices: [notice], more: false, hours: HoursNews(at: Fixture.now))
        .text(on: Fixture.page(.dutch)) == """
          Dit vonden we voor jou

          1040g208  [nieuw] Jos, vervoer, in overleg, geschenk
                    Ik rijd graag.
                    bij jouw vraag: Naar het dienstencentrum in Lille, heen en terug
                    (0w3ge1r7)

          Waarom past het? gebuur past-bij KENMERK.  Ja zeggen: gebuur aanvaard KENMERK.
          """)
    #expect(
      InboxScreen(notices: [], more: false, hours: HoursNews(at: Fixture.now))
        .text(on: Fixture.page(.english)).hasPrefix("Your inbox is empty."))
    let board = BoardScreen(neighbourhood: "Wechelderzande", listings: [], unseen: 2)
    #expect(board.json.rendered.contains(#""unseen":2"#))
  }

  @Test(
    "The news tells what silence will soon decide, and what others decided or corrected, and why")
  func hours() {
    let decided = AgreementOutcome(resolution: HoursReason(by: "Lena", words: "Samen nagerekend"))
    let old = Fixture.now + Interval(milliseconds: -HoursNews.life.milliseconds)
    let due = AgreementOutcome(postedAt: Fixture.now + .days(5))
    let past = Fixture.now + Interval(milliseconds: -Interval.days(9).milliseconds)
    let news = HoursNews(
      agreements: [
        Fixture.agreement(.settled, settled: 45, outcome: decided),
        Fixture.agreement(.settled, settled: 45, changed: old, outcome: decided),
        Fixture.agreement(.stated, mine: 60, changed: past, outcome: due),
        Fixture.agreement(.stated, mine: 60, outcome: due),
      ],
      lines: [
        Fixture.line(
          3, .lowered, -15, balance: 30, category: .ride,
          reason: HoursReason(by: "Jos", words: "Eerder klaar")),
        Fixture.line(4, .help, 60, balance: 30),
      ],
      corrections: [Fixture.correction(mine: true), Fixture.correction(mine: false)],
      at: Fixture.now)
    let screen = InboxScreen(notices: [], more: false, hours: news)
    #expect(screen.json.rendered.contains(#""reason":"Samen nagerekend""#))
    let text = screen.text(on: Fixture.page(.dutch))
    for words in [
      "Zegt niemand iets, dan telt dit binnenkort vanzelf", "vanzelf 1 uur.",
      "Akkoord? gebuur verbeter --akkoord", "Lena stelde vast: 45 minuten.",
      "Reden: Samen nagerekend", "Reden, van Jos: Eerder klaar",
    ] { #expect(text.contains(words), "\(words) in: \(text)") }
    #expect(text.components("stelde vast") == 1 && text.components("vanzelf 1 uur") == 1)
  }

  @Test("Hours that both agreed on and that cannot cross say so, and when they never will")
  func border() {
    func text(_ state: AgreementState, _ road: AgreementOutcome.Road) -> String {
      AgreementsScreen(agreements: [
        Fixture.agreement(
          state, mine: 45, theirs: state == .stated ? 60 : nil, settled: 45,
          outcome: AgreementOutcome(postedAt: Fixture.now, road: road))
      ]).text(on: Fixture.page(.dutch))
    }
    let waits = text(.stated, .waiting)
    #expect(waits.hasPrefix("LOPEND") && !waits.contains("bevestig") && !waits.contains("stil"))
    #expect(waits.contains("Jullie zijn het eens: 45 minuten."))
    #expect(text(.stated, .none).hasPrefix("JOUW BEURT"))
    #expect(text(.settled, .gift).contains("de hulp was een geschenk."))
  }
}

extension String {
  fileprivate func components(_ words: String) -> Int { ranges(of: words).count }
}
