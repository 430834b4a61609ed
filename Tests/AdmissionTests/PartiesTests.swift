import Admission
import Bookkeeping
import FoundationEssentials
import Simulation
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Whose a transfer is")
struct PartiesTests {
  private static func propose(_ id: UpdateID, _ minutes: UInt32) -> WireUpdate.OneOf_Kind {
    .correctionProposed(.with { ($0.transfer, $0.minutes) = (Data(id.array), minutes) })
  }

  private static func make(_ id: UpdateID, _ minutes: UInt32) -> WireUpdate.OneOf_Kind {
    .correctionMade(.with { ($0.transfer, $0.minutes) = (Data(id.array), minutes) })
  }

  private static func agree(_ id: UpdateID) -> WireUpdate.OneOf_Kind {
    .correctionAgreed(.with { $0.correction = Data(id.array) })
  }

  @Test(
    "a correction proposed before somebody left is not agreed after, down or up",
    arguments: [30, 90] as [UInt32])
  func leftMeanwhile(minutes: UInt32) throws {
    var scene = try ThreeNeighbours()
    let id = try scene.dorp.help(from: scene.bram, to: scene.anna, minutes: 60)
    let proposed = try scene.dorp.accept(
      Self.propose(id, minutes), by: scene.anna, content: scene.dorp.note())
    try scene.dorp.accept(give(60, to: scene.lena), by: scene.bram)
    try scene.dorp.accept(give(60, to: scene.anna), by: scene.lena)
    var unmoved = scene
    try scene.dorp.accept(.residentLeft(WireResidentLeft()), by: scene.anna)
    let before = scene.dorp.views.accounts
    #expect(
      try scene.refused(Self.agree(proposed), by: scene.bram, note: false) == .recipientUnknown)
    #expect(
      try scene.refused(Self.propose(id, minutes), by: scene.bram, note: true)
        == .recipientUnknown)
    #expect(
      try scene.refused(Self.make(id, minutes), by: scene.lena, note: true) == .recipientUnknown)
    #expect(scene.dorp.views.accounts == before)
    // Nothing but her leaving stood in the way.
    try unmoved.dorp.accept(Self.agree(proposed), by: unmoved.bram)
    #expect(unmoved.dorp.views.sum == .zero)
  }

  @Test("who was helped is a party, also when the pot paid for all of it")
  func paidByThePot() throws {
    var scene = try ThreeNeighbours()
    try scene.dorp.setPolicy(by: scene.lena) { ($0.floor, $0.potFloor) = (0, -500) }
    let own = try scene.dorp.help(from: scene.bram, to: scene.lena, minutes: 60)
    #expect(scene.dorp.views.transfer(own)?.resident(paying: true) == nil)
    #expect(try scene.refused(Self.make(own, 30), by: scene.lena, note: true) == .partyCannotDecide)
    #expect(
      try scene.refused(Self.propose(own, 30), by: scene.anna, note: true) == .transferNotYours)
    let proposed = try scene.dorp.accept(
      Self.propose(own, 30), by: scene.lena, content: scene.dorp.note())
    #expect(
      try scene.refused(Self.agree(proposed), by: scene.anna, note: false) == .transferNotYours)
    try scene.dorp.accept(Self.agree(proposed), by: scene.bram)
    #expect(try scene.dorp.account(scene.bram).balance == Minutes(30))
    #expect(scene.dorp.views.account(.solidarityPot)?.balance == Minutes(-30))
  }

  @Test("who helped at the ceiling is a party, and more is posted between the two")
  func allToThePot() throws {
    var scene = try ThreeNeighbours()
    try scene.dorp.setPolicy(by: scene.lena) { $0.ceiling = 0 }
    let id = try scene.dorp.help(from: scene.bram, to: scene.anna, minutes: 60)
    #expect(scene.dorp.views.transfer(id)?.resident(paying: false) == nil)
    try scene.dorp.setPolicy(by: scene.lena) { $0.ceiling = 20 }
    let proposed = try scene.dorp.accept(
      Self.propose(id, 90), by: scene.bram, content: scene.dorp.note())
    try scene.dorp.accept(Self.agree(proposed), by: scene.anna)
    #expect(try scene.dorp.account(scene.anna).balance == Minutes(-90))
    #expect(try scene.dorp.account(scene.bram).balance == Minutes(20))
    #expect(scene.dorp.views.account(.solidarityPot)?.balance == Minutes(70))
    #expect(scene.dorp.views.sum == .zero)
  }
}
