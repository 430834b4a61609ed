import Bookkeeping
import Exchange
import Updates
import Vocabulary
import WireFormat

// Hours across a border, read from both logs. `protocol/10-books.md` §7.

extension Reading {
  func gave(_ given: WireHoursGiven, by payer: ResidentID) throws -> [ViewChange] {
    guard let node = NodeID(given.node), let payee = ResidentID(given.resident) else { return [] }
    let minutes = Minutes(Int64(given.minutes))
    if node == position.node {
      return isOurs ? try books.post(.hours(minutes, from: payer, to: payee, cause)) : []
    }
    return try gave(minutes, from: payer, to: payee, at: node, correcting: UpdateID(given.corrects))
  }

  /// A regisseur corrects what crossed, as if who gives up hours had said it.
  func corrected(_ crossed: BorderTransfer, to total: Minutes) throws -> [ViewChange] {
    guard [crossed.payerNode, crossed.payeeNode].contains(position.node) else { return [] }
    let given = crossed.difference(to: total, at: position.node)
    return try gave(
      given.minutes, from: given.payer, to: given.payee, at: crossed.other(than: position.node),
      correcting: crossed.id)
  }

  private func gave(
    _ minutes: Minutes, from payer: ResidentID, to payee: ResidentID, at node: NodeID,
    correcting id: UpdateID?
  ) throws -> [ViewChange] {
    let corrected = try id.flatMap { try views.border($0) }
    let kind = corrected?.correction(by: payer, at: position.node) ?? .hours
    var legs = [Leg(.resident(payer), Minutes(-minutes.count)), Leg(.clearing(node), minutes)]
    if isOurs, kind.givesBack, let corrected {
      legs = try views.transfer(corrected.id)?.lowering(by: minutes) ?? []
    }
    return try begin(
      payer: payer, payeeNode: node, payee: payee, minutes: minutes, kind: kind, agreement: nil,
      corrects: id, legs: legs.combined)
  }

  func reserved(_ reserved: WireTransferReserved) throws -> [ViewChange] {
    guard let id = UpdateID(reserved.agreement), var agreement = try views.agreement(id),
      agreement.crossesBorder, agreement.payerNode == position.node,
      isOurs || agreement.payeeNode == views.node
    else { return [] }
    let minutes = Minutes(Int64(reserved.minutes))
    guard try isOurs || follows(reserved, from: agreement) else {
      return report(.reservesOtherwise, update.id)
    }
    if agreement.decided == nil {
      agreement.decided = Minutes(Int64(reserved.settled))
      agreement.changed = max(agreement.changed, position.time)
    }
    agreement.carried = update.id
    agreement.waits = nil
    guard minutes > .zero else { return [.agreement(agreement)] }
    var legs: [Leg] = []
    var covering: [ViewChange] = []
    if isOurs {
      let coverage = try books.coverage(minutes, payer: agreement.receiver)
      legs = coverage.paying(.resident(agreement.receiver))
      legs.append(Leg(.clearing(agreement.payeeNode), coverage.moved))
      covering = try books.covering(
        coverage.fromPot, for: agreement.receiver, at: position.time)
    }
    let begun = try begin(
      payer: agreement.receiver, payeeNode: agreement.payeeNode, payee: agreement.helper,
      minutes: minutes, kind: .help, agreement: id, corrects: nil, legs: legs.combined)
    return begun.isEmpty ? [] : begun + covering + [.agreement(agreement)]
  }

  /// True when the payer's node may put this on its way: once, and no more than was settled.
  private func follows(
    _ reserved: WireTransferReserved, from agreement: Agreement
  ) throws -> Bool {
    let settled = Minutes(Int64(reserved.settled))
    if let carried = agreement.carried, try views.border(carried)?.state.isVoided != true {
      return false
    }
    guard reserved.minutes <= reserved.settled, !agreement.gift else { return false }
    return agreement.decided.map { $0 == settled } ?? agreement.mayBeDecided
  }

  private func begin(
    payer: ResidentID, payeeNode: NodeID, payee: ResidentID, minutes: Minutes,
    kind: Transfer.Kind, agreement: UpdateID?, corrects: UpdateID?, legs: [Leg]
  ) throws -> [ViewChange] {
    guard isOurs || payeeNode == views.node, minutes > .zero,
      minutes.count <= Limits.minutesPerAgreement, try views.border(update.id) == nil
    else { return [] }
    let transfer = BorderTransfer(
      id: update.id, payerNode: position.node, payer: payer, payeeNode: payeeNode, payee: payee,
      minutes: minutes, kind: kind, agreement: agreement, corrects: corrects, reserve: entry,
      started: position.time, legs: isOurs ? legs : [])
    return try moved(nil, to: transfer)
  }

  func recalledBack(_ id: UpdateID?) throws -> [ViewChange] {
    guard let id, var transfer = try views.border(id), transfer.state == .reserved else {
      return []
    }
    transfer.recalled = true
    return [.border(transfer)]
  }

