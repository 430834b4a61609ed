import Bookkeeping
import Exchange
import Updates
import Vocabulary
import WireFormat

// What the books make of an update. `protocol/10-books.md`.

extension Reading {
  var books: BookPage<V> { BookPage(views: views, now: position.time) }
  var cause: Cause { Cause(id: update.id, time: position.time) }

  /// By residents, in our own log only, save what another log says of a border.
  func bookChanges(by resident: ResidentID) throws -> [ViewChange] {
    switch update.kind {
    case .policySet(let policy):
      return Policy(policy).map { [.policy(position.node, $0)] } ?? []
    case .clearingLimitsSet(let limits): return clearingLimits(limits)
    case .hoursGiven(let given): return try gave(given, by: resident)
    case .correctionMade(let made): return try corrected(made)
    case .disputeResolved(let resolved):
      return try decided(
        UpdateID(resolved.agreement), Minutes(Int64(resolved.minutes)), resolution: update.id)
    case .thanksSaid(let thanks): return try thanked(thanks, by: resident)
    default: return isOurs ? try ownBookChanges(by: resident) : []
    }
  }

  private func ownBookChanges(by resident: ResidentID) throws -> [ViewChange] {
    switch update.kind {
    case .limitsSet(let limits): return try limited(limits)
    case .correctionProposed(let proposed): return proposedCorrection(proposed, by: resident)
    case .correctionAgreed(let agreed):
      guard let id = UpdateID(agreed.correction), let correction = try views.correction(id)
      else { return [] }
      return try corrected(correction.transfer, to: correction.minutes)
    case .potOpened(let opened):
      return try views.account(.pot(opened.pot)) == nil
        ? [.account(Account(id: .pot(opened.pot)))] : []
    case .potContributed(let given):
      return try books.post(
        .contribution(Minutes(Int64(given.minutes)), from: resident, to: given.pot, cause))
    case .potGranted(let granted):
      guard let to = ResidentID(granted.resident) else { return [] }
      return try books.post(
        .grant(Minutes(Int64(granted.minutes)), from: granted.pot, to: to, cause))
    case .transferRecalled(let recalled): return try recalledBack(UpdateID(recalled.transfer))
    case .residentLeft: return try left(resident)
    default: return []
    }
  }

  private func limited(_ limits: WireLimitsSet) throws -> [ViewChange] {
    guard let id = ResidentID(limits.resident), var resident = try views.resident(id) else {
      return []
    }
    resident.bounds = OwnBounds(
      lowest: limits.hasFloor ? Minutes(limits.floor) : nil,
      highest: limits.hasCeiling ? Minutes(limits.ceiling) : nil, said: update.id)
    return [.resident(resident)]
  }

  private func proposedCorrection(
    _ proposed: WireCorrectionProposed, by resident: ResidentID
  ) -> [ViewChange] {
    guard let transfer = UpdateID(proposed.transfer) else { return [] }
    return [
      .correction(
        Correction(
          id: update.id, transfer: transfer, minutes: Minutes(Int64(proposed.minutes)),
          by: resident, time: position.time))
    ]
  }

  private func corrected(_ made: WireCorrectionMade) throws -> [ViewChange] {
    guard let id = UpdateID(made.transfer) else { return [] }
    let minutes = Minutes(Int64(made.minutes))
    if let crossed = try views.border(id) { return try corrected(crossed, to: minutes) }
    return isOurs ? try corrected(id, to: minutes) : []
  }

  private func corrected(_ id: UpdateID, to minutes: Minutes) throws -> [ViewChange] {
    guard let transfer = try views.transfer(id), try !views.isCorrected(id) else { return [] }
    switch try books.change(of: transfer, to: minutes) {
    case nil: return []
    case .raise(let more, let payer, let payee):
      return try books.help(
        update.id, kind: .raised, minutes: more, payer: payer, payee: payee, about: id)
    case .lower(let legs):
      return try books.post(
        .undoing(transfer, by: legs, cause), of: books.parties(of: transfer))
    }
  }

  private func clearingLimits(_ limits: WireClearingLimitsSet) -> [ViewChange] {
    guard let peer = NodeID(limits.peer), isOurs || peer == views.node else { return [] }
    return [
      .clearingLimits(
        ClearingLimits(
          speaker: position.node, peer: peer, weMayOwe: Minutes(Int64(limits.weMayOwe)),
          theyMayOwe: Minutes(Int64(limits.theyMayOwe))))
    ]
  }

  private func thanked(_ thanks: WireThanksSaid, by resident: ResidentID) throws -> [ViewChange] {
    guard let id = UpdateID(thanks.agreement), let agreement = try views.agreement(id),
      let party = agreement.party(of: resident), agreement.node(of: party) == position.node,
      try !views.isThanked(id, by: resident)
    else { return [] }
    return [
      .thanks(Thanks(agreement: id, by: resident, update: update.id, time: position.time))
    ]
  }

  private func left(_ id: ResidentID) throws -> [ViewChange] {
    guard var resident = try views.resident(id) else { return [] }
    resident.left = true
    // Nobody elsewhere reads this: the node tells them that there are no places any more.
    let withdrawn = try views.standingListings(of: id).map { listing in
      var listing = listing
      listing.withdrawn = true
      return ViewChange.listing(listing)
    }
    return [.resident(resident)] + withdrawn
  }
}
