import Bookkeeping
import Exchange
import Updates
import Vocabulary
import WireFormat

// The conversation of two logs about one transfer, and its limits. `protocol/10-books.md` §7, §8.

extension Rules {
  func checkReserve(_ reserved: WireTransferReserved) throws -> Destination {
    let agreement = try find(UpdateID(reserved.agreement))
    guard agreement.mustCarry(at: position.node) else { throw Refused(.stepOutOfTurn) }
    if let waits = agreement.waits { guard now >= waits else { throw Refused(.notDue) } }
    let settled = agreement.decided ?? .zero
    guard let minutes = try carried(by: agreement) else { throw Refused(.clearingLimitReached) }
    guard settled == Minutes(Int64(reserved.settled)),
      minutes == Minutes(Int64(reserved.minutes))
    else { throw Refused(.minutesDiffer) }
    return Destination(addressedTo: agreement.payeeNode)
  }

  /// Minutes of a settled agreement that can travel now; nil while they wait for room, which they
  /// do not do for ever: after `carryPatience` what does not fit is a gift.
  func carried(by agreement: Agreement) throws -> Minutes? {
    let payee = agreement.payeeNode
    let payer = agreement.receiver
    guard try views.peer(payee)?.state == .active, try views.resident(payer)?.left == false else {
      return .zero
    }
    let moved = try books.coverage(agreement.decided ?? .zero, payer: payer).moved
    let room = try books.roomIn(.clearing(payee))
    if room >= moved { return moved }
    return now >= agreement.changed + Limits.carryPatience
      ? try books.coverage(room, payer: payer).moved : nil
  }

  func checkAnswer(_ accepted: WireTransferAccepted) throws -> Destination {
    let transfer = try answering(UpdateID(accepted.transfer), EntryHash(accepted.cites))
    if let objection = try objection(to: transfer) { throw objection }
    return Destination(addressedTo: transfer.payerNode)
  }

  func checkAnswer(_ rejected: WireTransferRejected) throws -> Destination {
    let transfer = try answering(UpdateID(rejected.transfer), EntryHash(rejected.cites))
    guard let objection = try objection(to: transfer),
      UInt32(objection.reason.rawValue) == rejected.reason
    else { throw Refused(.stepOutOfTurn, "reason") }
    return Destination(addressedTo: transfer.payerNode)
  }

  func checkCommit(_ committed: WireTransferCommitted) throws -> Destination {
    let transfer = try ours(UpdateID(committed.transfer))
    guard transfer.payerNode == position.node, transfer.state == .accepted, !transfer.recalled,
      EntryHash(committed.cites) == transfer.last
    else { throw Refused(.stepOutOfTurn) }
    return Destination(addressedTo: transfer.payeeNode)
  }

  func checkVoid(_ voided: WireTransferVoided) throws -> Destination {
    let transfer = try ours(UpdateID(voided.transfer))
    guard transfer.payerNode == position.node, try mayVoid(transfer),
      EntryHash(voided.cites) == transfer.answerToVoid
    else { throw Refused(.stepOutOfTurn) }
    return Destination(addressedTo: transfer.payeeNode)
  }

  func checkReleased(_ released: WireTransferReleased) throws -> Destination {
    let transfer = try ours(UpdateID(released.transfer))
    guard transfer.payeeNode == position.node,
      try transfer.state == .withdrawn
        || transfer.state == .accepted && views.peer(transfer.payerNode)?.state != .active,
      EntryHash(released.cites) == (transfer.state == .withdrawn ? transfer.last : nil)
    else { throw Refused(.stepOutOfTurn) }
    return Destination(addressedTo: transfer.payerNode)
  }

  func checkApplied(_ applied: WireTransferApplied) throws -> Destination {
    let transfer = try ours(UpdateID(applied.transfer))
    guard transfer.payeeNode == position.node, transfer.state == .committed,
      EntryHash(applied.cites) == transfer.last
    else { throw Refused(.stepOutOfTurn) }
    return Destination(addressedTo: transfer.payerNode)
  }

