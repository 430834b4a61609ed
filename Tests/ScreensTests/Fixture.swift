import Bookkeeping
import Exchange
import Screens
import Vocabulary

/// A small world to render: two neighbours, one of them across the border, winter time.
enum Fixture {
  /// Tuesday 24 November 2026, 10.00 in Brussels.
  static let now = Instant(milliseconds: 1_795_510_800_000)
  static let brusselsWinter = Zone { _ in 3_600 }

  static func page(_ language: Language, width: Int = 80, plain: Bool = false) -> Page {
    Page(language: language, width: width, plain: plain, now: now, zone: brusselsWinter)
  }

  static func update(_ seed: UInt8) -> UpdateID {
    UpdateID([UInt8](repeating: seed, count: 32)) ?? UpdateID(bytes: .zero)
  }

  static let resident = ResidentID(bytes: .zero)
  static let node = NodeID(bytes: .zero)

  static func listing(
    _ seed: UInt8 = 7, side: ListingSide = .request, category: Vocabulary.Category = .ride,
    minutes: Int64? = 90, wanted: Int = 1, agreed: Int = 0, scheduled: Bool = true,
    state: ListingState = .open, elsewhere: String? = nil,
    text: String? = "Naar het dienstencentrum in Lille, heen en terug",
    name: String = "Maria Peeters", mine: Bool = false, terms: ListingTerms = ListingTerms()
  ) -> ListingLine {
    let start = now + .minutes(4 * 60)
    return ListingLine(
      id: update(seed), side: side, category: category, area: "9F367Q4C+",
      reach: .neighbourhood, minutes: minutes, wanted: wanted, agreed: agreed,
      window: scheduled ? start..<(start + .minutes(90)) : nil, expires: now + .days(3),
      posted: now, state: state, author: resident, node: node, elsewhere: elsewhere, text: text,
      name: name, mine: mine, terms: terms)
  }

  static let place = PlaceLine(
    code: "9F367Q7Q+2X", words: "Vlimmersebaan 12, Wechelderzande", isFromMap: true)

  static let terms: ListingTerms = {
    var terms = ListingTerms()
    terms.weekly = [
      WeeklyWindow(days: 0b1010, from: 540, to: 720),
      WeeklyWindow(days: 0b1110000, from: 0, to: 1_440),
    ].compactMap { $0 }
    terms.isRemote = true
    terms.travel = OwnTravel(.eBike, most: 20)
    terms.languages = ["fr", "nl", "zz"].compactMap { SpokenLanguage($0) }
    terms.attestations = Attestation.allCases
    terms.widening = .federation
    return terms
  }()

  static let preferences: PreferencesScreen = {
    var said = MatchingPreferences()
    said.travel = OwnTravel(.car, most: 20)
    said.weeklyMost = Minutes(180)
    said.avoidsOwnArea = true
    said.persons = [resident]
    said.categories = [.garden, .pets]
    said.languages = terms.languages
    return PreferencesScreen(
      said: said, names: ["Jos Janssens"],
      attestations: [AttestationLine(kind: .drivingLicence, expires: now + .days(30))])
  }()

  static func agreement(
    _ state: AgreementState, iHelp: Bool = true, iProposed: Bool = false, gift: Bool = false,
    mine: Int64? = nil, theirs: Int64? = nil, settled: Int64? = nil, words: String = "",
    changed: Instant = now, outcome: AgreementOutcome = AgreementOutcome(),
    place: PlaceLine? = nil, sharing: PlaceSharing = .none
  ) -> AgreementLine {
    AgreementLine(
      id: update(9), listing: listing(), state: state, iHelp: iHelp, iProposed: iProposed,
      otherName: "Maria Peeters", elsewhere: nil, gift: gift, mine: mine, theirs: theirs,
      settled: settled, words: words, changed: changed, outcome: outcome,
      place: place, sharing: sharing)
  }

  static func transfer(
    _ seed: UInt8, _ kind: Transfer.Kind, _ minutes: Int64, pot: Int64 = 0
  ) -> Transfer {
    let other = AccountID.clearing(node)
    return Transfer(
      id: update(seed), kind: kind,
      legs: [
        Leg(.resident(resident), Minutes(minutes)), Leg(.solidarityPot, Minutes(pot)),
        Leg(other, Minutes(-minutes - pot)),
      ], time: now)
  }

