import FoundationEssentials
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// A small history with something of everything, told once and judged by the checker.
struct VillageLife {
  var wechel: Village
  var gierle: Village
  let lena: Signer
  let anna: Signer
  let bram: Signer
  /// Settled at 70 minutes, after a counter statement.
  let ride: UpdateID
  /// Accepted, and 40 minutes stated by Bram.
  let garden: UpdateID
  /// Anna's first profile and a listing of hers, erased.
  let erased: [UpdateID]
  let letterOfBram: InvitationSecret

  init() throws {
    wechel = try Village("Wechelderzande", seed: 2_170)
    gierle = try Village("Gierle", seed: 2_275)
    lena = try wechel.join("Lena", with: wechel.letter)
    let letterOfAnna = try wechel.invite(by: lena)
    letterOfBram = try wechel.invite(by: lena)
    anna = try wechel.join("Anna", with: letterOfAnna)
    bram = try wechel.join("Bram", with: letterOfBram)

    let request = try wechel.post(
      .request, .ride, by: anna, minutes: 60, text: "Naar het dienstencentrum, dinsdag om tien uur")
    ride = try wechel.say(wechel.answer(request), by: bram, content: .proposal("Ik rijd graag"))
    try wechel.say(.yes(ride), by: anna)
    try wechel.say(.stated(ride, 90), by: bram)
    try wechel.say(.stated(ride, 70), by: anna)
    try wechel.say(.confirmed(ride, 70), by: bram)

    let offer = try wechel.post(.offer, .garden, by: bram, minutes: 45, text: "Haag scheren")
    let lenas = try wechel.say(wechel.answer(offer), by: lena)
    try wechel.say(.no(lenas), by: bram)
    garden = try wechel.say(wechel.answer(offer), by: anna)
    try wechel.say(.yes(garden), by: bram)
    try wechel.say(.stated(garden, 40), by: bram)

    let gone = try wechel.post(.offer, .meal, by: anna, minutes: 30, text: "Verse soep")
    try wechel.say(.withdrawn(gone), by: anna)
    try wechel.say(.profileSet(WireProfileSet()), by: anna, content: .profile("Anna V."))
    erased = [gone]
    try wechel.say(.erasure(erased), by: anna)
    try crossTheBorder()
  }

  /// Gierle federates with Wechelderzande, and its Cas keeps Anna company on Sunday, as a gift.
  private mutating func crossTheBorder() throws {
    let cas = try gierle.join("Cas", with: gierle.letter)
    var proposed = WireFederationProposed()
    proposed.terms.first = Data(wechel.node.array)
    proposed.terms.second = Data(gierle.node.array)
    proposed.terms.nearby = true
    proposed.peer = gierle.card
    let proposal = try wechel.say(.federationProposed(proposed), by: lena)
    var accepted = WireFederationAccepted()
    accepted.terms = proposed.terms
    accepted.peer = wechel.card
    accepted.proposal = try WireSignedUpdate(serializedBytes: signed(proposal))
    try gierle.say(.federationAccepted(accepted), by: cas)
    try wechel.follow(gierle)

    let sunday = try wechel.post(
      .request, .company, by: anna, minutes: 0, reach: .nearby, text: "Een stille zondag")
    try gierle.follow(wechel)
    let visit = try gierle.say(gierle.answer(sunday, of: wechel.node), by: cas)
    try wechel.follow(gierle)
    try wechel.say(.yes(visit, cites: gierle.entries.last?.hash), by: anna)
    try wechel.say(.place(visit), by: anna, content: .place())
    try gierle.follow(wechel)
    try gierle.say(.stated(visit, 0), by: cas)
    try wechel.follow(gierle)
    try wechel.say(.confirmed(visit, 0), by: anna)
  }

  private func signed(_ id: UpdateID) throws -> [UInt8] {
    for entry in wechel.entries {
      if let update = try OpenedEntry(entry).update, update.id == id { return update.signedBytes }
    }
    return []
  }
}