  /// A peer's statement must say what its log said; ours is remembered only.
  func stated(_ stated: WireClearingStated) throws -> [ViewChange] {
    guard let peer = NodeID(stated.peer), isOurs || peer == views.node else { return [] }
    let sums = ClearingSums(stated)
    let statement = ClearingStatement(
      speaker: position.node, peer: peer, sums: sums, time: position.time)
    let isTrue = try isOurs || views.clearingSums(of: position.node, with: peer) == sums
    return [.clearingStatement(statement)]
      + (isTrue ? [] : report(.statesOtherwise, update.id))
  }

  /// A step of either log. One that does not follow changes nothing but the record of misdeeds.
  func stepped(_ id: UpdateID?, _ step: BorderStep?) throws -> [ViewChange] {
    // A relay reads along, and has no part in it.
    guard let id, let step, isOurs || position.audience == views.node else { return [] }
    guard let before = try views.border(id) else { return unknown(id, step) }
    switch before.after(step, by: position.node, at: entry) {
    case .success(var after):
      if after.state == .accepted, after.payeeNode == views.node {
        after.legs = try answerLegs(after)
      }
      if after.state == .applied, after.released != nil, after.payeeNode == views.node {
        after.legs = try lateLegs(after)
      }
      let changes = try moved(before, to: after)
      let isGivenUp = !before.state.isVoided && after.state.isVoided
      return try changes.isEmpty || !isGivenUp ? changes : changes + agreementAfter(after)
    case .failure(.crossed): return []
    case .failure(.misdeed(let misdeed)): return frozen(before) + report(misdeed, id)
    }
  }

  /// What a word of one of its own two nodes makes of a transfer that it contradicts.
  private func frozen(_ transfer: BorderTransfer) -> [ViewChange] {
    guard [transfer.payerNode, transfer.payeeNode].contains(position.node), !transfer.frozen else {
      return []
    }
    var frozen = transfer
    frozen.frozen = true
    return [.border(frozen)]
  }

  /// Of a transfer we never heard of, only a word meant for us is worth noting.
  private func unknown(_ id: UpdateID, _ step: BorderStep) -> [ViewChange] {
    guard !isOurs else { return [] }
    switch step {
    case .accept, .reject, .commit: return report(.citesAnother, id)
    case .applied: return report(.appliedWithoutCommit, id)
    case .release: return report(.releasedOutOfTurn, id)
    case .void: return []
    }
  }

  func report(_ misdeed: Misdeed, _ id: UpdateID) -> [ViewChange] {
    [
      .misdeed(
        MisdeedReport(
          node: position.node, transfer: id, misdeed: misdeed, entry: entry,
          time: position.time))
    ]
  }

  /// What the payee's books will post: hours as they are, what is given back to whoever had paid it,
  /// help as far as the ceiling lets it.
  private func answerLegs(_ transfer: BorderTransfer) throws -> [Leg] {
    let legs = try arrivingLegs(transfer)
    return transfer.kind == .help || transfer.kind == .raised
      ? try books.capped(legs, of: transfer.payee) : legs
  }

  /// What arrives after we had let go: nothing was kept free for it, so what does not fit, or finds
  /// nobody, goes to the solidarity pot.
  private func lateLegs(_ transfer: BorderTransfer) throws -> [Leg] {
    try books.capped(arrivingLegs(transfer), of: transfer.payee)
  }

  private func arrivingLegs(_ transfer: BorderTransfer) throws -> [Leg] {
    if transfer.kind.givesBack, let corrects = transfer.corrects {
      return try views.transfer(corrects)?.lowering(by: transfer.minutes) ?? []
    }
    return [
      Leg(.clearing(transfer.payerNode), Minutes(-transfer.minutes.count)),
      Leg(.resident(transfer.payee), transfer.minutes),
    ].combined
  }

  /// After a VOID the hours of an agreement wait, and are tried again.
  private func agreementAfter(_ transfer: BorderTransfer) throws -> [ViewChange] {
    guard transfer.payerNode == views.node,
      let id = transfer.agreement, var agreement = try views.agreement(id)
    else { return [] }
    // A refusal that will not change, or too many of the others, leave it a gift.
    let again = transfer.mayPassLater && position.time < agreement.changed + Limits.carryPatience
    agreement.carried = again ? nil : agreement.carried
    agreement.waits = again ? position.time + Limits.reserveAgain : nil
    let covered = transfer.legs.first { $0.account == .solidarityPot }?.minutes ?? .zero
    return try [.agreement(agreement)]
      + books.covering(covered, for: transfer.payer, at: transfer.started)
  }

  private func moved(
    _ before: BorderTransfer?, to after: BorderTransfer
  ) throws -> [ViewChange] {
    do {
      return try books.move(before, to: after)
    } catch is Refused {
      // It does not fit the books: total, as every reading.
      return []
    }
  }
}

extension ClearingSums {
  init(_ wire: WireClearingStated) {
    self.init(committed: Minutes(wire.committed), applied: Minutes(wire.applied))
  }
}

extension BorderTransfer {
  /// True unless it was rejected for a reason that time does not mend.
  public var mayPassLater: Bool {
    reason != Refusal.recipientUnknown.rawValue && reason != Refusal.agreementUnknown.rawValue
  }
}
