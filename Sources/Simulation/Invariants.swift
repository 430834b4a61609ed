import Admission
import Exchange
import Gossip
import Updates
import Vocabulary
import WireFormat

// What must hold when everything has healed.

extension World {
  var honest: [SimulatedNode] { nodes.filter(\.isHonest) }

  /// Honest nodes and the honest logs they follow, with the logs' owners.
  private var copies: [(holder: SimulatedNode, owner: SimulatedNode)] {
    honest.flatMap { holder in
      honest.filter { $0 !== holder && holder.disk.map.isActive($0.node) }
        .map { (holder, $0) }
    }
  }

  /// Everybody was answered, every honest log is where its followers are.
  var isSettled: Bool { unsettled.isEmpty }

  var unsettled: String {
    let waiting = people.filter { !$0.outbox.isEmpty }.map { "person \($0.number) waits" }
    // What a commit brought may not have been told yet, so that no job waits for it.
    let atWork = nodes.filter {
      !$0.jobs.isEmpty || $0.instance == nil || !$0.disk.unconfirmedErasures.isEmpty
    }
    let busy = atWork.map { "node \($0.number) is busy" }
    let behind = copies.filter {
      $0.holder.disk.head(of: $0.owner.node) != $0.owner.disk.head(of: $0.owner.node)
    }
    let lagging = behind.map { "node \($0.holder.number) lags behind \($0.owner.number)" }
    let unaware = honest.filter(lacksProof).map { "node \($0.number) knows no fork" }
    let open = honest.flatMap { node in
      node.disk.views.peers().filter { $0.state == .proposed && hasAccepted($0.node, node.node) }
        .map { "node \(node.number) waits for \($0.node.short)" }
    }
    return (waiting + busy + lagging + unaware + open + unparted).joined(separator: ", ")
  }

  private func hasAccepted(_ node: NodeID, _ asker: NodeID) -> Bool {
    honest.contains { $0.node == node && $0.disk.map.isActive(asker) }
  }

  /// A fork that honest nodes could see between them and this one knows nothing of.
  private func lacksProof(_ node: SimulatedNode) -> Bool {
    guard let twins else { return false }
    let evil = nodes[twins.first].node
    guard node.disk.map.follows(evil), node.disk.forks[evil] == nil else { return false }
    let held = honest.compactMap { $0.disk.logs[evil] }
    return honest.contains { $0.disk.forks[evil] != nil }
      || held.contains { a in
        held.contains { b in zip(a, b).contains { $0.entry.hash != $1.entry.hash } }
      }
  }

  func check() throws {
    for (holder, owner) in copies { checkCopy(holder, owner) }
    checkBooks()
    checkLies()
    for node in honest {
      try checkViews(node)
      checkAgreements(node)
      checkReceipts(node)
    }
    checkPartings()
    checkAcknowledged()
    checkForks()
  }

  /// Prefix, bodies where reach says and nowhere else, erased texts gone, listings on the board.
  private func checkCopy(_ holder: SimulatedNode, _ owner: SimulatedNode) {
    let place = "node \(holder.number)'s copy of \(owner.number)"
    let (copy, log) = (holder.disk.logs[owner.node] ?? [], owner.disk.logs[owner.node] ?? [])
    guard copy.map(\.entry.hash) == log.map(\.entry.hash) else {
      return violate("\(place) is another log")
    }
    // Where a federation was interrupted, bodies of that time may be missing, and bodies of an
    // earlier time are kept.
    let isWhole = !haveParted(holder, owner)
    for (held, original) in zip(copy, log) {
      let sequence = held.entry.header.sequence
      let must = mustHave(holder.node, held.entry.header)
      let may = mayHave(holder.node, held.entry.header)
      if isWhole, must, held.entry.update == nil { violate("\(place) lacks body \(sequence)") }
      if isWhole, !may, held.entry.update != nil, !wasRelay(holder, held.entry.header) {
        violate("\(place) leaks body \(sequence)")
      }
      guard let update = original.update else { return violate("\(place): owner lost a body") }
      let gone = !update.hasContent || owner.disk.views.isErased(update.id)
      if held.entry.update != nil, gone != (held.entry.content == nil) {
        violate("\(place) has \(gone ? "erased" : "no") text at \(sequence)")
      }
      if case .listingPosted = update.kind {
        if isWhole {
          checkListing(update.id, isVisible: must, holder, owner)
        } else {
          checkAfresh(update.id, holder, owner)
        }
      }
    }
  }

