import Updates
import Vocabulary

// Taking in what was asked for, one batch of a log at a time. `protocol/06-gossip.md` §4 and §7.

extension GossipInstance {
  /// An answer to a want.
  mutating func arrived(
    _ batch: Fetch.Batch, of log: NodeID, on id: SessionID
  ) throws(PeerFault) {
    guard var fetch = fetches[log], fetch.source == id,
      let want = fetch.answered(from: batch.from)
    else {
      if sessions[id]?.forgives(log, from: batch.from) == true { return }
      throw .unsolicited
    }
    fetches[log] = fetch
    guard isSound(batch, of: log, atMost: want.count) else { throw .badEntries }
    if fetch.isProbing, let entry = batch.entries.first {
      try probed(entry, on: id)
      return
    }
    // Answers may overtake each other: only the next one can say that there is no more.
    if batch.entries.isEmpty, !fetch.wants.contains(where: { $0.from < batch.from }) {
      stall(log, id)
      return
    }
    if batch.entries.count < want.count { endGap(log, after: batch) }
    // Asked again once the entries before it are there.
    guard !batch.entries.isEmpty else { return }
    sessions[id]?.unanswered[log] = nil
    fetches[log]?.keep(batch)
    advance(log)
    foresee(log)
    pump(log)
  }

  /// What can be told of a batch without keys and without our copy.
  private func isSound(_ batch: Fetch.Batch, of log: NodeID, atMost count: Int) -> Bool {
    guard batch.entries.count <= count else { return false }
    var previous: Entry?
    for entry in batch.entries {
      let header = entry.header
      guard header.node == log, header.epoch == heads[log]?.epoch ?? 0,
        header.sequence == previous.map({ $0.header.sequence &+ 1 }) ?? batch.from,
        previous.map({ $0.hash == header.previous }) ?? true
      else { return false }
      previous = entry
    }
    return true
  }

  /// An answer was shorter than asked: what was asked beyond it leaves a gap.
  private mutating func endGap(_ log: NodeID, after batch: Fetch.Batch) {
    guard var fetch = fetches[log] else { return }
    for want in fetch.wants where want.from > batch.from {
      abandon(want, of: log, at: fetch.source)
    }
    fetch.wants.removeAll { $0.from > batch.from }
    fetch.arrived.removeAll { $0.from > batch.from }
    fetch.asked = batch.from &+ UInt64(batch.entries.count)
    fetches[log] = fetch
  }

  /// Hands the next batch to the writer, if that has none of this log.
  private mutating func advance(_ log: NodeID) {
    guard var fetch = fetches[log], !fetch.isIngesting, let id = fetch.source,
      let batch = fetch.arrived.first
    else { return }
    let place = heads[log].map { $0.sequence &+ 1 } ?? 0
    // The answer that comes before this one is still on its way.
    if fetch.wants.contains(where: { $0.from < batch.from }) { return }
    fetch.arrived.removeFirst()
    fetches[log] = fetch
    guard batch.from == place, let first = batch.entries.first else {
      restart(log, at: place)
      return
    }
    guard first.header.previous == heads[log]?.hash ?? .none else {
      if heads[log] == nil { close(id, .badEntries) } else { probe(log) }
      return
    }
    ingest(batch, of: log, on: id)
  }

  /// While a batch is on its way to disk the processors have time for the next one's signatures.
  private mutating func foresee(_ log: NodeID) {
    guard let fetch = fetches[log], fetch.isIngesting, let next = fetch.arrived.first,
      fetch.foreseen != next.from, let id = fetch.source, let peer = sessions[id]?.peer
    else { return }
    fetches[log]?.foreseen = next.from
    let intake = Disclosure.intake(next.entries, fromOwner: peer == log, in: map)
    if !intake.entries.isEmpty { out.append(.foresee(intake.entries, of: log)) }
  }

