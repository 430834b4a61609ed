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

  private func path(_ steps: [(BorderStep, NodeID, UInt8)]) throws -> BorderTransfer {
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

  @Test("every step in every state: it follows, the logs crossed, or it is a misdeed")
  func table() throws {
    let accept = (BorderStep.accept(cites: entry(10)), b, UInt8(11))
    let reject = (BorderStep.reject(cites: entry(10), reason: 706), b, UInt8(11))
    let commit = (BorderStep.commit(cites: entry(11)), a, UInt8(12))
    let void = (BorderStep.void(cites: nil), a, UInt8(12))
    let applied = (BorderStep.applied(cites: entry(12)), b, UInt8(13))
    let ways: [BorderState: [(BorderStep, NodeID, UInt8)]] = [
      .reserved: [], .accepted: [accept], .rejected: [reject],
      .committed: [accept, commit], .voided: [accept, void], .applied: [accept, commit, applied],
    ]
    let expected: [BorderState: [String]] = [
      .reserved: ["accepted", "rejected", "citesAnother", "voided", "appliedWithoutCommit"],
      .accepted: [
        "answeredTwice", "answeredTwice", "committed", "voided", "appliedWithoutCommit",
      ],
      .rejected: [
        "answeredTwice", "answeredTwice", "citesAnother", "voided", "appliedWithoutCommit",
      ],
      .committed: [
        "answeredTwice", "answeredTwice", "committedTwice", "voidedAfterCommit", "applied",
      ],
      .voided: [
        "crossed", "crossed", "committedAfterVoid", "crossed", "appliedWithoutCommit",
      ],
      .applied: [
        "answeredTwice", "answeredTwice", "committedTwice", "voidedAfterCommit", "crossed",
      ],
    ]
    for (state, way) in ways.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let one = try path(way)
      #expect(one.state == state)
      let outcomes = [accept, reject, commit, void, applied].map { step, node, number in
        switch one.after(step, by: node, at: entry(number + 20)) {
        case .success(let next): "\(next.state)"
        case .failure(.crossed): "crossed"
        case .failure(.misdeed(let misdeed)): "\(misdeed)"
        }
      }
      #expect(outcomes == expected[state], "\(state)")
    }
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
