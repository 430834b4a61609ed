import Admission
import Gossip
import Updates
import Vocabulary

// The rule of reach once more, in other words than gossip's own and with all disks in sight, so
// that a slip over there shows here.

extension World {
  /// Where two nodes stand, once one of them has it in its log: the one who accepted carries the
  /// other's signed proposal. Nil when they are not federated.
  private func federation(_ a: NodeID, _ b: NodeID) -> Peer? {
    for node in nodes where node.node == a || node.node == b {
      if let peer = node.disk.views.peer(node.node == a ? b : a), peer.state == .active {
        return peer
      }
    }
    return nil
  }

  /// True when `reader`, once it has this entry, must have its body.
  func mustHave(_ reader: NodeID, _ header: Header) -> Bool {
    guard let federation = federation(header.node, reader) else { return false }
    switch header.reach {
    case .neighbourhood: return false
    case .nearby: return federation.nearby
    case .federation: return true
    case .addressed: return header.audience == reader
    }
  }

  /// True when `reader` may have the body of this entry.
  func mayHave(_ reader: NodeID, _ header: Header) -> Bool {
    if reader == header.node || mustHave(reader, header) { return true }
    guard header.reach == .addressed, let audience = header.audience else { return false }
    return federation(header.node, reader) != nil && federation(audience, reader) != nil
  }

  /// Nothing leaves an honest node for a reader who has no right to it.
  func checkSent(_ bytes: [UInt8], by sender: Int, to receiver: Int) {
    guard nodes[sender].isHonest,
      case .entries(let log, _, let entries)? = try? PeerWire.decode(bytes),
      isHonest(log)
    else { return }
    let reader = nodes[receiver].node
    let isOwn = log == nodes[sender].node
    let isActive = nodes[sender].knownMap.isActive(reader)
    for entry in entries where entry.update != nil || entry.content != nil {
      if !isOwn || isActive, mayHave(reader, entry.header) { continue }
      if isOwn, !isActive, isBetween(entry, and: reader) { continue }
      // The end is on its own disk already, and gossip is about to be told.
      if isOwn, isActive, nodes[sender].disk.views.peer(reader)?.state == .ended { continue }
      // A relay learns of an end by reading it. That it does is checked when all has healed.
      let isKnown = isOwn || !haveParted(log, reader)
      if isKnown, !wasRelay(nodes[receiver], entry.header) {
        violate(
          "node \(sender) tells \(receiver) what it may not know of \(log.short): "
            + "\(entry.header.reach) \(entry.header.sequence)")
      }
    }
  }
}
