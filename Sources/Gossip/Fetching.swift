import Updates
import Vocabulary

// Bringing followed logs up to date. `protocol/06-gossip.md` §4.

extension GossipInstance {
  mutating func pumpAll() {
    var logs: Set<NodeID> = []
    for session in sessions.values { logs.formUnion(session.claims.keys) }
    for log in logs.sorted() { pump(log) }
  }

  /// Asks for what this log lacks, as far as the window allows.
  mutating func pump(_ log: NodeID) {
    guard isFollowed(log), full[log] == nil else { return }
    if let id = fetches[log]?.source, sessions[id]?.claims[log] == nil { release(log) }
    var fetch = fetches[log] ?? Fetch()
    if fetch.source == nil {
      guard fetch.isIdle, let source = bestSource(of: log) else { return }
      fetch.source = source
      fetch.asked = heads[log].map { $0.sequence &+ 1 } ?? 0
    }
    fetches[log] = fetch
    guard let id = fetch.source, let claim = sessions[id]?.claims[log] else { return }
    if fetch.isIdle, claim.contradicts(heads[log]) {
      probe(log)
      return
    }
    ask(log, upTo: claim.sequence, of: id)
    if fetches[log]?.isIdle == true { fetches[log] = nil }
  }

  private mutating func ask(_ log: NodeID, upTo last: UInt64, of id: SessionID) {
    guard var fetch = fetches[log], !fetch.isProbing else { return }
    // A slow line gets smaller questions, in case that is what is the matter.
    let misses = sessions[id]?.unanswered[log]?.count ?? 0
    let most = max(1, Limits.batchEntries >> (2 * min(misses, 8)))
    while fetch.depth < Limits.wantsPerLog, fetch.asked <= last {
      let missing = Int(clamping: last - fetch.asked)
      let count = min(missing, most - 1) + 1
      want(log, from: fetch.asked, count: count, of: id, &fetch)
      fetch.asked &+= UInt64(count)
    }
    fetches[log] = fetch
  }

  private mutating func want(
    _ log: NodeID, from: UInt64, count: Int, of id: SessionID, _ fetch: inout Fetch
  ) {
    fetch.wants.append(
      Fetch.Want(from: from, count: count, deadline: now + Limits.wantPatience))
    send(.want(node: log, from: from, count: count), to: id)
  }

  /// Counts entries that came along with news as the answer to a want that was never sent; false
  /// when that want would not have been sent now.
  mutating func expect(
    _ log: NodeID, from place: UInt64, count: Int, of id: SessionID
  ) -> Bool {
    guard isFollowed(log), full[log] == nil, let session = sessions[id],
      session.claims[log] != nil, !session.stalled.contains(log), !session.isResting(log, at: now)
    else { return false }
    var fetch = fetches[log] ?? Fetch()
    if fetch.source == nil {
      guard fetch.isIdle, load(of: id) < Limits.fetchesPerSession else { return false }
      fetch.source = id
      fetch.asked = heads[log].map { $0.sequence &+ 1 } ?? 0
    }
    guard fetch.source == id, !fetch.isProbing, fetch.asked == place,
      fetch.depth < Limits.wantsPerLog
    else { return false }
    fetch.wants.append(
      Fetch.Want(from: place, count: count, deadline: now + Limits.wantPatience))
    fetch.asked &+= UInt64(count)
    fetches[log] = fetch
    return true
  }

  /// Whoever answers; then the owner itself when it can help, else whoever is furthest.
  private func bestSource(of log: NodeID) -> SessionID? {
    let candidates = sessions.filter { id, session in
      guard let claim = session.claims[log], !session.stalled.contains(log),
        !session.isResting(log, at: now)
      else { return false }
      return (claim.isAhead(of: heads[log]) || claim.contradicts(heads[log]))
        && load(of: id) < Limits.fetchesPerSession
    }
    return candidates.min { a, b in
      let misses = [a, b].map { $0.value.unanswered[log]?.count ?? 0 }
      if misses[0] != misses[1] { return misses[0] < misses[1] }
      if (a.value.peer == log) != (b.value.peer == log) { return a.value.peer == log }
      let (left, right) = (a.value.claims[log]?.sequence ?? 0, b.value.claims[log]?.sequence ?? 0)
      return left == right ? a.value.peer < b.value.peer : left > right
    }?.key
  }

  private func load(of id: SessionID) -> Int { fetches.values.count { $0.source == id } }

  /// Somebody's log does not continue ours: what do they have where our copy ends?
  mutating func probe(_ log: NodeID) {
    guard let id = fetches[log]?.source, let head = heads[log] else { return }
    release(log)
    var fetch = fetches[log] ?? Fetch()
    fetch.source = id
    fetch.isProbing = true
    want(log, from: head.sequence, count: 1, of: id, &fetch)
    fetches[log] = fetch
  }

  /// Stops asking. Answers that still come are not held against the peer.
  mutating func release(_ log: NodeID) {
    guard var fetch = fetches[log] else { return }
    let source = fetch.source
    for want in fetch.drop() { abandon(want, of: log, at: source) }
    fetches[log] = fetch.isIdle ? nil : fetch
  }

  /// The later answers of this log are of no use any more: asks again from `place`.
  mutating func restart(_ log: NodeID, at place: UInt64) {
    guard var fetch = fetches[log] else { return }
    let source = fetch.source
    for want in fetch.drop() { abandon(want, of: log, at: source) }
    fetch.source = source
    fetch.asked = place
    fetches[log] = fetch
  }

  mutating func abandon(_ want: Fetch.Want, of log: NodeID, at id: SessionID?) {
    guard let id else { return }
    sessions[id]?.abandon(Session.Abandoned(node: log, from: want.from))
  }

  /// This peer cannot continue the log for now; somebody else may.
  mutating func stall(_ log: NodeID, _ id: SessionID) {
    sessions[id]?.stalled.insert(log)
    release(log)
    pump(log)
  }

  mutating func expireWants() {
    for log in fetches.keys.sorted() {
      guard let fetch = fetches[log], let id = fetch.source, let want = fetch.wants.first,
        now >= want.deadline
      else { continue }
      let isHopeless = sessions[id]?.missed(log, at: now) == true
      stall(log, id)
      if isHopeless { close(id, .unanswered) }
    }
  }
}
