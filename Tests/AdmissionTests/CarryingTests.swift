import Admission
import Bookkeeping
import Exchange
import FoundationEssentials
import Simulation
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Hours that wait for the border")
struct CarryingTests {
  @Test("a hundred that wait for room at one neighbourhood do not keep another's waiting")
  func nobodyStarves() throws {
    var pair = try FederationTests.Pair()
    try pair.federate()
    let receiver = try #require(pair.lena.resident)
    let full = NodeID(bytes: .zero)
    let card = try #require(pair.here.views.peer(pair.there.node)).card
    pair.here.views.apply(
      .peer(Peer(node: full, card: card, state: .active, nearby: true, proposal: nil)))
    for (speaker, peer) in [
      (pair.here.node, pair.there.node), (pair.there.node, pair.here.node),
    ] {
      pair.here.views.apply(
        .clearingLimits(
          ClearingLimits(
            speaker: speaker, peer: peer, weMayOwe: Minutes(60), theyMayOwe: Minutes(60))))
    }
    func wait(_ number: UInt8, for node: NodeID) throws -> Agreement {
      Agreement(
        id: UpdateID(bytes: try #require(Bytes32([UInt8](repeating: number, count: 32)))),
        listing: UpdateID(bytes: .zero), side: .request, gift: false, owner: receiver,
        ownerNode: pair.here.node, proposer: ResidentID(bytes: .zero), proposerNode: node,
        accepted: true, changed: pair.here.now, decided: Minutes(30), waits: pair.here.now)
    }
    for number in 1...100 as ClosedRange<UInt8> {
      pair.here.views.apply(.agreement(try wait(number, for: full)))
    }
    let last = try wait(200, for: pair.there.node)
    pair.here.views.apply(.agreement(last))
    let duty = try Admission(node: pair.here.node, key: pair.here.key).duty(
      after: pair.here.head, at: pair.here.now, byClock: true, views: pair.here.views)
    guard case .transferReserved(let reserved) = duty else {
      Issue.record("\(String(describing: duty))")
      return
    }
    #expect(UpdateID(reserved.agreement) == last.id && reserved.minutes == 30)
  }
}
