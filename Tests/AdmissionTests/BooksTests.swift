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

@Suite("The books of a neighbourhood")
struct BooksTests {
  @Test("at the floor help goes on: from the pot under its rule, then as a gift")
  func neverBlocked() throws {
    var scene = try ThreeNeighbours()
    try scene.dorp.setPolicy(by: scene.lena) {
      ($0.floor, $0.potFloor, $0.solidarityPerQuarter) = (-100, -500, 30)
    }
    let first = try scene.dorp.help(from: scene.bram, to: scene.anna, minutes: 90)
    #expect(try scene.dorp.account(scene.anna).balance == Minutes(-90))
    let second = try scene.dorp.help(from: scene.bram, to: scene.anna, minutes: 60)
    // Ten to the floor, thirty from the pot, twenty a gift.
    #expect(try scene.dorp.account(scene.anna).balance == Minutes(-100))
    #expect(scene.dorp.views.account(.solidarityPot)?.balance == Minutes(-30))
    #expect(try scene.dorp.account(scene.bram).balance == Minutes(130))
    let third = try scene.dorp.help(from: scene.bram, to: scene.anna, minutes: 45)
    #expect(scene.dorp.views.transfer(third) == nil)
    #expect(scene.dorp.views.agreement(third)?.settled == Minutes(45))
    #expect([first, second].allSatisfy { scene.dorp.views.transfer($0) != nil })
    // A new quarter, a new right.
    scene.dorp.now = scene.dorp.now + .days(92)
    _ = try scene.dorp.help(from: scene.bram, to: scene.anna, minutes: 45)
    #expect(scene.dorp.views.account(.solidarityPot)?.balance == Minutes(-60))
    #expect(scene.dorp.views.sum == .zero)
  }

  @Test("what a helper at the ceiling earns goes to the solidarity pot")
  func ceiling() throws {
    var scene = try ThreeNeighbours()
    try scene.dorp.setPolicy(by: scene.lena) { $0.ceiling = 40 }
    let id = try scene.dorp.help(from: scene.bram, to: scene.anna, minutes: 60)
    #expect(try scene.dorp.account(scene.bram).balance == Minutes(40))
    #expect(scene.dorp.views.account(.solidarityPot)?.balance == Minutes(20))
    #expect(scene.dorp.views.transfer(id)?.legs.count == 3)
  }

