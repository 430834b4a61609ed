import FoundationEssentials
import Sealing
import Simulation
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// Two neighbourhoods with whole books, as their nodes keep them: hours, disputes, pots,
/// corrections and transfers at every stage.
struct BookLife {
  var wechel: Village
  var gierle: Village
  let lena: Signer
  let anna: Signer
  let bram: Signer
  let cas: Signer
  /// Anna was helped by Bram, 60 or 90 minutes; and by Lena, 30 or 90.
  let disputed: UpdateID
  let disputedByLena: UpdateID
  /// Anna was helped by Bram, who says 45 minutes; she said nothing for two weeks.
  let silent: UpdateID
  /// Posted, and corrected.
  let corrected: UpdateID
  /// From Anna to Cas in Gierle: applied; recalled and voided; accepted, and no further.
  let applied: UpdateID
  let voided: UpdateID
  let accepted: UpdateID
  /// Cas helped Anna for 75 minutes; Wechelderzande's log goes on with the RESERVE.
  let ride: UpdateID
  let beforeReserve: Int

  init() throws {
    wechel = try Village("Wechelderzande", seed: 2_170)
    gierle = try Village("Gierle", seed: 2_275)
    lena = try wechel.join("Lena", with: wechel.letter)
    cas = try gierle.join("Cas", with: gierle.letter)
    anna = try wechel.join("Anna", with: wechel.invite(by: lena))
    bram = try wechel.join("Bram", with: wechel.invite(by: lena))
    try wechel.say(
      .policySet(
        .with {
          ($0.floor, $0.ceiling, $0.potFloor) = (-300, 400, -200)
          ($0.smallDifference, $0.silenceDays, $0.starter) = (15, 14, 20)
          $0.solidarityPerQuarter = 100
        }), by: lena)
    let dries = try wechel.join("Dries", with: wechel.invite(by: lena))
    let helped = try wechel.help(dries, by: bram, stating: [.owner: 60, .proposer: 60])
    try wechel.say(
      .correctionMade(.with { ($0.transfer, $0.minutes) = (Data(helped.array), 50) }), by: lena,
      content: .note("Tien minuten te veel"))
    corrected = helped
    try wechel.federate(with: &gierle, regisseurs: lena, cas)

    applied = try wechel.give(60, from: anna, to: cas, in: gierle)
    try wechel.talk(with: &gierle)
    let back = try wechel.give(40, from: anna, to: cas, in: gierle)
    try wechel.say(.transferRecalled(.with { $0.transfer = Data(back.array) }), by: anna)
    voided = back
    try wechel.talk(with: &gierle)

    let request = try wechel.post(
      .request, .ride, by: anna, minutes: 60, reach: .federation, text: "Naar de markt")
    try wechel.talk(with: &gierle)
    ride = try gierle.say(gierle.answer(request, of: wechel.node), by: cas)
    let proposal = gierle.entries.last?.hash
    try wechel.talk(with: &gierle)
    try wechel.say(.yes(ride, cites: proposal), by: anna)
    try wechel.talk(with: &gierle)
    try gierle.say(.stated(ride, 75), by: cas)
    try wechel.follow(gierle)
    try wechel.say(.confirmed(ride, 75), by: anna)
    beforeReserve = wechel.entries.count
    try wechel.talk(with: &gierle)

    silent = try wechel.help(anna, by: bram, stating: [.proposer: 45])
    disputed = try wechel.help(anna, by: bram, stating: [.owner: 60, .proposer: 90])
    disputedByLena = try wechel.help(anna, by: lena, stating: [.owner: 30, .proposer: 90])
    accepted = try wechel.give(30, from: anna, to: cas, in: gierle)
    try gierle.follow(wechel)
    try gierle.sayDuties()
    wechel.now = wechel.now + .days(15)
  }
}

extension Village {
  mutating func help(
    _ helped: Signer, by helper: Signer, stating minutes: [Party: UInt32]
  ) throws -> UpdateID {
    let listing = try post(.request, .ride, by: helped, minutes: 60, text: "Naar de markt")
    let agreement = try say(answer(listing), by: helper)
    try say(.yes(agreement), by: helped)
    if let claim = minutes[.proposer] { try say(.stated(agreement, claim), by: helper) }
    if let claim = minutes[.owner] { try say(.stated(agreement, claim), by: helped) }
    return agreement
  }

  enum Party { case owner, proposer }

  mutating func give(
    _ minutes: UInt32, from giver: Signer, to receiver: Signer, in other: Village
  ) throws -> UpdateID {
    try say(Self.given(minutes, to: receiver, in: other), by: giver)
  }

  static func given(_ minutes: UInt32, to receiver: Signer, in other: Village)
    -> WireUpdate.OneOf_Kind
  {
    .hoursGiven(
      .with {
        ($0.node, $0.resident) = (Data(other.node.array), Data(receiver.resident?.array ?? []))
        $0.minutes = minutes
      })
  }

  /// Both read each other and say what they owe, until there is nothing more to say.
  mutating func talk(with other: inout Village) throws {
    for _ in 0..<4 {
      try follow(other)
      try sayDuties()
      try other.follow(self)
      try other.sayDuties()
    }
  }

  mutating func federate(
    with other: inout Village, regisseurs ours: Signer, _ theirs: Signer
  ) throws {
    let terms = WireFederationTerms.with {
      ($0.first, $0.second, $0.nearby) = (Data(node.array), Data(other.node.array), true)
    }
    try say(
      .federationProposed(.with { ($0.terms, $0.peer) = (terms, other.card) }), by: ours)
    let letter = try entries.last.flatMap { try OpenedEntry($0).update?.signedBytes } ?? []
    let proposal = try WireSignedUpdate(serializedBytes: letter)
    try other.say(
      .federationAccepted(
        .with { ($0.terms, $0.peer, $0.proposal) = (terms, card, proposal) }), by: theirs)
    try talk(with: &other)
    try say(.mayOwe(500, to: other), by: ours)
    try other.say(.mayOwe(500, to: self), by: theirs)
    try talk(with: &other)
  }
}

extension WireUpdate.OneOf_Kind {
  /// Each of the two may owe the other so much.
  static func mayOwe(_ minutes: UInt32, to other: Village) -> Self {
    .clearingLimitsSet(
      .with {
        ($0.peer, $0.weMayOwe, $0.theyMayOwe) = (Data(other.node.array), minutes, minutes)
      })
  }
}

extension WireContent {
  static func note(_ text: String) -> WireContent { .with { $0.note.text = text } }
}
