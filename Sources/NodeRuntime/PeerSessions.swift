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
/// instance's; every directive it gives is carried out here.
///
/// A lock, not an actor: whichever thread brings news, a socket's or the writer's, carries out at
/// once what follows from it. Waking another one would take as long as the work itself.
final class PeerSessions: Sendable {
  static let tick = Interval(milliseconds: 500)

  private let services: NodeServices
  private let dialler: PeerDialler
  private let logger: Logger
  private let intake: LogIntake
  private let live: Mutex<LiveSessions>
  private let jobs: AsyncStream<@Sendable () async -> Void>
  private let startJob: AsyncStream<@Sendable () async -> Void>.Continuation

  init(services: NodeServices, identity: ChannelIdentity, logger: Logger) throws {
    self.services = services
    dialler = PeerDialler(services: services, identity: identity)
    self.logger = logger
    intake = LogIntake(services: services)
    live = Mutex(
      try LiveSessions(
        store: services.store, intake: intake, seed: SystemRandomNumberGenerator.seed()))
    (jobs, startJob) = AsyncStream.makeStream()
    // Before anybody can submit: what grew unseen would be announced only when it grows again.
    services.writer.follow { [weak self] log in self?.grew(log) }
  }

  /// Works until cancelled.
  func run() async {
    await withDiscardingTaskGroup { group in
      group.addTask { await self.keepTicking() }
      for await job in jobs { group.addTask { await job() } }
      group.cancelAll()
    }
  }

  /// Carries one authenticated connection until it ends.
  func serve(_ connection: PeerConnection, card: NodeCard, dialled: Bool) async {
    // A node we have no dealings with costs neither memory nor disk.
    guard live.withLock({ $0.knows(card.node) }) else { return }
    // Answers go out in the order of the wants: a peer takes one that comes early for a mistake.
    let (asked, ask) = AsyncStream<LiveSessions.Want>.makeStream()
    let session = open(connection, card: card, dialled: dialled, wants: ask)
    async let answering: Void = answer(asked, for: session)
    // What a small message leads to is done before another thread would have woken up.
    await withTaskExecutorPreference(connection.executor) {
      while let message = try? await connection.next() {
        feed(.received(session, message))
        if let pause = live.withLock({ $0.takePause(of: session) }) {
          try? await Task.sleep(for: .milliseconds(pause.milliseconds))
        }
      }
    }
    live.withLock { $0.remove(session) }
    await answering
    feed(.disconnected(session))
    if !live.withLock({ $0.isConnected(to: card.node) }) {
      services.presence.disconnected(card.node)
    }
  }

  private func open(
    _ connection: PeerConnection, card: NodeCard, dialled: Bool,
    wants: AsyncStream<LiveSessions.Want>.Continuation
  ) -> SessionID {
    let peer = card.node
    let session = live.withLock { $0.open(connection, card: card, wants: wants) }
    services.presence.connected(peer)
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
      grew(services.node)
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

  private func flushAcknowledgements() async {
    for (peer, sequence) in live.withLock({ $0.takeAcknowledgements() }) {
      try? await services.writer.acknowledge(by: peer, upTo: sequence, at: services.clock.now())
    }
  }

  /// Followers watch the store, not the caller: whatever grew our log, this notices.
  private func grew(_ log: NodeID) {
    guard log == services.node, let head = try? services.store.ownHead() else { return }
    feed(.localHead(head))
  }

  private func feed(_ event: GossipEvent) {
    let now = services.clock.now()
    for work in live.withLock({ $0.take(event, at: now) }) { carryOut(work) }
  }

  // MARK: - Work

  private func carryOut(_ work: LiveSessions.Work) {
    switch work {
    case .close(let connection, let peer, let fault): close(connection, of: peer, because: fault)
    case .dial(let node, let addresses): start { await self.dial(node, at: addresses) }
    case .ingest(let entries, let node, let opening): ingest(entries, of: node, opening)
    case .compare(let entry): start { await self.compare(entry) }
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

  private func close(_ connection: PeerConnection, of peer: NodeID, because fault: PeerFault?) {
    if let fault {
      logger.info("closing session", metadata: ["peer": "\(peer.short)", "fault": "\(fault)"])
    }
    start { await connection.close() }
  }

  private func dial(_ node: NodeID, at addresses: [String]?) async {
    guard let (connection, card) = await dialler.dial(node, at: addresses) else {
      return feed(.dialFailed(node))
    }
    await serve(connection, card: card, dialled: true)
  }

  private func answer(_ wants: AsyncStream<LiveSessions.Want>, for session: SessionID) async {
    for await want in wants {
      let entries = await intake.entries(of: want.log, from: want.from, count: want.count)
      feed(.served(node: want.log, from: want.from, entries: entries, to: session))
    }
  }

  private func ingest(_ entries: [Entry], of node: NodeID, _ foreseen: LogIntake.Opening?) {
    let isUnderWay =
      foreseen == nil
      && intake.ingestAtOnce(entries, of: node) { [weak self] in self?.ingested($0, of: node) }
    if isUnderWay { return }
    let opening = foreseen ?? intake.open(entries, of: node)
    start { await self.ingested(self.intake.ingest(opening, of: node), of: node) }
  }

  private func ingested(_ outcome: LogIntake.Outcome, of node: NodeID) {
    if case .committed(let head) = outcome { return feed(.committed(head)) }
    live.withLock { $0.forgetForeseen(of: node) }
    switch outcome {
    case .committed: break
    case .failed(let fault): feed(.ingestFailed(node, fault))
    case .forked(let proof): feed(.forked(proof))
    case .full:
      logger.warning(
        "a peer's log has met its quota and is followed no further: raise [federation] in the settings",
        metadata: ["log": "\(node.short)"])
      feed(.full(node))
    case .early:
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
}

extension SystemRandomNumberGenerator {
  /// A seed for jitter; nothing secret comes of it.
  static func seed() -> UInt64 {
    var generator = SystemRandomNumberGenerator()
    return generator.next()
  }
}
