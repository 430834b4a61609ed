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
      guard let plan = dials[peer], !plan.isUnderWay, now >= plan.next, sessionOf[peer] == nil,
        isSought(peer)
      else { continue }
      dials[peer]?.isUnderWay = true
      underWay += 1
      out.append(.dial(peer))
    }
  }

  /// A former peer is dialled only while it lacks something it is owed. Whoever never was one may
  /// know nothing of us; if it does, it dials.
  private func isSought(_ peer: NodeID) -> Bool {
    guard let neighbour = map.peers[peer] else { return false }
    guard neighbour.standing == .ended else { return true }
    guard neighbour.wasActive, let due = neighbour.due else { return false }
    return acknowledged[peer].map { $0 < due.sequence } ?? true
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
