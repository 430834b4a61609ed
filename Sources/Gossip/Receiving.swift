import Updates
import Vocabulary

// What each message of a peer does. `protocol/06-gossip.md` §4.

extension GossipInstance {
  mutating func received(_ bytes: [UInt8], on id: SessionID) {
    guard let verdict = sessions[id]?.allowance.spend(at: now) else { return }
    sessions[id]?.heard = now
    switch verdict {
    case .fine: break
    case .flooding: out.append(.pause(id, .seconds(1)))
    case .hopeless:
      close(id, .flooding)
      return
    }
    do {
      try take(PeerWire.decode(bytes), on: id)
    } catch {
      fault(error, on: id)
    }
  }

  private mutating func take(_ message: PeerMessage, on id: SessionID) throws(PeerFault) {
    switch message {
    case .root(let root): compared(root, on: id)
    case .heads(let heads, let complete): told(heads, complete: complete, on: id)
    case .news(let head, let entries): try told(head, entries, on: id)
    case .want(let log, let from, let count): try wanted(log, from: from, count: count, by: id)
    case .entries(let log, let from, let entries):
      try arrived(Fetch.Batch(from: from, entries: entries), of: log, on: id)
    case .acknowledged(let log, let sequence): try acknowledged(log, sequence, by: id)
    case .forkProof(let proof): keep(proof, from: id)
    case .complaint: break  // said before a close, which is its own message
    }
  }

  private mutating func prove(_ id: SessionID) {
    guard let session = sessions[id], !session.isProven else { return }
    sessions[id]?.isProven = true
    dials[session.peer]?.succeeded()
  }

  /// Equal roots: the peer has exactly what we have. Otherwise it is told all heads.
  private mutating func compared(_ root: Bytes32, on id: SessionID) {
    prove(id)
    guard let session = sessions[id] else { return }
    guard root == self.root(of: session) else {
      sendHeads(id)
      return
    }
    for log in session.scope {
      guard let head = head(of: log, for: session.peer) else { continue }
      sessions[id]?.claims[log] = head
      noteHolds(log, head.sequence, id)
    }
  }

  /// The entries answer the want that the head would have led to. Where they would not have been
  /// asked for, nor asked for next, the head alone counts.
  private mutating func told(
    _ head: Head, _ entries: [Entry], on id: SessionID
  ) throws(PeerFault) {
    guard let first = entries.first, head.node == sessions[id]?.peer,
      entries.last?.hash == head.hash
    else { throw .malformed }
    prove(id)
    note([head], on: id)
    let from = first.header.sequence
    if expect(head.node, from: from, count: entries.count, of: id) {
      try arrived(Fetch.Batch(from: from, entries: entries), of: head.node, on: id)
    } else {
      pump(head.node)
    }
  }

  private mutating func told(_ list: [Head], complete: Bool, on id: SessionID) {
    prove(id)
    if complete {
      let named = Set(list.map(\.node))
      let claims = sessions[id]?.claims ?? [:]
      sessions[id]?.claims = claims.filter { named.contains($0.key) }
    }
    note(list, on: id)
    for head in list where head.node != node { pump(head.node) }
  }

  /// Remembers how far the peer says it has logs.
  private mutating func note(_ list: [Head], on id: SessionID) {
    guard let peer = sessions[id]?.peer else { return }
    for head in list {
      if head.node == node {
        toldOfOurs(head, by: id)
      } else if isFollowed(head.node), map.listens(to: peer, about: head.node) {
        sessions[id]?.claims[head.node] = head
        sessions[id]?.stalled.remove(head.node)
        noteHolds(head.node, head.sequence, id)
      }
    }
  }

  private mutating func toldOfOurs(_ claim: Head, by id: SessionID) {
    guard let session = sessions[id] else { return }
    let ours = heads[node]
    if claim.isAhead(of: ours) || claim.contradicts(ours) {
      guard !session.reportedAhead else { return }
      sessions[id]?.reportedAhead = true
      out.append(.recordAhead(claim, peer: session.peer))
    } else {
      noteHolds(node, claim.sequence, id)
    }
  }

  /// A peer is known to have a log up to a place; of our own log that is worth recording.
  mutating func noteHolds(_ log: NodeID, _ sequence: UInt64, _ id: SessionID) {
    guard let session = sessions[id] else { return }
    let isNews = session.holds[log].map { sequence > $0 } ?? true
    sessions[id]?.learn(log, reaches: sequence)
    if log == node, isNews {
      acknowledged[session.peer] = max(acknowledged[session.peer] ?? 0, sequence)
      out.append(.recordAcknowledged(peer: session.peer, sequence: sequence))
    }
  }

  private mutating func acknowledged(
    _ log: NodeID, _ sequence: UInt64, by id: SessionID
  ) throws(PeerFault) {
    guard let head = heads[log], log == node || map.follows(log) else { throw .notServed }
    if log == node, sequence > head.sequence { throw .malformed }
    noteHolds(log, sequence, id)
    if sessions[id]?.unannounced.contains(log) == true { announce(log, to: id) }
  }
}
