import Admission
import Bookkeeping
import Exchange
import Updates
import Vocabulary
import WireFormat

// The books' invariants once more, in other words than the rules' own, at every single change.

extension MemoryViews {
  /// What is wrong with the changes about to be made because of an update; empty when nothing is.
  func flaws(in changes: [ViewChange], because update: VerifiedUpdate?) -> [String] {
    var flaws: [String] = []
    // What a regisseur restores, floor and ceiling do not hold back; what two people agree on, they
    // do. Between neighbourhoods there are limits for either.
    let restores = if case .correctionMade = update?.kind { true } else { false }
    // What had been let go and is committed all the same was within the limits when accepted.
    let late = changes.contains { change in
      if case .border(let transfer) = change { transfer.released != nil } else { false }
    }
    for case .account(let after) in changes {
      if case .clearing = after.id { if late { continue } } else if restores { continue }
      let before = accounts[after.id] ?? Account(id: after.id)
      let bounds = limits(of: after.id)
      let (lowWas, low) = (
        before.balance.count - before.heldOut.count, after.balance.count - after.heldOut.count
      )
      let (highWas, high) = (
        before.balance.count + before.heldIn.count, after.balance.count + after.heldIn.count
      )
      if low < lowWas, low < bounds.lowest.count {
        flaws.append("\(after.id) goes to \(low), below \(bounds.lowest.count)")
      }
      if high > highWas, high > bounds.highest.count {
        flaws.append("\(after.id) goes to \(high), above \(bounds.highest.count)")
      }
    }
    for case .account(let after) in changes where !after.isSettled {
      if let owner = after.id.resident, residents[owner]?.left == true {
        flaws.append("\(after.id) has hours, and its resident has left")
      }
    }
    for case .transfer(let transfer) in changes where transfers[transfer.id] != nil {
      flaws.append("transfer \(transfer.id.short) is posted twice")
    }
    for case .border(let after) in changes {
      guard let before = borders[after.id] else { continue }
      if before.frozen, !after.frozen { flaws.append("\(after.id.short) thaws") }
      // Lies may freeze it still; nothing else changes.
      var lied = before
      lied.frozen = after.frozen
      if before.state.isFinal, lied != after {
        flaws.append("\(after.id.short) moves after its end")
      }
    }
    return flaws
  }

  fileprivate func limits(of account: AccountID) -> Bounds {
    switch account {
    case .resident(let id): return (residents[id]?.bounds ?? OwnBounds()).over(policy().resident)
    case .pot: return Bounds(lowest: policy().potFloor, highest: Minutes(.max))
    case .clearing(let peer):
      guard peerTable[peer]?.state == .active, let ours = clearing[[node, peer]],
        let theirs = clearing[[peer, node]]
      else { return Bounds(lowest: .zero, highest: .zero) }
      return Bounds(
        lowest: Minutes(-min(ours.theyMayOwe.count, theirs.weMayOwe.count)),
        highest: Minutes(min(ours.weMayOwe.count, theirs.theyMayOwe.count)))
    }
  }
}

extension World {
  /// After every commit: nothing was made or lost, at home and between neighbours.
  func watchBooks(of machine: Int) {
    let node = nodes[machine]
    guard node.isHonest else { return }
    for flaw in node.disk.takeFlaws() { violate("node \(machine): \(flaw)") }
    let views = node.disk.views
    if views.sum != .zero { violate("the books of \(machine) do not sum to zero") }
    if views.heldSum != 0 { violate("the books of \(machine) hold in and out unequally") }
    for other in honest where other !== node { watchClearing(node, other) }
  }

  /// What two neighbours owe each other differs by what one decided and the other has not read.
  private func watchClearing(_ a: SimulatedNode, _ b: SimulatedNode) {
    let (mine, theirs) = (a.disk.views, b.disk.views)
    let owed =
      (mine.account(.clearing(b.node))?.balance.count ?? 0)
      + (theirs.account(.clearing(a.node))?.balance.count ?? 0)
    let onTheWay = mine.decidedNotSeen(by: theirs) + theirs.decidedNotSeen(by: mine)
    if owed != onTheWay {
      violate("\(a.number) and \(b.number) owe \(owed), \(onTheWay) are on their way")
    }
  }

