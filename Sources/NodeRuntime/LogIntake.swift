import Admission
import FoundationEssentials
import Gossip
import Logging
import Sealing
import Storage
import Updates
import Vocabulary
import WireFormat

/// Takes in other nodes' logs: verifies in parallel, commits through the one writer, and writes
/// down what we owe in return.
struct LogIntake: Sendable {
  let services: NodeServices

  enum Outcome: Sendable {
    case committed(LogHead)
    /// Nothing was taken. Nil: our own trouble, nobody's fault.
    case failed(EntryFault?)
    case forked(ForkProof)
    /// Nothing was taken: the log met its quota.
    case full
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
        guard let key = signingKey(of: node) else { return nil }
        return try await EntryChecks(entries, signedBy: key).opened()
      })
  }

  func ingest(_ opening: Opening, of node: NodeID) async -> Outcome {
    do {
      guard let opened = try await opening.opened.value, let key = signingKey(of: node) else {
        return .failed(nil)
      }
      switch try await services.writer.ingest(opened, of: node, signedBy: key) {
      case .taken(let head, _, _):
        guard let head else { return .failed(nil) }
        return .committed(head)
      case .full: return .full
      case .refused(let fault): return .failed(fault)
      case .fork(let evidence):
        return ForkProof(evidence).map(Outcome.forked) ?? .failed(.fork)
      }
    } catch let fault as EntryFault {
      return .failed(fault)
    } catch {
      // The disk failed, not the peer: it will be asked for again.
      return .failed(nil)
    }
  }

  func entries(of node: NodeID, from: UInt64, count: Int) async -> [Entry] {
    let entries = try? services.store.entries(
      of: node, from: from, limit: count, maxBytes: Limits.messageBytes)
    return entries ?? []
  }

  func forkProof(against other: Entry) async -> ForkProof? {
    let node = other.header.node
    guard let key = signingKey(of: node),
      let ours = await entries(of: node, from: other.header.sequence, count: 1).first,
      ours.header.sequence == other.header.sequence
    else { return nil }
    return ForkProof.between(ours, other, signedBy: key)
  }

  private func signingKey(of node: NodeID) -> SigningKey? {
    if node == services.node { return services.keys.signing.publicKey }
    return try? services.store.read { try $0.peer(node)?.card.signingKey }
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
