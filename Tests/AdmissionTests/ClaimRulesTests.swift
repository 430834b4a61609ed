import Admission
import Exchange
import Simulation
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
