import Admission
import Bookkeeping
import Exchange
import FoundationEssentials
import Storage
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

// Rows of the books as rows of an answer.

extension WireRows {
  func line(_ line: StatementLine) -> WireStatementLine {
    let transfer = line.transfer
    var wire = WireStatementLine()
    wire.time = transfer.time.milliseconds
    wire.minutes = line.minutes.count
    wire.balance = line.balance.count
    wire.otherName = line.otherName
    wire.text = line.text
    wire.agreement = Data(line.agreement?.array ?? [])
    (wire.reasonBy, wire.reason) = (line.reason.name, line.reason.text)
    wire.entry = Data(line.entry?.array ?? [])
    wire.category = line.category.flatMap { WireCategory(rawValue: $0.rawValue) } ?? .unspecified
    wire.number = UInt64(clamping: line.number)
    wire.kind = WireTransferKind(rawValue: transfer.kind.rawValue) ?? .unspecified
    wire.transfer = Data(transfer.id.array)
    wire.elsewhere = line.elsewhere ?? ""
    if transfer.kind.isCorrection {
      wire.corrects = Data(transfer.about?.array ?? [])
    }
    wire.corrected = line.corrected
    wire.otherNode = Data(line.crossed?.node.array ?? [])
    wire.otherResident = Data(line.crossed?.resident.array ?? [])
    wire.legs = transfer.legs.map { leg in
      .with { ($0.account, $0.minutes) = (Data(leg.account.key), leg.minutes.count) }
    }
    return wire
  }

  /// The payer's side knows when hours arrived; the payee's when they were accepted.
  func hours(of row: AgreementRow) -> WireHoursState {
    let agreement = row.agreement
    guard agreement.crossesBorder, !agreement.gift else { return .unspecified }
    guard let settled = agreement.settled else {
      // The payer's node says nothing in its log as long as there is no room: both know already.
      let waits = agreement.isOpen && (agreement.stands ?? .zero) > .zero
      return waits ? .waiting : .unspecified
    }
    guard settled > .zero else { return .unspecified }
    switch row.transit?.state {
    case .committed, .applied: return .arrived
    case .reserved, .accepted, .rejected: return .underWay
    case .released: return .waiting
    case .voided, .withdrawn: return isGivenUp(row) ? .givenUp : .waiting
    // Carried with nothing on its way: no minutes could go at all.
    case nil where agreement.carried != nil: return .givenUp
    case nil: return agreement.mustCarry(at: services.node) ? .waiting : .unspecified
    }
  }

  /// The payer's node forgets a transfer that it will try again; the other one knows why it refused
  /// it, and how long the payer's node is patient.
  private func isGivenUp(_ row: AgreementRow) -> Bool {
    let agreement = row.agreement
    return agreement.payerNode == services.node || row.transit?.mayPassLater == false
      || now >= agreement.changed + Limits.carryPatience + Limits.reserveAgain
  }

  func transit(_ row: TransitRow) -> WireTransitRow {
    let transfer = row.transfer
    var wire = WireTransitRow()
    wire.id = Data(transfer.id.array)
    wire.nodeName = row.nodeName
    wire.otherName = row.otherName
    wire.minutes = transfer.minutes.count
    wire.outgoing = transfer.payerNode == services.node
    wire.state = WireTransitState(rawValue: transfer.state.rawValue) ?? .unspecified
    wire.started = transfer.started.milliseconds
    wire.reason = UInt32(transfer.reason)
    wire.recalled = transfer.recalled
    wire.agreement = Data(transfer.agreement?.array ?? [])
    wire.text = row.text
    wire.corrects = Data(transfer.corrects?.array ?? [])
    wire.mine = row.mine
    return wire
  }

  func frozen(_ row: FrozenRow) -> WireFrozenRow {
    .with {
      $0.id = Data(row.transfer.id.array)
      ($0.nodeName, $0.residentName) = (row.nodeName, row.residentName)
      $0.minutes = row.transfer.minutes.count
      $0.outgoing = row.transfer.payerNode == services.node
      $0.state = WireTransitState(rawValue: row.transfer.state.rawValue) ?? .unspecified
      $0.started = row.transfer.started.milliseconds
    }
  }

  func correction(_ row: CorrectionRow) -> WireCorrectionRow {
    var wire = WireCorrectionRow()
    wire.id = Data(row.correction.id.array)
    wire.transfer = Data(row.correction.transfer.array)
    wire.from = row.total.count
    wire.to = row.correction.minutes.count
    wire.mine = row.correction.by == resident
    wire.closes = row.closes.milliseconds
    wire.text = row.text
    wire.otherName = row.otherName
    return wire
  }

  /// Whom a pot helped is between them and the regisseurs.
  func pot(_ row: PotRow, named: Bool) -> WirePotRow {
    var wire = WirePotRow()
    wire.name = row.name
    wire.balance = row.statement.account.balance.count
    wire.heldOut = row.statement.account.heldOut.count
    wire.lines = row.statement.lines.map { line in
      let mine = line.other == .resident(resident)
      var wire = WirePotLine()
      wire.time = line.transfer.time.milliseconds
      wire.minutes = line.minutes.count
      wire.kind = WireTransferKind(rawValue: line.transfer.kind.rawValue) ?? .unspecified
      if named || mine || line.other.resident == nil { wire.otherName = line.otherName }
      if named || mine { wire.text = line.text }
      return wire
    }
    return wire
  }

  func dispute(_ row: DisputeRow) -> WireDisputeRow {
    let agreement = row.agreement
    let helper: Agreement.Party = agreement.side == .offer ? .owner : .proposer
    var wire = WireDisputeRow()
    wire.id = Data(agreement.id.array)
    wire.helperName = row.helperName
    wire.receiverName = row.receiverName
    wire.helperMinutes = UInt32(clamping: agreement[helper].stated?.count ?? 0)
    wire.receiverMinutes = UInt32(clamping: agreement[helper.other].stated?.count ?? 0)
    wire.text = row.listing?.text ?? ""
    wire.category =
      (row.listing?.listing.category).flatMap { WireCategory(rawValue: $0.rawValue) }
      ?? .unspecified
    wire.postedAt = row.postedAt?.milliseconds ?? 0
    wire.party = agreement.party(of: resident) != nil
    return wire
  }

  func clearing(_ row: ClearingRow, misdeeds: Bool) -> WireClearingRow {
    var wire = WireClearingRow()
    wire.node = Data(row.peer.node.array)
    wire.name = row.peer.card.name
    wire.active = row.peer.state == .active
    wire.balance = row.account.balance.count
    wire.heldOut = row.account.heldOut.count
    wire.heldIn = row.account.heldIn.count
    wire.weMayOwe = row.bounds.highest.count
    wire.theyMayOwe = Minutes.zero.subtracting(row.bounds.lowest)?.count ?? 0
    wire.roomToThem = row.roomToThem.count
    wire.roomToUs = row.roomToUs.count
    if let ours = row.ours { wire.ours = said(ours) }
    if let theirs = row.theirs { wire.theirs = said(theirs) }
    wire.released = row.released.count
    if misdeeds { wire.misdeeds = UInt32(clamping: row.misdeeds) }
    return wire
  }

  private func said(_ limits: ClearingLimits) -> WireClearingLimitsSet {
    .with {
      $0.peer = Data(limits.peer.array)
      $0.weMayOwe = UInt32(clamping: limits.weMayOwe.count)
      $0.theyMayOwe = UInt32(clamping: limits.theyMayOwe.count)
    }
  }
}
