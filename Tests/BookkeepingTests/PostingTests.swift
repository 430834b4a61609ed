import Bookkeeping
import Testing
import Vocabulary

@Suite("Posting")
struct PostingTests {
  private let an = resident(1)
  private let bo = resident(2)

  @Test("minutes leave who was helped and arrive with who gave help")
  func simple() throws {
    let after = try Posting.post(
      transfer(90, from: an, to: bo), on: [Account(id: an), Account(id: bo)])
    #expect(after[0] == Account(id: an, balance: Minutes(-90), received: Minutes(90)))
    #expect(after[1] == Account(id: bo, balance: Minutes(90), given: Minutes(90)))
  }

  @Test("hours given away are not help given")
  func gifts() throws {
    let after = try Posting.post(
      transfer(90, from: an, to: bo, kind: .hours), on: [Account(id: an), Account(id: bo)])
    #expect(after[1] == Account(id: bo, balance: Minutes(90)))
  }

  @Test("a correction downwards takes off what was counted")
  func lowered() throws {
    let before = [
      Account(id: an, balance: Minutes(-90), received: Minutes(90)),
      Account(id: bo, balance: Minutes(90), given: Minutes(90)),
    ]
    let after = try Posting.post(
      transfer(30, from: bo, to: an, kind: .lowered), on: before)
    #expect(after[0] == Account(id: an, balance: Minutes(-60), received: Minutes(60)))
    #expect(after[1] == Account(id: bo, balance: Minutes(60), given: Minutes(60)))
  }

  @Test("legs that do not sum to zero, of nothing, of one account, or of others are refused")
  func senseless() {
    let both = [Account(id: an), Account(id: bo)]
    let lone = Transfer(
      id: UpdateID(bytes: .zero), kind: .help, legs: [Leg(an, Minutes(5))],
      time: Instant(milliseconds: 0))
    let lame = Transfer(
      id: UpdateID(bytes: .zero), kind: .help, legs: [Leg(an, Minutes(5)), Leg(bo, Minutes(5))],
      time: Instant(milliseconds: 0))
    for (wrong, accounts) in [
      (transfer(0, from: an, to: bo), both), (transfer(5, from: an, to: an), [both[0], both[0]]),
      (lone, [both[0]]), (lame, both), (transfer(5, from: an, to: bo), both.reversed()),
    ] {
      #expect(throws: Refused(.minutesOutOfRange, "legs")) {
        try Posting.post(wrong, on: accounts)
      }
    }
  }

  @Test("an amount that does not fit is refused on either side")
  func overflow() {
    let cases = [
      [Account(id: an, balance: Minutes(.min)), Account(id: bo)],
      [Account(id: an), Account(id: bo, balance: Minutes(.max))],
      [Account(id: an, received: Minutes(.max)), Account(id: bo)],
      [Account(id: an), Account(id: bo, given: Minutes(.max))],
    ]
    for accounts in cases {
      #expect(throws: Refused(.amountOverflow, "minutes")) {
        try Posting.post(transfer(1, from: an, to: bo), on: accounts)
      }
    }
  }

  @Test("what is held and let go leaves no trace, and no more can be let go than is held")
  func holding() throws {
    let legs = transfer(40, from: an, to: bo).legs
    let before = [Account(id: an, balance: Minutes(10)), Account(id: bo)]
    let held = try Posting.hold(legs, on: before)
    #expect(held[0].heldOut == Minutes(40) && held[1].heldIn == Minutes(40))
    #expect(held.map(\.balance) == before.map(\.balance))
    #expect(try Posting.release(legs, on: held) == before)
    #expect(throws: Refused(.amountOverflow, "held")) { try Posting.release(legs, on: before) }
  }

  /// The model keeps plain lists of what was posted and held, and adds them up from scratch.
  @Test("random histories agree with adding everything up, and always sum to zero")
  func histories() {
    for seed in UInt64(0)..<80 {
      var generator = SeededGenerator(seed: seed)
      let ids: [AccountID] =
        (1...6).map { resident($0) } + [.pot("samen"), .clearing(NodeID(bytes: .zero))]
      var books = Dictionary(uniqueKeysWithValues: ids.map { ($0, Account(id: $0)) })
      var posted: [[Leg]] = []
      var held: [[Leg]] = []
      func pick() -> AccountID { ids[Int(generator.next() % UInt64(ids.count))] }
      func accounts(_ legs: [Leg]) -> [Account] { legs.compactMap { books[$0.account] } }
      for _ in 0..<120 {
        let minutes = Int64(generator.next() % 400) - 20
        let legs = [Leg(pick(), Minutes(-minutes)), Leg(pick(), Minutes(minutes))].combined
        var after: [Account]?
        switch generator.next() % 3 {
        case 0:
          let one = Transfer(
            id: UpdateID(bytes: .zero), kind: .hours, legs: legs, time: Instant(milliseconds: 0))
          after = try? Posting.post(one, on: accounts(legs))
          if after != nil { posted.append(legs) }
        case 1:
          after = try? Posting.hold(legs, on: accounts(legs))
          if after != nil { held.append(legs) }
        default:
          guard let last = held.popLast() else { continue }
          after = try? Posting.release(last, on: accounts(last))
          #expect(after != nil, "seed \(seed)")
        }
        for account in after ?? [] { books[account.id] = account }
        #expect(books.values.reduce(0) { $0 + $1.balance.count } == 0, "seed \(seed)")
        #expect(
          books.values.reduce(0) { $0 + $1.heldIn.count - $1.heldOut.count } == 0,
          "seed \(seed)")
      }
      for id in ids {
        func sum(_ lists: [[Leg]], _ counts: (Int64) -> Bool) -> Int64 {
          lists.joined().filter { $0.account == id && counts($0.minutes.count) }
            .reduce(0) { $0 + $1.minutes.count }
        }
        #expect(books[id]?.balance.count == sum(posted) { _ in true }, "seed \(seed)")
        #expect(books[id]?.heldIn.count == sum(held) { $0 > 0 }, "seed \(seed)")
        #expect(books[id]?.heldOut.count == -sum(held) { $0 < 0 }, "seed \(seed)")
      }
      #expect(posted.count > 10, "seed \(seed) exercised nothing")
    }
  }
}
