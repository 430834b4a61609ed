import Admission
import Gossip
import Logging
import PeerTransport
import SecureChannel
import Storage
import Synchronization
import Updates
import Vocabulary

/// The shell around `GossipInstance`: moves bytes, loads, verifies, commits. Every decision is the
/// instance's; every directive it gives is carried out here, in order.
actor PeerSessions {
  private var instance: GossipInstance
  private var sessions: [SessionID: PeerConnection] = [:]
  private var peerOf: [SessionID: NodeID] = [:]
  private var wants: [SessionID: AsyncStream<Want>.Continuation] = [:]
  /// The next batch of a log that is being committed.
  private var foreseen: [NodeID: LogIntake.Opening] = [:]
  private var pauses: [SessionID: Interval] = [:]
  private var acknowledgements: [NodeID: UInt64] = [:]
  /// Addresses as peers' own cards gave them in this run: newer than what the log says of a peer
  /// that has moved.
  private var moved: [NodeID: [String]] = [:]
  private var lastSession: UInt64 = 0
  private var map: FederationMap
  /// `NodeStore.federationChanges` before the map was read.
  private var mapped: Int

  private let services: NodeServices
  private let dialler: PeerDialler
  private let committed: AsyncStream<NodeID>
  private let logger: Logger
  private let intake: LogIntake
  private let jobs: AsyncStream<@Sendable () async -> Void>
  private let startJob: AsyncStream<@Sendable () async -> Void>.Continuation

  static let tick = Interval(milliseconds: 500)

  /// A part of a log that a peer asked for.
  private struct Want: Sendable {
    let log: NodeID
    let from: UInt64
    let count: Int
  }

  init(
    services: NodeServices, identity: ChannelIdentity, committed: AsyncStream<NodeID>,
    logger: Logger
  ) throws {
    self.services = services
    dialler = PeerDialler(services: services, identity: identity)
    self.committed = committed
    self.logger = logger
    intake = LogIntake(services: services)
    mapped = services.store.federationChanges
    map = try services.store.federationMap()
    instance = GossipInstance(
      node: services.node, map: map, heads: try services.store.heads(),
      forks: try services.store.forks().compactMap(ForkProof.init),
      acknowledged: try services.store.acknowledgements(),
      seed: SystemRandomNumberGenerator.seed())
    (jobs, startJob) = AsyncStream.makeStream()
  }

  /// Works until cancelled.
  func run() async {
    await withDiscardingTaskGroup { group in
      group.addTask { await self.keepTicking() }
      group.addTask { await self.watchCommits() }
      for await job in jobs { group.addTask { await job() } }
      group.cancelAll()
    }
  }

  /// Carries one authenticated connection until it ends.
  func serve(_ connection: PeerConnection, card: NodeCard, dialled: Bool) async {
    // A node we have no dealings with costs neither memory nor disk.
    guard map.peers[card.node] != nil else { return }
    // Answers go out in the order of the wants: a peer takes one that comes early for a mistake.
    let (asked, ask) = AsyncStream<Want>.makeStream()
    let session = open(connection, card: card, dialled: dialled, wants: ask)
    async let answering: Void = answer(asked, for: session)
    // What a small message leads to is done before another thread would have woken up.
    await withTaskExecutorPreference(connection.executor) {
      while let message = try? await connection.next() {
        feed(.received(session, message))
        if let pause = pauses.removeValue(forKey: session) {
          try? await Task.sleep(for: .milliseconds(pause.milliseconds))
        }
      }
    }
    sessions[session] = nil
    peerOf[session] = nil
    wants.removeValue(forKey: session)?.finish()
    await answering
    feed(.disconnected(session))
    if !peerOf.values.contains(card.node) { services.presence.disconnected(card.node) }
  }

  private func open(
    _ connection: PeerConnection, card: NodeCard, dialled: Bool,
    wants: AsyncStream<Want>.Continuation
  ) -> SessionID {
    let peer = card.node
    lastSession += 1
    let session = SessionID(lastSession)
    sessions[session] = connection
    peerOf[session] = peer
    self.wants[session] = wants
    services.presence.connected(peer)
    moved[peer] = card.addresses
    logger.info("peer connected", metadata: ["peer": "\(peer.short)", "dialled": "\(dialled)"])
    let now = services.clock.now()
    start { [services] in
      try? await services.writer.run { () throws(StorageFault) in
        try services.store.saw(peer, at: now)
      }
    }
    feed(.connected(session, peer: peer, dialled: dialled))
    return session
  }

  // MARK: - Events

  private func keepTicking() async {
    while !Task.isCancelled {
      feed(.tick)
      await flushAcknowledgements()
      await intake.confirmErasures()
      await sayDuties()
      try? await Task.sleep(for: .milliseconds(Self.tick.milliseconds))
    }
    startJob.finish()
  }

  private func sayDuties() async {
    do throws(StorageFault) {
      try await services.writer.sayDuties()
    } catch {
      logger.error("cannot write what this node owes", metadata: ["fault": "\(error)"])
    }
  }

  /// Followers watch the store, not the caller: whatever grew a log, this notices.
  private func watchCommits() async {
    for await node in committed where node == services.node {
      refreshMap()
      if let head = try? services.store.ownHead() { feed(.localHead(head)) }
    }
  }

  private func refreshMap() {
    let changes = services.store.federationChanges
    guard changes != mapped, let fresh = try? services.store.federationMap() else { return }
    mapped = changes
    guard fresh != map else { return }
    map = fresh
    feed(.federation(fresh))
  }

  private func feed(_ event: GossipEvent) {
    var events = [event]
    while !events.isEmpty {
      for directive in instance.handle(events.removeFirst(), at: services.clock.now()) {
        if case .readNews(let head, let from, let session) = directive {
          // At once: a few entries that were written a moment ago, and a peer waits for them.
          let entries = try? services.store.news(from: from, upTo: head.sequence)
          events.append(.newsRead(head, entries: entries ?? [], to: session))
        } else {
          perform(directive)
        }
      }
    }
  }

  // MARK: - Directives

  private func perform(_ directive: Directive) {
    switch directive {
    case .send(let bytes, let session): try? sessions[session]?.post(bytes)
    case .close(let session, let fault): close(session, because: fault)
    case .pause(let session, let interval): pauses[session] = interval
    case .dial(let node): start { await self.dial(node) }
    case .serve(let node, let from, let count, let session):
      wants[session]?.yield(Want(log: node, from: from, count: count))
    case .readNews: break  // answered where directives come out
    case .ingest(let entries, let node, _): ingest(entries, of: node)
    case .foresee(let entries, let node): foreseen[node] = intake.open(entries, of: node)
    case .compare(let entry): start { await self.compare(entry) }
    case .recordAcknowledged(let peer, let sequence): acknowledgements[peer] = sequence
    case .recordFork(let proof): recordFork(proof)
    case .recordFault(let peer, let fault):
      services.presence.trouble(peer, "\(fault)")
      logger.notice("peer fault", metadata: ["peer": "\(peer.short)", "fault": "\(fault)"])
    case .recordAhead(let head, let peer):
      services.presence.trouble(peer, "claims more of our own log than we have")
      logger.critical(
        "a peer holds more of our log than we do: was an old backup restored?",
        metadata: ["peer": "\(peer.short)", "sequence": "\(head.sequence)"])
    }
  }

  private func start(_ job: @escaping @Sendable () async -> Void) { startJob.yield(job) }

  private func close(_ session: SessionID, because fault: PeerFault?) {
    guard let connection = sessions[session] else { return }
    if let fault, let peer = peerOf[session] {
      logger.info("closing session", metadata: ["peer": "\(peer.short)", "fault": "\(fault)"])
    }
    start { await connection.close() }
  }

  private func dial(_ node: NodeID) async {
    guard let (connection, card) = await dialler.dial(node, at: moved[node]) else {
      return feed(.dialFailed(node))
    }
    await serve(connection, card: card, dialled: true)
  }

  private func answer(_ wants: AsyncStream<Want>, for session: SessionID) async {
    for await want in wants {
      let entries = await intake.entries(of: want.log, from: want.from, count: want.count)
      feed(.served(node: want.log, from: want.from, entries: entries, to: session))
    }
  }

  private func ingest(_ entries: [Entry], of node: NodeID) {
    let isUnderWay =
      foreseen[node] == nil
      && intake.ingestAtOnce(entries, of: node) { [startJob] outcome in
        startJob.yield { await self.ingested(outcome, of: node) }
      }
    if isUnderWay { return }
    let opening = opening(of: entries, in: node)
    start { await self.ingested(self.intake.ingest(opening, of: node), of: node) }
  }

  /// What was foreseen of these entries, or a new beginning.
  private func opening(of entries: [Entry], in log: NodeID) -> LogIntake.Opening {
    if let known = foreseen.removeValue(forKey: log), known.entries == entries { return known }
    return intake.open(entries, of: log)
  }

  private func ingested(_ outcome: LogIntake.Outcome, of node: NodeID) {
    switch outcome {
    case .committed(let head):
      refreshMap()
      feed(.committed(head))
    case .failed(let fault):
      foreseen[node] = nil
      feed(.ingestFailed(node, fault))
    case .forked(let proof):
      foreseen[node] = nil
      feed(.forked(proof))
    case .full:
      foreseen[node] = nil
      logger.warning(
        "a peer's log has met its quota and is followed no further: raise [federation] in the settings",
        metadata: ["log": "\(node.short)"])
      feed(.full(node))
    case .early:
      foreseen[node] = nil
      logger.warning(
        "a peer's log says times that are still to come: is its clock ahead, or ours behind?",
        metadata: ["log": "\(node.short)"])
      feed(.full(node))
    }
  }

  private func compare(_ entry: Entry) async {
    if let proof = await intake.forkProof(against: entry) {
      feed(.forked(proof))
    } else {
      feed(.ingestFailed(entry.header.node, .brokenChain))
    }
  }

  private func recordFork(_ proof: ForkProof) {
    try? services.store.keep(ForkEvidence(proof))
    services.presence.trouble(proof.node, "signed two different entries \(proof.sequence)")
    logger.critical(
      "fork: a node signed two entries at one place", metadata: ["fork": "\(proof.node.short)"])
  }

  private func flushAcknowledgements() async {
    let due = acknowledgements.sorted { $0.key < $1.key }
    acknowledgements = [:]
    for (peer, sequence) in due {
      try? await services.writer.acknowledge(
        by: peer, upTo: sequence, at: services.clock.now())
    }
  }
}

extension SystemRandomNumberGenerator {
  /// A seed for jitter; nothing secret comes of it.
  static func seed() -> UInt64 {
    var generator = SystemRandomNumberGenerator()
    return generator.next()
  }
}
