import Bookkeeping
import Updates
import Vocabulary
import WireFormat

// Corrections of hours that crossed a border: by whoever gives hours up, or a regisseur there.
// `protocol/10-books.md` §6.

extension Rules {
  /// The speaker gives hours to the other side of a transfer that crossed the border, to correct it.
  func checkCorrectionGiven(
    _ id: UpdateID?, giving minutes: Minutes, to other: ResidentID, at node: NodeID,
    _ speaker: ResidentID
  ) throws {
    let (original, posted) = try crossed(id)
    guard original.other(than: position.node) == node else { throw Refused(.transferUnknown) }
    guard let kind = original.correction(by: speaker, at: position.node),
      (kind.givesBack ? original.payer : original.payee) == other
    else { throw Refused(.transferNotYours) }
    try requireCorrectable(original, by: minutes, kind)
    guard kind.givesBack else { return try requireRoom(of: speaker, for: minutes) }
    try requireRoom(toGiveBack: posted.lowering(by: minutes) ?? [])
  }

  /// A regisseur corrects it by hours of a resident here. No floor holds it back.
  func checkCorrectionAcross(
    _ id: UpdateID, _ made: WireCorrectionMade, by speaker: Resident
  ) throws -> Destination {
    let (original, posted) = try crossed(id)
    let other = original.other(than: position.node)
    guard try views.peer(other)?.state == .active else { throw Refused(.peerUnknown) }
    let total = Minutes(Int64(made.minutes))
    let given = original.difference(to: total, at: position.node)
    // The only party here, also when a pot paid or took it all.
    guard given.payer != speaker.id else { throw Refused(.partyCannotDecide) }
    guard total != original.minutes else { throw Refused(.minutesOutOfRange, "minutes") }
    guard given.minutes > .zero,
      let kind = original.correction(by: given.payer, at: position.node)
    else { throw Refused(.transferNotYours) }
    try requireCorrectable(original, by: given.minutes, kind)
    try requirePresent(posted.legs.compactMap(\.account.resident))
    if !kind.givesBack { try requirePresent([given.payer]) }
    try requireClearing(given.minutes, to: other)
    return Destination(addressedTo: other)
  }

  /// A transfer that crossed our border and may be corrected by its kind, and what it posted here.
  private func crossed(_ id: UpdateID?) throws -> (BorderTransfer, Transfer) {
    guard let id, let original = try views.border(id), let posted = try views.transfer(id),
      original.kind == .help || original.kind == .hours
    else { throw Refused(.transferUnknown) }
    return (original, posted)
  }

  private func requireCorrectable(
    _ original: BorderTransfer, by minutes: Minutes, _ kind: Transfer.Kind
  ) throws {
    guard !original.frozen else { throw Refused(.transferFrozen) }
    guard try !views.isCorrected(original.id) else { throw Refused(.alreadyCorrected) }
    guard original.fits(minutes, kind) else { throw Refused(.minutesOutOfRange, "minutes") }
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
