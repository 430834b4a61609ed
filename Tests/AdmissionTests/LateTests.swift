import Admission
import Bookkeeping
import FoundationEssentials
import Simulation
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

/// What arrives, or is answered, after it was let go. `protocol/10-books.md` §6, §7.
@Suite("Hours that arrive after they were let go")
struct LateTests {
  private typealias Scene = BorderTests.Scene

  /// The node here ends the federation and lets go; the COMMIT that was on its way comes after that.
  private func lateHere(
    _ scene: inout Scene, _ id: UpdateID, before: (inout Scene) throws -> Void
  ) throws {
    try scene.listenHere()
    try scene.listenThere()
    #expect(scene.there.border(id)?.state == .committed)
    try scene.pair.here.accept(FederationTests.end(scene.pair.there.node), by: scene.pair.lena)
    try scene.pair.here.sayDuties(byClock: true)
    #expect(scene.here.border(id)?.state == .released)
    try before(&scene)
    try scene.talk()
    #expect([scene.here, scene.there].map { $0.border(id)?.state } == [.applied, .applied])
    #expect(scene.isSettled() && scene.here.misdeeds.isEmpty && scene.there.misdeeds.isEmpty)
  }

  private func ceiling(_ scene: inout Scene, of anna: Int64) throws {
    try scene.pair.here.accept(
      .limitsSet(.with { ($0.resident, $0.floor, $0.ceiling) = (scene.anna.id, -1_200, anna) }),
      by: scene.pair.lena, content: scene.pair.here.note())
  }

  @Test(
    "help given back is the pot's first, as far as it had paid, then the payer's up to the ceiling",
    arguments: [true, false])
  func lowered(byRegisseur: Bool) throws {
    var scene = try Scene()
    try scene.pair.here.setPolicy(by: scene.pair.lena) { ($0.floor, $0.potFloor) = (-40, -100) }
    let help = try scene.helped()
    let back =
      byRegisseur
      ? try scene.pair.there.accept(
        corrected(help, to: 10), by: scene.pair.mieke, content: scene.pair.there.note())
      : try scene.pair.there.accept(correcting(help, 50, to: scene.anna), by: scene.tom)
    try lateHere(&scene, back) { scene in
      try ceiling(&scene, of: 0)
      try scene.pair.here.accept(give(25, to: scene.anna), by: scene.pair.lena)
    }
    // Of forty she had paid thirty come back, and there is room for fifteen.
    #expect(scene.here.transfer(back)?.kind == .lowered)
    #expect(try scene.pair.here.account(scene.anna).balance == .zero)
    #expect(try scene.pair.here.account(scene.anna).received == Minutes(25))
    #expect(scene.here.account(.solidarityPot)?.balance == Minutes(15))
    #expect(scene.owed == [10, -10])
  }

  @Test(
    "hours given back reach the giver up to the ceiling, and the pot when the giver has left",
    arguments: [20, nil] as [Int64?])
  func returned(room: Int64?) throws {
    var scene = try Scene()
    let gift = try scene.pair.here.accept(give(60, to: scene.tom), by: scene.anna)
    try scene.talk()
    let back = try scene.pair.there.accept(correcting(gift, 60, to: scene.anna), by: scene.tom)
    try lateHere(&scene, back) { scene in
      try scene.pair.here.accept(give(60, to: scene.anna), by: scene.pair.lena)
      if let room { return try ceiling(&scene, of: room) }
      try scene.pair.here.accept(.residentLeft(WireResidentLeft()), by: scene.anna)
    }
    #expect(scene.here.transfer(back)?.kind == .returned)
    #expect(try scene.pair.here.account(scene.anna).balance == Minutes(room ?? 0))
    #expect(scene.here.account(.solidarityPot)?.balance == Minutes(60 - (room ?? 0)))
    // Who has left has no leg, and can still read what became of it.
    #expect(scene.here.asides(of: back) == (room == nil ? [scene.anna.resident] : []))
    #expect(scene.owed == [0, 0])
  }

  @Test("help added arrives as help does: what is above the ceiling is the pot's")
  func raised() throws {
    var scene = try Scene()
    let help = try scene.helped()
    let more = try scene.pair.here.accept(correcting(help, 30, to: scene.tom), by: scene.anna)
    try scene.listenThere()
    try scene.listenHere()
    #expect(scene.here.border(more)?.state == .committed)
    try scene.pair.there.accept(FederationTests.end(scene.pair.here.node), by: scene.pair.mieke)
    try scene.pair.there.sayDuties(byClock: true)
    try scene.pair.there.setPolicy(by: scene.pair.mieke) { $0.ceiling = 70 }
    try scene.talk()
    #expect(scene.there.transfer(more)?.kind == .raised)
    try scene.expect(anna: [-90, 0, 90], tom: [70, 70, 0])
    #expect(scene.there.account(.solidarityPot)?.balance == Minutes(20))
  }

