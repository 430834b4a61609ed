import Bookkeeping
import Testing
import Vocabulary

@Suite("A transfer across the border")
struct BorderTransferTests {
  private let a = NodeID(bytes: bytes(1))
  private let b = NodeID(bytes: bytes(2))

  private func entry(_ number: UInt8) -> EntryHash { EntryHash(bytes: bytes(number)) }

  private var reserved: BorderTransfer {
    BorderTransfer(
      id: UpdateID(bytes: bytes(9)), payerNode: a, payer: ResidentID(bytes: bytes(3)),
      payeeNode: b, payee: ResidentID(bytes: bytes(4)), minutes: Minutes(60), agreement: nil,
      reserve: entry(10), started: Instant(milliseconds: 0))
  }

  private func path(_ steps: [Said]) throws -> BorderTransfer {
    try steps.reduce(reserved) { try $0.after($1.0, by: $1.1, at: entry($1.2)).get() }
  }

  @Test("reserved, accepted, committed, applied: held on each side until it posts")
  func happy() throws {
    var one = reserved
    #expect(one.isHeld(at: a) && !one.isHeld(at: b) && one.isDue(at: b) && !one.isDue(at: a))
    one = try path([(.accept(cites: entry(10)), b, 11)])
    #expect(one.isHeld(at: a) && one.isHeld(at: b) && one.isDue(at: a) && !one.isDue(at: b))
    one = try path([(.accept(cites: entry(10)), b, 11), (.commit(cites: entry(11)), a, 12)])
    #expect(!one.isHeld(at: a) && one.isHeld(at: b) && one.isDue(at: b))
    one = try path([
      (.accept(cites: entry(10)), b, 11), (.commit(cites: entry(11)), a, 12),
      (.applied(cites: entry(12)), b, 13),
    ])
    #expect(one.state == .applied && !one.isHeld(at: b) && !one.isDue(at: a) && !one.isDue(at: b))
  }

  private typealias Said = (BorderStep, NodeID, UInt8)