  /// When all is quiet: both books tell the same story of every transfer, and nothing is held.
  func checkBooks() {
    for node in honest {
      let views = node.disk.views
      let isAlone = honest.count == nodes.count
      for account in views.accounts.values.sorted(by: { $0.id < $1.id })
      where isAlone && (account.heldIn != .zero || account.heldOut != .zero) {
        violate("node \(node.number) still holds minutes of \(account.id)")
      }
      for transfer in views.borders.values.sorted(by: { $0.id < $1.id }) {
        checkBorder(transfer, at: node)
      }
      for agreement in views.agreements.values.sorted(by: { $0.id < $1.id }) {
        checkOutcome(agreement, at: node)
      }
      for report in views.misdeeds where isHonest(report.node) {
        violate("node \(node.number) accuses an honest node: \(report.misdeed)")
      }
    }
  }

  private func checkBorder(_ transfer: BorderTransfer, at node: SimulatedNode) {
    let views = node.disk.views
    let isPosted = views.transfer(transfer.id) != nil
    let name = "transfer \(transfer.id.short) at \(node.number)"
    if isPosted
      != (transfer.state == .applied
        || transfer.state == .committed && transfer.payerNode == node.node)
    {
      violate("\(name) is \(transfer.state) and \(isPosted ? "" : "not ")posted")
    }
    let other = honest.first { $0.node == transfer.other(than: node.node) }
    guard let other else {
      // Towards a node that lies or is silent only its own promises may stay open.
      if transfer.payerNode == node.node, transfer.isHeld(at: node.node) {
        violate("\(name) is held for a dishonest node")
      }
      return
    }
    guard transfer.state.isFinal else { return violate("\(name) stays \(transfer.state)") }
    guard let seen = other.disk.views.border(transfer.id) else {
      return violate("\(name) is unknown at \(other.number)")
    }
    if seen.state != transfer.state || seen.minutes != transfer.minutes
      || seen.payer != transfer.payer || seen.payee != transfer.payee
    {
      violate("\(name) is \(transfer.state), at \(other.number) \(seen.state)")
    }
  }

  /// Silence has decided what people did not; hours wait only where there is no room for them.
  private func checkOutcome(_ agreement: Agreement, at node: SimulatedNode) {
    let name = "agreement \(agreement.id.short) at \(node.number)"
    if agreement.crossesBorder,
      !honest.contains(where: { $0.node == agreement.ownerNode })
        || !honest.contains(where: { $0.node == agreement.proposerNode })
    {
      return
    }
    let decides = honest.first { $0.node == agreement.payerNode }?.disk.views.agreement(
      agreement.id)
    if agreement.isOpen, decides?.mustCarry(at: agreement.payerNode) != true {
      violate("\(name) is still \(agreement.state)")
    }
    guard agreement.mustCarry(at: node.node), agreement.state == .settled else { return }
    let views = node.disk.views
    let account = views.account(.clearing(agreement.payeeNode))
    let room =
      views.limits(of: .clearing(agreement.payeeNode)).highest.count
      - (account?.balance.count ?? 0) - (account?.heldIn.count ?? 0)
    let refusedBefore = views.borders.values.contains { $0.agreement == agreement.id }
    if room >= (agreement.decided?.count ?? 0), !refusedBefore {
      violate("\(name) was not carried although there is room")
    }
  }
}

extension MemoryViews {
  /// Minutes decided here and not yet in the books of the other.
  fileprivate func decidedNotSeen(by other: MemoryViews) -> Int64 {
    borders.values.reduce(0) { sum, transfer in
      guard transfer.payerNode == node, transfer.payeeNode == other.node,
        transfer.state == .committed || transfer.state == .applied,
        other.borders[transfer.id]?.state != .applied
      else { return sum }
      return sum + transfer.minutes.count
    }
  }
}
