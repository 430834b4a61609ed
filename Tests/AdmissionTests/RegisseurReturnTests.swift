import Admission
import Bookkeeping
import FoundationEssentials
import Simulation
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

/// Corrections of hours that crossed a border, by a regisseur. `protocol/10-books.md` §6.
@Suite("A regisseur corrects across the border")
struct RegisseurReturnTests {
  private typealias Scene = BorderTests.Scene

  /// Mieke, there, says what it should have been.
  private func mieke(
    _ scene: inout Scene, _ id: UpdateID, to minutes: UInt32
  ) throws -> Refusal? {
    refusal(
      try scene.pair.there.submit(
        corrected(id, to: minutes), by: scene.pair.mieke, content: scene.pair.there.note()))
  }

  /// Lena, here.
  private func lena(_ scene: inout Scene, _ id: UpdateID, to minutes: UInt32) throws -> Refusal? {
    refusal(
      try scene.pair.here.submit(
        corrected(id, to: minutes), by: scene.pair.lena, content: scene.pair.here.note()))
  }

  @Test("the payee's regisseur lowers help, and it counts less on both sides")
  func lowering() throws {
    var scene = try Scene()
    let id = try scene.helped()
    let made = try scene.pair.there.accept(
      corrected(id, to: 40), by: scene.pair.mieke, content: scene.pair.there.note())
    let entry = try #require(scene.pair.there.log.last).entry.header
    #expect(entry.reach == .addressed && entry.audience == scene.pair.here.node)
    #expect(try scene.pair.there.account(scene.tom).heldOut == Minutes(20))
    try scene.talk()
    for views in [scene.here, scene.there] {
      #expect(views.transfer(made)?.kind == .lowered && views.transfer(made)?.about == id)
      #expect(views.border(made)?.payer == scene.tom.resident)
      #expect(views.border(made)?.payee == scene.anna.resident)
    }
    try scene.expect(anna: [-40, 0, 40], tom: [40, 40, 0])
    #expect(try mieke(&scene, id, to: 30) == .alreadyCorrected)
    #expect(try lena(&scene, id, to: 90) == .alreadyCorrected)
  }

  @Test("the payer's regisseur raises help; no floor holds it back")
  func raising() throws {
    var scene = try Scene()
    let id = try scene.helped()
    try scene.pair.here.setPolicy(by: scene.pair.lena) { ($0.floor, $0.potFloor) = (-60, -100) }
    #expect(try lena(&scene, id, to: 90) == nil)
    try scene.talk()
    try scene.expect(anna: [-90, 0, 90], tom: [90, 90, 0])
    #expect(scene.here.account(.solidarityPot)?.balance ?? .zero == .zero)
  }

