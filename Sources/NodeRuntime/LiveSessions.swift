import Gossip
import PeerTransport
import Storage
import Updates
import Vocabulary

/// What `PeerSessions` keeps behind its lock: gossip's decisions, and the connections they are
/// about. What must happen in order happens here; the rest is handed out.
struct LiveSessions {
  /// A part of a log that a peer asked for.
  struct Want: Sendable {
    let log: NodeID
    let from: UInt64
    let count: Int
  }

  /// One connection.
  struct Link {
    let connection: PeerConnection
    let peer: NodeID
    let wants: AsyncStream<Want>.Continuation
    var pause: Interval?
  }

  /// What is to be done without the lock: it takes its time.
  enum Work {
    case close(PeerConnection, of: NodeID, PeerFault?)
    case dial(NodeID, at: [String]?)
    case ingest([Entry], of: NodeID, LogIntake.Opening?)
    case compare(Entry)
    case recordFork(ForkProof)
    case recordFault(NodeID, PeerFault)
    case recordAhead(Head, peer: NodeID)
  }

  private let store: NodeStore
  private let intake: LogIntake
  private var instance: GossipInstance
  private var links: [SessionID: Link] = [:]
  private var lastSession: UInt64 = 0
  /// The next batch of a log that is being committed.
  private var foreseen: [NodeID: LogIntake.Opening] = [:]
  private var acknowledgements: [NodeID: UInt64] = [:]
  /// Addresses as peers' own cards gave them in this run: newer than what the log says of a peer
  /// that has moved.
  private var moved: [NodeID: [String]] = [:]
  private var map: FederationMap
  /// `NodeStore.federationChanges` before the map was read.
  private var mapped: Int

  init(store: NodeStore, intake: LogIntake, seed: UInt64) throws {
    self.store = store
    self.intake = intake
    mapped = store.federationChanges
    map = try store.federationMap()
    instance = GossipInstance(
      node: store.node, map: map, heads: try store.heads(),
      forks: try store.forks().compactMap(ForkProof.init),
      acknowledged: try store.acknowledgements(), seed: seed)
  }

  /// True when we have dealings with a node.
  func knows(_ node: NodeID) -> Bool { map.peers[node] != nil }

  func isConnected(to peer: NodeID) -> Bool { links.values.contains { $0.peer == peer } }

  mutating func open(
    _ connection: PeerConnection, card: NodeCard, wants: AsyncStream<Want>.Continuation
  ) -> SessionID {
    lastSession += 1
    let session = SessionID(lastSession)
    links[session] = Link(connection: connection, peer: card.node, wants: wants)
    moved[card.node] = card.addresses
    return session
  }

  mutating func remove(_ session: SessionID) {
    links.removeValue(forKey: session)?.wants.finish()
  }

  mutating func takePause(of session: SessionID) -> Interval? { links[session]?.pause.take() }

  /// What peers said to hold of our log since the last call, sorted by peer.
  mutating func takeAcknowledgements() -> [(peer: NodeID, sequence: UInt64)] {
    defer { acknowledgements = [:] }
    return acknowledgements.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// What was foreseen of a log did not come about.
  mutating func forgetForeseen(of log: NodeID) { foreseen[log] = nil }

  /// Tells gossip what happened, and does what must be done in order.
  mutating func take(_ event: GossipEvent, at now: Instant) -> [Work] {
    var work: [Work] = []
    // Whoever tells of a commit tells of what it changed first.
    var events = refreshedMap().map { [.federation($0), event] } ?? [event]
    while !events.isEmpty {
      for directive in instance.handle(events.removeFirst(), at: now) {
        if case .readNews(let head, let from, let session) = directive {
          // At once: a few entries that were written a moment ago, and a peer waits for them.
          let entries = try? store.news(from: from, upTo: head.sequence)
          events.append(.newsRead(head, entries: entries ?? [], to: session))
        } else if let one = perform(directive) {
          work.append(one)
        }
      }
    }
    return work
  }

  private mutating func refreshedMap() -> FederationMap? {
    let changes = store.federationChanges
    guard changes != mapped, let fresh = try? store.federationMap() else { return nil }
    mapped = changes
    guard fresh != map else { return nil }
    map = fresh
    return fresh
  }

  private mutating func perform(_ directive: Directive) -> Work? {
    switch directive {
    case .send(let bytes, let session): try? links[session]?.connection.post(bytes)
    case .pause(let session, let interval): links[session]?.pause = interval
    case .serve(let node, let from, let count, let session):
      links[session]?.wants.yield(Want(log: node, from: from, count: count))
    case .foresee(let entries, let node): foreseen[node] = intake.open(entries, of: node)
    case .recordAcknowledged(let peer, let sequence): acknowledgements[peer] = sequence
    case .readNews: break  // answered where directives come out
    case .close(let session, let fault):
      return links[session].map { .close($0.connection, of: $0.peer, fault) }
    case .dial(let node): return .dial(node, at: moved[node])
    case .ingest(let entries, let node, _):
      return .ingest(entries, of: node, opening(entries, of: node))
    case .compare(let entry): return .compare(entry)
    case .recordFork(let proof): return .recordFork(proof)
    case .recordFault(let peer, let fault): return .recordFault(peer, fault)
    case .recordAhead(let head, let peer): return .recordAhead(head, peer: peer)
    }
    return nil
  }

  /// What was foreseen of these entries.
  private mutating func opening(_ entries: [Entry], of log: NodeID) -> LogIntake.Opening? {
    foreseen.removeValue(forKey: log).flatMap { $0.entries == entries ? $0 : nil }
  }
}
