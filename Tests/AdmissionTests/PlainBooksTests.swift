import Admission
import Bookkeeping
import Foundation
import Simulation
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Random histories")
struct PlainBooksTests {
  /// The first moment of each quarter that a history may come to, in milliseconds.
  private static let quarters: [Int64] = [
    1_767_225_600_000, 1_775_001_600_000, 1_782_864_000_000, 1_790_812_800_000,
    1_798_761_600_000, 1_806_537_600_000, 1_814_400_000_000, 1_822_348_800_000,
  ]

  /// Neighbours who say whatever comes to mind, to a node and to the plain books at once.
  fileprivate struct Life {
    var border: BorderTests.Scene
    var plain = PlainBooks(mayOwe: 200)
    var random: SeededGenerator
    let names = ["Lena", "Anna", "Bram", "Cas"]
    var people: [String: Signer]
    var transfers: [Int: UpdateID] = [:]
    var next = 0
    var last: (update: VerifiedUpdate, content: Salted?)?
    var done = 0
    var refused: [String: Int] = [:]

    init(seed: UInt64) throws {
      border = try BorderTests.Scene(weMayOwe: 200, theyMayOwe: 200)
      random = SeededGenerator(seed: seed)
      let lena = border.pair.lena
      people = ["Lena": lena, "Anna": border.anna]
      for name in ["Bram", "Cas"] {
        people[name] = try border.pair.here.resident(name, invitedBy: lena)
      }
      try border.pair.there.setPolicy(by: border.pair.mieke) {
        ($0.floor, $0.ceiling) = (-100_000, 100_000)
      }
      try border.pair.here.accept(.potOpened(.with { $0.pot = "feest" }), by: lena)
    }

    var dorp: TestNeighbourhood {
      get { border.pair.here }
      _modify { yield &border.pair.here }
    }

    var quarter: Int { PlainBooksTests.quarters.count { $0 <= border.pair.here.now.milliseconds } }

    mutating func upTo(_ most: Int) -> Int { Int.random(in: 0...most, using: &random) }
    mutating func pick<T>(_ all: [T]) -> T { all[upTo(all.count - 1)] }

    /// Both must do the same.
    mutating func say(
      _ kind: WireUpdate.OneOf_Kind, by name: String, note: Bool = false, expecting: String?
    ) throws -> UpdateID? {
      let signer = try #require(people[name])
      let made = try signer.sign(
        kind, content: note ? dorp.note() : nil, created: dorp.now,
        nonce: random.bytes(16), contentSalt: random.bytes(16))
      let update = try UnverifiedUpdate(decoding: made.signedUpdate).verified()
      let outcome = try dorp.admit(update, content: made.content)
      #expect(refusal(outcome).map { "\($0)" } == expecting, "\(kind)")
      guard refusal(outcome) == nil else {
        refused[expecting ?? "", default: 0] += 1
        return nil
      }
      last = (update, made.content)
      done += 1
      return update.id
    }

    mutating func keep(_ id: UpdateID?) {
      if let id { transfers[next] = id }
      next += 1
    }
  }

  @Test("agree with plain books after every step, in balances, holds, refusals and the sum zero")
  func histories() throws {
    var (done, refused) = (0, [String: Int]())
    let seeds = ProcessInfo.processInfo.environment["GEBUUR_SEEDS"].flatMap(UInt64.init) ?? 4
    for seed in 1...max(1, seeds) {
      var life = try Life(seed: seed)
      for step in 0..<80 {
        try life.act()
        life.compare("seed \(seed), step \(step)")
      }
      done += life.done
      refused.merge(life.refused, uniquingKeysWith: +)
    }
    #expect(done > 15 * Int(seeds))
    let common = ["floorReached", "ceilingReached", "alreadyCorrected", "minutesOutOfRange"]
    let rare = ["potEmpty", "clearingLimitReached", "partyCannotDecide"]
    #expect(Set(refused.keys).isSuperset(of: seeds < 8 ? common : common + rare), "\(refused)")
  }
}

extension PlainBooksTests.Life {
  fileprivate mutating func act() throws {
    let one = pick(names)
    let other = pick(names.filter { $0 != one })
    let minutes = 1 + upTo(180)
    let wire = UInt32(minutes)
    switch upTo(17) {
    case 0...3:
      let helper = try #require(people[other])
      let helped = try #require(people[one])
      let id = try dorp.help(from: helper, to: helped, minutes: wire)
      let legs = plain.help(minutes, from: one, to: other, in: quarter)
      #expect((dorp.views.transfer(id) == nil) == legs.isEmpty)
      if !legs.isEmpty {
        plain.deals[next] = PlainBooks.Deal(
          legs: legs, payer: one, payee: other, isHelp: true)
      }
      keep(id)
    case 4, 5:
      let to = try #require(people[other])
      let why = plain.move(minutes, from: one, to: other, as: next)
      keep(try say(give(wire, to: to), by: one, expecting: why))
    case 6:
      let pot = pick(["solidarity", "feest"])
      let why = plain.move(minutes, from: one, to: "pot:\(pot)", as: nil)
      _ = try say(
        .potContributed(.with { ($0.pot, $0.minutes) = (pot, wire) }), by: one, expecting: why)
    case 7:
      let (pot, to) = (pick(["solidarity", "feest"]), pick(["Anna", "Bram", "Cas"]))
      let id = try #require(people[to]).id
      let why = plain.move(minutes, from: "pot:\(pot)", to: to, as: nil)
      _ = try say(
        .potGranted(.with { ($0.pot, $0.resident, $0.minutes) = (pot, id, wire) }), by: "Lena",
        note: true, expecting: why)
    case 8: try rule()
    case 9...13: try correct(to: upTo(180), byBoth: upTo(1) == 0)
    case 14: dorp.now = dorp.now + .days(Int64(1 + upTo(9)))
    case 15: try again()
    default: try cross(minutes, from: one)
    }
  }

