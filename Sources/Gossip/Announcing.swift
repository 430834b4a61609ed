import Updates
import Vocabulary

// Telling peers how far logs go. `protocol/06-gossip.md` §4.

extension GossipInstance {
  func root(of session: Session) -> Bytes32 {
    Head.root(of: session.scope.compactMap { head(of: $0, for: session.peer) })
  }

  /// Begins a comparison: the peer answers when its root differs.
  mutating func sendRoot(_ id: SessionID) {
    guard let session = sessions[id] else { return }
    send(.root(root(of: session)), to: id)
    // A fifth of spread keeps many sessions from comparing in the same instant.
    let period = Limits.antiEntropy.milliseconds
    let early = Int64.random(in: 0...period / 5, using: &jitter)
    sessions[id]?.nextRoot = now + Interval(milliseconds: period - early)
  }

  mutating func sendHeads(_ id: SessionID) {
    guard let session = sessions[id] else { return }
    let shown = session.scope.compactMap { head(of: $0, for: session.peer) }
    send(.heads(shown, complete: true), to: id)
    for log in session.scope {
      guard let head = head(of: log, for: session.peer) else { continue }
      sessions[id]?.announced[log] = Session.Announcement(sequence: head.sequence, at: now)
      sessions[id]?.unannounced.remove(log)
    }
  }

  /// Our own log grew.
  mutating func grew(_ head: Head) {
    guard head.node == node, head.isAhead(of: heads[node]) || heads[node] == nil else { return }
    heads[node] = head
    announce(node)
  }

  /// Tells everyone who reads this log and is not known to have it this far.
  mutating func announce(_ log: NodeID) {
    for id in sessions.keys.sorted() { announce(log, to: id) }
  }

  /// At most one announcement of a log waits for its acknowledgement, unless that takes long: a
  /// busy log does not drown a slow peer, and a quiet one is announced at once.
  mutating func announce(_ log: NodeID, to id: SessionID) {
    guard let session = sessions[id] else { return }
    sessions[id]?.unannounced.remove(log)
    guard session.peer != log, let head = head(of: log, for: session.peer), forks[log] == nil,
      map.serves(log, to: session.peer)
    else { return }
    let known = session.holds[log]
    if let known, known >= head.sequence { return }
    var isWaiting = false
    if let last = session.announced[log] {
      guard last.sequence < head.sequence else { return }
      isWaiting = known.map { $0 < last.sequence } ?? true
      guard !isWaiting || now - last.at >= Limits.announcePatience else {
        sessions[id]?.unannounced.insert(log)
        return
      }
    }
    sessions[id]?.announced[log] = Session.Announcement(sequence: head.sequence, at: now)
    // Who is slow to take the last news is not sent the same entries again.
    if log == node, let known, !isWaiting, head.sequence - known <= UInt64(Limits.newsEntries) {
      out.append(.readNews(head, from: known &+ 1, to: id))
    } else {
      send(.heads([head], complete: false), to: id)
    }
  }

  /// News of our own log goes with the entries themselves while they are few and small: who would
  /// ask for them anyway has them a round trip sooner.
  mutating func tell(_ head: Head, _ entries: [Entry], to id: SessionID) {
    guard let session = sessions[id] else { return }
    let seen = Disclosure.selection(entries, to: session.peer, in: map)
    let bytes = seen.reduce(0) { $0 + $1.wireBytes }
    let isWhole = seen.last?.hash == head.hash && bytes <= Limits.newsBytes
    send(isWhole ? .news(head, seen) : .heads([head], complete: false), to: id)
  }
}
