import Bookkeeping
import Testing
import Vocabulary

@Suite("Posting")
struct PostingTests {
  private static func resident(_ number: UInt8) -> AccountID {
    .resident(ResidentID(bytes: Bytes32([UInt8](repeating: number, count: 32)) ?? .zero))
  }
  private let an = resident(1)
  private let bo = resident(2)

  private func transfer(_ minutes: Int64, from: AccountID, to: AccountID) -> Transfer {
    Transfer(
      id: UpdateID(bytes: .zero), payer: from, payee: to, minutes: Minutes(minutes),
      time: Instant(milliseconds: 0))
  }

  @Test("minutes leave who was helped and arrive with who gave help")
  func simple() throws {
    let after = try Posting.post(
      transfer(90, from: an, to: bo), payer: Account(id: an), payee: Account(id: bo))
    #expect(after.payer == Account(id: an, balance: Minutes(-90), received: Minutes(90)))
    #expect(after.payee == Account(id: bo, balance: Minutes(90), given: Minutes(90)))
  }

  @Test("nothing, less than nothing and a transfer to oneself are refused")
  func senseless() {
    for minutes in [0, -1, Int64.min] {
      #expect(throws: Refused(.minutesOutOfRange, "minutes")) {
        try Posting.post(
          transfer(minutes, from: an, to: bo), payer: Account(id: an), payee: Account(id: bo))
      }
    }
    #expect(throws: Refused(.minutesOutOfRange, "minutes")) {
      try Posting.post(
        transfer(5, from: an, to: an), payer: Account(id: an), payee: Account(id: an))
    }
  }

  @Test("accounts other than the transfer's own are refused")
  func strangers() {
    #expect(throws: Refused(.minutesOutOfRange, "minutes")) {
      try Posting.post(
        transfer(5, from: an, to: bo), payer: Account(id: bo), payee: Account(id: an))
    }
  }

  @Test("an amount that does not fit is refused on either side")
  func overflow() {
    let cases = [
      (Account(id: an, balance: Minutes(.min)), Account(id: bo)),
      (Account(id: an), Account(id: bo, balance: Minutes(.max))),
      (Account(id: an, received: Minutes(.max)), Account(id: bo)),
      (Account(id: an), Account(id: bo, given: Minutes(.max))),
    ]
    for (payer, payee) in cases {
      #expect(throws: Refused(.amountOverflow, "minutes")) {
        try Posting.post(transfer(1, from: an, to: bo), payer: payer, payee: payee)
      }
    }
  }

  /// The model keeps a plain list of transfers and adds it up from scratch.
  @Test("random histories agree with adding everything up, and always sum to zero")
  func histories() {
    for seed in UInt64(0)..<60 {
      var generator = SeededGenerator(seed: seed)
      let ids =
        (1...6).map { Self.resident($0) } + [.pot("samen"), .clearing(NodeID(bytes: .zero))]
      var books = Dictionary(uniqueKeysWithValues: ids.map { ($0, Account(id: $0)) })
      var history: [Transfer] = []
      for _ in 0..<80 {
        let from = ids[Int(generator.next() % UInt64(ids.count))]
        let to = ids[Int(generator.next() % UInt64(ids.count))]
        let one = transfer(Int64(generator.next() % 400) - 20, from: from, to: to)
        guard let payer = books[from], let payee = books[to],
          let after = try? Posting.post(one, payer: payer, payee: payee)
        else { continue }
        books[from] = after.payer
        books[to] = after.payee
        history.append(one)
        #expect(books.values.reduce(0) { $0 + $1.balance.count } == 0, "seed \(seed)")
      }
      for id in ids {
        let given = history.filter { $0.payee == id }.reduce(0) { $0 + $1.minutes.count }
        let received = history.filter { $0.payer == id }.reduce(0) { $0 + $1.minutes.count }
        let expected = Account(
          id: id, balance: Minutes(given - received), given: Minutes(given),
          received: Minutes(received))
        #expect(books[id] == expected, "seed \(seed)")
      }
      #expect(history.count > 20, "seed \(seed) exercised nothing")
    }
  }
}

@Suite("Account names")
struct AccountIDTests {
  private let id = Bytes32(Array(0..<32)) ?? .zero

  @Test("the storage form is read back")
  func roundTrip() {
    let accounts: [AccountID] = [
      .resident(ResidentID(bytes: id)), .pot("solidariteit"), .pot(""),
      .clearing(NodeID(bytes: id)),
    ]
    for account in accounts { #expect(AccountID(key: account.key) == account) }
    #expect(accounts.map(\.key.first) == [1, 2, 2, 3])
  }

  @Test("what is no storage form is refused", arguments: [[], [0], [1], [1, 2, 3], [3], [4, 4]])
  func refused(_ key: [UInt8]) {
    #expect(AccountID(key: key) == nil)
  }

  @Test("residents sort before pots, pots before clearing accounts")
  func order() {
    let sorted: [AccountID] = [
      .clearing(NodeID(bytes: .zero)), .pot("b"), .pot("a"), .resident(ResidentID(bytes: id)),
    ].sorted()
    #expect(
      sorted == [
        .resident(ResidentID(bytes: id)), .pot("a"), .pot("b"), .clearing(NodeID(bytes: .zero)),
      ])
  }
}
