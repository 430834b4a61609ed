import Bookkeeping
import Exchange
import Screens
import Testing
import Vocabulary

@Suite("Hours as people see them")
struct HoursSnapshotTests {
  @Test("A statement of hours in Dutch: favours, where they went, and how far one can still go")
  func dutch() {
    #expect(
      Fixture.statement.text(on: Fixture.page(.dutch))
        == """
        Jouw uren

        kenmerk   dag         wat               met                      uren      saldo
        144gj289  di 24 nov.  gaf hulp          Jos Janssens           +1 uur     +1 uur
                  Tuin.
        1850m2ga  di 24 nov.  kreeg hulp        een buur            -1 uur 30    -30 min
                  Vervoer. De solidariteitspot gaf 30 min. [later verbeterd]
        1c5gp2rb  di 24 nov.  gaf uren          Jos Janssens (Gie…    -45 min  -1 uur 15
                  "Voor mama"
        1g60r30c  di 24 nov.  kreeg uit de pot  solidariteitspot      +45 min    -30 min
                  "Voor een moeilijke maand"

        Je gaf 1 uur hulp en kreeg 1 uur 30 hulp.
        Je saldo is -30 min.
        Onder nul is niet erg: hulp vragen mag altijd.
        Met je uren kun je nog 19 uur 30 hulp krijgen (tot -20 uur) en nog 50 uur 30
        hulp geven (tot +50 uur).
        Kom je uren tekort, dan geeft de solidariteitspot dit kwartaal nog 4 uur bij.
        """)
  }

  @Test("The newest sheet of a long statement fits a window of 80 by 24 and names the next")
  func sheets() {
    let lines = (0..<6).map { index in
      Fixture.line(9, .help, 60, balance: 60 * Int64(index + 1), category: .garden)
    }
    let newest = HoursScreen(
      sums: Fixture.sums(), lines: lines, sheet: HoursScreen.Sheet(number: 1, more: true))
    let text = newest.text(on: Fixture.page(.dutch))
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 24, "\(text)")
    let older = HoursScreen(
      sums: Fixture.sums(), lines: [lines[0]], sheet: HoursScreen.Sheet(number: 2, more: true))
    #expect(
      older.text(on: Fixture.page(.dutch))
        == """
        Jouw uren, blad 2

        kenmerk   dag         wat       met             uren   saldo
        144gj289  di 24 nov.  gaf hulp  Jos Janssens  +1 uur  +1 uur
                  Tuin.
        Verder terug kijken: gebuur overzicht --blad 3
        """)
    let beyond = HoursScreen(
      sums: Fixture.sums(), lines: [], sheet: HoursScreen.Sheet(number: 9, more: false))
    #expect(beyond.text(on: Fixture.page(.english)) == "There is nothing further back.")
  }

  @Test("A balance close to a limit says so before the limit is there")
  func nearLimits() {
    let low = HoursScreen(
      sums: Fixture.sums(balance: -1_000, heldOut: 30, solidarityLeft: 0), lines: nil)
    #expect(
      low.text(on: Fixture.page(.dutch))
        == """
        Je gaf 1 uur hulp en kreeg 1 uur 30 hulp.
        Je saldo is -16 uur 40.
        Onderweg naar een andere buurt: 30 minuten.
        Onder nul is niet erg: hulp vragen mag altijd.
        Met je uren kun je nog 2 uur 50 hulp krijgen (tot -20 uur) en nog 66 uur 40 hulp
        geven (tot +50 uur).
        De solidariteitspot kan nu niet bijspringen. Hulp kan dan een geschenk zijn.
        Je bent dicht bij je ondergrens. Blijf gerust hulp vragen: wat jij niet meer
        kunt geven, vult de pot aan, of het is een geschenk.
        """)
    let high = HoursScreen(sums: Fixture.sums(balance: 2_500), lines: nil)
    #expect(high.text(on: Fixture.page(.english)).contains("close to your upper limit"))
    let far = HoursScreen(sums: Fixture.sums(balance: -900), lines: nil)
    #expect(!far.text(on: Fixture.page(.english)).contains("close to"))
  }

  @Test("Hours under way and corrections that wait say what can be done")
  func underWay() {
    let screen = HoursScreen(
      sums: Fixture.sums(), lines: nil,
      transits: [
        Fixture.transit(.reserved), Fixture.transit(.voided, reason: .ceilingReached),
        Fixture.transit(.accepted, outgoing: false),
        Fixture.transit(.reserved, corrects: Fixture.update(9), mine: false),
      ], corrections: [Fixture.correction(mine: false), Fixture.correction(mine: true)])
    #expect(
      screen.text(on: Fixture.page(.dutch))
        == """
        ONDERWEG
        1m6gt38d  45 min onderweg naar Gierle, wacht op antwoord
                  Terughalen: gebuur geef --terug 1m6gt38d
        1m6gt38d  45 min onderweg naar Gierle, teruggekomen
                  De ander kan nu niet zoveel uren ontvangen.
        1m6gt38d  45 min onderweg van Tom (Gierle), bijna aangekomen
        1m6gt38d  45 min onderweg naar Gierle, wacht op antwoord
                  Verbetering van 144gj289: "Voor mama"

        VERBETERINGEN
        1r70w3ge  Jos Janssens stelt voor: 144gj289 van 1 uur naar 45 min
                  "We waren vroeger klaar"
                  Akkoord? gebuur verbeter --akkoord 1r70w3ge (tot di 8 dec.)
        1r70w3ge  Jij stelde voor: 144gj289 van 1 uur naar 45 min
                  "We waren vroeger klaar"
                  Tot di 8 dec. kan de ander ja zeggen.

        Je gaf 1 uur hulp en kreeg 1 uur 30 hulp.
        Je saldo is -30 min.
        Onder nul is niet erg: hulp vragen mag altijd.
        Met je uren kun je nog 19 uur 30 hulp krijgen (tot -20 uur) en nog 50 uur 30
        hulp geven (tot +50 uur).
        Kom je uren tekort, dan geeft de solidariteitspot dit kwartaal nog 4 uur bij.
        """)
  }

  @Test("A statement as CSV quotes people's words and lets no formula through")
  func csv() {
    let line = Fixture.line(
      11, .hours, -45, balance: -75, name: "=1+1", elsewhere: "Gierle", text: "Zeg \"dag\"\nnu")
    let file = StatementFile(.csv, sums: Fixture.sums(), lines: [line])
    let id = line.transfer.id
    #expect(
      file.text(on: Fixture.page(.dutch))
        == "time,kind,minutes,balance,other,elsewhere,category,text,transfer,agreement,from_pot,to_pot\r\n"
        + "2026-11-24T09:00:00Z,hours,-45,-75,\"'=1+1\",\"Gierle\",,\"Zeg \"\"dag\"\" nu\",\(id),,0,0"
    )
  }

  @Test("Where the pot stood in for all of somebody's part, the line says which way, and how much")
  func pot() {
    func line(_ seed: UInt8, _ kind: Transfer.Kind, pot: Int64) -> StatementLine {
      let legs = [
        Leg(.solidarityPot, Minutes(pot)),
        Leg(.resident(ResidentID(bytes: .zero)), Minutes(-pot)),
      ]
      return StatementLine(
        transfer: Transfer(id: Fixture.update(seed), kind: kind, legs: legs, time: Fixture.now),
        minutes: 0, balance: -30, otherName: "Bram", elsewhere: nil, category: nil, text: "",
        agreement: nil, corrected: false)
    }
    let lines = [line(1, .help, pot: -60), line(2, .help, pot: 45), line(3, .lowered, pot: 15)]
    let screen = HoursScreen(sums: Fixture.sums(), lines: lines).text(on: Fixture.page(.dutch))
    for words in [
      "kreeg hulp", "De solidariteitspot gaf 1 uur.", "gaf hulp",
      "De solidariteitspot kreeg 45 min.", "kreeg minder hulp",
      "De solidariteitspot kreeg 15 min.",
    ] {
      #expect(screen.contains(words), "\(words)")
    }
    let file = StatementFile(.csv, sums: Fixture.sums(), lines: lines)
    #expect(file.text(on: Fixture.page(.dutch)).contains("help,0,-30,\"Bram\""))
    #expect(file.text(on: Fixture.page(.dutch)).contains(",60,0\r\n"))
    let journal = StatementFile(.hledger, sums: Fixture.sums(), lines: lines)
    #expect(
      journal.text(on: Fixture.page(.dutch)).hasPrefix(
        """
        2026-11-24 (\(lines[0].transfer.id.short)) kreeg hulp | Bram
            resident:00000000  60 min
            pot:solidarity     -60 min
        """))
  }

  @Test("A statement as a journal has every leg and balances")
  func journal() {
    let file = StatementFile(.hledger, sums: Fixture.sums(), lines: Fixture.statementLines)
    #expect(
      file.text(on: Fixture.page(.english))
        == """
        2026-11-24 (144gj289) gave help: garden | Jos Janssens
            resident:00000000  60 min
            clearing:00000000  -60 min

        2026-11-24 (1850m2ga) received help: ride | a neighbour
            resident:00000000  -90 min
            pot:solidarity     -30 min
            clearing:00000000  120 min

        2026-11-24 (1c5gp2rb) gave hours | Jos Janssens (Gierle)
            resident:00000000  -45 min
            clearing:00000000  45 min

        2026-11-24 (1g60r30c) received from the pot | solidarity pot
            resident:00000000  45 min
            clearing:00000000  -45 min
        """)
  }

  @Test("Claims in dispute, a small difference, silence from half the term on, thanks")
  func agreements() {
    let now = Fixture.now
    func outcome(_ days: Int64, _ change: Int64 = 0) -> AgreementOutcome {
      AgreementOutcome(postedAt: now + .days(days))
    }
    let screen = AgreementsScreen(agreements: [
      Fixture.agreement(.disputed, mine: 60, theirs: 120),
      Fixture.agreement(
        .stated, mine: 60, theirs: 70, changed: now + .days(-8), outcome: outcome(6)),
      Fixture.agreement(
        .stated, mine: 60, changed: now + .days(-6), outcome: outcome(8)),
      Fixture.agreement(.proposed, outcome: AgreementOutcome(borderRoom: 90)),
      Fixture.agreement(.settled, iHelp: false, settled: 60),
      Fixture.agreement(
        .settled, settled: 60,
        outcome: AgreementOutcome(road: .underWay, thanks: "Het was zalig")),
      Fixture.agreement(.lapsed),
    ])
    #expect(
      screen.text(on: Fixture.page(.dutch))
        == """
        JOUW BEURT
        144gj289  Jij helpt Maria Peeters · verschil van mening
                  vervoer, di 24 nov. 14.00-15.30 uur: Naar het dienstencentrum in
                  Lille, heen en terug
                  Jij zegt 1 uur, de ander zegt 2 uur. Praat er even over.
                  Akkoord met de ander: gebuur bevestig 144gj289
                  Anders: gebuur klaar 144gj289 --minuten 60
                  Kom je er samen niet uit, dan beslist een regisseur.

        144gj289  Jij helpt Maria Peeters · minuten ingevuld
                  vervoer, di 24 nov. 14.00-15.30 uur: Naar het dienstencentrum in
                  Lille, heen en terug
                  Een klein verschil: jij zegt 1 uur, de ander 1 uur 10. Eén stap is
                  genoeg:
                  gebuur bevestig 144gj289
                  Blijft het stil, dan telt op ma 30 nov. vanzelf 1 uur.

        144gj289  Jij helpt Maria Peeters · voorgesteld
                  vervoer, di 24 nov. 14.00-15.30 uur: Naar het dienstencentrum in
                  Lille, heen en terug
                  Ja? gebuur aanvaard 144gj289
                  Nee? gebuur weiger 144gj289
                  Tussen de twee buurten kan nu nog 1 uur 30 gaan. De rest wacht tot er
                  plaats is.

        LOPEND
        144gj289  Jij helpt Maria Peeters · minuten ingevuld
                  vervoer, di 24 nov. 14.00-15.30 uur: Naar het dienstencentrum in
                  Lille, heen en terug
                  Wacht tot de ander de minuten bevestigt.

        AFGELOPEN
        144gj289  Maria Peeters helpt jou · afgerond
                  vervoer, di 24 nov. 14.00-15.30 uur: Naar het dienstencentrum in
                  Lille, heen en terug
                  Afgerond: je kreeg 1 uur hulp.
                  Bedanken kan ook: gebuur bedank 144gj289 "Dank je wel!"

        144gj289  Jij helpt Maria Peeters · afgerond
                  vervoer, di 24 nov. 14.00-15.30 uur: Naar het dienstencentrum in
                  Lille, heen en terug
                  Afgerond: je gaf 1 uur hulp.
                  De uren zijn onderweg tussen de buurten.
                  De ander zegt dank: "Het was zalig"

        144gj289  Jij helpt Maria Peeters · vervallen
                  vervoer, di 24 nov. 14.00-15.30 uur: Naar het dienstencentrum in
                  Lille, heen en terug
                  Vervallen: niemand ging ermee verder.
        """)
  }
}