  /// New rules for all, or for one.
  private mutating func rule() throws {
    let (low, high) = (-upTo(300), upTo(300))
    guard upTo(1) == 0 else {
      let who = pick(["Anna", "Bram", "Cas"])
      let id = try #require(people[who]).id
      plain.own[who] = (low, high)
      _ = try say(
        .limitsSet(
          .with { ($0.resident, $0.floor, $0.ceiling) = (id, Int64(low), Int64(high)) }),
        by: "Lena", note: true, expecting: nil)
      return
    }
    (plain.floor, plain.ceiling) = (low, high)
    (plain.potFloor, plain.perQuarter) = (-upTo(200), upTo(200))
    let (potFloor, right) = (Int64(plain.potFloor), UInt32(plain.perQuarter))
    try dorp.setPolicy(by: border.pair.lena) {
      ($0.floor, $0.ceiling, $0.potFloor) = (Int64(low), Int64(high), potFloor)
      $0.solidarityPerQuarter = right
    }
  }

  private mutating func correct(to minutes: Int, byBoth: Bool) throws {
    let known = plain.deals.keys.sorted()
    guard !known.isEmpty else { return }
    let number = pick(known)
    let deal = try #require(plain.deals[number])
    let id = Data(try #require(transfers[number]).array)
    let why = plain.correct(number, to: minutes, by: byBoth ? nil : "Lena", in: quarter)
    guard byBoth else {
      _ = try say(
        .correctionMade(.with { ($0.transfer, $0.minutes) = (id, UInt32(minutes)) }), by: "Lena",
        note: true, expecting: why)
      return
    }
    let early = ["alreadyCorrected", "minutesOutOfRange"].contains(why) ? why : nil
    let proposed = try say(
      .correctionProposed(.with { ($0.transfer, $0.minutes) = (id, UInt32(minutes)) }),
      by: deal.payer, note: true, expecting: early)
    guard let proposed else { return }
    _ = try say(
      .correctionAgreed(.with { $0.correction = Data(proposed.array) }), by: deal.payee,
      expecting: why)
  }

  /// The last update once more: answered, and nothing else.
  private mutating func again() throws {
    guard let last else { return }
    let (views, length) = (dorp.views, dorp.log.count)
    guard case .repeated(let stored) = try dorp.admit(last.update, content: last.content) else {
      return #expect(Bool(false), "taken twice")
    }
    #expect(stored.id == last.update.id && dorp.views == views && dorp.log.count == length)
  }

  /// Hours set out for Tom, are called back or arrive; or come from him.
  private mutating func cross(_ minutes: Int, from one: String) throws {
    border.pair.there.now = dorp.now
    switch upTo(4) {
    case 0...2:
      let why = plain.send(minutes, from: one, as: next)
      keep(try say(give(UInt32(minutes), to: border.tom), by: one, expecting: why))
    case 3:
      guard let number = plain.held.keys.sorted().first, let id = transfers[number],
        let giver = plain.held[number]?.from
      else { return }
      _ = try say(
        .transferRecalled(.with { $0.transfer = Data(id.array) }), by: giver, expecting: nil)
      try dorp.sayDuties()
      plain.finish(number, arrives: false)
    default:
      try talk()
      for number in plain.held.keys.sorted() { plain.finish(number, arrives: true) }
      guard plain.balance[PlainBooks.abroad, default: 0] > -200 else { return }
      let to = try #require(people[one])
      let sent = min(minutes, plain.canGive(PlainBooks.abroad))
      try border.pair.there.accept(give(UInt32(sent), to: to), by: border.tom)
      try talk()
      plain.arrive(sent, to: one)
    }
  }

  private mutating func talk() throws {
    for _ in 0..<2 {
      try border.listenThere()
      try border.listenHere()
    }
  }

  fileprivate func compare(_ when: String) {
    let views = border.here
    var accounts: [(String, AccountID)] = [
      (PlainBooks.pot, .solidarityPot), ("pot:feest", .pot("feest")),
      (PlainBooks.abroad, .clearing(border.pair.there.node)),
    ]
    accounts += people.compactMap { name, signer in
      signer.resident.map { (name, .resident($0)) }
    }
    for (name, id) in accounts {
      let found = views.account(id) ?? Account(id: id)
      let kept = [found.balance, found.heldOut, found.heldIn, found.given, found.received]
      let wanted = [plain.balance, plain.out, plain.coming, plain.given, plain.received]
      #expect(kept.map(\.count) == wanted.map { Int64($0[name, default: 0]) }, "\(name), \(when)")
    }
    #expect(views.sum == .zero && views.heldSum == 0, "\(when)")
    #expect(plain.balance.values.reduce(0, +) == 0)
  }
}
