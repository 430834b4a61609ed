import Admission
import Bookkeeping
import Exchange
import FoundationEssentials
import Simulation
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

/// By which rules claims are judged, on both sides of a border. `protocol/10-books.md` §5.
@Suite("The rules for claims across the border")
struct ClaimRulesTests {
  private typealias Scene = BorderTests.Scene

  /// An agreement on a listing of Anna's, both said yes; each neighbourhood changes its rules before
  /// the proposal, before the yes, and after it.
  private func agreement(_ scene: inout Scene, side: WireListingSide) throws -> UpdateID {
    let listing = try scene.pair.here.accept(
      .listingPosted(scene.pair.here.listing(side, reach: .nearby)), by: scene.anna,
      content: scene.pair.here.text("Rit"))
    try change(&scene, tolerance: 20, days: 5)
    let id = try scene.pair.there.accept(
      scene.pair.there.proposal(on: listing, of: scene.pair.here.node), by: scene.tom)
    try change(&scene, tolerance: 30, days: 6)
    let cited = try #require(scene.here.update(id)).entry
    try scene.pair.here.accept(scene.pair.here.yes(id, cites: cited), by: scene.anna)
    try change(&scene, tolerance: 0, days: 1)
    return id
  }

  /// Here so, there one more of each.
  private func change(_ scene: inout Scene, tolerance: UInt32, days: UInt32) throws {
    try scene.pair.here.setPolicy(by: scene.pair.lena) {
      ($0.smallDifference, $0.silenceDays) = (tolerance, days)
    }
    try scene.pair.there.setPolicy(by: scene.pair.mieke) {
      ($0.smallDifference, $0.silenceDays) = (tolerance + 1, days + 1)
    }
    try scene.talk()
  }

