import Bookkeeping
import Screens
import Testing

@Suite("Pots, disputes and limits as people see them")
struct BookSnapshotTests {
  @Test("Pots say what is in them, and where it came from and went")
  func pots() {
    #expect(
      Fixture.pots.text(on: Fixture.page(.dutch))
        == """
        Potten van de buurt

        Solidariteitspot: -30 min. Onderweg naar een andere buurt: 15 minuten.
          dag         wat                   met      uren
          di 24 nov.  sprong bij                   -1 uur
          di 24 nov.  toegekend             Anna  -30 min
          "Een zware maand"
          di 24 nov.  gekregen                    +45 min
          di 24 nov.  boven een bovengrens        +15 min
          di 24 nov.  verbetering                 +15 min
          di 24 nov.  startersuren                -15 min

        Straatfeest: 0 min
          nog niets gebeurd

        Zelf uren in een pot doen: gebuur pot geef NAAM --minuten 30
        """)
  }

  @Test("A pot that moves a lot shows its newest movements, and can be named as people see it")
  func busyPot() {
    let lines = (0..<20).map { index in
      PotLine(
        time: Fixture.now, minutes: 60 + Int64(index), kind: .contribution, otherName: "Anna",
        words: "")
    }
    let screen = PotsScreen(pots: [Pot(name: "straatfeest", balance: 60, held: 0, lines: lines)])
    let text = screen.text(on: Fixture.page(.dutch)).split(separator: "\n")
    #expect(text.count { $0.contains("gekregen") } == 6)
    #expect(text.contains("  (de 6 nieuwste)"), "\(text)")
    #expect(text.contains { $0.contains("+1 uur 5") } && !text.contains { $0.contains("+1 uur 6") })
    for typed in ["solidarity", "Solidariteitspot", "solidarity POT"] {
      #expect(PotName.areAlike(typed, "solidarity"), "\(typed)")
      #expect(!PotName.areAlike(typed, "straatfeest"), "\(typed)")
    }
    #expect(PotName.areAlike("Straatfeest", "straatfeest"))
  }

  @Test("What was let go and may still come explains why the room is less than the limits")
  func released() {
    let said = ClearingLine.Said(toThem: 100, toUs: 100)
    let line = ClearingLine(
      node: Fixture.node, name: "Gierle", active: true, balance: 0, held: 0, inForce: said,
      room: ClearingLine.Said(toThem: 100, toUs: 40), ours: said, theirs: said, released: 60,
      misdeeds: 0)
    let screen = LimitsScreen(
      policy: .initial, personal: .init(floor: 0, ceiling: 0, own: false), clearing: [line])
    #expect(
      screen.text(on: Fixture.page(.dutch)).contains("1 uur losgelaten, kan nog komen"))
    #expect(screen.text(on: Fixture.page(.english)).contains("1 h let go, may still come"))
  }

  @Test("Disputes name both claims and what a regisseur types")
  func disputes() {
    #expect(
      Fixture.disputes.text(on: Fixture.page(.dutch))
        == """
        GESCHILLEN

        144gj289  Bram hielp Fons: Bram zegt 2 uur 30, Fons zegt 1 uur 30
                  tuin: Haag scheren, te hoog voor mij
                  Beslissen: gebuur beslis 144gj289 --minuten 120 "Waarom"
                  Blijft het stil, dan telt op wo 13 jan. 2027 vanzelf 1 uur 30.

        1850m2ga  Bram hielp Fons: Bram zegt 2 uur 30, Fons zegt 1 uur 30
                  tuin: Haag scheren, te hoog voor mij
                  Dit gaat over jou: een andere regisseur beslist.

        Zien jullie het anders, praat dan eerst met elkaar. Wie akkoord gaat, bevestigt.
        Komen jullie er niet uit, dan beslist een regisseur van de buurt van wie hulp
        kreeg, tussen wat jullie invulden. Blijft het heel lang stil, dan telt het
        kleinste aantal.
        """)
  }

  @Test("Limits: the rules, the reader's own, and what can still cross")
  func limits() {
    #expect(
      Fixture.limits.text(on: Fixture.page(.dutch))
        == """
        REGELS VAN DE BUURT
        saldo van een buur                      -20 uur … +50 uur
        geen geschil bij een verschil tot       15 minuten
        zonder antwoord telt wat er staat na    14 dagen
        een nieuwe buur begint met              0 minuten
        een pot zakt niet onder                 0 min
        de solidariteitspot geeft per kwartaal  4 uur

        JOUW GRENZEN
        -40 uur … +50 uur (alleen voor jou)
        Reden: Lang ziek

        MET ANDERE BUURTEN
        kenmerk   buurt          saldo          grenzen   kan heen  kan terug
        00000000  Gierle     +1 uur 30  50 uur / 20 uur  48 uur 30  21 uur 30
        00000000  Poederlee      0 min    0 min / 0 min      0 min      0 min
                  wacht op hun grenzen. Deze buurtknoop overtrad de regels, 2 keer: bel
                  de regisseur daar
        00000000  Lille          0 min    0 min / 0 min      0 min      0 min
                  wacht op onze grenzen
        00000000  Vorselaar      0 min    0 min / 0 min      0 min      0 min
                  geen actieve band: alleen geschenken
        Saldo boven nul: er ging meer naar hen dan er kwam. Grenzen: heen / terug.
        """)
  }

  @Test("Frozen hours: whose, how they stand, and what a regisseur does, in a window of 80 by 24")
  func frozen() {
    let dutch = Fixture.frozen.text(on: Fixture.page(.dutch))
    #expect(dutch.split(separator: "\n", omittingEmptySubsequences: false).count <= 24)
    #expect(
      dutch.hasSuffix(
        """
        VASTGEZETTE UREN
        1r70w3ge  di 24 nov.: 45 min van Anna naar Poederlee, telt mee
        1w7gy3rf  di 24 nov.: 45 min van Poederlee naar een buur, telt niet mee
        En nog 6. De beheerder ziet ze allemaal: gebuurd books
        De andere buurtknoop sprak zichzelf hierover tegen. Wat eerst gezegd was, blijft
        staan; niemand kan het nog verbeteren. Bel de regisseur daar en vergelijk. Komt
        een buur hier uren tekort? gebuur pot ken-toe POT BUUR "Waarom" --minuten 60
        """), "\(dutch)")
    let english = Fixture.frozen.text(on: Fixture.page(.english))
    #expect(
      english.hasSuffix(
        """
        FROZEN HOURS
        1r70w3ge  Tue 24 Nov: 45 min from Anna to Poederlee, counts
        1w7gy3rf  Tue 24 Nov: 45 min from Poederlee to a neighbour, does not count
        And 6 more. The operator sees them all: gebuurd books
        The other node contradicted itself about these. What was said first stands;
        nobody can correct it any more. Call the coordinator there and compare. Is a
        neighbour here short of hours? gebuur pot grant POT NEIGHBOUR "Why" --minutes 60
        """), "\(english)")
  }

  @Test("A listing elsewhere says how many hours can still cross, before anyone says yes")
  func crossing() {
    let screen = ListingScreen(
      listing: Fixture.listing(elsewhere: "Gierle"), agreements: [], borderRoom: 90)
    let text = screen.text(on: Fixture.page(.english))
    #expect(
      text.hasSuffix(
        """
        Another 1 hour 30 can go between the two neighbourhoods. The rest waits for
        room.
        Say yes? gebuur accept 0w3ge1r7
        """), "\(text)")
    let gift = ListingScreen(
      listing: Fixture.listing(minutes: nil, elsewhere: "Gierle"), agreements: [], borderRoom: 0)
    #expect(!gift.text(on: Fixture.page(.english)).contains("between"))
  }

  @Test("Moving says how far it is, what went along and what to type")
  func moving() {
    let page = Fixture.page(.dutch)
    #expect(
      Fixture.moving { ($0.went, $0.balance, $0.hindrance) = (-30, -60, .borderToMove) }
        .text(on: page)
          == """
          Je bent ingeschreven in Gierle.
          Je stond in Wechelderzande onder nul. Dat gaat mee: 30 minuten minder in Gierle.
          In Wechelderzande is je saldo nog -1 uur.
          Meer kan er nu niet van de ene buurt naar de andere gaan. Later misschien wel.

          Je verhuis is nog niet klaar. Ga later verder met: gebuur verhuis
          """)
    #expect(
      Fixture.moving { ($0.went, $0.left, $0.moved, $0.balanceThere) = (90, true, true, 90) }
        .text(on: page)
          == """
          Je bent ingeschreven in Gierle.
          Mee naar Gierle: 1 uur 30.
          Je bent uitgeschreven in Wechelderzande. Bedankt voor alles!
          Vanaf nu gaat alles wat je hier typt naar Gierle.
          Je saldo in Gierle is +1 uur 30.
          """)
  }

  @Test("Leaving explains how hours move house")
  func leaving() {
    #expect(
      LeavingScreen(balance: 90).text(on: Fixture.page(.english))
        == """
        Are you moving house? Ask your new neighbourhood for an invitation, and type:
        gebuur move CODE
        That joins you there, takes your hours along and signs you off here.
        Are you not going elsewhere? Then first bring your balance to zero: give your
        hours to a neighbour (gebuur give) or to the neighbourhood (gebuur pot give).
        When your agreements are finished too, type: gebuur leave --for-good

        Your balance here is now +1 h 30.
        """)
  }
}
