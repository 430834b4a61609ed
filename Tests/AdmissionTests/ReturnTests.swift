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

/// Corrections of hours that crossed a border, by who gives them up. `protocol/10-books.md` §6.
@Suite("Corrections across the border")
struct ReturnTests {
  private typealias Scene = BorderTests.Scene

  @Test("who was paid too much gives back, and the help counts less on both sides")
  func lowering() throws {
    var scene = try Scene()
    let id = try scene.helped()
    let back = try scene.pair.there.accept(correcting(id, 20, to: scene.anna), by: scene.tom)
    try scene.talk()
    #expect([scene.here, scene.there].map { $0.transfer(back)?.kind } == [.lowered, .lowered])
    #expect([scene.here, scene.there].map { $0.transfer(back)?.about } == [id, id])
    try scene.expect(anna: [-40, 0, 40], tom: [40, 40, 0])
  }

  @Test("who paid too little adds, and the help counts more on both sides")
  func raising() throws {
    var scene = try Scene()
    let id = try scene.helped()
    let more = try scene.pair.here.accept(correcting(id, 30, to: scene.tom), by: scene.anna)
    try scene.talk()
    #expect([scene.here, scene.there].map { $0.transfer(more)?.kind } == [.raised, .raised])
    try scene.expect(anna: [-90, 0, 90], tom: [90, 90, 0])
  }

  @Test("hours given away go back without counting as help")
  func returning() throws {
    var scene = try Scene()
    let id = try scene.pair.here.accept(give(60, to: scene.tom), by: scene.anna)
    try scene.talk()
    let back = try scene.pair.there.accept(correcting(id, 60, to: scene.anna), by: scene.tom)
    try scene.talk()
    #expect([scene.here, scene.there].map { $0.transfer(back)?.kind } == [.returned, .returned])
    try scene.expect(anna: [0, 0, 0], tom: [0, 0, 0])
    #expect(
      refusal(try scene.pair.here.submit(correcting(id, 5, to: scene.tom), by: scene.anna))
        == .transferNotYours)
  }

  @Test("what the pot had paid goes back to the pot first")
  func pot() throws {
    var scene = try Scene()
    try scene.pair.here.setPolicy(by: scene.pair.lena) {
      ($0.floor, $0.potFloor) = (-40, -100)
    }
    let id = try scene.helped()
    #expect(scene.here.account(.solidarityPot)?.balance == Minutes(-20))
    try scene.pair.there.accept(correcting(id, 30, to: scene.anna), by: scene.tom)
    try scene.talk()
    #expect(scene.here.account(.solidarityPot)?.balance == .zero)
    try scene.expect(anna: [-30, 0, 30], tom: [30, 30, 0])
  }

  @Test("a correction is refused to everybody else, twice, and beyond what crossed")
  func refusals() throws {
    var scene = try Scene()
    let id = try scene.helped()
    func there(_ kind: WireUpdate.OneOf_Kind, by signer: Signer) throws -> Refusal? {
      refusal(try scene.pair.there.submit(kind, by: signer))
    }
    #expect(
      try there(correcting(id, 61, to: scene.anna), by: scene.tom) == .minutesOutOfRange)
    #expect(
      try there(correcting(id, 5, to: scene.anna), by: scene.pair.mieke) == .transferNotYours)
    #expect(
      try there(correcting(id, 5, to: scene.pair.lena), by: scene.tom) == .transferNotYours)
    #expect(
      try there(correcting(id, 5, to: scene.pair.mieke), by: scene.tom) == .transferUnknown)
    let other = UpdateID(bytes: .zero)
    #expect(try there(correcting(other, 5, to: scene.anna), by: scene.tom) == .transferUnknown)
    #expect(
      refusal(try scene.pair.here.submit(correcting(id, 10_021, to: scene.tom), by: scene.anna))
        == .minutesOutOfRange)
    // On its way already counts; taken back it does not.
    let back = try scene.pair.there.accept(correcting(id, 5, to: scene.anna), by: scene.tom)
    #expect(
      try there(correcting(id, 5, to: scene.anna), by: scene.tom) == .alreadyCorrected)
    try scene.pair.there.accept(
      .transferRecalled(.with { $0.transfer = Data(back.array) }), by: scene.tom)
    try scene.talk()
    try scene.pair.there.accept(correcting(id, 7, to: scene.anna), by: scene.tom)
    try scene.talk()
    #expect(
      try there(correcting(id, 5, to: scene.anna), by: scene.tom) == .alreadyCorrected)
    try scene.expect(anna: [-53, 0, 53], tom: [53, 53, 0])
  }

  @Test("what the other node said two things of is frozen, on either side; other hours go on")
  func frozen() throws {
    var scene = try Scene()
    let id = try scene.helped()
    // Heard of here only: the correction is said there, and comes back.
    scene.pair.here.views.borders[id]?.frozen = true
    let refused = try scene.pair.there.accept(correcting(id, 20, to: scene.anna), by: scene.tom)
    try scene.talk()
    #expect(scene.there.border(refused)?.state == .voided)
    #expect(scene.there.border(id)?.state == .applied && scene.isSettled())
    // Heard of there: it is not said at all.
    scene.pair.there.views.borders[id]?.frozen = true
    #expect(
      refusal(try scene.pair.there.submit(correcting(id, 20, to: scene.anna), by: scene.tom))
        == .transferFrozen)
    // Other hours between the two go on.
    try scene.pair.there.accept(give(15, to: scene.anna), by: scene.tom)
    try scene.talk()
    #expect(scene.owed == [45, -45] && scene.isSettled())
  }

  @Test("two corrections that cross both come back: neither neighbourhood corrects twice")
  func crossing() throws {
    var scene = try Scene()
    let id = try scene.helped()
    let back = try scene.pair.there.accept(correcting(id, 10, to: scene.anna), by: scene.tom)
    let more = try scene.pair.here.accept(correcting(id, 10, to: scene.tom), by: scene.anna)
    try scene.talk()
    for views in [scene.here, scene.there] {
      #expect([back, more].map { views.border($0)?.state } == [.voided, .voided])
      #expect([back, more].map { views.border($0)?.reason } == [710, 710])
    }
    try scene.expect(anna: [-60, 0, 60], tom: [60, 60, 0])
  }
}