  @Test("a resident's own limits stand in for the policy's, and a regisseur sets others' only")
  func ownLimits() throws {
    var scene = try ThreeNeighbours()
    func limits(_ of: Signer, _ floor: Int64, _ ceiling: Int64) -> WireUpdate.OneOf_Kind {
      .limitsSet(.with { ($0.resident, $0.floor, $0.ceiling) = (of.id, floor, ceiling) })
    }
    #expect(
      try scene.refused(limits(scene.bram, -5, 5), by: scene.anna, note: true) == .notRegisseur)
    #expect(try scene.refused(limits(scene.bram, -5, 5), by: scene.lena) == .contentMissing)
    #expect(
      try scene.refused(limits(scene.lena, -5, 5), by: scene.lena, note: true)
        == .partyCannotDecide)
    #expect(
      try scene.refused(limits(scene.bram, 5, 5), by: scene.lena, note: true) == .fieldOutOfRange)
    #expect(
      try scene.refused(limits(scene.dorp.nodeSigner, -5, 5), by: scene.lena, note: true)
        == .recipientUnknown)
    try scene.dorp.accept(
      limits(scene.bram, -10, 3_000), by: scene.lena, content: scene.dorp.note())
    #expect(try scene.refused(give(11, to: scene.anna), by: scene.bram) == .floorReached)
    try scene.dorp.accept(give(10, to: scene.anna), by: scene.bram)
    // Said anew without a floor: the policy's holds again, and follows the policy.
    var anew = WireLimitsSet()
    anew.resident = scene.bram.id
    anew.ceiling = 5
    try scene.dorp.accept(.limitsSet(anew), by: scene.lena, content: scene.dorp.note())
    try scene.dorp.accept(give(90, to: scene.anna), by: scene.bram)
    try scene.dorp.setPolicy(by: scene.lena) { $0.floor = -110 }
    #expect(try scene.refused(give(11, to: scene.anna), by: scene.bram) == .floorReached)
    try scene.dorp.accept(give(10, to: scene.anna), by: scene.bram)
    #expect(try scene.refused(give(116, to: scene.bram), by: scene.anna) == .ceilingReached)
  }

  @Test("hours are given as far as both accounts go, to somebody else who is here")
  func giving() throws {
    var scene = try ThreeNeighbours()
    let (anna, bram) = (scene.anna, scene.bram)
    #expect(try scene.refused(give(0, to: bram), by: anna) == .minutesOutOfRange)
    #expect(try scene.refused(give(10, to: anna), by: anna) == .recipientYourself)
    // Their account elsewhere is another one: who moves house gives to it.
    var elsewhere = WireHoursGiven()
    elsewhere.node = Data(repeating: 9, count: 32)
    elsewhere.resident = Data(try #require(anna.resident).array)
    elsewhere.minutes = 10
    #expect(try scene.refused(.hoursGiven(elsewhere), by: anna) == .peerUnknown)
    #expect(try scene.refused(give(10, to: scene.dorp.nodeSigner), by: anna) == .recipientUnknown)
    #expect(try scene.refused(give(1_201, to: bram), by: anna) == .floorReached)
    try scene.dorp.setPolicy(by: scene.lena) { $0.ceiling = 50 }
    #expect(try scene.refused(give(51, to: bram), by: anna) == .ceilingReached)
    try scene.dorp.accept(give(50, to: bram), by: anna, content: scene.dorp.note("Voor jou"))
    #expect(try scene.dorp.account(bram).balance == Minutes(50))
    #expect(try scene.dorp.account(bram).given == .zero)
  }

  @Test("pots are opened, filled and granted from, never beyond what they hold")
  func pots() throws {
    var scene = try ThreeNeighbours()
    let (lena, anna) = (scene.lena, scene.anna)
    func open(_ pot: String) -> WireUpdate.OneOf_Kind { .potOpened(.with { $0.pot = pot }) }
    func fill(_ pot: String, _ minutes: UInt32) -> WireUpdate.OneOf_Kind {
      .potContributed(.with { ($0.pot, $0.minutes) = (pot, minutes) })
    }
    func grant(_ pot: String, _ to: Signer, _ minutes: UInt32) -> WireUpdate.OneOf_Kind {
      .potGranted(.with { ($0.pot, $0.resident, $0.minutes) = (pot, to.id, minutes) })
    }
    #expect(try scene.refused(open("tuin"), by: anna) == .notRegisseur)
    #expect(try scene.refused(open(" "), by: lena) == .badText)
    #expect(try scene.refused(open(String(repeating: "a", count: 41)), by: lena) == .tooLarge)
    #expect(try scene.refused(open("solidarity"), by: lena) == .idReused)
    #expect(try scene.refused(fill("tuin", 5), by: anna) == .potUnknown)
    try scene.dorp.accept(open("tuin"), by: lena)
    #expect(try scene.refused(fill("tuin", 1_201), by: anna) == .floorReached)
    try scene.dorp.accept(fill("tuin", 30), by: anna)
    #expect(try scene.refused(grant("tuin", scene.bram, 30), by: anna, note: true) == .notRegisseur)
    #expect(try scene.refused(grant("tuin", lena, 30), by: lena, note: true) == .partyCannotDecide)
    #expect(try scene.refused(grant("tuin", scene.bram, 31), by: lena, note: true) == .potEmpty)
    #expect(try scene.refused(grant("tuin", scene.bram, 30), by: lena) == .contentMissing)
    try scene.dorp.accept(
      grant("tuin", scene.bram, 30), by: lena, content: scene.dorp.note())
    #expect(try scene.dorp.account(scene.bram).balance == Minutes(30))
    #expect(scene.dorp.views.account(.pot("tuin"))?.balance == .zero)
  }

  @Test("a new resident starts with what the policy gives, as far as the solidarity pot goes")
  func starter() throws {
    var scene = try ThreeNeighbours()
    try scene.dorp.setPolicy(by: scene.lena) { ($0.starter, $0.potFloor) = (60, -100) }
    let first = try scene.dorp.resident("Cas", invitedBy: scene.lena)
    let second = try scene.dorp.resident("Dirk", invitedBy: scene.lena)
    let third = try scene.dorp.resident("Els", invitedBy: scene.lena)
    #expect(
      try [first, second, third].map { try scene.dorp.account($0).balance.count } == [60, 40, 0])
    #expect(scene.dorp.views.sum == .zero)
  }

  @Test("a policy out of its ranges is refused, and only a regisseur sets one")
  func policy() throws {
    var scene = try ThreeNeighbours()
    let wrong: [(inout WirePolicySet) -> Void] = [
      { $0.floor = 1 }, { $0.ceiling = -1 }, { $0.floor = -1_000_001 },
      { $0.ceiling = 1_000_001 }, { $0.smallDifference = 121 }, { $0.silenceDays = 0 },
      { $0.silenceDays = 91 }, { $0.starter = 1_201 }, { $0.potFloor = 1 },
      { $0.solidarityPerQuarter = 6_001 },
    ]
    for change in wrong {
      #expect(throws: Refused(.fieldOutOfRange, "policy")) {
        try scene.dorp.setPolicy(by: scene.lena, change)
      }
    }
    #expect(throws: Refused(.notRegisseur)) {
      try scene.dorp.setPolicy(by: scene.anna) { _ in }
    }
  }

  @Test("thanks are said once each, by the parties, after it settled")
  func thanks() throws {
    var scene = try ThreeNeighbours()
    let agreement = try scene.dorp.help(from: scene.bram, to: scene.anna, minutes: 30)
    let thanks = WireUpdate.OneOf_Kind.thanksSaid(
      .with { $0.agreement = Data(agreement.array) })
    #expect(try scene.refused(thanks, by: scene.anna) == .contentMissing)
    #expect(try scene.refused(thanks, by: scene.lena, note: true) == .agreementNotYours)
    let blank = scene.dorp.note("  ")
    #expect(refusal(try scene.dorp.submit(thanks, by: scene.anna, content: blank)) == .badText)
    try scene.dorp.accept(thanks, by: scene.anna, content: scene.dorp.note("Dank je"))
    #expect(try scene.refused(thanks, by: scene.anna, note: true) == .alreadyThanked)
    let request = try scene.dorp.accept(
      .listingPosted(scene.dorp.listing()), by: scene.anna, content: scene.dorp.text("x"))
    let open = try scene.dorp.accept(scene.dorp.proposal(on: request), by: scene.bram)
    #expect(
      try scene.refused(
        .thanksSaid(.with { $0.agreement = Data(open.array) }), by: scene.bram, note: true)
        == .notSettled)
  }

  @Test("who leaves has nothing open and a balance of zero, and speaks no more")
  func leaving() throws {
    var scene = try ThreeNeighbours()
    let leave = WireUpdate.OneOf_Kind.residentLeft(WireResidentLeft())
    #expect(try scene.refused(leave, by: scene.lena) == .lastRegisseur)
    try scene.dorp.accept(give(10, to: scene.bram), by: scene.anna)
    #expect(try scene.refused(leave, by: scene.bram) == .balanceNotZero)
    try scene.dorp.accept(give(10, to: scene.anna), by: scene.bram)
    let request = try scene.dorp.accept(
      .listingPosted(scene.dorp.listing()), by: scene.bram, content: scene.dorp.text("x"))
    let open = try scene.dorp.accept(scene.dorp.proposal(on: request), by: scene.anna)
    #expect(try scene.refused(leave, by: scene.bram) == .agreementsOpen)
    try scene.dorp.accept(scene.dorp.no(open), by: scene.anna)
    try scene.dorp.accept(leave, by: scene.bram)
    #expect(scene.dorp.views.listing(request)?.withdrawn == true)
    #expect(try scene.refused(give(1, to: scene.anna), by: scene.bram) == .notEnrolled)
    #expect(try scene.refused(give(1, to: scene.bram), by: scene.anna) == .recipientUnknown)
  }
}

extension ThreeNeighbours {
  /// Without a note.
  fileprivate mutating func refused(
    _ kind: WireUpdate.OneOf_Kind, by signer: Signer
  ) throws -> Refusal? {
    try refused(kind, by: signer, note: false)
  }
}
