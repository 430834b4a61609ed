import Bookkeeping
import Updates
import Vocabulary

// Corrections of hours that crossed a border: by whoever gives hours up. `protocol/10-books.md` §6.

extension Rules {
  /// The speaker gives hours to the other side of a transfer that crossed the border, to correct it.
  func checkCorrecting(
    _ id: UpdateID?, giving minutes: Minutes, to other: ResidentID, at node: NodeID,
    _ speaker: ResidentID
  ) throws {
    guard let id, let original = try views.border(id), original.other(than: position.node) == node,
      let posted = try views.transfer(id)
    else { throw Refused(.transferUnknown) }
    let here = position.node
    guard let kind = original.correction(by: speaker, at: here),
      (kind.givesBack ? original.payer : original.payee) == other
    else { throw Refused(.transferNotYours) }
    guard !original.frozen else { throw Refused(.transferFrozen) }
    guard try !views.isCorrected(id) else { throw Refused(.alreadyCorrected) }
    guard original.fits(minutes, kind) else { throw Refused(.minutesOutOfRange, "minutes") }
    guard kind.givesBack else { return try requireRoom(of: speaker, for: minutes) }
    for leg in posted.lowering(by: minutes) ?? [] where leg.minutes < .zero {
      let room = try books.roomOut(leg.account)
      guard room.count >= -leg.minutes.count else {
        throw Refused(.floorReached, "\(room.count)")
      }
    }
  }

  /// Why the node of the other side does not take a correction; nil when it does.
  func objection(toCorrection transfer: BorderTransfer, of id: UpdateID) throws -> Refused? {
    guard let original = try views.border(id),
      original.other(than: position.node) == transfer.payerNode,
      let kind = original.correction(by: transfer.payer, at: transfer.payerNode),
      (kind.givesBack ? original.payer : original.payee) == transfer.payee
    else { return Refused(.transferUnknown) }
    guard !original.frozen else { return Refused(.transferFrozen) }
    guard try !views.isCorrected(id, besides: transfer.id) else {
      return Refused(.alreadyCorrected)
    }
    guard original.fits(transfer.minutes, kind) else { return Refused(.minutesOutOfRange) }
    guard kind.givesBack else { return nil }
    let legs = try views.transfer(id)?.lowering(by: transfer.minutes) ?? []
    for leg in legs where leg.account == .resident(transfer.payee) && leg.minutes > .zero {
      guard try books.roomIn(leg.account) >= leg.minutes else { return Refused(.ceilingReached) }
    }
    return nil
  }
}

extension BorderTransfer {
  /// True when a correction of this kind may be so much: back no more than crossed, and never more
  /// than one transfer may be.
  fileprivate func fits(_ more: Minutes, _ kind: Transfer.Kind) -> Bool {
    kind.givesBack
      ? more <= minutes : minutes.count + more.count <= Int64(Limits.minutesPerAgreement)
  }
}
