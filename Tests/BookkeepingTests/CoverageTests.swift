import Bookkeeping
import Testing
import Vocabulary

@Suite("Who pays for help")
struct CoverageTests {
  private let an = resident(1)
  private let bo = resident(2)

  private func split(_ minutes: Int64, _ payer: Int64, _ pot: Int64, _ quarter: Int64) -> [Int64] {
    let coverage = Coverage(
      Minutes(minutes), payerRoom: Minutes(payer), potRoom: Minutes(pot),
      quarterRoom: Minutes(quarter))
    return [coverage.fromPayer.count, coverage.fromPot.count, coverage.gift.count]
  }

  @Test("first the one who was helped, then the pot within its rule, the rest is a gift")
  func order() {
    #expect(split(60, 100, 100, 100) == [60, 0, 0])
    #expect(split(60, 45, 100, 100) == [45, 15, 0])
    #expect(split(60, 0, 20, 100) == [0, 20, 40])
    #expect(split(60, 0, 100, 20) == [0, 20, 40])
    #expect(split(60, 0, 100, -5) == [0, 0, 60])
    #expect(split(0, 10, 10, 10) == [0, 0, 0])
  }

  @Test("what the helper has no room for goes to the solidarity pot, and the legs sum to zero")
  func ceiling() {
    let coverage = Coverage(
      Minutes(60), payerRoom: Minutes(40), potRoom: Minutes(50), quarterRoom: Minutes(50))
    let legs =
      (coverage.paying(an) + Coverage.arriving(coverage.moved, at: bo, room: Minutes(35)))
      .combined
    #expect(legs.reduce(0) { $0 + $1.minutes.count } == 0)
    #expect(
      Dictionary(uniqueKeysWithValues: legs.map { ($0.account, $0.minutes.count) })
        == [an: -40, bo: 35, .solidarityPot: 5])
  }

  @Test("room counts what is held, and trade towards zero is always allowed")
  func room() {
    let bounds = Bounds(lowest: Minutes(-100), highest: Minutes(100))
    let account = Account(
      id: an, balance: Minutes(-30), heldOut: Minutes(20), heldIn: Minutes(10))
    #expect(account.roomOut(bounds) == Minutes(50))
    #expect(account.roomIn(bounds) == Minutes(120))
    for balance: Int64 in [-5_000, -101, 0, 101, 5_000, .min, .max] {
      let beyond = Account(id: an, balance: Minutes(balance))
      if balance < 0 { #expect(beyond.roomIn(bounds).count >= 100) }
      if balance > 0 { #expect(beyond.roomOut(bounds).count >= 100) }
      #expect(beyond.roomIn(bounds) >= .zero && beyond.roomOut(bounds) >= .zero)
    }
  }

  @Test("a clearing account goes as far as both neighbourhoods say, and nowhere until both spoke")
  func clearing() {
    let (a, b) = (NodeID(bytes: bytes(1)), NodeID(bytes: bytes(2)))
    func says(_ x: NodeID, _ y: NodeID, _ we: Int64, _ they: Int64) -> ClearingLimits {
      ClearingLimits(speaker: x, peer: y, weMayOwe: Minutes(we), theyMayOwe: Minutes(they))
    }
    let both = Bounds(ours: says(a, b, 300, 200), theirs: says(b, a, 500, 120))
    #expect(both == Bounds(lowest: Minutes(-200), highest: Minutes(120)))
    #expect(
      Bounds(ours: says(a, b, 300, 200), theirs: nil) == Bounds(lowest: .zero, highest: .zero))
  }

  @Test("undoing part of a transfer takes from pots first and leaves nobody with more than it gave")
  func lowering() throws {
    let one = Transfer(
      id: UpdateID(bytes: .zero), kind: .help,
      legs: [Leg(an, Minutes(-40)), Leg(.solidarityPot, Minutes(-20)), Leg(bo, Minutes(60))],
      time: Instant(milliseconds: 0))
    for minutes in Int64(1)...60 {
      let legs = try #require(one.lowering(by: Minutes(minutes)))
      #expect(legs.reduce(0) { $0 + $1.minutes.count } == 0)
      let back = Dictionary(uniqueKeysWithValues: legs.map { ($0.account, $0.minutes.count) })
      #expect(back[bo] == -minutes)
      #expect(back[.solidarityPot] == min(minutes, 20))
      #expect(back[an] == (minutes > 20 ? minutes - 20 : nil))
    }
    for minutes: Int64 in [0, -1, 61, .max, .min] {
      #expect(one.lowering(by: Minutes(minutes)) == nil)
    }
  }

  @Test("quarters are those of the calendar, also before 1970 and around leap days")
  func quarters() {
    let day: Int64 = 86_400_000
    let cases: [(Int64, Int64)] = [
      (0, 1970 * 4), (-1, 1969 * 4 + 3), (90 * day - 1, 1970 * 4), (90 * day, 1970 * 4 + 1),
      // 2024-03-31T23:59:59.999Z, 2024-04-01, 2026-11-21, 2000-02-29, 2000-12-31
      (1_711_929_599_999, 2024 * 4), (1_711_929_600_000, 2024 * 4 + 1),
      (1_795_219_200_000, 2026 * 4 + 3), (951_782_400_000, 2000 * 4),
      (978_220_800_000, 2000 * 4 + 3),
    ]
    for (time, number) in cases {
      #expect(Quarter(of: Instant(milliseconds: time)).number == number, "\(time)")
    }
  }
}
