import Bookkeeping
import Exchange
import Updates
import Vocabulary
import WireFormat

// How an agreement ends without two equal statements, and corrections. `protocol/10-books.md`
// §5, §6.

extension Rules {
  func checkMinutesLapse(_ lapsed: WireMinutesLapsed) throws -> Destination {
    let agreement = try find(UpdateID(lapsed.agreement))
    guard agreement.payerNode == position.node else { throw Refused(.agreementNotYours) }
    guard let due = agreement.postedBySilence else { throw Refused(.agreementNotOpen) }
    guard now >= due.at else { throw Refused(.notDue) }
    guard due.minutes == Minutes(Int64(lapsed.minutes)) else { throw Refused(.minutesDiffer) }
    return destination(of: agreement)
  }

  func checkAgreementLapse(_ lapsed: WireAgreementLapsed) throws -> Destination {
    let agreement = try find(UpdateID(lapsed.agreement))
    guard let due = try closedBySilence(agreement) else { throw Refused(.agreementNotOpen) }
    guard now >= due else { throw Refused(.notDue) }
    return destination(of: agreement)
  }

  func checkResolution(
    _ resolved: WireDisputeResolved, by speaker: Resident
  ) throws -> Destination {
    try speaker.requireRegisseur()
    let agreement = try find(UpdateID(resolved.agreement))
    guard agreement.payerNode == position.node else { throw Refused(.agreementNotYours) }
    guard agreement.party(of: speaker.id) == nil else { throw Refused(.partyCannotDecide) }
    guard agreement.state == .disputed, let claims = agreement.claims else {
      throw Refused(.notDisputed)
    }
    guard (claims.low...claims.high).contains(Minutes(Int64(resolved.minutes))) else {
      throw Refused(.outsideTheClaims, "\(claims.low.count)–\(claims.high.count)")
    }
    return destination(of: agreement)
  }

  func checkCorrectionProposed(
    _ proposed: WireCorrectionProposed, by speaker: Resident
  ) throws -> Destination {
    let transfer = try correctable(UpdateID(proposed.transfer), to: proposed.minutes)
    guard try books.parties(of: transfer).contains(speaker.id) else {
      throw Refused(.transferNotYours)
    }
    return Destination(.neighbourhood)
  }

  func checkCorrectionYes(
    _ agreed: WireCorrectionAgreed, by speaker: Resident
  ) throws -> Destination {
    guard let id = UpdateID(agreed.correction), let correction = try views.correction(id),
      let transfer = try views.transfer(correction.transfer)
    else { throw Refused(.correctionUnknown) }
    guard try books.parties(of: transfer).contains(speaker.id), correction.by != speaker.id else {
      throw Refused(.transferNotYours)
    }
    guard try now <= correction.time + views.policy().silence else {
      throw Refused(.correctionClosed)
    }
    guard try !views.isCorrected(transfer.id) else { throw Refused(.alreadyCorrected) }
    try requirePresent(bothIn: transfer)
    // Two who agree may not undo their way past floor or ceiling; only a regisseur restores
    // regardless.
    if case .lower(let legs) = try books.change(of: transfer, to: correction.minutes) {
      try requireRoom(toGiveBack: legs)
      for leg in legs where leg.minutes > .zero {
        guard try books.roomIn(leg.account) >= leg.minutes else { throw Refused(.ceilingReached) }
      }
      try books.requirePostable(.undoing(transfer, by: legs, cause))
    }
    return Destination(.neighbourhood)
  }

  func checkCorrectionMade(_ made: WireCorrectionMade, by speaker: Resident) throws -> Destination {
    try speaker.requireRegisseur()
    if let id = UpdateID(made.transfer), try views.border(id) != nil {
      return try checkCorrectionAcross(id, made, by: speaker)
    }
    let transfer = try correctable(UpdateID(made.transfer), to: made.minutes)
    guard try !books.parties(of: transfer).contains(speaker.id) else {
      throw Refused(.partyCannotDecide)
    }
    let total = Minutes(Int64(made.minutes))
    if case .lower(let legs) = try books.change(of: transfer, to: total) {
      try books.requirePostable(.undoing(transfer, by: legs, cause))
    }
    return Destination(.neighbourhood)
  }

  private func correctable(_ id: UpdateID?, to minutes: UInt32) throws -> Transfer {
    guard let id, let transfer = try views.transfer(id),
      transfer.kind == .help || transfer.kind == .hours, !transfer.crossesBorder
    else { throw Refused(.transferUnknown) }
    guard try !views.isCorrected(id) else { throw Refused(.alreadyCorrected) }
    guard minutes <= Limits.minutesPerAgreement,
      try books.change(of: transfer, to: Minutes(Int64(minutes))) != nil
    else { throw Refused(.minutesOutOfRange, "minutes") }
    try requirePresent(bothIn: transfer)
    return transfer
  }

  /// Who has left can neither pay nor be paid, whatever was proposed before: their balance stays
  /// zero.
  private func requirePresent(bothIn transfer: Transfer) throws {
    try requirePresent(books.parties(of: transfer))
  }

  /// When our node closes an agreement because of silence; nil when it may not. With a neighbourhood
  /// that is no peer any more, either node ends what is open: the other will say nothing.
  func closedBySilence(_ agreement: Agreement) throws -> Instant? {
    let here = position.node
    if agreement.ownerNode == here, let due = agreement.closedBySilence { return due }
    guard agreement.isOpen, agreement.crossesBorder else { return nil }
    let other = agreement.ownerNode == here ? agreement.proposerNode : agreement.ownerNode
    guard try views.peer(other)?.state != .active else { return nil }
    return agreement.quietSince + Limits.agreementSilence
  }

  func find(_ id: UpdateID?) throws -> Agreement {
    guard let id, let agreement = try views.agreement(id) else {
      throw Refused(.agreementUnknown)
    }
    return agreement
  }
}

extension Agreement {
  /// When silence ends an agreement that nobody took any further; nil in other states.
  fileprivate var closedBySilence: Instant? {
    state == .proposed || state == .agreed ? endsBy : nil
  }
}
