import Admission
import Gossip
import Sealing
import Updates
import Vocabulary

/// What a node has safely on disk: logs, views and fork proofs. Every function that changes it is
/// one transaction; a crash is between two of them.
public struct Disk: Sendable {
  /// What became of entries of a log.
  public enum Intake: Sendable {
    case taken(LogHead)
    case refused(EntryFault)
  }

  /// Whose disk.
  public let node: NodeID
  /// Every log held, each in order.
  public private(set) var logs: [NodeID: [OpenedEntry]] = [:]
  /// What the rules read.
  public private(set) var views: MemoryViews
  /// One proof for each frozen log.
  public private(set) var forks: [NodeID: ForkProof] = [:]
  /// What was wrong with changes to the books.
  private var flaws: [String] = []
  /// The log of each entry in the order of arrival, across logs.
  private var arrivals: [NodeID] = []

  /// An empty disk.
  public init(node: NodeID) {
    self.node = node
    views = MemoryViews(node: node)
  }

  /// Where a log ends.
  public func head(of log: NodeID) -> LogHead? { logs[log]?.last?.entry.head }
  /// Every log's end, sorted by node.
  public var heads: [LogHead] { logs.keys.sorted().compactMap(head(of:)) }

  /// Admits one update into the node's own log.
  mutating func submit(
    _ update: VerifiedUpdate, content: Salted?, by admission: Admission, at now: Instant,
    salt: [UInt8]
  ) throws -> Admission.Outcome {
    let outcome = try admission.admit(
      update, content: content, after: head(of: node), at: now, salt: salt, views: views)
    if case .admitted(let opened, let changes) = outcome { append(opened, changes) }
    return outcome
  }

  /// Writes every word the node owes; a shell does so in the transaction that made them due.
  mutating func sayDuties(
    by admission: Admission, at now: Instant, byClock: Bool, random: () -> [UInt8]
  ) throws {
    _ = try admission.sayDuties(
      after: head(of: node), at: now, byClock: byClock, random: random, views: { views },
      append: { append($0, $1) })
  }

  /// Takes in entries that continue a log, or finds that they fork it.
  mutating func ingest(
    _ entries: [Entry], of log: NodeID, signedBy key: SigningKey
  ) throws -> Intake {
    guard forks[log] == nil else { return .refused(.fork) }
    do {
      let opened = try entries.map { entry in
        guard entry.isSigned(by: key) else { throw EntryFault.badNodeSignature }
        return try OpenedEntry(entry)
      }
      guard let head = try Chain.verify(entries, after: head(of: log), of: log, signedBy: key)
      else { return .refused(.brokenChain) }
      for entry in opened { append(entry, try changes(of: entry, on: views)) }
      return .taken(head)
    } catch let fault as EntryFault {
      return .refused(fault)
    }
  }

  /// The proof that an entry makes with the one held at its place.
  func proof(against entry: Entry, signedBy key: SigningKey) -> ForkProof? {
    let held = logs[entry.header.node]?.dropFirst(Int(clamping: entry.header.sequence)).first
    return held.flatMap { ForkProof.between($0.entry, entry, signedBy: key) }
  }

  /// Writes what no honest node would: an update that no rule has seen.
  mutating func lie(
    _ update: VerifiedUpdate, to audience: NodeID, key: SigningKeyPair, at now: Instant,
    salt: [UInt8]
  ) throws -> EntryHash {
    let entry = try Entry(
      after: head(of: node), at: now, reach: .addressed, audience: audience,
      update: Salted(salt: salt, bytes: update.signedBytes), content: nil, node: node, key: key)
    let opened = OpenedEntry(written: entry, update: update)
    append(opened, try changes(of: opened, on: views))
    return entry.hash
  }

  /// What was wrong with the books since last asked.
  mutating func takeFlaws() -> [String] {
    defer { flaws = [] }
    return flaws
  }

  mutating func keep(_ proof: ForkProof) { forks[proof.node] = proof }

  /// The views as a replay of everything held makes them.
  func rebuilt() throws -> MemoryViews {
    var views = MemoryViews(node: node)
    var places: [NodeID: Int] = [:]
    for log in arrivals {
      let place = places[log, default: 0]
      places[log] = place + 1
      guard let opened = logs[log]?.dropFirst(place).first else { continue }
      let changes = try changes(of: opened, on: views)
      views.take(known(opened, on: views), changes)
    }
    return views
  }

  private mutating func append(_ opened: OpenedEntry, _ changes: [ViewChange]) {
    let log = opened.entry.header.node
    flaws += views.flaws(in: changes, because: opened.update)
    var kept = opened
    if let update = opened.update, views.isErased(update.id) { kept = opened.withoutContent }
    logs[log, default: []].append(kept)
    arrivals.append(log)
    views.take(known(kept, on: views), changes)
    for case .erase(let id) in changes { erase(id) }
  }

  private mutating func erase(_ id: UpdateID) {
    guard let position = views.update(id)?.position else { return }
    let place = Int(clamping: position.sequence)
    guard let opened = logs[position.node]?.dropFirst(place).first else { return }
    logs[position.node]?[place] = opened.withoutContent
  }

  /// A log that says the same thing twice means it once.
  private func changes(of opened: OpenedEntry, on views: MemoryViews) throws -> [ViewChange] {
    if let update = opened.update, views.update(update.id) != nil { return [] }
    return try Projection.changes(of: opened, views: views)
  }

  private func known(_ opened: OpenedEntry, on views: MemoryViews) -> OpenedEntry {
    guard let update = opened.update, let stored = views.update(update.id),
      stored.entry != opened.entry.hash
    else { return opened }
    return opened.withoutUpdate
  }
}

extension Disk {
  /// Whom this node is federated with, as gossip needs it.
  public var map: FederationMap {
    FederationMap(
      node: node,
      peers: Dictionary(uniqueKeysWithValues: views.peers().map { ($0.node, neighbour($0)) }),
      bonds: views.links.map { .init($0.first, $0.second, nearby: $0.nearby) })
  }

  private func neighbour(_ peer: Peer) -> FederationMap.Neighbour {
    guard peer.state != .active else { return .init(standing: .active, nearby: peer.nearby) }
    let last = peer.due.flatMap { logs[node]?.dropFirst(Int(clamping: $0)).first }
    return .init(
      standing: peer.state == .ended ? .ended : .proposed, nearby: peer.nearby,
      due: last.map { Head($0.entry.head) }, wasActive: peer.wasActive)
  }

  /// Erasures of other logs that this node has not confirmed yet, sorted.
  var unconfirmedErasures: [Erasure] {
    views.erasures.values
      .filter {
        $0.origin != node
          && !views.receipts.contains(ErasureReceipt(request: $0.request, by: node))
      }
      .sorted { $0.request < $1.request }
  }
}

extension OpenedEntry {
  /// The same without its personal text.
  var withoutContent: OpenedEntry {
    guard let update else { return self }
    var bare = entry
    bare.content = nil
    return OpenedEntry(written: bare, update: update)
  }

  /// Only the place in the log.
  var withoutUpdate: OpenedEntry {
    var bare = entry
    bare.update = nil
    bare.content = nil
    return (try? OpenedEntry(bare)) ?? self
  }
}