  @Test("every step in every state: it follows, the logs crossed, or it is a misdeed")
  func table() throws {
    let accept = (BorderStep.accept(cites: entry(10)), b, UInt8(11))
    let reject = (BorderStep.reject(cites: entry(10), reason: 706), b, UInt8(11))
    let commit = (BorderStep.commit(cites: entry(11)), a, UInt8(12))
    let void = (BorderStep.void(cites: nil), a, UInt8(12))
    let release = (BorderStep.release(cites: nil), b, UInt8(14))
    let applied = (BorderStep.applied(cites: entry(12)), b, UInt8(13))
    let ways: [BorderState: [Said]] = [
      .reserved: [], .accepted: [accept], .rejected: [reject],
      .committed: [accept, commit], .voided: [accept, void, release],
      .applied: [accept, commit, applied], .withdrawn: [accept, void],
      .released: [accept, release],
    ]
    let out = "releasedOutOfTurn"
    // In the order accept, reject, commit, void, release, applied.
    let expected: [BorderState: [String]] = [
      .reserved: ["accepted", "rejected", "citesAnother", "voided", out, "appliedWithoutCommit"],
      .accepted: [
        "answeredTwice", "answeredTwice", "committed", "withdrawn", "released",
        "appliedWithoutCommit",
      ],
      .rejected: [
        "answeredTwice", "answeredTwice", "citesAnother", "voided", out, "appliedWithoutCommit",
      ],
      .committed: [
        "answeredTwice", "answeredTwice", "committedTwice", "voidedAfterCommit", "committed",
        "applied",
      ],
      .voided: [
        "crossed", "crossed", "committedAfterVoid", "crossed", out, "appliedWithoutCommit",
      ],
      .applied: [
        "answeredTwice", "answeredTwice", "committedTwice", "voidedAfterCommit", out, "crossed",
      ],
      .withdrawn: [
        "answeredTwice", "answeredTwice", "committedAfterVoid", "crossed", "voided",
        "appliedWithoutCommit",
      ],
      .released: [
        "answeredTwice", "answeredTwice", "committed", "voided", out, "appliedWithoutCommit",
      ],
    ]
    for state in BorderState.allCases {
      let one = try path(try #require(ways[state]))
      #expect(one.state == state)
      let outcomes = [accept, reject, commit, void, release, applied].map { step, node, number in
        switch one.after(step, by: node, at: entry(number + 20)) {
        case .success(let next): "\(next.state)"
        case .failure(.crossed): "crossed"
        case .failure(.misdeed(let misdeed)): "\(misdeed)"
        }
      }
      #expect(outcomes == expected[state], "\(state)")
    }
  }

  @Test("in every state some word is due that ends what is held, or the other may yet give it")
  func exits() throws {
    var reached: Set<BorderState> = [.reserved]
    var waiting = [reserved]
    while let one = waiting.popLast() {
      let (last, released) = (one.last, one.released)
      let steps: [BorderStep] = [
        .accept(cites: one.reserve), .reject(cites: one.reserve, reason: 706),
        .commit(cites: last), .void(cites: nil), .release(cites: nil), .applied(cites: last),
      ]
      let next = [a, b].flatMap { node in
        steps.compactMap { try? one.after($0, by: node, at: entry(90)).get() }
      }
      // Nothing is held on a side that no step of that very side can end.
      for node in [a, b] where one.isHeld(at: node) {
        let own = steps.compactMap { try? one.after($0, by: node, at: entry(90)).get() }
        #expect(own.contains { !$0.isHeld(at: node) }, "\(one.state)")
      }
      if one.state.isFinal { #expect(!one.isHeld(at: a) && !one.isHeld(at: b)) }
      for after in next where after.state != one.state || after.released != released {
        if reached.insert(after.state).inserted || after.released != released {
          waiting.append(after)
        }
      }
    }
    #expect(reached == Set(BorderState.allCases))
  }

  @Test("what the payee's node let go is committed all the same, or voided; nothing is held twice")
  func released() throws {
    let accept = (BorderStep.accept(cites: entry(10)), b, UInt8(11))
    let release = (BorderStep.release(cites: nil), b, UInt8(14))
    let one = try path([accept, release])
    #expect(!one.isHeld(at: b) && one.isHeld(at: a) && one.isDue(at: a) && !one.isDue(at: b))
    // COMMIT cites the ACCEPT: it was on its way.
    let late = try path([accept, release, (.commit(cites: entry(11)), a, 12)])
    #expect(late.state == .committed && late.isDue(at: b))
    #expect(!late.isHeld(at: a) && !late.isHeld(at: b))
    // At the payer's node, which read the release after its own COMMIT.
    let crossed = try path([accept, (.commit(cites: entry(11)), a, 12), release])
    #expect(crossed.state == .committed && crossed.last == entry(12))
    #expect(
      crossed.after(release.0, by: b, at: entry(30)) == .failure(.misdeed(.releasedOutOfTurn)))
    let voided = try path([accept, release, (.void(cites: entry(14)), a, 15)])
    #expect(voided.state == .voided && !voided.isHeld(at: a) && !voided.isDue(at: b))
    #expect(
      one.after(.void(cites: entry(11)), by: a, at: entry(30))
        == .failure(.misdeed(.citesAnother)))
    // The VOID that it answers, and no other entry.
    let withdrawn = try path([accept, (.void(cites: nil), a, 12)])
    #expect(withdrawn.isHeld(at: b) && withdrawn.isDue(at: b) && !withdrawn.isHeld(at: a))
    #expect(
      withdrawn.after(.release(cites: entry(11)), by: b, at: entry(30))
        == .failure(.misdeed(.citesAnother)))
    #expect(
      withdrawn.after(.release(cites: entry(12)), by: a, at: entry(30))
        == .failure(.misdeed(.speaksForAnother)))
    #expect(
      try withdrawn.after(.release(cites: entry(12)), by: b, at: entry(30)).get().state == .voided)
  }

  @Test("who speaks for the other side, or cites another entry, changes nothing and is named")
  func liars() throws {
    let stranger = NodeID(bytes: bytes(7))
    for node in [a, stranger] {
      #expect(
        reserved.after(.accept(cites: entry(10)), by: node, at: entry(11))
          == .failure(.misdeed(.speaksForAnother)))
    }
    // Last month's ACCEPT, once more.
    #expect(
      reserved.after(.accept(cites: entry(99)), by: b, at: entry(11))
        == .failure(.misdeed(.citesAnother)))
    let accepted = try path([(.accept(cites: entry(10)), b, 11)])
    #expect(
      accepted.after(.commit(cites: entry(10)), by: a, at: entry(12))
        == .failure(.misdeed(.citesAnother)))
    #expect(
      accepted.after(.commit(cites: entry(11)), by: b, at: entry(12))
        == .failure(.misdeed(.speaksForAnother)))
  }
}
