import Updates
import Vocabulary

// Answering wants. `protocol/06-gossip.md` §4 and §6.

extension GossipInstance {
  /// A want is always answered, if need be with nothing, so that the asker can turn elsewhere.
  mutating func wanted(
    _ log: NodeID, from: UInt64, count: Int, by id: SessionID
  ) throws(PeerFault) {
    guard let session = sessions[id] else { return }
    guard session.serving < Limits.servesPerSession else { throw .notServed }
    guard mayServe(log, to: session.peer) else {
      send(.entries(node: log, from: from, []), to: id)
      throw .notServed
    }
    guard let head = head(of: log, for: session.peer), from <= head.sequence else {
      send(.entries(node: log, from: from, []), to: id)
      return
    }
    sessions[id]?.serving += 1
    out.append(.serve(node: log, from: from, count: count, to: id))
  }

  /// Entries came out of storage: the peer gets what it may have of them, as it stands now.
  mutating func served(_ log: NodeID, _ from: UInt64, _ entries: [Entry], to id: SessionID) {
    guard let session = sessions[id] else { return }
    sessions[id]?.serving = max(0, session.serving - 1)
    var chosen: [Entry] = []
    if mayServe(log, to: session.peer), let last = head(of: log, for: session.peer)?.sequence {
      let shown = entries.prefix { $0.header.sequence <= last }
      chosen = Disclosure.selection(shown, to: session.peer, in: map)
    }
    send(.entries(node: log, from: from, chosen), to: id)
  }

  private func mayServe(_ log: NodeID, to peer: NodeID) -> Bool {
    forks[log] == nil && map.serves(log, to: peer)
  }
}