  private mutating func ingest(_ batch: Fetch.Batch, of log: NodeID, on id: SessionID) {
    guard let peer = sessions[id]?.peer else { return }
    let intake = Disclosure.intake(batch.entries, fromOwner: peer == log, in: map)
    guard !intake.entries.isEmpty else {
      stall(log, id)
      return
    }
    fetches[log]?.isIngesting = true
    fetches[log]?.ingestingFrom = id
    out.append(.ingest(intake.entries, of: log, from: peer))
    if intake.lacksBody {
      sessions[id]?.stalled.insert(log)
      release(log)
    } else if intake.entries.count < batch.entries.count {
      restart(log, at: batch.from &+ UInt64(intake.entries.count))
    }
  }

  /// What the peer has where our copy ends: another entry is a fork, if its signature holds; the
  /// same entry means that what it offered as continuation was none.
  private mutating func probed(_ entry: Entry, on id: SessionID) throws(PeerFault) {
    let log = entry.header.node
    guard entry.hash != heads[log]?.hash else { throw .badEntries }
    release(log)
    var fetch = Fetch()
    fetch.isIngesting = true
    fetch.ingestingFrom = id
    fetches[log] = fetch
    out.append(.compare(entry.withoutBody))
  }

  /// Safe on disk: only now may anybody be told.
  mutating func committed(_ head: Head) {
    guard head.node != node else {
      grew(head)
      return
    }
    let log = head.node
    if head.isAhead(of: heads[log]) { heads[log] = head }
    if let source = finishIngest(log) { acknowledge(head, to: source) }
    announce(log)
    advance(log)
    foresee(log)
    pump(log)
    if fetches[log] == nil { pumpAll() }
  }

  private mutating func acknowledge(_ head: Head, to source: SessionID) {
    for id in Set([source, sessionOf[head.node] ?? source]).sorted() where sessions[id] != nil {
      send(.acknowledged(node: head.node, sequence: head.sequence), to: id)
    }
  }

  /// The writer is done with this log; returns whose entries they were.
  private mutating func finishIngest(_ log: NodeID) -> SessionID? {
    guard var fetch = fetches[log], fetch.isIngesting else { return nil }
    fetch.isIngesting = false
    fetches[log] = fetch.isIdle && fetch.source == nil ? nil : fetch
    return fetch.ingestingFrom
  }

  /// Whoever sent bad entries should have verified them first. Where nobody is to blame, the same
  /// is not tried again at once.
  mutating func ingestFailed(_ log: NodeID, _ fault: EntryFault?) {
    guard let source = finishIngest(log) else { return }
    stall(log, source)
    if let fault, fault != .fork { close(source, .badEntries) }
  }

  /// There is no room for more of this log. Nobody is to blame, and nobody is asked for it for a
  /// while: an erasure may make room, or the operator.
  mutating func isFull(_ log: NodeID) {
    _ = finishIngest(log)
    full[log] = now + Limits.quotaPause
    release(log)
    pumpAll()
  }

  mutating func retryFull() {
    for (log, until) in full.sorted(by: { $0.key < $1.key }) where now >= until {
      full[log] = nil
      pump(log)
    }
  }

  mutating func forked(_ proof: ForkProof) {
    _ = finishIngest(proof.node)
    keep(proof)
  }

  /// Believes a proof, tells everyone but its source before anything else, and touches the log no more. Of two
  /// proofs the smaller is kept, by everybody.
  mutating func keep(_ proof: ForkProof, from source: SessionID? = nil) {
    let log = proof.node
    guard log == node || map.follows(log) else { return }
    if let known = forks[log], known <= proof { return }
    forks[log] = proof
    out.append(.recordFork(proof))
    for id in sessions.keys.sorted() where id != source { send(.forkProof(proof), to: id) }
    cancel(log)
    for id in sessions.keys.sorted() { rescope(id) }
  }

  /// Gives up on a log.
  mutating func cancel(_ log: NodeID) {
    release(log)
    for id in sessions.keys { sessions[id]?.claims[log] = nil }
  }
}
