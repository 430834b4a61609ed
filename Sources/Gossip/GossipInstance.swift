import Updates
import Vocabulary

/// One node's side of gossip: told what happened and what time it is, it answers with what to do.
/// Knows no sockets, files or clocks. `protocol/06-gossip.md`.
public struct GossipInstance: Sendable {
  /// Us.
  public let node: NodeID
  var map: FederationMap
  /// What we hold of every log, safe on disk.
  var heads: [NodeID: Head]
  /// One proof for each frozen log.
  var forks: [NodeID: ForkProof]
  var sessions: [SessionID: Session] = [:]
  var sessionOf: [NodeID: SessionID] = [:]
  var fetches: [NodeID: Fetch] = [:]
  /// Logs that have no room here, and when to try again.
  var full: [NodeID: Instant] = [:]
  var dials: [NodeID: DialPlan] = [:]
  /// How far each peer said it has our own log.
  var acknowledged: [NodeID: UInt64]
  var jitter: SeededGenerator
  var now = Instant(milliseconds: 0)
  var out: [Directive] = []

  /// `heads` are those of every log we hold, our own included; `forks` are the proofs on record;
  /// `acknowledged` is how far peers said they have our own log, as far as that is on record.
  /// `seed` only spreads dials and comparisons in time.
  public init(
    node: NodeID, map: FederationMap, heads: [LogHead], forks: [ForkProof],
    acknowledged: [NodeID: UInt64] = [:], seed: UInt64
  ) {
    self.node = node
    self.map = map
    self.heads = Dictionary(heads.map { ($0.node, Head($0)) }) { $1 }
    self.forks = Dictionary(forks.map { ($0.node, $0) }) { min($0, $1) }
    self.acknowledged = acknowledged
    jitter = SeededGenerator(seed: seed)
    planDials()
  }

  /// Peers with a live session, sorted.
  public var connectedPeers: [NodeID] { sessionOf.keys.sorted() }
  /// Logs whose node was proven to have forked them, sorted.
  public var frozenLogs: [NodeID] { forks.keys.sorted() }
  /// The proof that froze a log.
  public func fork(of log: NodeID) -> ForkProof? { forks[log] }

  /// Takes in one event; what is to be done comes back in order.
  public mutating func handle(_ event: GossipEvent, at now: Instant) -> [Directive] {
    self.now = max(now, self.now)
    out = []
    switch event {
    case .tick: tick()
    case .federation(let map): adopt(map)
    case .localHead(let head): grew(Head(head))
    case .connected(let id, let peer, let dialled): connected(id, peer, dialled: dialled)
    case .dialFailed(let peer): dials[peer]?.failed(at: self.now, jitter: &jitter)
    case .disconnected(let id): forget(id)
    case .received(let id, let bytes): received(bytes, on: id)
    case .served(let log, let from, let entries, let id): served(log, from, entries, to: id)
    case .newsRead(let head, let entries, let id): tell(head, entries, to: id)
    case .committed(let head): committed(Head(head))
    case .ingestFailed(let log, let fault): ingestFailed(log, fault)
    case .full(let log): isFull(log)
    case .forked(let proof): forked(proof)
    }
    defer { out = [] }
    return out
  }

  mutating func send(_ message: PeerMessage, to id: SessionID) {
    out.append(.send(PeerWire.encode(message), to: id))
  }

  /// True while entries of this log may still be taken in.
  func isFollowed(_ log: NodeID) -> Bool {
    log != node && forks[log] == nil && map.follows(log)
  }

  /// As much of a log as a peer may have of us: of our own, a peer that is not active gets what it
  /// is owed.
  func head(of log: NodeID, for peer: NodeID) -> Head? {
    guard log == node, !map.isActive(peer) else { return heads[log] }
    return map.peers[peer]?.due
  }

  private mutating func tick() {
    for id in sessions.keys.sorted() { keepUp(id) }
    expireWants()
    retryFull()
    dialDue()
  }

  /// Federations changed: sessions with strangers end, the others compare again.
  private mutating func adopt(_ map: FederationMap) {
    guard map != self.map else { return }
    self.map = map
    planDials()
    for id in sessions.keys.sorted() {
      guard let session = sessions[id] else { continue }
      if map.follows(session.peer) {
        sessions[id]?.stalled = []
        sessions[id]?.claims = session.claims.filter { log, _ in
          map.listens(to: session.peer, about: log)
        }
        rescope(id)
      } else {
        close(id, .stranger)
      }
    }
    for log in fetches.keys.sorted() where !map.follows(log) { cancel(log) }
    pumpAll()
  }
}
