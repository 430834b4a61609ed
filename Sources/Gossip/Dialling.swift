import Vocabulary

// Finding peers again, for ever. `protocol/06-gossip.md` §5.

extension GossipInstance {
  /// Keeps one plan for each peer.
  mutating func planDials() {
    for peer in dials.keys where !map.follows(peer) { dials[peer] = nil }
    for peer in map.peers.keys where dials[peer] == nil { dials[peer] = DialPlan() }
  }

  mutating func dialDue() {
    var underWay = dials.values.count(where: \.isUnderWay)
    for peer in dials.keys.sorted() {
      guard underWay < Limits.dialsAtOnce else { return }
      guard let plan = dials[peer], !plan.isUnderWay, now >= plan.next, sessionOf[peer] == nil
      else { continue }
      dials[peer]?.isUnderWay = true
      underWay += 1
      out.append(.dial(peer))
    }
  }

  mutating func scheduleDial(_ peer: NodeID) {
    guard dials[peer]?.isUnderWay == false else { return }
    dials[peer]?.failed(at: now, jitter: &jitter)
  }

  mutating func punish(_ peer: NodeID) {
    dials[peer]?.punish()
    scheduleDial(peer)
  }
}
