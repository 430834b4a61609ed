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

@Suite("How agreements end")
struct OutcomeTests {
  @Test("a small difference is one yes away, a larger one is a dispute")
  func tolerance() throws {
    var scene = try ThreeNeighbours()
    let small = try scene.agreement(bram: 60, anna: 45)
    #expect(scene.state(small) == .stated)
    let large = try scene.agreement(bram: 60, anna: 44)
    #expect(scene.state(large) == .disputed)
    try scene.dorp.accept(scene.dorp.confirmed(small, 45), by: scene.bram)
    try scene.dorp.accept(scene.dorp.confirmed(large, 60), by: scene.anna)
    #expect(try scene.dorp.account(scene.bram).balance == Minutes(105))
  }

  @Test("a regisseur who is no party decides a dispute within the claims, with a reason")
  func resolving() throws {
    var scene = try ThreeNeighbours()
    let id = try scene.agreement(bram: 90, anna: 30)
    #expect(try scene.refused(scene.resolution(id, 60), by: scene.anna) == .notRegisseur)
    #expect(
      try scene.refused(scene.resolution(id, 60), by: scene.lena, note: false) == .contentMissing)
    #expect(try scene.refused(scene.resolution(id, 91), by: scene.lena) == .outsideTheClaims)
    #expect(try scene.refused(scene.resolution(id, 29), by: scene.lena) == .outsideTheClaims)
    let calm = try scene.agreement(bram: 30)
    #expect(try scene.refused(scene.resolution(calm, 30), by: scene.lena) == .notDisputed)
    try scene.dorp.accept(
      scene.resolution(id, 60), by: scene.lena, content: scene.dorp.note())
    #expect(scene.state(id) == .settled)
    #expect(try scene.dorp.account(scene.bram).balance == Minutes(60))
    #expect(try scene.refused(scene.resolution(id, 60), by: scene.lena) == .notDisputed)
  }

  @Test("nobody decides their own dispute")
  func ownDispute() throws {
    var scene = try ThreeNeighbours()
    let request = try scene.dorp.accept(
      .listingPosted(scene.dorp.listing()), by: scene.lena, content: scene.dorp.text("Rit"))
    let id = try scene.dorp.accept(scene.dorp.proposal(on: request), by: scene.bram)
    try scene.dorp.accept(scene.dorp.yes(id), by: scene.lena)
    try scene.dorp.accept(scene.dorp.stated(id, 90), by: scene.bram)
    try scene.dorp.accept(scene.dorp.stated(id, 10), by: scene.lena)
    #expect(try scene.refused(scene.resolution(id, 10), by: scene.lena) == .partyCannotDecide)
  }

  /// Every state there is: what makes it end when nobody does anything any more.
  @Test("every state reaches an end by itself", arguments: AgreementState.allCases)
  func ends(state: AgreementState) throws {
    var scene = try ThreeNeighbours()
    let (wait, end): (Interval, AgreementState)
    let id: UpdateID
    switch state {
    case .proposed:
      (id, wait, end) = (
        try scene.agreement(accepted: false), Limits.proposalSilence, .lapsed
      )
    case .agreed: (id, wait, end) = (try scene.agreement(), Limits.agreementSilence, .lapsed)
    case .stated: (id, wait, end) = (try scene.agreement(bram: 60), .days(14), .settled)
    case .disputed:
      (id, wait, end) = (try scene.agreement(bram: 60, anna: 20), .days(56), .settled)
    case .settled:
      (id, wait, end) = (try scene.agreement(bram: 60, anna: 60), .days(0), .settled)
    case .declined:
      (id, wait, end) = (try scene.agreement(), .days(0), .declined)
      try scene.dorp.accept(scene.dorp.no(id), by: scene.anna)
    case .lapsed:
      (id, wait, end) = (try scene.agreement(), .days(0), .lapsed)
      scene.dorp.now = scene.dorp.now + Limits.agreementSilence
      try scene.dorp.sayDuties(byClock: true)
    }
    #expect(scene.state(id) == state)
    let before = scene.dorp.now
    scene.dorp.now = before + wait + Interval(milliseconds: -1)
    try scene.dorp.sayDuties(byClock: true)
    #expect(scene.state(id) == state)
    scene.dorp.now = before + wait
    try scene.dorp.sayDuties(byClock: true)
    #expect(scene.state(id) == end)
    #expect(end.isFinal)
    // The smaller claim, so that nobody is charged what they denied.
    let moved: [AgreementState: Int64] = [.stated: 60, .disputed: 20, .settled: 60]
    #expect(try scene.dorp.account(scene.bram).balance.count == moved[state] ?? 0)
    #expect(scene.dorp.views.heldSum == 0 && scene.dorp.views.sum == .zero)
  }

  @Test("the node says no lapse before its time, of another number, or of what is not silent")
  func lapses() throws {
    var scene = try ThreeNeighbours()
    let stated = try scene.agreement(bram: 60)
    let agreed = try scene.agreement()
    func lapse(_ id: UpdateID, _ minutes: UInt32) -> WireUpdate.OneOf_Kind {
      .minutesLapsed(.with { ($0.agreement, $0.minutes) = (Data(id.array), minutes) })
    }
    #expect(try scene.refused(lapse(stated, 60), by: scene.lena, note: false) == .notTheNode)
    #expect(refusal(try scene.dorp.sayAnyway(lapse(stated, 60))) == .notDue)
    #expect(refusal(try scene.dorp.sayAnyway(lapse(agreed, 60))) == .agreementNotOpen)
    #expect(
      refusal(
        try scene.dorp.sayAnyway(.agreementLapsed(.with { $0.agreement = Data(agreed.array) })))
        == .notDue)
    scene.dorp.now = scene.dorp.now + .days(14)
    #expect(refusal(try scene.dorp.sayAnyway(lapse(stated, 61))) == .minutesDiffer)
    #expect(
      refusal(try scene.dorp.sayAnyway(lapse(UpdateID(bytes: .zero), 1))) == .agreementUnknown)
  }

  @Test("a correction by agreement of both restores what should have been, once")
  func correcting() throws {
    var scene = try ThreeNeighbours()
    let transfer = try scene.dorp.help(from: scene.bram, to: scene.anna, minutes: 90)
    func propose(_ id: UpdateID, _ minutes: UInt32) -> WireUpdate.OneOf_Kind {
      .correctionProposed(.with { ($0.transfer, $0.minutes) = (Data(id.array), minutes) })
    }
    func agree(_ id: UpdateID) -> WireUpdate.OneOf_Kind {
      .correctionAgreed(.with { $0.correction = Data(id.array) })
    }
    #expect(try scene.refused(propose(transfer, 90), by: scene.bram) == .minutesOutOfRange)
    #expect(try scene.refused(propose(transfer, 60), by: scene.lena) == .transferNotYours)
    #expect(
      try scene.refused(propose(UpdateID(bytes: .zero), 60), by: scene.bram) == .transferUnknown)
    let first = try scene.dorp.accept(
      propose(transfer, 60), by: scene.bram, content: scene.dorp.note())
    #expect(try scene.refused(agree(first), by: scene.bram, note: false) == .transferNotYours)
    #expect(
      try scene.refused(agree(transfer), by: scene.anna, note: false) == .correctionUnknown)
    scene.dorp.now = scene.dorp.now + .days(15)
    #expect(try scene.refused(agree(first), by: scene.anna, note: false) == .correctionClosed)
    let second = try scene.dorp.accept(
      propose(transfer, 60), by: scene.bram, content: scene.dorp.note())
    let third = try scene.dorp.accept(
      propose(transfer, 70), by: scene.anna, content: scene.dorp.note())
    try scene.dorp.accept(agree(second), by: scene.anna)
    #expect(try scene.dorp.account(scene.bram).balance == Minutes(60))
    #expect(try scene.dorp.account(scene.bram).given == Minutes(60))
    #expect(try scene.refused(agree(third), by: scene.bram, note: false) == .alreadyCorrected)
    #expect(try scene.refused(propose(transfer, 10), by: scene.bram) == .alreadyCorrected)
  }

  @Test("whose part the pot paid, or got, is party to it: proposes, agrees, and does not decide")
  func withoutLeg() throws {
    var scene = try ThreeNeighbours()
    try scene.dorp.setPolicy(by: scene.lena) { ($0.floor, $0.potFloor) = (0, -600) }
    let help = try scene.dorp.help(from: scene.bram, to: scene.anna, minutes: 90)
    #expect(scene.dorp.views.transfer(help)?.concerns(try #require(scene.anna.resident)) == false)
    #expect(scene.dorp.views.asides(of: help) == [scene.anna.resident])
    func propose(_ id: UpdateID, _ minutes: UInt32) -> WireUpdate.OneOf_Kind {
      .correctionProposed(.with { ($0.transfer, $0.minutes) = (Data(id.array), minutes) })
    }
    func agree(_ id: UpdateID) -> WireUpdate.OneOf_Kind {
      .correctionAgreed(.with { $0.correction = Data(id.array) })
    }
    let mine = try scene.dorp.accept(
      propose(help, 60), by: scene.anna, content: scene.dorp.note())
    #expect(try scene.refused(agree(mine), by: scene.lena, note: false) == .transferNotYours)
    try scene.dorp.accept(agree(mine), by: scene.bram)
    // The correction is hers as well, for her to see.
    #expect(
      scene.dorp.views.asides(of: try #require(scene.dorp.log.last?.update?.id))
        == [scene.anna.resident])
    let own = try scene.dorp.help(from: scene.bram, to: scene.lena, minutes: 60)
    #expect(try scene.refused(corrected(own, to: 30), by: scene.lena) == .partyCannotDecide)
    // At the ceiling: all of it is the pot's, and still Bram's to agree to.
    try scene.dorp.accept(
      .limitsSet(.with { ($0.resident, $0.floor, $0.ceiling) = (scene.bram.id, 0, 0) }),
      by: scene.lena, content: scene.dorp.note())
    try scene.dorp.setPolicy(by: scene.lena) { ($0.floor, $0.potFloor) = (-90, -600) }
    let above = try scene.dorp.help(from: scene.bram, to: scene.anna, minutes: 30)
    #expect(scene.dorp.views.asides(of: above) == [scene.bram.resident])
    let theirs = try scene.dorp.accept(
      propose(above, 10), by: scene.anna, content: scene.dorp.note())
    try scene.dorp.accept(agree(theirs), by: scene.bram)
    #expect(try scene.dorp.account(scene.anna).balance == Minutes(-10))
  }

  @Test("two who agree cannot undo their way below the floor; a regisseur can restore what was")
  func correctingBelowTheFloor() throws {
    var scene = try ThreeNeighbours()
    let given = try scene.dorp.accept(give(100, to: scene.bram), by: scene.anna)
    try scene.dorp.accept(give(1_250, to: scene.lena), by: scene.bram)
    let proposed = try scene.dorp.accept(
      .correctionProposed(.with { ($0.transfer, $0.minutes) = (Data(given.array), 0) }),
      by: scene.anna, content: scene.dorp.note())
    let yes = WireUpdate.OneOf_Kind.correctionAgreed(
      .with { $0.correction = Data(proposed.array) })
    #expect(try scene.refused(yes, by: scene.bram, note: false) == .floorReached)
    try scene.dorp.accept(
      .correctionMade(.with { ($0.transfer, $0.minutes) = (Data(given.array), 0) }),
      by: scene.lena, content: scene.dorp.note())
    #expect(try scene.dorp.account(scene.bram).balance == Minutes(-1_250))
  }

  @Test("nor above the ceiling")
  func correctingAboveTheCeiling() throws {
    var scene = try ThreeNeighbours()
    let given = try scene.dorp.accept(give(60, to: scene.bram), by: scene.anna)
    try scene.dorp.setPolicy(by: scene.lena) { $0.ceiling = 100 }
    try scene.dorp.accept(give(130, to: scene.anna), by: scene.lena)
    func propose(_ minutes: UInt32) throws -> WireUpdate.OneOf_Kind {
      let proposed = try scene.dorp.accept(
        .correctionProposed(.with { ($0.transfer, $0.minutes) = (Data(given.array), minutes) }),
        by: scene.anna, content: scene.dorp.note())
      return .correctionAgreed(.with { $0.correction = Data(proposed.array) })
    }
    let (whole, half) = (try propose(0), try propose(30))
    #expect(try scene.refused(whole, by: scene.bram, note: false) == .ceilingReached)
    try scene.dorp.accept(half, by: scene.bram)
    #expect(try scene.dorp.account(scene.anna).balance == Minutes(100))
  }

  @Test("a regisseur without a part in it corrects with a reason, up or down")
  func correctingByRegisseur() throws {
    var scene = try ThreeNeighbours()
    func make(_ id: UpdateID, _ minutes: UInt32) -> WireUpdate.OneOf_Kind {
      .correctionMade(.with { ($0.transfer, $0.minutes) = (Data(id.array), minutes) })
    }
    let up = try scene.dorp.help(from: scene.bram, to: scene.anna, minutes: 30)
    let own = try scene.dorp.help(from: scene.lena, to: scene.anna, minutes: 30)
    let given = try scene.dorp.accept(give(20, to: scene.bram), by: scene.anna)
    #expect(try scene.refused(make(up, 60), by: scene.anna) == .notRegisseur)
    #expect(try scene.refused(make(own, 60), by: scene.lena) == .partyCannotDecide)
    #expect(try scene.refused(make(up, 60), by: scene.lena, note: false) == .contentMissing)
    #expect(try scene.refused(make(given, 60), by: scene.lena) == .minutesOutOfRange)
    try scene.dorp.accept(make(up, 75), by: scene.lena, content: scene.dorp.note())
    try scene.dorp.accept(make(given, 0), by: scene.lena, content: scene.dorp.note())
    #expect(try scene.dorp.account(scene.bram).balance == Minutes(75))
    #expect(try scene.dorp.account(scene.bram).given == Minutes(75))
    #expect(scene.dorp.views.sum == .zero)
  }
}

