import Exchange
import Screens
import Testing
import Vocabulary

@Suite("What people see")
struct SnapshotTests {
  let board = BoardScreen(
    neighbourhood: "Wechelderzande",
    listings: [
      Fixture.listing(),
      Fixture.listing(
        8, side: .offer, category: .garden, minutes: nil, wanted: 3, agreed: 1,
        scheduled: false, elsewhere: "Gierle",
        text: "Ik maai graag een gazon, ook een groot. Ik breng mijn eigen maaier mee en "
          + "neem het gras mee naar het containerpark als dat moet, en ik blijf voor de koffie.",
        name: "Jos"),
    ])
  let agreements = AgreementsScreen(agreements: [
    Fixture.agreement(.agreed, iHelp: false), Fixture.agreement(.settled, settled: 75),
    Fixture.agreement(.proposed, words: "Ik kom met de auto"),
    Fixture.agreement(.stated, theirs: 75),
  ])

  @Test("The noticeboard in Dutch at 80 columns")
  func dutchBoard() {
    #expect(
      board.text(on: Fixture.page(.dutch)) == """
        Prikbord van Wechelderzande, dinsdag 24 november 2026

        GEVRAAGD
        kenmerk   soort    wanneer                         duur  wie
        0w3ge1r7  vervoer  di 24 nov. 14.00-15.30 uur  1 uur 30  Maria Peeters
                  Naar het dienstencentrum in Lille, heen en terug

        AANGEBODEN
        kenmerk   soort  wanneer         duur  wie
        1040g208  tuin   in overleg  geschenk  Jos (Gierle)
                  [nog 2 van 3 gezocht] Ik maai graag een gazon, ook een groot. Ik breng
                  mijn eigen maaier mee en neem het gras mee naar het containerpark als…

        Meer lezen: gebuur toon KENMERK.  Ja zeggen: gebuur aanvaard KENMERK.
        """)
  }

  @Test("The noticeboard in English, for a screen reader")
  func plainBoard() {
    #expect(
      board.text(on: Fixture.page(.english, plain: true)).hasPrefix(
        """
        Noticeboard of Wechelderzande, Tuesday 24 November 2026

        ASKED FOR
        id: 0w3ge1r7
        kind: ride
        when: Tue 24 Nov 14:00-15:30
        how long: 1 h 30
        who: Maria Peeters
        Naar het dienstencentrum in Lille, heen en terug
        """))
  }

  @Test("Agreements in Dutch: first those that wait for the reader, each with what to type")
  func dutchAgreements() {
    #expect(
      agreements.text(on: Fixture.page(.dutch)) == """
        JOUW BEURT
        144gj289  Jij helpt Maria Peeters · voorgesteld
                  vervoer, di 24 nov. 14.00-15.30 uur: Naar het dienstencentrum in
                  Lille, heen en terug
                  "Ik kom met de auto"
                  Ja? gebuur aanvaard 144gj289
                  Nee? gebuur weiger 144gj289

        144gj289  Jij helpt Maria Peeters · minuten ingevuld
                  vervoer, di 24 nov. 14.00-15.30 uur: Naar het dienstencentrum in
                  Lille, heen en terug
                  De ander zegt 1 uur 15. Klopt dat?
                  gebuur bevestig 144gj289
                  Anders: gebuur klaar 144gj289 --minuten 60

        LOPEND
        144gj289  Maria Peeters helpt jou · afgesproken
                  vervoer, di 24 nov. 14.00-15.30 uur: Naar het dienstencentrum in
                  Lille, heen en terug
                  Achteraf: gebuur klaar 144gj289 --minuten 60

        AFGELOPEN
        144gj289  Jij helpt Maria Peeters · afgerond
                  vervoer, di 24 nov. 14.00-15.30 uur: Naar het dienstencentrum in
                  Lille, heen en terug
                  Afgerond: je gaf 1 uur 15 hulp.
        """)
  }

  @Test("What programs read keeps its keys")
  func keys() {
    #expect(
      HoursScreen(sums: Fixture.sums(), lines: nil).json.rendered
        == #"{"balance":-30,"given":60,"received":90,"held_out":0,"held_in":0,"floor":-1200,"#
        + #""ceiling":3000,"room_out":1170,"room_in":3030,"solidarity_left":240,"transits":[],"#
        + #""corrections":[]}"#)
    let receipt = ReceiptScreen(kind: .request, id: Fixture.update(7), fate: .kept, danger: true)
    #expect(
      receipt.json.rendered
        == #"{"kind":"request","id":"\#(Fixture.update(7))","short":"0w3ge1r7","#
        + #""stored":false,"danger":true}"#)
  }

  @Test("The parser's own words are translated, and what people typed is not")
  func usage() {
    let english = """
      OVERVIEW: Bekijk het prikbord.

      USAGE: gebuur bord [<options>]
      Error: Unknown option '--options'
        See 'gebuur bord --help' for more information.
      """
    #expect(
      Usage.spoken(english, in: .dutch) == """
        Bekijk het prikbord.

        GEBRUIK: gebuur bord [<opties>]
        Deze optie ken ik niet: '--options'
          Typ 'gebuur bord --help' voor meer uitleg.
        """)
  }

  @Test("a neighbourhood that used all its room is explained, in words, in both languages")
  func fullLink() {
    let link = LinkLine(
      node: Fixture.node, name: "Gierle", state: .active, nearby: true, have: 120_000,
      acknowledged: 99, connected: true, lastSeen: Fixture.now, trouble: "", full: true)
    let screen = FederationScreen(links: [link])
    for (language, words) in [
      (Language.dutch, "alle plaats gebruikt die ze kregen"), (.english, "used all the room"),
    ] {
      let plain = screen.text(on: Fixture.page(language, plain: true))
      #expect(plain.contains(words))
      let table = screen.text(on: Fixture.page(language))
      #expect(!table.contains("…"), "\(table)")
    }
  }
}
