import Admission
import FoundationEssentials
import Gossip
import Sealing
import Updates
import Vocabulary
import WireFormat

/// One machine with a node on it: a disk that survives a crash, and everything else that does not.
final class SimulatedNode {
  /// Work for the one writer.
  enum Job {
    case submit(VerifiedUpdate, Salted?, by: Int?)
    case ingest([Entry], of: NodeID)
    case compare(Entry)
    /// The clock may have made words due.
    case duties
  }

  /// What the writer has to tell once the work is on disk.
  enum Notice {
    case stored(UpdateID, to: Int?)
    case refused(UpdateID, to: Int?)
    case gossip(GossipEvent)
  }

  let number: Int
  let key: SigningKeyPair
  let node: NodeID
  let channelKey: ChannelKey
  let isHonest: Bool
  /// How far this machine's clock is off.
  let skew: Interval
  var disk: Disk
  /// Nil while the machine is down.
  var instance: GossipInstance?
  /// How often it was started: what was planned for an earlier life does not happen.
  var life = 0
  var jobs: [Job] = []
  /// A transaction is under way.
  var isWriting = false
  /// What gossip was last told about federations.
  var knownMap: FederationMap

  init(
    number: Int, key: SigningKeyPair, channelKey: ChannelKey, skew: Interval,
    isHonest: Bool = true
  ) {
    self.number = number
    self.key = key
    self.channelKey = channelKey
    self.skew = skew
    self.isHonest = isHonest
    node = NodeID.of(foundingKey: key.publicKey)
    disk = Disk(node: node)
    knownMap = disk.map
  }

  var admission: Admission { Admission(node: node, key: key) }
  var signer: Signer { Signer(key: key, resident: nil, neighbourhood: node) }

  var card: WireNodeCard {
    .make(
      key: key, node: node, channelKey: channelKey, name: "buurt \(number)",
      addresses: ["buurt\(number).example:4080"])
  }

  func start(seed: UInt64) {
    life += 1
    knownMap = disk.map
    instance = GossipInstance(
      node: node, map: knownMap, heads: disk.heads, forks: disk.forks.values.sorted(), seed: seed)
  }

  func crash() {
    instance = nil
    jobs = []
    isWriting = false
  }

  /// Does everything that waits, each piece in its own transaction.
  func commit(at now: Instant, salt: () -> [UInt8]) throws -> [Notice] {
    isWriting = false
    let before = disk.head(of: node)
    var notices: [Notice] = []
    for job in jobs {
      if let notice = try commit(job, at: now, salt: salt) { notices.append(notice) }
    }
    jobs = []
    if let head = disk.head(of: node), head != before {
      notices.append(.gossip(.localHead(head)))
    }
    return notices
  }

  private func commit(_ job: Job, at now: Instant, salt: () -> [UInt8]) throws -> Notice? {
    switch job {
    case .duties:
      try disk.sayDuties(by: admission, at: now, byClock: true, random: salt)
      return nil
    case .submit(let update, let content, let person):
      let outcome = try disk.submit(
        update, content: content, by: admission, at: now, salt: salt())
      try disk.sayDuties(by: admission, at: now, byClock: false, random: salt)
      if case .refused = outcome { return .refused(update.id, to: person) }
      return .stored(update.id, to: person)
    case .ingest(let entries, let log):
      guard let key = signingKey(of: log) else {
        return .gossip(.ingestFailed(log, .badNodeSignature))
      }
      switch try disk.ingest(entries, of: log, signedBy: key) {
      case .taken(let head):
        try disk.sayDuties(by: admission, at: now, byClock: false, random: salt)
        return .gossip(.committed(head))
      case .refused(let fault): return .gossip(.ingestFailed(log, fault))
      }
    case .compare(let entry):
      let log = entry.header.node
      guard let key = signingKey(of: log), let proof = disk.proof(against: entry, signedBy: key)
      else { return .gossip(.ingestFailed(log, .badNodeSignature)) }
      return .gossip(.forked(proof))
    }
  }

  private func signingKey(of log: NodeID) -> SigningKey? {
    disk.views.peer(log)?.card.signingKey
  }

  /// The receipts this node owes for erasures it carried out.
  func receipts(at now: Instant, nonce: () -> [UInt8]) throws -> [VerifiedUpdate] {
    try disk.unconfirmedErasures.map { erasure in
      var confirmed = WireErasureConfirmed()
      confirmed.origin = Data(erasure.origin.array)
      confirmed.request = Data(erasure.request.array)
      let signed = try signer.sign(
        .erasureConfirmed(confirmed), created: now, nonce: nonce(), contentSalt: [])
      return try UnverifiedUpdate(decoding: signed.signedUpdate).verified()
    }
  }
}
