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
    name: String = "Maria Peeters", mine: Bool = false
  ) -> ListingLine {
    let start = now + .minutes(4 * 60)
    return ListingLine(
      id: update(seed), side: side, category: category, area: "9F367Q4C+",
      reach: .neighbourhood, minutes: minutes, wanted: wanted, agreed: agreed,
      window: scheduled ? start..<(start + .minutes(90)) : nil, expires: now + .days(3),
      posted: now, state: state, author: resident, node: node, elsewhere: elsewhere, text: text,
      name: name, mine: mine)
  }

  static func agreement(
    _ state: AgreementState, iHelp: Bool = true, iProposed: Bool = false, gift: Bool = false,
    mine: Int64? = nil, theirs: Int64? = nil, settled: Int64? = nil, words: String = ""
  ) -> AgreementLine {
    AgreementLine(
      id: update(9), listing: listing(), state: state, iHelp: iHelp, iProposed: iProposed,
      otherName: "Maria Peeters", elsewhere: nil, gift: gift, mine: mine, theirs: theirs,
      settled: settled, words: words, changed: now)
  }

  static let statement = HoursScreen(
    balance: -30, given: 60, received: 90,
    lines: [
      StatementLine(
        time: now, minutes: 60, balance: 60, otherName: "Jos Janssens", category: .garden,
        text: "", agreement: update(9)),
      StatementLine(
        time: now, minutes: -90, balance: -30, otherName: "", category: .ride, text: "",
        agreement: nil),
    ])

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
      ListingScreen(listing: listing(wanted: 3, agreed: 1), agreements: agreements),
      AgreementsScreen(agreements: agreements), AgreementsScreen(agreements: []), statement,
      HoursScreen(balance: 0, given: 0, received: 0, lines: []),
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
