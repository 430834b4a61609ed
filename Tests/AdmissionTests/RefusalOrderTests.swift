import Admission
import Bookkeeping
import FoundationEssentials
import Simulation
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

/// Of several reasons the first in the order of `protocol/10-books.md` is given.
@Suite("The first of two reasons")
struct RefusalOrderTests {
  private typealias Kind = WireUpdate.OneOf_Kind

  private var scene: ThreeNeighbours
  /// Lived here, and has left.
  private let gone: Signer
  private let nobody = Data(repeating: 9, count: 32)

  init() throws {
    scene = try ThreeNeighbours()
    gone = try scene.dorp.resident("Cas", invitedBy: scene.lena)
    try scene.dorp.accept(.residentLeft(WireResidentLeft()), by: gone)
    try scene.dorp.accept(.potOpened(.with { $0.pot = "feest" }), by: scene.lena)
  }

  private func expect(
    _ rows: [(Kind, by: Signer, Refusal)], _ note: Bool = false,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    var scene = scene
    for (index, row) in rows.enumerated() {
      let refused = try scene.refused(row.0, by: row.by, note: note)
      #expect(refused == row.2, "row \(index)", sourceLocation: location)
    }
  }

  @Test("of rules and limits")
  func rules() throws {
    let (lena, anna) = (scene.lena, scene.anna)
    func limits(_ of: Data) -> Kind { .limitsSet(.with { ($0.resident, $0.floor) = (of, 5) }) }
    try expect([(.policySet(.with { $0.floor = 5 }), by: anna, .notRegisseur)])
    try expect(
      [
        (limits(nobody), by: anna, .notRegisseur), (limits(nobody), by: lena, .recipientUnknown),
        (limits(lena.id), by: lena, .partyCannotDecide),
      ], true)
    try expect([(limits(nobody), by: lena, .contentMissing)])
    let peer = WireClearingLimitsSet.with { ($0.peer, $0.weMayOwe) = (nobody, 2_000_000) }
    try expect([
      (.clearingLimitsSet(peer), by: anna, .notRegisseur),
      (.clearingLimitsSet(peer), by: lena, .peerUnknown),
    ])
  }

  @Test("of pots")
  mutating func pots() throws {
    let (lena, anna) = (scene.lena, scene.anna)
    func open(_ pot: String) -> Kind { .potOpened(.with { $0.pot = pot }) }
    func fill(_ pot: String, _ minutes: UInt32) -> Kind {
      .potContributed(.with { ($0.pot, $0.minutes) = (pot, minutes) })
    }
    func grant(_ pot: String, _ to: Data, _ minutes: UInt32) -> Kind {
      .potGranted(.with { ($0.pot, $0.resident, $0.minutes) = (pot, to, minutes) })
    }
    let long = String(repeating: "a", count: 40)
    try expect([
      (open(" "), by: anna, .notRegisseur), (open(long + "\n"), by: lena, .tooLarge),
      (fill("tuin", 0), by: anna, .potUnknown),
      (fill("feest", 10_081), by: anna, .minutesOutOfRange),
    ])
    try scene.dorp.setPolicy(by: lena) { $0.ceiling = 0 }
    try expect(
      [
        (grant("tuin", anna.id, 0), by: anna, .notRegisseur),
        (grant("tuin", lena.id, 0), by: lena, .partyCannotDecide),
        (grant("tuin", gone.id, 0), by: lena, .recipientUnknown),
        (grant("tuin", nobody.dropLast(), 0), by: lena, .recipientUnknown),
        (grant("tuin", anna.id, 0), by: lena, .potUnknown),
        (grant("feest", anna.id, 10_081), by: lena, .minutesOutOfRange),
        (grant("feest", anna.id, 5), by: lena, .potEmpty),
      ], true)
  }