  @Test("what came late to somebody who has left is the pot's, and a regisseur gives it back")
  func correctedLater() throws {
    var scene = try Scene()
    let gift = try scene.pair.there.accept(give(60, to: scene.anna), by: scene.tom)
    try scene.listenHere()
    try lateHere(&scene, gift) { scene in
      try scene.pair.here.accept(.residentLeft(WireResidentLeft()), by: scene.anna)
    }
    try begunAnew(&scene)
    try scene.talk()
    // The hours of who has left are in the pot: from there a regisseur gives them back.
    let back = try scene.pair.here.accept(
      corrected(gift, to: 20), by: scene.pair.lena, content: scene.pair.here.note())
    try scene.talk()
    #expect([scene.here, scene.there].map { $0.transfer(back)?.kind } == [.returned, .returned])
    #expect(scene.here.account(.solidarityPot)?.balance == Minutes(20))
    #expect(try scene.pair.there.account(scene.tom).balance == Minutes(-20))
    #expect(scene.isSettled() && scene.owed == [-20, 20])
  }

  /// There a regisseur asks, here one ends what stands and agrees by the letter, before the clock
  /// ticks and whatever the nodes have read.
  private func begunAnew(_ scene: inout Scene) throws {
    if scene.here.peer(scene.pair.there.node)?.state == .active {
      try scene.pair.here.accept(FederationTests.end(scene.pair.there.node), by: scene.pair.lena)
    }
    let terms = WireFederationTerms.with {
      $0.first = Data(scene.pair.there.node.array)
      $0.second = Data(scene.pair.here.node.array)
      $0.nearby = true
    }
    try scene.pair.there.accept(
      .federationProposed(.with { ($0.terms, $0.peer) = (terms, scene.pair.here.card) }),
      by: scene.pair.mieke)
    let letter = try #require(scene.pair.there.log.last?.update).signedBytes
    let yes = try WireFederationAccepted.with {
      ($0.terms, $0.peer) = (terms, scene.pair.there.card)
      $0.proposal = try WireSignedUpdate(serializedBytes: letter)
    }
    try scene.pair.here.accept(.federationAccepted(yes), by: scene.pair.lena)
  }

  @Test("to end a federation and begin it anew lifts no limit: what was let go is counted")
  func anew() throws {
    var scene = try Scene(weMayOwe: 200, theyMayOwe: 200)
    let first = try scene.pair.here.accept(give(60, to: scene.tom), by: scene.anna)
    try scene.listenThere()
    try scene.pair.there.accept(
      .clearingLimitsSet(
        .with {
          $0.peer = Data(scene.pair.here.node.array)
          ($0.weMayOwe, $0.theyMayOwe) = (200, 100)
        }), by: scene.pair.mieke)
    try scene.pair.there.accept(FederationTests.end(scene.pair.here.node), by: scene.pair.mieke)
    try scene.pair.there.sayDuties(byClock: true)
    #expect(scene.there.border(first)?.state == .released)
    // Here nothing of that was read, and the hours may still be committed.
    try begunAnew(&scene)
    let second = try scene.pair.here.accept(give(60, to: scene.tom), by: scene.anna)
    try scene.pair.there.follow(scene.pair.here)
    #expect(scene.there.peer(scene.pair.here.node)?.state == .active)
    #expect(
      refusal(try scene.pair.there.sayAnyway(accepting(second, in: scene)))
        == .clearingLimitReached)
    try scene.pair.there.sayDuties()
    #expect(scene.there.border(second)?.state == .rejected)
    #expect(scene.there.border(second)?.reason == Refusal.clearingLimitReached.rawValue)
    // As much as is left is taken.
    let third = try scene.pair.here.accept(give(40, to: scene.tom), by: scene.anna)
    try scene.listenThere()
    #expect(scene.there.border(third)?.state == .accepted)
    // Here all is read: the first was let go before it was committed, and the room is back.
    try scene.talk()
    #expect([scene.here, scene.there].map { $0.border(first)?.state } == [.voided, .voided])
    #expect([scene.here, scene.there].map { $0.border(third)?.state } == [.applied, .applied])
    let fourth = try scene.pair.here.accept(give(60, to: scene.tom), by: scene.anna)
    try scene.talk()
    #expect(scene.there.border(fourth)?.state == .applied)
    #expect(scene.isSettled() && scene.owed == [100, -100])
    #expect(scene.here.misdeeds.isEmpty && scene.there.misdeeds.isEmpty)
  }

  private func accepting(_ id: UpdateID, in scene: Scene) -> WireUpdate.OneOf_Kind {
    .transferAccepted(
      .with {
        $0.transfer = Data(id.array)
        $0.cites = Data(scene.there.border(id)?.reserve.array ?? [])
      })
  }
}
