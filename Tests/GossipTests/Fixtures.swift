import Gossip
import Sealing
import Updates
import Vocabulary
import WireFormat

/// A node with a key and a log of announcements, enough to gossip about.
struct Writer {
  let key: SigningKeyPair
  let node: NodeID
  var log: [Entry] = []
  private var salt: SeededGenerator

  init(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    key = SigningKeyPair(seed: Bytes32(generator.bytes(32)) ?? .zero)
    node = NodeID.of(foundingKey: key.publicKey)
    salt = generator
  }

  var head: LogHead? { log.last?.head }

  /// Appends one entry; `text` tells entries of different branches apart.
  mutating func write(
    _ reach: Reach = .federation, to audience: NodeID? = nil, text: String = "n"
  ) throws {
    var announcement = WireAnnouncement()
    announcement.name = text
    try say(.announcement(announcement), reach, to: audience)
  }

  /// Appends an entry of any kind.
  mutating func say(
    _ kind: WireUpdate.OneOf_Kind, _ reach: Reach = .federation, to audience: NodeID? = nil
  ) throws {
    let signer = Signer(key: key, resident: nil, neighbourhood: node)
    let submission = try signer.sign(
      kind, created: Instant(milliseconds: 1), nonce: salt.bytes(16), contentSalt: [])
    log.append(
      try Entry(
        after: head, at: Instant(milliseconds: Int64(log.count)), reach: reach,
        audience: audience, update: Salted(salt: salt.bytes(16), bytes: submission.signedUpdate),
        content: nil, node: node, key: key))
  }

  mutating func write(_ count: Int) throws {
    for _ in 0..<count { try write() }
  }
}

/// A shell around one instance that keeps logs in memory.
final class Shell {
  let writer: Writer
  var instance: GossipInstance
  var copies: [NodeID: [Entry]]
  var done: [Directive] = []
  /// Entries that a log may have here; any number when it is not named.
  var room: [NodeID: Int] = [:]
  let keys: [NodeID: SigningKey]

  init(_ writer: Writer, map: FederationMap, keys: [NodeID: SigningKey]) {
    self.writer = writer
    self.keys = keys
    copies = [writer.node: writer.log]
    instance = GossipInstance(
      node: writer.node, map: map, heads: [writer.head].compactMap { $0 }, forks: [], seed: 1)
  }

  /// Directives that only the storage answers are answered; the others come back.
  func feed(_ event: GossipEvent, at now: Instant) -> [Directive] {
    var events = [event]
    var rest: [Directive] = []
    while !events.isEmpty {
      for directive in instance.handle(events.removeFirst(), at: now) {
        done.append(directive)
        if let answer = answer(directive) { events.append(answer) } else { rest.append(directive) }
      }
    }
    return rest
  }

  private func answer(_ directive: Directive) -> GossipEvent? {
    switch directive {
    case .serve(let node, let from, let count, let session):
      let log = copies[node] ?? []
      let slice = log.dropFirst(Int(clamping: from)).prefix(count)
      return .served(node: node, from: from, entries: Array(slice), to: session)
    case .readNews(let head, let from, let session):
      let log = (copies[head.node] ?? []).prefix(Int(clamping: head.sequence) + 1)
      return .newsRead(head, entries: Array(log.dropFirst(Int(clamping: from))), to: session)
    case .ingest(let entries, let node, _): return ingest(entries, of: node)
    case .compare(let entry):
      let node = entry.header.node
      guard let ours = copies[node]?.dropFirst(Int(clamping: entry.header.sequence)).first,
        let key = keys[node], let proof = ForkProof.between(ours, entry, signedBy: key)
      else { return .ingestFailed(node, .badNodeSignature) }
      return .forked(proof)
    default: return nil
    }
  }

  private func ingest(_ entries: [Entry], of node: NodeID) -> GossipEvent {
    let room = (room[node] ?? .max) - (copies[node]?.count ?? 0)
    guard room > 0 else { return .full(node) }
    let entries = Array(entries.prefix(room))
    do throws(EntryFault) {
      guard let key = keys[node] else { throw .wrongNode }
      for entry in entries { _ = try OpenedEntry(entry) }
      let head = try Chain.verify(
        entries, after: copies[node]?.last?.head, of: node, signedBy: key)
      copies[node, default: []] += entries
      guard let head else { throw .brokenChain }
      return .committed(head)
    } catch {
      return .ingestFailed(node, error)
    }
  }
}

/// Shells joined by perfect links, delivering one message at a time.
final class Wire {
  struct End: Hashable {
    let shell: Int
    let session: SessionID
  }
  var shells: [Shell]
  var now = Instant(milliseconds: 1_000)
  var bytes = 0
  var messages = 0
  private var ends: [End: End] = [:]
  private var queue: [(End, [UInt8])] = []
  private var next: UInt64 = 1

  init(_ shells: [Shell]) { self.shells = shells }

  func connect(_ a: Int, _ b: Int) {
    let here = End(shell: a, session: SessionID(next))
    let there = End(shell: b, session: SessionID(next + 1))
    next += 2
    ends[here] = there
    ends[there] = here
    let (left, right) = (shells[a].writer.node, shells[b].writer.node)
    feed(a, .connected(here.session, peer: right, dialled: true))
    feed(b, .connected(there.session, peer: left, dialled: false))
  }

  func feed(_ shell: Int, _ event: GossipEvent) {
    for directive in shells[shell].feed(event, at: now) {
      switch directive {
      case .send(let message, let session):
        if let end = ends[End(shell: shell, session: session)] { queue.append((end, message)) }
      case .close(let session, _):
        if let end = ends[End(shell: shell, session: session)] {
          queue.append((end, []))
        }
      default: break
      }
    }
  }

  /// Delivers until nothing is under way; an empty message stands for the end of a session.
  func settle() {
    while !queue.isEmpty {
      let (end, message) = queue.removeFirst()
      messages += 1
      bytes += message.count
      feed(
        end.shell, message.isEmpty ? .disconnected(end.session) : .received(end.session, message))
    }
  }
}

extension FederationMap {
  static func active(
    _ node: NodeID, _ peers: [NodeID], nearby: Bool = true, bonds: [Bond] = []
  ) -> FederationMap {
    FederationMap(
      node: node,
      peers: Dictionary(
        uniqueKeysWithValues: peers.map { ($0, Neighbour(standing: .active, nearby: nearby)) }),
      bonds: bonds)
  }
}