extension ThreeNeighbours {
  /// Anna asks, Bram helps; each states what is given here, nothing when nil.
  fileprivate mutating func agreement(
    accepted: Bool = true, bram claim: UInt32? = nil, anna counter: UInt32? = nil
  ) throws -> UpdateID {
    let request = try dorp.accept(
      .listingPosted(dorp.listing()), by: anna, content: dorp.text("Rit"))
    let id = try dorp.accept(dorp.proposal(on: request), by: bram)
    if accepted { try dorp.accept(dorp.yes(id), by: anna) }
    if let claim { try dorp.accept(dorp.stated(id, claim), by: bram) }
    if let counter { try dorp.accept(dorp.stated(id, counter), by: anna) }
    return id
  }

  fileprivate func state(_ id: UpdateID) -> AgreementState? { dorp.views.agreement(id)?.state }

  fileprivate func resolution(_ id: UpdateID, _ minutes: UInt32) -> WireUpdate.OneOf_Kind {
    .disputeResolved(.with { ($0.agreement, $0.minutes) = (Data(id.array), minutes) })
  }

  /// With a note.
  fileprivate mutating func refused(
    _ kind: WireUpdate.OneOf_Kind, by signer: Signer
  ) throws -> Refusal? {
    try refused(kind, by: signer, note: true)
  }
}