  private func checkListing(
    _ id: UpdateID, isVisible: Bool, _ holder: SimulatedNode, _ owner: SimulatedNode
  ) {
    let (seen, real) = (holder.disk.views.listing(id), owner.disk.views.listing(id))
    if !isVisible, seen != nil { violate("node \(holder.number) shows what it may not") }
    let isSame = seen?.withdrawn == real?.withdrawn || isGone(seen, owner)
    if isVisible, !isSame || seen?.author != real?.author {
      violate("node \(holder.number) shows a listing of \(owner.number) otherwise than it is")
    }
  }

  /// That its author left is told elsewhere by its places: there are none any more.
  func isGone(_ seen: Listing?, _ owner: SimulatedNode) -> Bool {
    let log = owner.disk.logs[owner.node] ?? []
    let leaving = log.first { opened in
      guard case .residentLeft = opened.update?.kind else { return false }
      return opened.update?.resident == seen?.author
    }
    guard let seen, let leaving else { return false }
    return seen.state(at: leaving.entry.header.time) != .open
  }

  private func checkViews(_ node: SimulatedNode) throws {
    if try node.disk.rebuilt() != node.disk.views {
      violate("the views of \(node.number) are not what its logs say")
    }
    let log = node.disk.logs[node.node] ?? []
    for opened in log {
      guard let update = opened.update else { return violate("\(node.number) lost a body") }
      let gone = !update.hasContent || node.disk.views.isErased(update.id)
      if gone != (opened.entry.content == nil) { violate("\(node.number): erasure of its own") }
    }
  }

  /// Both neighbourhoods of an agreement see the same; what was settled at home is posted.
  private func checkAgreements(_ node: SimulatedNode) {
    for agreement in node.disk.views.agreements.values.sorted(by: { $0.id < $1.id }) {
      if !agreement.crossesBorder {
        let isPosted = node.disk.views.transfer(agreement.id) != nil
        if isPosted, agreement.state != .settled || agreement.gift {
          violate("agreement \(agreement.id.short) is posted and not settled")
        }
        continue
      }
      let other = agreement.ownerNode == node.node ? agreement.proposerNode : agreement.ownerNode
      guard let far = honest.first(where: { $0.node == other }) else { continue }
      let seen = far.disk.views.agreement(agreement.id)
      if seen?.facts != agreement.facts {
        violate("nodes \(node.number) and \(far.number) see an agreement differently")
      }
      // Whose node decides tells the other together with the hours; until there is room, not.
      let isTold = !agreement.mustCarry(at: node.node) && seen?.mustCarry(at: far.node) != true
      if isTold, seen?.settled != agreement.settled {
        violate("nodes \(node.number) and \(far.number) settle an agreement differently")
      }
    }
  }

  /// Every honest peer confirmed every erasure.
  private func checkReceipts(_ node: SimulatedNode) {
    for erasure in node.disk.views.erasures.values where erasure.origin == node.node {
      for holder in erasure.holders where isHonest(holder) {
        let receipt = ErasureReceipt(request: erasure.request, by: holder)
        if !node.disk.views.receipts.contains(receipt) {
          violate("node \(node.number) has no receipt of an erasure")
        }
      }
    }
  }

  private func checkAcknowledged() {
    for person in people where nodes[person.home].isHonest {
      let views = nodes[person.home].disk.views
      for id in person.acknowledged.sorted() where views.update(id)?.position.node != views.node {
        violate("update \(id.short) was acknowledged and is lost")
      }
    }
  }

  private func checkForks() {
    guard let twins else { return }
    let evil = nodes[twins.first].node
    let proofs = Set(honest.filter { $0.disk.map.follows(evil) }.map { $0.disk.forks[evil] })
    if proofs.count > 1 { violate("honest nodes hold different proofs of one fork") }
  }
}

extension Agreement {
  /// What both its neighbourhoods know: not what only the payer's node has still to do.
  fileprivate var facts: [String] {
    [
      accepted ? "\(tolerance) \(silenceDays)" : "",
      "\(listing) \(owner) \(proposer) \(gift) \(accepted) \(lapsed)",
      "\(ownerSaid) \(proposerSaid)",
    ]
  }
}
