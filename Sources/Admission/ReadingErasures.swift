import Exchange
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

// What goes, and who must say that it is gone. `protocol/03-log.md` §8.

extension Reading {
  func erased(_ erasure: WireErasureRequested, by resident: ResidentID) throws -> [ViewChange] {
    var changes: [ViewChange] = []
    var spread = Spread()
    for target in erasure.targets.prefix(Limits.erasureTargets) {
      // Bodies arrive in order, so an unknown target is one we never held. Taking it on trust
      // would let one resident blank another's text.
      guard let id = UpdateID(target), let stored = try views.update(id),
        stored.position.node == position.node, stored.resident == resident
      else { continue }
      spread.add(stored)
      changes.append(.erase(id))
      if let listing = try views.listing(id), !listing.withdrawn {
        // A listing nobody can read helps nobody: it leaves the board.
        changes.append(.listing(offBoard(listing)))
      }
    }
    if isOurs { return try changes + asked(of: spread, by: resident) }
    return try changes + promised(changes, to: resident)
  }

  /// Whom we ask to erase it, and wait for.
  private func asked(of spread: Spread, by resident: ResidentID) throws -> [ViewChange] {
    var changes: [ViewChange] = []
    var holders: [NodeID] = []
    for var peer in try views.peers() {
      if spread.reached(peer) { holders.append(peer.node) }
      guard spread.mayHaveReached(peer) else { continue }
      peer.due = position.sequence
      changes.append(.peer(peer))
    }
    return changes + [record(by: resident, holders: holders)]
  }

  /// A receipt is owed for what we held, and where a federation was interrupted also for what we
  /// may have missed, since the other side cannot know. Otherwise one log could make another grow.
  private func promised(
    _ erased: [ViewChange], to resident: ResidentID
  ) throws -> [ViewChange] {
    let isOwed = try !erased.isEmpty || views.peer(position.node)?.wasInterrupted == true
    return isOwed ? [record(by: resident, holders: [])] : []
  }

  private func record(by resident: ResidentID, holders: [NodeID]) -> ViewChange {
    .erasure(
      Erasure(
        request: update.id, origin: position.node, resident: resident, time: position.time,
        holders: holders))
  }
}

/// How far some entries of our own log have gone.
private struct Spread {
  private var widest = Reach.neighbourhood
  private var audiences: Set<NodeID> = []

  mutating func add(_ update: StoredUpdate) {
    switch update.reach {
    case .neighbourhood: break
    case .nearby: if widest == .neighbourhood { widest = .nearby }
    case .federation: widest = .federation
    case .addressed: if let audience = update.audience { audiences.insert(audience) }
    }
  }

  /// True for a peer that got one of them, or will before it reads what is said next.
  func reached(_ peer: Peer) -> Bool {
    guard peer.wasActive else { return false }
    return widest == .federation || widest == .nearby && peer.wasNearby
      || audiences.contains(peer.node)
  }

  /// True for a peer that may hold one of them: also as a relay of what was addressed to another,
  /// or because others took it for a peer while we had only asked it.
  func mayHaveReached(_ peer: Peer) -> Bool {
    reached(peer) || peer.wasActive && !audiences.isEmpty
      || peer.wasInterrupted && (widest != .neighbourhood || !audiences.isEmpty)
  }
}
