import Admission
import FoundationEssentials
import Gossip
import Logging
import Sealing
import Storage
import Synchronization
import Updates
import Vocabulary
import WireFormat

/// Takes in other nodes' logs: verifies in parallel, commits through the one writer, and writes
/// down what we owe in return.
struct LogIntake: Sendable {
  let services: NodeServices
  private let keys: SigningKeys

  init(services: NodeServices) {
    self.services = services
    keys = SigningKeys(services: services)
  }

  enum Outcome: Sendable {
    case committed(LogHead)
    /// Nothing was taken. Nil: our own trouble, nobody's fault.
    case failed(EntryFault?)
    case forked(ForkProof)
    /// Nothing was taken: the log met its quota.
    case full
    /// Nothing was taken: the log says times that are still to come.
    case early
  }

  /// Entries whose signatures are being checked, perhaps before it is their turn to be committed.
  struct Opening: Sendable {
    let entries: [Entry]
    fileprivate let opened: Task<[OpenedEntry]?, any Error>
  }

  /// Starts checking, at once.
  func open(_ entries: [Entry], of node: NodeID) -> Opening {
    Opening(
      entries: entries,
      opened: Task {
        guard let key = keys[node] else { return nil }
        return try await EntryChecks(entries, signedBy: key).opened()
      })
  }

  func ingest(_ opening: Opening, of node: NodeID) async -> Outcome {
    do {
      guard let opened = try await opening.opened.value, let key = keys[node] else {
        return .failed(nil)
      }
      return Outcome(try await services.writer.ingest(opened, of: node, signedBy: key))
    } catch let fault as EntryFault {
      return .failed(fault)
    } catch {
      // The disk failed, not the peer: it will be asked for again.
      return .failed(nil)
    }
  }

  /// Checks a few entries on the spot and hands them to the writer, whose thread tells the outcome;
  /// false when they are too many for that.
  func ingestAtOnce(
    _ entries: [Entry], of node: NodeID, then tell: @escaping @Sendable (Outcome) -> Void
  ) -> Bool {
    guard let key = keys[node] else { return false }
    let checks = EntryChecks(entries, signedBy: key)
    guard checks.areFew else { return false }
    do throws(EntryFault) {
      services.writer.ingest(try checks.openedAtOnce(), of: node, signedBy: key) { result in
        switch result {
        case .success(let taken): tell(Outcome(taken))
        case .failure: tell(.failed(nil))
        }
      }
    } catch {
      tell(.failed(error))
    }
    return true
  }

  func entries(of node: NodeID, from: UInt64, count: Int) async -> [Entry] {
    let entries = try? services.store.entries(
      of: node, from: from, limit: count, maxBytes: Limits.messageBytes)
    return entries ?? []
  }

  func forkProof(against other: Entry) async -> ForkProof? {
    let node = other.header.node
    guard let key = keys[node],
      let ours = await entries(of: node, from: other.header.sequence, count: 1).first,
      ours.header.sequence == other.header.sequence
    else { return nil }
    return ForkProof.between(ours, other, signedBy: key)
  }

  /// Tells other neighbourhoods that what they asked to erase is erased here. Derived from the
  /// views, so that a crash in between is made good at the next start. Called from one place
  /// only: two at once would sign the same receipt twice.
  func confirmErasures() async {
    for erasure in (try? services.store.unconfirmedErasures()) ?? [] {
      var confirmed = WireErasureConfirmed()
      confirmed.origin = Data(erasure.origin.array)
      confirmed.request = Data(erasure.request.array)
      guard let update = try? services.signByNode(.erasureConfirmed(confirmed)) else { continue }
      _ = try? await services.writer.submit(update)
    }
  }
}

/// The keys that nodes sign with, each read once: a NodeID is the hash of its key, so it never changes.
private final class SigningKeys: Sendable {
  private let services: NodeServices
  private let known: Mutex<[NodeID: SigningKey]>

  init(services: NodeServices) {
    self.services = services
    known = Mutex([services.node: services.keys.signing.publicKey])
  }

  subscript(_ node: NodeID) -> SigningKey? {
    if let key = known.withLock({ $0[node] }) { return key }
    guard let key = try? services.store.read({ try $0.peer(node)?.card.signingKey }) else {
      return nil
    }
    known.withLock { $0[node] = key }
    return key
  }
}

extension LogIntake.Outcome {
  init(_ result: IngestResult) {
    switch result {
    case .taken(let head?, _, _): self = .committed(head)
    case .taken(nil, _, _): self = .failed(nil)
    case .full: self = .full
    case .early: self = .early
    case .refused(let fault): self = .failed(fault)
    case .fork(let evidence): self = ForkProof(evidence).map(Self.forked) ?? .failed(.fork)
    }
  }
}

extension ForkProof {
  init?(_ evidence: ForkEvidence) {
    self.init(
      firstHeader: evidence.firstHeader, firstSignature: evidence.firstSignature,
      secondHeader: evidence.secondHeader, secondSignature: evidence.secondSignature,
      signingKey: evidence.signingKey)
  }
}

extension ForkEvidence {
  init(_ proof: ForkProof) {
    self.init(
      node: proof.node, signingKey: proof.signingKey, firstHeader: proof.firstHeader,
      firstSignature: proof.firstSignature, secondHeader: proof.secondHeader,
      secondSignature: proof.secondSignature)
  }
}

extension NodeStore {
  /// Whom we are federated with, as gossip needs it.
  func federationMap() throws -> FederationMap {
    let (all, links) = try read { views in (try views.peers(), try views.links()) }
    return FederationMap(
      node: node,
      peers: Dictionary(uniqueKeysWithValues: try all.map { ($0.node, try neighbour($0)) }),
      bonds: links.map { .init($0.first, $0.second, nearby: $0.nearby) })
  }

  private func neighbour(_ peer: Peer) throws -> FederationMap.Neighbour {
    guard peer.state != .active else { return .init(standing: .active, nearby: peer.nearby) }
    let last = try peer.due.flatMap {
      try entries(of: node, from: $0, limit: 1, maxBytes: Limits.entryBytes).first
    }
    return .init(
      standing: peer.state == .ended ? .ended : .proposed, nearby: peer.nearby,
      due: last.map { Head($0.head) }, wasActive: peer.wasActive)
  }
}
