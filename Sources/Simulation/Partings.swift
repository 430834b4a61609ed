import Admission
import Exchange
import Gossip
import Updates
import Vocabulary
import WireFormat

// What must hold between neighbourhoods whose federation ended, for good or for a while.

extension World {
  /// True when one of the two has it in its log that a federation between them ended.
  func haveParted(_ a: SimulatedNode, _ b: SimulatedNode) -> Bool {
    a.disk.views.peer(b.node)?.wasInterrupted == true
      || b.disk.views.peer(a.node)?.wasInterrupted == true
  }

  func haveParted(_ a: NodeID, _ b: NodeID) -> Bool {
    honest.contains { one in
      one.node == a && honest.contains { $0.node == b && haveParted(one, $0) }
    }
  }

  /// True when the holder may have relayed this to its audience before some federation ended.
  func wasRelay(_ holder: SimulatedNode, _ header: Header) -> Bool {
    guard let audience = header.audience else { return false }
    return haveParted(holder.node, audience) || haveParted(header.node, audience)
  }

  /// What is between a log's node and another, and goes on when their federation ends.
  func isBetween(_ entry: Entry, and reader: NodeID) -> Bool {
    guard let update = try? OpenedEntry(entry).update else { return false }
    switch update.kind {
    case .founding, .erasureRequested, .policySet: return true
    case .federationProposed(let said): return reader == NodeID(said.terms.second)
    case .federationAccepted(let said): return reader == NodeID(said.terms.first)
    case .federationEnded(let said): return reader == NodeID(said.peer)
    default: return entry.header.audience == reader
    }
  }

  /// Honest nodes that are not federated with each other any more, seen from each side.
  private var former: [(holder: SimulatedNode, owner: SimulatedNode, peer: Peer)] {
    honest.flatMap { owner in
      owner.disk.views.peers().compactMap { peer in
        guard peer.state != .active, peer.wasActive,
          let holder = honest.first(where: { $0.node == peer.node })
        else { return nil }
        return (holder, owner, peer)
      }
    }
  }

  /// Who still thinks otherwise than the other side, or lacks what it is owed.
  var unparted: [String] {
    let disagreeing = honest.flatMap { node in
      node.disk.views.peers().filter { $0.state == .active }.compactMap { peer -> String? in
        guard let other = honest.first(where: { $0.node == peer.node }),
          other.disk.views.peer(node.node)?.state != .active
        else { return nil }
        return "node \(node.number) thinks it is federated with \(other.number)"
      }
    }
    let owed = former.filter { holder, owner, peer in
      peer.due.map { holder.disk.head(of: owner.node).map(\.sequence) ?? 0 < $0 } ?? false
    }
    return disagreeing + owed.map { "node \($0.owner.number) owes \($0.holder.number)" }
  }

  /// A former peer's copy is a true one, and holds no text that was erased since.
  func checkPartings() {
    for node in honest {
      for link in node.disk.views.links where isHonest(link.first) && isHonest(link.second) {
        let isReal = honest.contains { one in
          one.node == link.first && one.disk.map.isActive(link.second)
        }
        let isFollowed = [link.first, link.second].allSatisfy(node.disk.map.isActive)
        if isFollowed, !isReal { violate("node \(node.number) relays between nodes that parted") }
      }
    }
    for (holder, owner, _) in former {
      let place = "node \(holder.number)'s copy of its former peer \(owner.number)"
      let (copy, log) = (holder.disk.logs[owner.node] ?? [], owner.disk.logs[owner.node] ?? [])
      guard copy.count <= log.count,
        zip(copy, log).allSatisfy({ $0.entry.hash == $1.entry.hash })
      else { return violate("\(place) is another log") }
      for (held, original) in zip(copy, log) {
        guard held.entry.content != nil, let update = original.update else { continue }
        if owner.disk.views.isErased(update.id) { violate("\(place) has erased text") }
      }
      for listing in holder.disk.views.listings.values where listing.node == owner.node {
        let state = holder.disk.views.peer(owner.node)?.state
        if state == .ended, !listing.withdrawn { violate("\(place) is still on the board") }
      }
    }
  }

  /// After a parting: a listing is on the board only when it is there at home, and came after the
  /// end.
  func checkAfresh(_ id: UpdateID, _ holder: SimulatedNode, _ owner: SimulatedNode) {
    guard let seen = holder.disk.views.listing(id), !seen.withdrawn else { return }
    let end = end(with: holder.node, in: owner)?.header.sequence ?? 0
    let isThere = owner.disk.views.listing(id)?.withdrawn == false || isGone(seen, owner)
    if !isThere || seen.sequence < end {
      violate("node \(holder.number) shows a listing from before it parted with \(owner.number)")
    }
  }

  /// The last end with `peer` in a node's own log.
  private func end(with peer: NodeID, in node: SimulatedNode) -> Entry? {
    let log = node.disk.logs[node.node] ?? []
    return log.last { opened in
      guard case .federationEnded(let said) = opened.update?.kind else { return false }
      return NodeID(said.peer) == peer
    }?.entry
  }

  /// Receipts of former peers for what was erased after their federation ended here.
  func confirmedAfterEnd(at node: SimulatedNode) -> Int {
    let views = node.disk.views
    return views.peers().filter { $0.state == .ended }.reduce(0) { sum, peer in
      guard let end = end(with: peer.node, in: node)?.header.sequence else { return sum }
      let later = views.receipts.count { receipt in
        guard receipt.by == peer.node, let request = views.update(receipt.request) else {
          return false
        }
        return request.position.sequence > end
      }
      return sum + later
    }
  }
}
