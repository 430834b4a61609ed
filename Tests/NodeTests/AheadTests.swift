import NodeRuntime
import Synchronization
import Testing
import Updates
import Vocabulary
import WireFormat

/// Times to come, between two running nodes. `protocol/06-gossip.md` §4.
@Suite("A node whose clock runs ahead")
struct AheadTests {
  /// A clock that tests put forward.
  private final class Clock: Sendable {
    private let ahead = Mutex<Int64>(0)

    var node: NodeClock {
      NodeClock { NodeClock.system.now() + Interval(milliseconds: self.ahead.withLock { $0 }) }
    }

    func advance(_ interval: Interval) { ahead.withLock { $0 += interval.milliseconds } }
  }

  /// A person's one row about the other node.
  private func link(_ person: LivePerson) async throws -> WirePeerRow? {
    guard case .federation(let answer) = try await person.ask(.federation(WireAskFederation()))
    else { return nil }
    return answer.peers.first
  }

  private func sees(_ person: LivePerson, _ listing: UpdateID) async throws -> Bool {
    try await person.board().contains { $0.id == listing.array }
  }

  @Test("what it writes is held back, nobody is to blame, and comes in when its time has come")
  func heldBack() async throws {
    let (fast, steady) = (Clock(), Clock())
    let here = try await LiveNode("Hier", clock: fast.node)
    let there = try await LiveNode("Daar", clock: steady.node)
    let lena = try await here.regisseur("Lena")
    let mieke = try await there.regisseur("Mieke")
    try await LiveNode.federate(lena, mieke)
    let first = try await lena.post("Op tijd", reach: .federation)
    try await eventually("what is of now crosses") { try await sees(mieke, first) }

    fast.advance(.days(1))
    let early = try await lena.post("Van morgen", reach: .federation)
    try await eventually("the two clocks are seen to differ") {
      try await link(mieke)?.ahead == true
    }
    #expect(try await !sees(mieke, early))
    // The other direction goes on, and so does the link.
    let other = try await mieke.post("Van vandaag", reach: .federation)
    try await eventually("the steady node's news crosses") { try await sees(lena, other) }
    #expect(try await !sees(mieke, early))
    #expect(try await link(mieke)?.state == .active)

    steady.advance(.days(1))
    try await eventually("its time has come") { try await sees(mieke, early) }
    #expect(try await link(mieke)?.ahead == false)
    try await here.end()
    try await there.end()
  }
}
