import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

// Agreements between neighbourhoods. `protocol/05-updates.md` §Federation.

extension Rules {
  func checkFederating(
    _ proposed: WireFederationProposed, by speaker: Resident
  ) throws -> Destination {
    try speaker.requireRegisseur()
    let card = try proposed.peer.verified()
    guard card.node != position.node else { throw Refused(.peerIsSelf) }
    guard NodeID(proposed.terms.first) == position.node, NodeID(proposed.terms.second) == card.node
    else { throw Refused(.proposalForAnother) }
    try requireRoom(for: card.node)
    return Destination(.federation)
  }

  func checkFederation(
    _ accepted: WireFederationAccepted, by speaker: Resident
  ) throws -> Destination {
    try speaker.requireRegisseur()
    let card = try accepted.peer.verified()
    guard card.node != position.node else { throw Refused(.peerIsSelf) }
    guard NodeID(accepted.terms.first) == card.node,
      NodeID(accepted.terms.second) == position.node
    else { throw Refused(.proposalForAnother) }
    guard let proposal = FederationProposal(accepted.proposal), proposal.terms == accepted.terms,
      proposal.neighbourhood == card.node
    else { throw Refused(.proposalForged) }
    try requireRoom(for: card.node)
    // A federation that ended begins again only with a fresh proposal.
    let peer = try views.peer(card.node)
    if peer?.state == .ended,
      try views.word(of: position.node, about: card.node)?.proposal == proposal.id
    {
      throw Refused(.proposalUsed)
    }
    // Nor with one that they took back, as far as we have read.
    if let end = peer?.theirEnd, let asked = try views.update(proposal.id),
      asked.position.node == card.node, asked.position.sequence < end
    {
      throw Refused(.proposalUsed)
    }
    return Destination(.federation)
  }

  func checkFederationEnd(_ ended: WireFederationEnded, by speaker: Resident) throws -> Destination
  {
    try speaker.requireRegisseur()
    guard let node = NodeID(ended.peer), let peer = try views.peer(node), peer.state != .ended
    else { throw Refused(.peerUnknown) }
    return Destination(.federation)
  }

  private func requireRoom(for node: NodeID) throws {
    let known = try views.peer(node)
    guard known?.state != .active else { throw Refused(.alreadyFederated) }
    guard try known != nil || views.peers().count < Limits.peers else {
      throw Refused(.tooManyPeers)
    }
  }
}

/// A FederationProposed as another node's regisseur signed it, carried inside an acceptance.
struct FederationProposal {
  let id: UpdateID
  let neighbourhood: NodeID
  let terms: WireFederationTerms

  /// Nil unless it decodes, its signature holds and it is a proposal.
  init?(_ signed: WireSignedUpdate) {
    guard let bytes: [UInt8] = try? signed.serializedBytes(),
      let update = try? UnverifiedUpdate(decoding: bytes).verified(),
      case .federationProposed(let proposed) = update.kind
    else { return nil }
    id = update.id
    neighbourhood = update.neighbourhood
    terms = proposed.terms
  }
}