  @Test("of hours given away")
  mutating func hours() throws {
    let (anna, here) = (scene.anna, Data(scene.dorp.node.array))
    func give(_ minutes: UInt32, to: Data, at node: Data, correcting: Bool = false) -> Kind {
      .hoursGiven(
        .with {
          ($0.node, $0.resident, $0.minutes) = (node, to, minutes)
          if correcting { $0.corrects = nobody }
        })
    }
    try scene.dorp.setPolicy(by: scene.lena) { ($0.floor, $0.ceiling) = (-100, 100) }
    try expect([
      (give(0, to: Data(), at: Data()), by: anna, .minutesOutOfRange),
      (give(101, to: Data(), at: Data()), by: anna, .recipientUnknown),
      (give(101, to: anna.id, at: here, correcting: true), by: anna, .recipientYourself),
      (give(101, to: gone.id, at: here, correcting: true), by: anna, .recipientUnknown),
      (give(101, to: scene.bram.id, at: here, correcting: true), by: anna, .transferUnknown),
      (give(101, to: scene.bram.id, at: here), by: anna, .floorReached),
      (give(101, to: nobody, at: nobody, correcting: true), by: anna, .peerUnknown),
      (give(101, to: nobody, at: Data()), by: anna, .peerUnknown),
    ])
  }

  @Test("of corrections")
  mutating func corrections() throws {
    let (lena, anna, bram) = (scene.lena, scene.anna, scene.bram)
    func propose(_ id: Data, _ minutes: UInt32) -> Kind {
      .correctionProposed(.with { ($0.transfer, $0.minutes) = (id, minutes) })
    }
    func make(_ id: Data, _ minutes: UInt32) -> Kind {
      .correctionMade(.with { ($0.transfer, $0.minutes) = (id, minutes) })
    }
    func agree(_ id: UpdateID) -> Kind {
      .correctionAgreed(.with { $0.correction = Data(id.array) })
    }
    func help(_ to: Signer) throws -> UpdateID {
      try scene.dorp.help(from: bram, to: to, minutes: 60)
    }
    let (first, own) = (try help(anna), try help(lena))
    let (ride, mine) = (Data(first.array), Data(own.array))
    try expect(
      [
        (make(nobody, 60), by: anna, .notRegisseur), (make(nobody, 60), by: lena, .transferUnknown),
        (propose(ride, 60), by: lena, .minutesOutOfRange),
        (make(mine, 60), by: lena, .minutesOutOfRange),
      ], true)
    let proposed = try scene.dorp.accept(
      propose(ride, 30), by: bram, content: scene.dorp.note())
    try scene.dorp.accept(make(ride, 90), by: lena, content: scene.dorp.note())
    try expect(
      [
        (propose(ride, 60), by: lena, .alreadyCorrected),
        (make(ride, 60), by: lena, .alreadyCorrected),
      ], true)
    scene.dorp.now = scene.dorp.now + .days(15)
    try expect([
      (agree(proposed), by: lena, .transferNotYours),
      (agree(proposed), by: bram, .transferNotYours),
      (agree(proposed), by: anna, .correctionClosed),
    ])
  }

  @Test("of ends: disputes, thanks, leaving")
  mutating func ends() throws {
    let (lena, anna, bram) = (scene.lena, scene.anna, scene.bram)
    func resolve(_ id: Data) -> Kind {
      .disputeResolved(.with { ($0.agreement, $0.minutes) = (id, 999) })
    }
    func request(_ asker: Signer) throws -> Data {
      let listing = try scene.dorp.accept(
        .listingPosted(scene.dorp.listing()), by: asker, content: scene.dorp.text("Rit"))
      return Data(try scene.dorp.accept(scene.dorp.proposal(on: listing), by: bram).array)
    }
    let (ride, own) = (try request(anna), try request(lena))
    try expect(
      [
        (resolve(nobody), by: anna, .notRegisseur), (resolve(nobody), by: lena, .agreementUnknown),
        (resolve(own), by: lena, .partyCannotDecide), (resolve(ride), by: lena, .notDisputed),
        (.thanksSaid(.with { $0.agreement = ride }), by: lena, .agreementNotYours),
      ], true)
    try scene.dorp.accept(give(5, to: anna), by: lena)
    let leave = Kind.residentLeft(WireResidentLeft())
    try expect([(leave, by: lena, .balanceNotZero)])
    try scene.dorp.accept(give(5, to: lena), by: anna)
    try expect([(leave, by: lena, .agreementsOpen), (leave, by: gone, .notEnrolled)])
  }
}
