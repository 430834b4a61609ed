import Updates
import Vocabulary
import WireFormat

extension Reading {
  func federating(_ proposed: WireFederationProposed) -> [ViewChange] {
    guard isOurs, let card = try? proposed.peer.verified() else { return [] }
    return [
      .peer(
        Peer(
          node: card.node, card: card, state: .proposed, nearby: proposed.terms.nearby,
          proposal: update.id))
    ]
  }

  func federated(_ accepted: WireFederationAccepted) throws -> [ViewChange] {
    if isOurs {
      guard let card = try? accepted.peer.verified() else { return [] }
      return [
        .peer(
          Peer(
            node: card.node, card: card, state: .active, nearby: accepted.terms.nearby,
            proposal: nil))
      ]
    }
    guard let first = NodeID(accepted.terms.first),
      NodeID(accepted.terms.second) == position.node, first != position.node
    else { return [] }
    guard first == views.node else {
      return [.link(Link(first, position.node, nearby: accepted.terms.nearby, active: true))]
    }
    // Only an answer to a proposal in our own log makes us federated. Not only to the last one:
    // an earlier letter may be the one that arrived.
    guard var peer = try views.peer(position.node), peer.state == .proposed,
      let proposal = FederationProposal(accepted.proposal),
      try views.update(proposal.id)?.position.node == views.node,
      proposal.terms == accepted.terms
    else { return [] }
    peer.state = .active
    peer.nearby = accepted.terms.nearby
    return [.peer(peer)]
  }

  func federationEnded(_ ended: WireFederationEnded) throws -> [ViewChange] {
    guard let other = NodeID(ended.peer) else { return [] }
    if isOurs {
      guard var peer = try views.peer(other) else { return [] }
      peer.state = .ended
      return [.peer(peer)]
    }
    if other == views.node {
      guard var peer = try views.peer(position.node) else { return [] }
      peer.state = .ended
      return [.peer(peer)]
    }
    guard let link = try views.link(position.node, other) else { return [] }
    return [.link(Link(link.first, link.second, nearby: link.nearby, active: false))]
  }
}
