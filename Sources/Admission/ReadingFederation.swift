import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

// Who is federated with whom, from the last word of each log. `protocol/05-updates.md` §11.

extension Reading {
  func federating(_ proposed: WireFederationProposed) throws -> [ViewChange] {
    guard NodeID(proposed.terms.first) == position.node,
      let other = NodeID(proposed.terms.second), other != position.node
    else { return [] }
    let nearby = proposed.terms.nearby
    let before = try views.word(of: position.node, about: other)
    // Who offers less takes back what was offered before.
    let narrows = before.map { $0.kind != .ended && $0.nearby && !nearby } ?? false
    var changes: [ViewChange] = [
      .word(Word(position.node, of: other, .proposed, proposal: update.id, nearby: nearby))
    ]
    if isOurs {
      guard let card = try? proposed.peer.verified(), card.node == other else { return [] }
      var peer = try known(card)
      peer.asked = narrows ? position.sequence : peer.asked ?? position.sequence
      if peer.wasActive || peer.wasInterrupted { peer.due = position.sequence }
      peer.state = .proposed
      peer.nearby = nearby
      peer.proposal = update.id
      changes.append(.peer(peer))
    } else if other == views.node, var peer = try views.peer(position.node) {
      let ours = try views.word(of: views.node, about: position.node)
      let isAccepted = ours?.kind == .accepted && ours?.proposal == update.id
      if narrows { peer.theirEnd = position.sequence }
      if isAccepted, peer.wasInterrupted {
        // What stands before this letter in their log belongs to the federation that ended.
        changes.append(.parted(position.node))
        // We said yes to it before we read in their log the end of the earlier one.
        if peer.state == .ended { peer.activate() }
      } else if narrows, !isAccepted, peer.state == .active {
        // The letter we said yes to no longer stood when they could read that.
        peer.end()
        changes.append(.parted(position.node))
      }
      if try peer != views.peer(position.node) { changes.append(.peer(peer)) }
    }
    return changes
  }

  func federated(_ accepted: WireFederationAccepted) throws -> [ViewChange] {
    guard let first = NodeID(accepted.terms.first), first != position.node,
      NodeID(accepted.terms.second) == position.node,
      let proposal = FederationProposal(accepted.proposal), proposal.terms == accepted.terms
    else { return [] }
    let nearby = accepted.terms.nearby
    // Saying yes to the same letter again does not undo the end in between.
    if let before = try views.word(of: position.node, about: first), before.kind == .ended,
      before.proposal == proposal.id
    {
      return []
    }
    var changes: [ViewChange] = [
      .word(Word(position.node, of: first, .accepted, proposal: proposal.id, nearby: nearby))
    ]
    if isOurs {
      guard let card = try? accepted.peer.verified(), card.node == first else { return [] }
      var peer = try known(card)
      peer.nearby = nearby
      peer.proposal = nil
      peer.due = position.sequence
      peer.activate()
      changes.append(.peer(peer))
    } else if first == views.node, var peer = try views.peer(position.node),
      let asked = try views.update(proposal.id), asked.position.node == views.node
    {
      if try isOpen(asked, nearby: nearby, to: peer) {
        peer.nearby = nearby
        peer.proposal = proposal.id
        peer.activate()
        // What stands before their yes belongs to the federation that ended.
        if peer.wasInterrupted { changes.append(.parted(position.node)) }
      } else {
        // Too late; but they did believe in it, and others may have told them what is ours.
        peer.wasActive = true
        peer.wasNearby = peer.wasNearby || nearby
        if peer.state != .active { try owe(&peer) }
      }
      changes.append(.peer(peer))
    }
    return changes
  }

  func federationEnded(_ ended: WireFederationEnded) throws -> [ViewChange] {
    guard let other = NodeID(ended.peer), other != position.node else { return [] }
    let before = try views.word(of: position.node, about: other)
    var changes: [ViewChange] = [
      .word(Word(position.node, of: other, .ended, proposal: before?.proposal, nearby: false))
    ]
    if isOurs {
      guard var peer = try views.peer(other) else { return [] }
      peer.end()
      peer.asked = nil
      peer.due = position.sequence
      changes += [.peer(peer), .parted(other)]
    } else if other == views.node, var peer = try views.peer(position.node) {
      peer.theirEnd = position.sequence
      peer.wasInterrupted = true
      if peer.state == .active {
        // A proposal of ours that still waits is not what they ended.
        peer.end()
        changes.append(.parted(position.node))
      }
      changes.append(.peer(peer))
    }
    return changes
  }

  /// True for a proposal that we did not take back: any since our own last end or lesser offer,
  /// whatever was said since, unless it offers more than our last word.
  private func isOpen(_ proposal: StoredUpdate, nearby: Bool, to peer: Peer) throws -> Bool {
    guard peer.state != .active, let asked = peer.asked, proposal.position.sequence >= asked,
      let ours = try views.word(of: views.node, about: peer.node)
    else { return false }
    return ours.nearby || !nearby
  }

  /// They are to hear what we said last, which took back what they said yes to.
  private func owe(_ peer: inout Peer) throws {
    peer.wasInterrupted = true
    guard let last = try views.word(of: views.node, about: peer.node)?.proposal,
      let said = try views.update(last)?.position, said.node == views.node
    else { return }
    peer.due = max(peer.due ?? said.sequence, said.sequence)
  }

  /// What we know of a peer already, with its newest card.
  private func known(_ card: NodeCard) throws -> Peer {
    guard var peer = try views.peer(card.node) else {
      return Peer(node: card.node, card: card, state: .proposed, nearby: false, proposal: nil)
    }
    peer.card = card
    return peer
  }
}
