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

// What tests of the books say, in as few words as they need.

extension TestNeighbourhood {
  func note(_ text: String = "Omdat het zo was.") -> WireContent {
    var content = WireContent()
    content.note.text = text
    return content
  }

  /// Says what the node owes, as its shell does after each transaction.
  mutating func sayDuties(byClock: Bool = false) throws {
    let admission = Admission(node: node, key: key)
    let length = log.count
    while let duty = try admission.duty(after: head, at: now, byClock: byClock, views: views) {
      try #require(log.count < length + 50, "it never ends: \(duty)")
      let said = try admission.say(duty, at: now, nonce: generator.bytes(16))
      let outcome = try admit(said, content: nil)
      try #require(refusal(outcome) == nil, "\(duty): \(outcome)")
    }
  }

  /// Signs by the node itself, whatever its own rules would say.
  mutating func sayAnyway(_ kind: WireUpdate.OneOf_Kind) throws -> Admission.Outcome {
    try admit(
      Admission(node: node, key: key).say(kind, at: now, nonce: generator.bytes(16)),
      content: nil)
  }

  func account(_ signer: Signer) throws -> Account {
    let resident = try #require(signer.resident)
    return try #require(views.account(.resident(resident)))
  }

  /// Somebody helps somebody else, who confirms.
  mutating func help(
    from helper: Signer, to receiver: Signer, minutes: UInt32
  ) throws -> UpdateID {
    let request = try accept(
      .listingPosted(listing(minutes: minutes)), by: receiver, content: text("Help"))
    let agreement = try accept(proposal(on: request), by: helper)
    try accept(yes(agreement), by: receiver)
    try accept(stated(agreement, minutes), by: helper)
    try accept(confirmed(agreement, minutes), by: receiver)
    return agreement
  }

  mutating func setPolicy(
    by regisseur: Signer, _ change: (inout WirePolicySet) -> Void
  ) throws {
    var policy = WirePolicySet()
    (policy.floor, policy.ceiling, policy.smallDifference) = (-1_200, 3_000, 15)
    (policy.silenceDays, policy.potFloor, policy.solidarityPerQuarter) = (14, 0, 240)
    change(&policy)
    try accept(.policySet(policy), by: regisseur)
  }
}

extension Signer {
  var id: Data { Data(resident?.array ?? []) }
}

func give(_ minutes: UInt32, to signer: Signer) -> WireUpdate.OneOf_Kind {
  .hoursGiven(
    .with {
      ($0.node, $0.resident, $0.minutes) = (
        Data(signer.neighbourhood.array), signer.id, minutes
      )
    })
}

/// Hours given up to correct what crossed.
func correcting(_ id: UpdateID, _ minutes: UInt32, to signer: Signer) -> WireUpdate.OneOf_Kind {
  .hoursGiven(
    .with {
      ($0.node, $0.resident) = (Data(signer.neighbourhood.array), signer.id)
      ($0.minutes, $0.corrects) = (minutes, Data(id.array))
    })
}

/// A regisseur's word on what a transfer should have been.
func corrected(_ id: UpdateID, to minutes: UInt32) -> WireUpdate.OneOf_Kind {
  .correctionMade(.with { ($0.transfer, $0.minutes) = (Data(id.array), minutes) })
}

extension BorderTests.Scene {
  /// Tom helped Anna for an hour.
  mutating func helped() throws -> UpdateID {
    let listing = try pair.here.accept(
      .listingPosted(pair.here.listing(.request, reach: .nearby)), by: anna,
      content: pair.here.text("Rit"))
    try talk()
    let id = try pair.there.accept(
      pair.there.proposal(on: listing, of: pair.here.node), by: tom)
    try talk()
    let cited = try #require(here.update(id)).entry
    try pair.here.accept(pair.here.yes(id, cites: cited), by: anna)
    try talk()
    try pair.there.accept(pair.there.stated(id, 60), by: tom)
    try talk()
    try pair.here.accept(pair.here.confirmed(id, 60), by: anna)
    try talk()
    let crossed = try #require(here.agreement(id)?.carried)
    #expect(owed == [60, -60] && isSettled())
    return crossed
  }

  /// Balance, given and received of both, and nothing held, lost or lied about.
  func expect(anna: [Int64], tom: [Int64]) throws {
    let accounts = try [pair.here.account(self.anna), pair.there.account(self.tom)]
    #expect(accounts.map { [$0.balance, $0.given, $0.received].map(\.count) } == [anna, tom])
    #expect(isSettled() && here.misdeeds.isEmpty && there.misdeeds.isEmpty)
  }
}

/// A neighbourhood of three: a regisseur and two residents.
struct ThreeNeighbours {
  var dorp: TestNeighbourhood
  let lena: Signer
  let anna: Signer
  let bram: Signer

  init() throws {
    dorp = try TestNeighbourhood()
    lena = try dorp.regisseur()
    anna = try dorp.resident("Anna", invitedBy: lena)
    bram = try dorp.resident("Bram", invitedBy: lena)
  }

  mutating func refused(
    _ kind: WireUpdate.OneOf_Kind, by signer: Signer, note: Bool
  ) throws -> Refusal? {
    refusal(try dorp.submit(kind, by: signer, content: note ? dorp.note() : nil))
  }
}