  static func line(
    _ seed: UInt8, _ kind: Transfer.Kind, _ minutes: Int64, balance: Int64, pot: Int64 = 0,
    name: String = "Jos Janssens", elsewhere: String? = nil,
    category: Vocabulary.Category? = nil, text: String = "", corrected: Bool = false,
    reason: HoursReason = HoursReason()
  ) -> StatementLine {
    StatementLine(
      transfer: transfer(seed, kind, minutes, pot: pot), minutes: minutes, balance: balance,
      otherName: name, elsewhere: elsewhere, category: category, text: text,
      agreement: nil, corrected: corrected, reason: reason)
  }

  static func sums(
    balance: Int64 = -30, heldOut: Int64 = 0, heldIn: Int64 = 0, floor: Int64 = -1_200,
    ceiling: Int64 = 3_000, solidarityLeft: Int64 = 240
  ) -> HoursSums {
    HoursSums(
      balance: balance, given: 60, received: 90, heldOut: heldOut, heldIn: heldIn, floor: floor,
      ceiling: ceiling, solidarityLeft: solidarityLeft)
  }

  static let statementLines = [
    line(9, .help, 60, balance: 60, category: .garden),
    line(10, .help, -90, balance: -30, pot: -30, name: "", category: .ride, corrected: true),
    line(11, .hours, -45, balance: -75, elsewhere: "Gierle", text: "Voor mama"),
    line(12, .grant, 45, balance: -30, name: "solidarity", text: "Voor een moeilijke maand"),
  ]
  static let statement = HoursScreen(sums: sums(), lines: statementLines)

  static func transit(
    _ state: BorderState, outgoing: Bool = true, reason: Refusal? = nil, recalled: Bool = false,
    agreement: UpdateID? = nil, corrects: UpdateID? = nil, mine: Bool? = nil
  ) -> TransitLine {
    TransitLine(
      id: update(13), place: "Gierle", otherName: outgoing ? "" : "Tom", minutes: 45,
      outgoing: outgoing, state: state, started: now, reason: reason, recalled: recalled,
      agreement: agreement, words: "Voor mama", corrects: corrects,
      mine: mine ?? (outgoing && agreement == nil))
  }

  static func correction(mine: Bool) -> CorrectionLine {
    CorrectionLine(
      id: update(14), transfer: update(9), from: 60, to: 45, mine: mine,
      closes: now + .days(14), otherName: "Jos Janssens", words: "We waren vroeger klaar")
  }

