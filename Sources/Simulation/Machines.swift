import Gossip
import Updates
import Vocabulary

// What machines do: tick, commit, tell, crash and start again.

extension World {
  func clock(_ machine: Int) -> Instant { date + nodes[machine].skew }

  /// Tells a node's gossip what happened and carries out what it wants.
  func feed(_ machine: Int, _ event: GossipEvent) {
    guard let directives = nodes[machine].instance?.handle(event, at: clock(machine)) else {
      return
    }
    for directive in directives { perform(directive, on: machine) }
  }

  private func perform(_ directive: Directive, on machine: Int) {
    let node = nodes[machine]
    switch directive {
    case .send(let bytes, let session):
      send(bytes, from: Network.End(machine: machine, session: session))
    case .close(let session, let fault):
      trace.note(now, "\(machine) closes \(session.number): \(fault.map { "\($0)" } ?? "-")")
      hangUp(Network.End(machine: machine, session: session))
    case .pause, .foresee: break
    case .dial(let peer): plan(.dialled(machine, peer, life: node.life), in: 5...150)
    case .serve(let log, let from, let count, let session):
      let end = Network.End(machine: machine, session: session)
      plan(.read(end, log, from: from, count: count, life: node.life), in: 0...10)
    case .readNews(let head, let from, let session):
      let end = Network.End(machine: machine, session: session)
      plan(.readNews(end, head, from: from, life: node.life), in: 0...10)
    case .ingest(let entries, let log, _): enqueue(.ingest(entries, of: log), on: machine)
    case .compare(let entry): enqueue(.compare(entry), on: machine)
    case .recordAcknowledged(let peer, let sequence):
      checkAcknowledged(machine, by: peer, sequence)
    case .recordFork(let proof):
      trace.note(now, "\(machine) proves a fork: \(proof)")
      node.disk.keep(proof)
      if isHonest(proof.node) { violate("a fork proof against honest \(proof.node.short)") }
    case .recordFault(let peer, let fault):
      trace.note(now, "\(machine) faults \(peer.short): \(fault)")
      if node.isHonest, isHonest(peer) {
        violate("node \(machine) blames an honest peer: \(fault)")
      }
    case .recordAhead(let head, let peer):
      trace.note(now, "\(machine) is behind its own log at \(peer.short): \(head.sequence)")
      if node.isHonest { violate("an honest node's own log was outrun") }
    }
  }

  func enqueue(_ job: SimulatedNode.Job, on machine: Int) {
    let node = nodes[machine]
    guard node.instance != nil else { return }
    node.jobs.append(job)
    guard !node.isWriting else { return }
    node.isWriting = true
    plan(.commit(machine, life: node.life), in: 1...20)
  }

  func commit(_ machine: Int, _ life: Int) throws {
    let node = nodes[machine]
    guard node.life == life, node.instance != nil else { return }
    let notices = try node.commit(at: clock(machine)) { random.bytes(Limits.saltBytes) }
    watchBooks(of: machine)
    trace.note(now, "\(machine) commits \(notices.count), head \(own(machine))")
    // A crash may fall between the commit and its announcement.
    plan(.tell(machine, notices, life: life), in: 0...10)
  }

  private func own(_ machine: Int) -> String {
    let node = nodes[machine]
    return node.disk.head(of: node.node).map { "\($0.sequence) \($0.hash.short)" } ?? "-"
  }

  func tell(_ machine: Int, _ notices: [SimulatedNode.Notice], _ life: Int) throws {
    let node = nodes[machine]
    guard node.life == life, node.instance != nil else { return }
    let map = node.disk.map
    if map != node.knownMap {
      node.knownMap = map
      feed(machine, .federation(map))
    }
    for notice in notices {
      switch notice {
      case .gossip(let event): feed(machine, event)
      case .stored(let id, let person): answer(id, stored: true, to: person)
      case .refused(let id, let person): answer(id, stored: false, to: person)
      }
    }
    try confirmErasures(machine)
  }

  private func answer(_ id: UpdateID, stored: Bool, to person: Int?) {
    guard let person, !chance(faults.losing) else { return }
    plan(.answer(id, stored: stored, to: person), in: 1...50)
  }

  private func confirmErasures(_ machine: Int) throws {
    let receipts = try nodes[machine].receipts(at: clock(machine)) {
      random.bytes(Limits.nonceBytes)
    }
    let isWaiting = nodes[machine].jobs.contains { job in
      if case .submit(_, _, nil) = job { true } else { false }
    }
    // The same receipts, already with the writer.
    guard !isWaiting else { return }
    for receipt in receipts { enqueue(.submit(receipt, nil, by: nil), on: machine) }
  }

  func tick(_ machine: Int, _ life: Int) {
    guard nodes[machine].life == life, nodes[machine].instance != nil else { return }
    feed(machine, .tick)
    enqueue(.duties, on: machine)
    plan(.tick(machine, life: life), in: 900...1_100)
  }

  func start(_ machine: Int) throws {
    let node = nodes[machine]
    guard node.instance == nil else { return }
    node.start(seed: random.next())
    trace.note(now, "\(machine) starts, \(node.node.short)")
    plan(.tick(machine, life: node.life), in: 0...1_000)
    try confirmErasures(machine)
  }

  func crash(_ machine: Int) {
    guard nodes[machine].instance != nil else { return }
    trace.note(now, "\(machine) crashes")
    crashes += 1
    nodes[machine].crash()
    for (own, other) in network.ends(of: machine) { sever(own, other) }
    plan(.start(machine), in: 200...15_000)
  }

  /// True unless a byzantine key is behind this node.
  func isHonest(_ node: NodeID) -> Bool {
    nodes.allSatisfy { $0.node != node || $0.isHonest }
  }

  /// Whatever a peer acknowledged must be on its disk for ever.
  private func checkAcknowledged(_ machine: Int, by peer: NodeID, _ sequence: UInt64) {
    let node = nodes[machine]
    guard node.isHonest, isHonest(peer), let holder = nodes.first(where: { $0.node == peer })
    else { return }
    if (holder.disk.logs[node.node]?.count ?? 0) <= Int(clamping: sequence) {
      violate("node \(holder.number) acknowledged \(sequence) of \(machine) and lacks it")
    }
  }
}