  @Test(
    "both nodes judge by the payer's rules at the payer's own yes",
    arguments: [WireListingSide.request, .offer])
  func bothSides(side: WireListingSide) throws {
    var scene = try Scene()
    let id = try agreement(&scene, side: side)
    // Anna pays for her request, and said yes last; Tom pays for her offer, and proposed.
    let (tolerance, days) = side == .request ? (30, 6) : (21, 6)
    let first = scene.pair.here.now
    try scene.pair.there.accept(scene.pair.there.stated(id, 60), by: scene.tom)
    try scene.talk()
    let second = UInt32(60 + tolerance)
    try scene.pair.here.accept(scene.pair.here.stated(id, second), by: scene.anna)
    try scene.talk()
    func both(_ state: AgreementState, _ days: Int64) throws {
      let seen = try [scene.here, scene.there].map { try #require($0.agreement(id)) }
      #expect(seen.map(\.state) == [state, state])
      #expect(seen.map(\.tolerance) == [Minutes(Int64(tolerance)), Minutes(Int64(tolerance))])
      let due = try seen.map { try #require($0.postedBySilence) }
      #expect(due.allSatisfy { $0.minutes == Minutes(60) })
      #expect(due[0].at == due[1].at && due[0].at >= first + .days(days))
      #expect(due[0].at < first + .days(days + 1))
    }
    try both(.stated, Int64(days))
    try scene.pair.here.accept(scene.pair.here.stated(id, second + 1), by: scene.anna)
    try scene.talk()
    try both(.disputed, Int64(4 * days))
  }

  /// Takes in what the other log gives a former peer, and says what follows from it: everything as
  /// far as it is due, and nothing after.
  private func hear(_ reader: inout TestNeighbourhood, _ writer: TestNeighbourhood) throws {
    let peer = try #require(writer.views.peer(reader.node))
    var told = writer
    if peer.state == .ended {
      told.log = Array(writer.log.prefix { $0.entry.header.sequence <= peer.due ?? 0 })
    }
    try reader.follow(told)
    try reader.sayDuties()
  }

  private func end(_ village: inout TestNeighbourhood, with node: NodeID, by regisseur: Signer)
    throws
  {
    try village.accept(.federationEnded(.with { $0.peer = Data(node.array) }), by: regisseur)
  }

  private func setPolicy(_ scene: inout Scene, tolerance: UInt32, days: UInt32) throws {
    try scene.pair.here.setPolicy(by: scene.pair.lena) {
      ($0.smallDifference, $0.silenceDays) = (tolerance, days)
    }
  }

  private func seen(_ scene: Scene, _ id: UpdateID) throws -> [Agreement] {
    try [scene.here, scene.there].map { try #require($0.agreement(id)) }
  }

  @Test("rules set after the end of a federation are no news to a former peer, and decide nothing")
  func afterTheEnd() throws {
    var scene = try Scene()
    let id = try agreement(&scene, side: .request)
    try end(&scene.pair.there, with: scene.pair.here.node, by: scene.pair.mieke)
    try hear(&scene.pair.here, scene.pair.there)
    try setPolicy(&scene, tolerance: 90, days: 80)
    let before = scene.there.policy(of: scene.pair.here.node)
    try hear(&scene.pair.there, scene.pair.here)
    #expect(scene.there.policy(of: scene.pair.here.node) == before)
    #expect(scene.here.policy() != before)
    // Sixty and ninety-one: a dispute by the rules at Anna's yes, and by no later ones.
    try scene.pair.there.accept(scene.pair.there.stated(id, 60), by: scene.tom)
    try hear(&scene.pair.here, scene.pair.there)
    try scene.pair.here.accept(scene.pair.here.stated(id, 91), by: scene.anna)
    try hear(&scene.pair.there, scene.pair.here)
    // Her claim made them read so far.
    #expect(scene.there.policy(of: scene.pair.here.node) == scene.here.policy())
    let both = try seen(scene, id)
    #expect(both.map(\.state) == [.disputed, .disputed])
    #expect(both.map(\.tolerance) == [Minutes(30), Minutes(30)])
    #expect(both[0].postedBySilence?.at == both[1].postedBySilence?.at)
    let due = try #require(both[0].postedBySilence).at
    (scene.pair.here.now, scene.pair.there.now) = (due, due)
    try scene.pair.here.sayDuties(byClock: true)
    try hear(&scene.pair.there, scene.pair.here)
    #expect(try seen(scene, id).map(\.settled) == [Minutes(60), Minutes(60)])
  }

  @Test("a yes that crossed the end takes the rules before it along")
  func crossedTheEnd() throws {
    var scene = try Scene()
    let listing = try scene.pair.here.accept(
      .listingPosted(scene.pair.here.listing(.request, reach: .nearby)), by: scene.anna,
      content: scene.pair.here.text("Rit"))
    try scene.talk()
    let id = try scene.pair.there.accept(
      scene.pair.there.proposal(on: listing, of: scene.pair.here.node), by: scene.tom)
    try scene.talk()
    // There it ends; here nobody knows yet: new rules, and a yes under them.
    try end(&scene.pair.there, with: scene.pair.here.node, by: scene.pair.mieke)
    try setPolicy(&scene, tolerance: 40, days: 9)
    let cited = try #require(scene.here.update(id)).entry
    try scene.pair.here.accept(scene.pair.here.yes(id, cites: cited), by: scene.anna)
    try hear(&scene.pair.here, scene.pair.there)
    try setPolicy(&scene, tolerance: 0, days: 1)
    #expect(scene.here.peer(scene.pair.there.node)?.state == .ended)
    try hear(&scene.pair.there, scene.pair.here)
    let both = try seen(scene, id)
    #expect(both.map(\.accepted) == [true, true])
    #expect(both.map(\.tolerance) == [Minutes(40), Minutes(40)])
    #expect(both.map(\.silenceDays) == [9, 9])
    #expect(scene.there.policy(of: scene.pair.here.node).silenceDays == 9)
    // And nobody says a new yes.
    #expect(
      refusal(
        try scene.pair.there.submit(
          scene.pair.there.proposal(on: listing, of: scene.pair.here.node), by: scene.pair.mieke))
        == .listingClosed)
  }

  @Test("silence posts a claim when the payer's rules say so, in both logs")
  func silence() throws {
    var scene = try Scene()
    let id = try agreement(&scene, side: .request)
    try scene.pair.there.accept(scene.pair.there.stated(id, 45), by: scene.tom)
    try scene.talk()
    let due = try #require(scene.there.agreement(id)?.postedBySilence).at
    scene.pair.here.now = Instant(milliseconds: due.milliseconds - 1)
    scene.pair.there.now = scene.pair.here.now
    try scene.talk()
    #expect(scene.here.agreement(id)?.state == .stated)
    scene.pair.here.now = due
    scene.pair.there.now = due
    try scene.talk()
    let settled = [scene.here, scene.there].map { $0.agreement(id)?.settled }
    #expect(settled == [Minutes(45), Minutes(45)])
  }
}
