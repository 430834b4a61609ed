import Bookkeeping
import Exchange
import Updates
import Vocabulary
import WireFormat

// Two yeses, then minutes. `protocol/05-updates.md` §Agreements.

extension Rules {
  func checkProposal(
    _ proposal: WireAgreementProposed, by speaker: Resident
  ) throws -> Destination {
    guard ChannelKey(proposal.sealKey) != nil else { throw Refused(.badLength, "seal_key") }
    guard let id = UpdateID(proposal.listing), let listing = try views.listing(id),
      NodeID(proposal.listingNode) == listing.node
    else { throw Refused(.listingUnknown) }
    guard listing.author != speaker.id else { throw Refused(.listingYours) }
    try requireOpen(listing)
    let earlier = try views.agreements(on: id, by: speaker.id)
    guard !earlier.contains(where: \.isOpen) else { throw Refused(.alreadyProposed) }
    guard try views.openAgreements(by: speaker.id) < Limits.openAgreements else {
      throw Refused(.tooManyAgreements)
    }
    guard listing.node != position.node else { return Destination(.neighbourhood) }
    guard try views.peer(listing.node)?.state == .active else { throw Refused(.peerUnknown) }
    if !listing.gift {
      // Whichever of the two pays: hours can cross only as far as both neighbourhoods agreed.
      let bounds = try books.clearingBounds(with: listing.node)
      let paysHere = listing.side == .offer
      guard paysHere ? bounds.highest > .zero : bounds.lowest < .zero else {
        throw Refused(.acrossTheBorderOnlyGifts)
      }
    }
    return Destination(addressedTo: listing.node)
  }

  func checkAcceptance(_ yes: WireAgreementAccepted, by speaker: Resident) throws -> Destination {
    guard ChannelKey(yes.sealKey) != nil else { throw Refused(.badLength, "seal_key") }
    let (agreement, party) = try find(UpdateID(yes.agreement), of: speaker)
    guard party == .owner else { throw Refused(.notYoursToAccept) }
    guard agreement.state == .proposed else { throw Refused(.agreementNotOpen) }
    guard let listing = try views.listing(agreement.listing) else {
      throw Refused(.listingUnknown)
    }
    try requireOpen(listing)
    if agreement.crossesBorder {
      guard try views.peer(agreement.proposerNode)?.state == .active else {
        throw Refused(.peerUnknown)
      }
      // The two logs are tied together by hash: this yes answers that very entry.
      guard let cited = try views.update(agreement.id), EntryHash(yes.cites) == cited.entry else {
        throw Refused(.agreementUnknown, "cites")
      }
    }
    return destination(of: agreement)
  }

  func checkDeclining(_ no: WireAgreementDeclined, by speaker: Resident) throws -> Destination {
    let (agreement, party) = try find(UpdateID(no.agreement), of: speaker)
    guard agreement.isOpen else { throw Refused(.agreementNotOpen) }
    // Otherwise whoever received help could wipe out the claim of whoever gave it.
    guard agreement[party.other].stated == nil else { throw Refused(.statedAlready) }
    return destination(of: agreement)
  }

  func checkMinutesStated(_ stated: WireMinutesStated, by speaker: Resident) throws -> Destination {
    let (agreement, _) = try findRunning(UpdateID(stated.agreement), of: speaker)
    if agreement.gift {
      guard stated.minutes == 0 else { throw Refused(.giftWithMinutes, "minutes") }
    } else {
      guard stated.minutes > 0, stated.minutes <= Limits.minutesPerAgreement else {
        throw Refused(.minutesOutOfRange, "minutes")
      }
    }
    return destination(of: agreement)
  }

  func checkConfirmation(
    _ confirmed: WireMinutesConfirmed, by speaker: Resident
  ) throws -> Destination {
    let (agreement, party) = try findRunning(UpdateID(confirmed.agreement), of: speaker)
    guard let stated = agreement[party.other].stated else {
      throw Refused(agreement[party].stated == nil ? .nothingStated : .ownStatement)
    }
    guard stated == Minutes(Int64(confirmed.minutes)) else { throw Refused(.minutesDiffer) }
    return destination(of: agreement)
  }

  func checkPlace(
    _ shared: WirePlaceShared, _ place: WirePlaceContent, by speaker: Resident
  ) throws -> Destination {
    // All boxes are of one length: how long an address is tells which one it is.
    guard place.sealed.count == Limits.placeBytes else { throw Refused(.badLength, "sealed") }
    let (agreement, _) = try findRunning(UpdateID(shared.agreement), of: speaker)
    return destination(of: agreement)
  }

  func find(
    _ id: UpdateID?, of speaker: Resident
  ) throws -> (Agreement, Agreement.Party) {
    guard let id, let agreement = try views.agreement(id) else {
      throw Refused(.agreementUnknown)
    }
    guard let party = agreement.party(of: speaker.id), agreement.node(of: party) == position.node
    else { throw Refused(.agreementNotYours) }
    return (agreement, party)
  }

  private func findRunning(
    _ id: UpdateID?, of speaker: Resident
  ) throws -> (Agreement, Agreement.Party) {
    let found = try find(id, of: speaker)
    guard found.0.isOpen else { throw Refused(.agreementNotOpen) }
    guard found.0.accepted else { throw Refused(.notAgreedYet) }
    return found
  }

  func destination(of agreement: Agreement) -> Destination {
    guard agreement.crossesBorder else { return Destination(.neighbourhood) }
    let here = position.node
    return Destination(
      addressedTo: agreement.ownerNode == here ? agreement.proposerNode : agreement.ownerNode)
  }
}