  /// One of every screen, with every state that changes what is said.
  static var screens: [any Screen] {
    let agreements =
      AgreementState.allCases.flatMap { state in
        [true, false].flatMap { iHelp in
          [
            agreement(state, iHelp: iHelp, iProposed: iHelp, settled: 75),
            agreement(state, iHelp: iHelp, gift: true, theirs: 0),
            agreement(state, iHelp: iHelp, mine: 60, theirs: 90, words: "Ik kom met de auto"),
            agreement(state, iHelp: iHelp, theirs: 90),
          ]
        }
      }
    let listings =
      Vocabulary.Category.allCases.enumerated().map { index, category in
        listing(
          UInt8(index), side: index % 2 == 0 ? .offer : .request, category: category,
          minutes: index % 3 == 0 ? nil : 7 * 24 * 60, wanted: 1 + index % 4,
          scheduled: index % 5 != 0,
          state: ListingState.allCases[index % ListingState.allCases.count],
          elsewhere: index % 2 == 0 ? "Gierle-Achter-de-Hoeve" : nil,
          text: index == 4 ? nil : String(repeating: "Een lange zin over hulp. ", count: 12),
          name: "Maria-Magdalena Vandenbroucke-Van der Auwera", mine: index % 6 == 0)
      }
    let outboxLine = OutboxLine(
      id: update(3), kind: .request, created: now, refusal: .listingFilled, subject: "x")
    let link = LinkLine(
      node: node, name: "Gierle", state: .frozen, nearby: true, have: 120_000,
      acknowledged: 99, connected: false, lastSeen: now, trouble: "wrongKey")
    return [
      BoardScreen(neighbourhood: "Wechelderzande", listings: listings),
      BoardScreen(neighbourhood: "Wechelderzande", listings: []),
      ListingScreen(listing: listing(mine: true), agreements: []),
      ListingScreen(listing: listing(terms: terms), agreements: []),
      PreferencesScreen(said: MatchingPreferences(), names: [], attestations: []), preferences,
      PlaceScreen(home: nil), PlaceScreen(home: place),
      AgreementsScreen(agreements: [
        agreement(.agreed, place: place), agreement(.agreed, iHelp: false, sharing: .open),
        agreement(.stated, mine: 30, sharing: .shared),
      ]),
      ListingScreen(listing: listing(wanted: 3, agreed: 1), agreements: agreements),
      ListingScreen(listing: listing(elsewhere: "Gierle"), agreements: [], borderRoom: 0),
      AgreementsScreen(agreements: agreements), AgreementsScreen(agreements: []), statement,
      HoursScreen(sums: sums(balance: 0), lines: []),
      ProfileScreen(
        resident: resident, name: "", words: "Eerste regel\nTweede regel", role: .regisseur,
        joined: now, update: nil, own: true),
      WhoamiScreen(
        resident: resident, node: node, neighbourhood: "Wechelderzande",
        addresses: ["gebuur.example:4021"], folder: "/home/maria/.local/share/gebuur",
        key: .locked, role: nil, reachable: false),
      FederationScreen(links: [link]), FederationScreen(links: []),
      ErasuresScreen(
        erasures: [ErasureLine(request: update(1), time: now, confirmed: ["Gierle"], waiting: [])]
      ), ErasuresScreen(erasures: []),
      OutboxScreen(waiting: [outboxLine], sent: [outboxLine], refused: [outboxLine]),
      OutboxScreen(waiting: [], sent: [], refused: []), KeyScreen(state: .unlocked),
      HoursScreen(
        sums: sums(balance: -1_150, heldOut: 30, heldIn: 15, solidarityLeft: 0),
        lines: Transfer.Kind.allCases.flatMap { kind in
          [line(1, kind, 30, balance: 30), line(2, kind, -30, balance: 0, elsewhere: "Gierle")]
        },
        transits: BorderState.allCases.flatMap { state in
          [
            transit(state), transit(state, outgoing: false), transit(state, recalled: true),
            transit(state, reason: .ceilingReached), transit(state, corrects: update(9)),
          ]
        }, corrections: [correction(mine: true), correction(mine: false)]),
      HoursScreen(sums: sums(balance: 2_900), lines: nil),
      pots, disputes, limits, frozen,
      LimitsScreen(
        policy: .initial, personal: .init(floor: 0, ceiling: 0, own: false), clearing: []),
      LimitsScreen(
        policy: .initial,
        personal: .init(whose: "Anna", floor: -60, ceiling: 0, own: true, reason: "Lang ziek"),
        clearing: []),
      DisputesScreen(disputes: [], own: [agreement(.disputed, mine: 60, theirs: 120)]),
      DisputesScreen(disputes: [], own: []), LeavingScreen(balance: 90),
      moving { _ in }, moving { ($0.went, $0.underWay) = (90, true) },
      moving { ($0.went, $0.balance, $0.hindrance) = (-30, 60, .borderToMove) },
      moving { ($0.left, $0.moved, $0.balanceThere) = (true, true, -90) },
      MovingScreen(from: "Wechelderzande", to: "Gierle", joined: false),
      CodeScreen(receiving: "gebuur-resident:0123"),
      WelcomeScreen(neighbourhood: nil), WelcomeScreen(neighbourhood: "Wechelderzande"),
    ]
      + PostedKind.allCases.flatMap { kind in
        [
          ReceiptScreen(
            kind: kind, id: update(2), fate: .stored(entry: nil, sequence: 4, repeated: false)),
          ReceiptScreen(
            kind: kind, id: update(2), fate: .stored(entry: nil, sequence: 4, repeated: true)),
          ReceiptScreen(kind: kind, id: update(2), fate: .kept),
        ]
      }
  }
}
