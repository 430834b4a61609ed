import Updates
import Vocabulary
import WireFormat

// What a federation that ended leaves behind. `protocol/05-updates.md` §12.

extension Reading {
  /// False for what a former peer says to others: its listings, and its words about third nodes.
  func isHeard() throws -> Bool {
    guard !isOurs else { return true }
    switch update.kind {
    case .listingPosted, .listingWithdrawn, .listingPlaces: break
    case .federationProposed(let said): if isUs(NodeID(said.terms.second)) { return true }
    case .federationAccepted(let said): if isUs(NodeID(said.terms.first)) { return true }
    case .federationEnded(let said): if isUs(NodeID(said.peer)) { return true }
    default: return true
    }
    return try views.peer(position.node)?.state != .ended
  }

  private func isUs(_ node: NodeID?) -> Bool { node == views.node }

  /// What we address to a node it must get, whatever becomes of the federation meanwhile: both
  /// sides of an agreement must come to see the same.
  func owed() throws -> [ViewChange] {
    guard isOurs, let audience = position.audience, var peer = try views.peer(audience),
      peer.wasActive || peer.wasInterrupted
    else { return [] }
    peer.due = position.sequence
    return [.peer(peer)]
  }
}