  func checkRecall(_ recalled: WireTransferRecalled, by speaker: Resident) throws -> Destination {
    let transfer = try ours(UpdateID(recalled.transfer))
    // Who said it, not whose hours they are: a regisseur's correction is the regisseur's to recall.
    guard transfer.payerNode == position.node,
      try views.update(transfer.id)?.resident == speaker.id
    else { throw Refused(.transferNotYours) }
    guard transfer.state == .reserved, !transfer.recalled else {
      throw Refused(.tooLateToRecall)
    }
    return Destination(.neighbourhood)
  }

  func checkClearingLimits(
    _ limits: WireClearingLimitsSet, by speaker: Resident
  ) throws -> Destination {
    try speaker.requireRegisseur()
    guard let peer = NodeID(limits.peer), let known = try views.peer(peer), known.state != .ended
    else { throw Refused(.peerUnknown) }
    guard Int64(limits.weMayOwe) <= Limits.balanceBound,
      Int64(limits.theyMayOwe) <= Limits.balanceBound
    else { throw Refused(.fieldOutOfRange, "limits") }
    return Destination(addressedTo: peer)
  }

  func checkClearingStated(_ stated: WireClearingStated) throws -> Destination {
    guard let peer = NodeID(stated.peer), try views.peer(peer)?.state == .active else {
      throw Refused(.peerUnknown)
    }
    let sums = try views.clearingSums(of: position.node, with: peer)
    guard ClearingSums(stated) == sums else { throw Refused(.minutesDiffer) }
    guard try mayState(to: peer), try hasChanged(sums, for: peer) else { throw Refused(.notDue) }
    return Destination(addressedTo: peer)
  }

  /// True when the last statement was a while ago.
  func mayState(to peer: NodeID) throws -> Bool {
    let last = try views.clearingStatement(of: position.node, about: peer)
    return last.map { now >= $0.time + Limits.statementPause } ?? true
  }

  /// True when the sums are not those of the last statement.
  func hasChanged(_ sums: ClearingSums, for peer: NodeID) throws -> Bool {
    let last = try views.clearingStatement(of: position.node, about: peer)?.sums
    return sums != last ?? ClearingSums(committed: .zero, applied: .zero)
  }

  /// Why the payee's node does not take a transfer; nil when it does. Its first reason.
  func objection(to transfer: BorderTransfer) throws -> Refused? {
    guard try views.peer(transfer.payerNode)?.state == .active else {
      return Refused(.peerUnknown)
    }
    guard let payee = try views.resident(transfer.payee), !payee.left else {
      return Refused(.recipientUnknown)
    }
    if let id = transfer.agreement {
      guard let agreement = try views.agreement(id), agreement.crossesBorder, !agreement.gift,
        agreement.payerNode == transfer.payerNode, agreement.payeeNode == position.node
      else { return Refused(.agreementUnknown) }
    }
    guard try books.roomOut(.clearing(transfer.payerNode)) >= transfer.minutes else {
      return Refused(.clearingLimitReached)
    }
    if let corrects = transfer.corrects {
      return try objection(toCorrection: transfer, of: corrects)
    }
    if transfer.agreement == nil {
      guard try books.roomIn(.resident(transfer.payee)) >= transfer.minutes else {
        return Refused(.ceilingReached)
      }
    }
    return nil
  }

  func mayVoid(_ transfer: BorderTransfer) throws -> Bool {
    switch transfer.state {
    case .rejected, .released: true
    case .reserved:
      try transfer.recalled || now >= transfer.started + Limits.reserveLife
        || views.peer(transfer.payeeNode)?.state != .active
    case .accepted: transfer.recalled
    case .committed, .voided, .withdrawn, .applied: false
    }
  }

  private func answering(_ id: UpdateID?, _ cites: EntryHash?) throws -> BorderTransfer {
    let transfer = try ours(id)
    guard transfer.payeeNode == position.node, transfer.state == .reserved,
      cites == transfer.reserve
    else { throw Refused(.stepOutOfTurn) }
    return transfer
  }

  private func ours(_ id: UpdateID?) throws -> BorderTransfer {
    guard let id, let transfer = try views.border(id) else { throw Refused(.transferUnknown) }
    return transfer
  }
}

extension BorderTransfer {
  /// The word of the payee's node that a VOID answers; nil when there is none.
  var answerToVoid: EntryHash? {
    switch state {
    case .rejected: last
    case .released: released
    default: nil
    }
  }
}
