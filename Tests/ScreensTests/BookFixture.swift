import Bookkeeping
import Exchange
import Screens
import Vocabulary

// Pots, disputes and limits of the small world.
extension Fixture {
  static let pots = PotsScreen(pots: [
    Pot(
      name: "solidarity", balance: -30, held: 15,
      lines: [
        PotLine(time: now, minutes: -60, kind: .help, otherName: "", words: ""),
        PotLine(
          time: now, minutes: -30, kind: .grant, otherName: "Anna", words: "Een zware maand"),
        PotLine(time: now, minutes: 45, kind: .contribution, otherName: "", words: ""),
        PotLine(time: now, minutes: 15, kind: .help, otherName: "", words: ""),
        PotLine(time: now, minutes: 15, kind: .lowered, otherName: "", words: ""),
        PotLine(time: now, minutes: -15, kind: .starter, otherName: "", words: ""),
      ]), Pot(name: "straatfeest", balance: 0, held: 0, lines: []),
  ])

  static let disputes = DisputesScreen(
    disputes: [
      dispute(9, party: false, postedAt: now + .days(50)),
      dispute(10, party: true, postedAt: nil),
    ], own: [])

  static func dispute(_ seed: UInt8, party: Bool, postedAt: Instant?) -> DisputeLine {
    DisputeLine(
      id: update(seed), helperName: "Bram", receiverName: "Fons", helperMinutes: 150,
      receiverMinutes: 90, category: .garden, words: "Haag scheren, te hoog voor mij",
      postedAt: postedAt, party: party)
  }

  static let limits = LimitsScreen(
    policy: .initial,
    personal: .init(floor: -2_400, ceiling: 3_000, own: true, reason: "Lang ziek"),
    clearing: [
      clearing("Gierle", ours: true, theirs: true),
      clearing("Poederlee", ours: true, theirs: false, misdeeds: 2),
      clearing("Lille", ours: false, theirs: true),
      clearing("Vorselaar", active: false, ours: false, theirs: false),
    ])

  static let frozen = LimitsScreen(
    policy: .initial, personal: .init(floor: -1_200, ceiling: 3_000, own: false),
    clearing: [clearing("Poederlee", ours: true, theirs: true, misdeeds: 34)],
    frozen: [
      frozen(14, .committed), frozen(15, .voided, outgoing: false, name: ""),
    ], frozenCount: 8)

  static func frozen(
    _ seed: UInt8, _ state: BorderState, outgoing: Bool = true, name: String = "Anna"
  ) -> FrozenLine {
    FrozenLine(
      id: update(seed), place: "Poederlee", name: name, minutes: 45, outgoing: outgoing,
      state: state, started: now)
  }

  static func clearing(
    _ name: String, active: Bool = true, ours: Bool, theirs: Bool, misdeeds: Int64 = 0
  ) -> ClearingLine {
    let said = ClearingLine.Said(toThem: 3_000, toUs: 1_200)
    let none = ClearingLine.Said(toThem: 0, toUs: 0)
    return ClearingLine(
      node: node, name: name, active: active, balance: ours && theirs ? 90 : 0, held: 0,
      inForce: ours && theirs ? said : none,
      room: ours && theirs ? ClearingLine.Said(toThem: 2_910, toUs: 1_290) : none,
      ours: ours ? said : nil, theirs: theirs ? said : nil, misdeeds: misdeeds)
  }
}

extension Fixture {
  static func moving(_ change: (inout MovingScreen) -> Void) -> MovingScreen {
    var screen = MovingScreen(from: "Wechelderzande", to: "Gierle", joined: true)
    change(&screen)
    return screen
  }
}
