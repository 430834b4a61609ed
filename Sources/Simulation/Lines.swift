import Gossip
import Updates
import Vocabulary

// What lines do: carry messages, break, and be cut.

extension World {
  /// Which machine answers when `caller` dials a node.
  func machine(of node: NodeID, calledBy caller: Int) -> Int? {
    if let twins, nodes[twins.first].node == node {
      return caller.isMultiple(of: 2) ? twins.first : twins.second
    }
    return nodes.firstIndex { $0.node == node }
  }

  /// The twins each speak only with those who reach them when dialling.
  private func mayMeet(_ a: Int, _ b: Int) -> Bool {
    machine(of: nodes[b].node, calledBy: a) == b && machine(of: nodes[a].node, calledBy: b) == a
  }

  func dialled(_ machine: Int, _ peer: NodeID, _ life: Int) {
    let node = nodes[machine]
    guard node.life == life, node.instance != nil else { return }
    guard let other = self.machine(of: peer, calledBy: machine), other != machine,
      mayMeet(machine, other), nodes[other].instance != nil, network.canReach(machine, other)
    else {
      feed(machine, .dialFailed(peer))
      return
    }
    let (here, there) = network.join(machine, other, at: now)
    trace.note(now, "\(machine) dials \(other): \(here.session.number)")
    let (mine, theirs) = (now + after(0...40), now + after(0...40))
    // Nothing may arrive before its receiver knows of the session.
    network.lines[here]?.clear = theirs
    network.lines[there]?.clear = mine
    agenda.plan(.met(here, peer: peer, dialled: true, life: life), at: mine)
    agenda.plan(
      .met(there, peer: node.node, dialled: false, life: nodes[other].life), at: theirs)
  }

  func met(_ end: Network.End, _ peer: NodeID, dialled: Bool, life: Int) {
    guard nodes[end.machine].life == life else { return }
    feed(end.machine, .connected(end.session, peer: peer, dialled: dialled))
    if network.lines[end] == nil { plan(.broken(end), in: 1...50) }
  }

  func send(_ bytes: [UInt8], from end: Network.End) {
    guard let line = network.lines[end] else {
      plan(.broken(end), in: 5...100)
      return
    }
    checkSent(bytes, by: end.machine, to: line.other.machine)
    guard network.canReach(end.machine, line.other.machine), !chance(faults.breaking) else {
      sever(end, line.other)
      return
    }
    if chance(faults.delaying) {
      agenda.plan(
        .arrived(line.other, bytes), at: max(line.clear, now) + after(100...2_000))
      return
    }
    let arrival = max(line.clear, now + after(2...60))
    network.lines[end]?.clear = arrival
    agenda.plan(.arrived(line.other, bytes), at: arrival)
    if chance(faults.doubling) {
      agenda.plan(.arrived(line.other, bytes), at: arrival + after(1...3_000))
    }
  }

  func arrived(_ bytes: [UInt8], at end: Network.End) {
    guard network.lines[end] != nil, nodes[end.machine].instance != nil else { return }
    messages += 1
    trace.note(
      now, "\(end.machine) hears \(bytes.count) \(bytes.suffix(4)) on \(end.session.number)")
    feed(end.machine, .received(end.session, bytes))
  }

  func broken(_ end: Network.End) {
    network.lines[end] = nil
    feed(end.machine, .disconnected(end.session))
  }

  /// One side ends a session in good order.
  func hangUp(_ end: Network.End) {
    guard let line = network.lines.removeValue(forKey: end) else { return }
    agenda.plan(.broken(line.other), at: max(line.clear, now) + after(1...50))
  }

  /// The line is gone. Each end notices after a while, or not by itself.
  func sever(_ a: Network.End, _ b: Network.End) {
    for end in [a, b] {
      network.lines[end] = nil
      if !chance(faults.silence) { plan(.broken(end), in: 1...3_000) }
    }
  }

  func cut(_ pair: Network.Pair) {
    trace.note(now, "cut \(pair.first) \(pair.second)")
    network.cuts.insert(pair)
    for (own, other) in network.ends(between: pair) where chance(0.5) { sever(own, other) }
    plan(.mend(pair), in: 1_000...20_000)
  }

  func read(_ log: NodeID, from: UInt64, count: Int, for end: Network.End, life: Int) {
    guard nodes[end.machine].life == life else { return }
    let held = nodes[end.machine].disk.logs[log] ?? []
    let entries = held.dropFirst(Int(clamping: from)).prefix(count).map(\.entry)
    feed(
      end.machine,
      .served(node: log, from: from, entries: entries, to: end.session))
  }

  func readNews(of head: Head, from: UInt64, for end: Network.End, life: Int) {
    guard nodes[end.machine].life == life else { return }
    let held = nodes[end.machine].disk.logs[head.node] ?? []
    let entries = held.prefix(Int(clamping: head.sequence &+ 1)).dropFirst(Int(clamping: from))
    feed(end.machine, .newsRead(head, entries: entries.map(\.entry), to: end.session))
  }
}