  @Test("hours given go back although the payee has spent them")
  func returning() throws {
    var scene = try Scene()
    let id = try scene.pair.here.accept(give(60, to: scene.tom), by: scene.anna)
    try scene.talk()
    try scene.pair.there.accept(give(1_260, to: scene.pair.mieke), by: scene.tom)
    // His own word would go below the floor.
    #expect(
      refusal(try scene.pair.there.submit(correcting(id, 60, to: scene.anna), by: scene.tom))
        == .floorReached)
    #expect(try mieke(&scene, id, to: 0) == nil)
    try scene.talk()
    try scene.expect(anna: [0, 0, 0], tom: [-1_260, 0, 0])
  }

  @Test("nobody takes hours from the other neighbourhood, nor decides about their own")
  func refusals() throws {
    var scene = try Scene()
    let id = try scene.helped()
    #expect(try lena(&scene, id, to: 40) == .transferNotYours)
    #expect(try mieke(&scene, id, to: 80) == .transferNotYours)
    #expect(try mieke(&scene, id, to: 60) == .minutesOutOfRange)
    #expect(try lena(&scene, id, to: 10_081) == .minutesOutOfRange)
    #expect(
      refusal(
        try scene.pair.there.submit(
          corrected(id, to: 40), by: scene.tom, content: scene.pair.there.note()))
        == .notRegisseur)
    #expect(
      refusal(try scene.pair.there.submit(corrected(id, to: 40), by: scene.pair.mieke))
        == .contentMissing)
    // Hours are not raised; a regisseur's own are another's to correct.
    let given = try scene.pair.here.accept(give(30, to: scene.pair.mieke), by: scene.pair.lena)
    try scene.talk()
    #expect(try lena(&scene, given, to: 40) == .partyCannotDecide)
    #expect(try mieke(&scene, given, to: 20) == .partyCannotDecide)
    let plain = try scene.pair.here.accept(give(30, to: scene.tom), by: scene.anna)
    try scene.talk()
    #expect(try lena(&scene, plain, to: 40) == .transferNotYours)
    // A correction is not corrected, and neither is what has not arrived.
    let back = try scene.pair.there.accept(correcting(plain, 5, to: scene.anna), by: scene.tom)
    #expect(try mieke(&scene, plain, to: 20) == .alreadyCorrected)
    #expect(try mieke(&scene, back, to: 3) == .transferUnknown)
    try scene.talk()
    #expect(try lena(&scene, back, to: 3) == .transferUnknown)
    #expect(
      refusal(try scene.pair.here.submit(correcting(back, 3, to: scene.tom), by: scene.anna))
        == .transferUnknown)
  }

  @Test("the limits between the two hold, and so do a frozen transfer and an ended federation")
  func walls() throws {
    var scene = try Scene()
    let id = try scene.helped()
    try scene.limit(70, 300)
    #expect(try lena(&scene, id, to: 80) == .clearingLimitReached)
    scene.pair.there.views.borders[id]?.frozen = true
    #expect(try mieke(&scene, id, to: 40) == .transferFrozen)
    scene.pair.there.views.borders[id]?.frozen = false
    try scene.pair.there.accept(
      .federationEnded(.with { $0.peer = Data(scene.pair.here.node.array) }),
      by: scene.pair.mieke)
    #expect(try mieke(&scene, id, to: 40) == .peerUnknown)
  }

  @Test("hours of somebody who has left are not given up, nor given to them")
  func left() throws {
    var scene = try Scene()
    let id = try scene.helped()
    let leave = WireUpdate.OneOf_Kind.residentLeft(WireResidentLeft())
    try scene.pair.there.accept(give(60, to: scene.pair.mieke), by: scene.tom)
    try scene.pair.there.accept(leave, by: scene.tom)
    #expect(try mieke(&scene, id, to: 40) == .recipientUnknown)
    // The other way round: here the node there finds nobody.
    #expect(try lena(&scene, id, to: 70) == nil)
    try scene.talk()
    let made = try #require(scene.here.borders.values.first { $0.corrects == id })
    #expect(made.state == .voided && made.reason == Refusal.recipientUnknown.rawValue)
    #expect(try scene.pair.here.account(scene.anna).balance == Minutes(-60))
    // What came to nothing stands in no other correction's way.
    #expect(try lena(&scene, id, to: 65) == nil)
    try scene.talk()
    #expect(scene.isSettled() && scene.owed == [60, -60])
  }

  @Test("the other node's ceiling holds: rejected, the hours come back")
  func ceiling() throws {
    var scene = try Scene()
    let id = try scene.pair.here.accept(give(60, to: scene.tom), by: scene.anna)
    try scene.talk()
    try scene.pair.here.accept(
      .limitsSet(.with { ($0.resident, $0.floor, $0.ceiling) = (scene.anna.id, -1_200, 0) }),
      by: scene.pair.lena, content: scene.pair.here.note())
    try scene.pair.here.accept(give(50, to: scene.anna), by: scene.pair.lena)
    #expect(try mieke(&scene, id, to: 40) == nil)
    try scene.talk()
    let made = try #require(scene.there.borders.values.first { $0.corrects == id })
    #expect(made.state == .voided && made.reason == Refusal.ceilingReached.rawValue)
    #expect(scene.isSettled() && scene.owed == [60, -60])
  }

  @Test("who said it takes it back, not whose hours they are")
  func recall() throws {
    var scene = try Scene()
    let id = try scene.helped()
    let made = try scene.pair.there.accept(
      corrected(id, to: 40), by: scene.pair.mieke, content: scene.pair.there.note())
    let recall = WireUpdate.OneOf_Kind.transferRecalled(.with { $0.transfer = Data(made.array) })
    #expect(refusal(try scene.pair.there.submit(recall, by: scene.tom)) == .transferNotYours)
    try scene.pair.there.accept(recall, by: scene.pair.mieke)
    try scene.talk()
    #expect(scene.there.border(made)?.state == .voided)
    try scene.expect(anna: [-60, 0, 60], tom: [60, 60, 0])
  }

  @Test("two regisseurs at once are both told no; a word of the wrong node begins nothing")
  func crossing() throws {
    var scene = try Scene()
    let id = try scene.helped()
    #expect(try mieke(&scene, id, to: 50) == nil)
    #expect(try lena(&scene, id, to: 70) == nil)
    try scene.talk()
    let both = scene.here.borders.values.filter { $0.corrects == id }
    #expect(both.map(\.state) == [.voided, .voided] && both.map(\.reason) == [710, 710])
    try scene.expect(anna: [-60, 0, 60], tom: [60, 60, 0])
  }
}
