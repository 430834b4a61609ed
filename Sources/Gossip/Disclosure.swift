import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// Who may have which bodies: the rule of reach, applied by the one who sends and again by the one
/// who receives. `protocol/06-gossip.md` §6.
public enum Disclosure {
  /// What somebody may have of an entry, beside its header.
  public enum Right: Hashable, Sendable {
    /// Nothing.
    case none
    /// The body, if it happens to be at hand: to pass it on, or because it is their own.
    case keeper
    /// The body, always: without it their copy of the log must not go on.
    case reader
  }

  /// What `receiver` may have of an entry with this header.
  public static func right(
    of receiver: NodeID, to header: Header, in map: FederationMap
  ) -> Right {
    let owner = header.node
    if receiver == owner { return .keeper }
    guard let nearby = nearby(owner, receiver, in: map) else { return .none }
    switch header.reach {
    case .neighbourhood: return .none
    case .nearby: return nearby ? .reader : .none
    case .federation: return .reader
    case .addressed:
      guard let audience = header.audience else { return .none }
      if audience == receiver { return .reader }
      let relays = map.bond(owner, receiver) != nil && map.bond(audience, receiver) != nil
      return relays ? .keeper : .none
    }
  }

  /// While our proposal waits for its answer we already read the asked node's log, and it already
  /// counts us in.
  private static func nearby(
    _ owner: NodeID, _ receiver: NodeID, in map: FederationMap
  ) -> Bool? {
    if receiver == map.node { return map.peers[owner]?.nearby }
    return map.bond(owner, receiver)?.nearby
  }

  /// The entry as `receiver` may see it; nil when the speaker must stop before it, because the
  /// receiver has a right to a body that is not at hand.
  public static func visible(
    _ entry: Entry, to receiver: NodeID, in map: FederationMap
  ) -> Entry? {
    if entry.header.node == map.node, !map.isActive(receiver) {
      return entry.concerns(receiver) ? entry : entry.withoutBody
    }
    switch right(of: receiver, to: entry.header, in: map) {
    case .none: return entry.withoutBody
    case .keeper: return entry
    case .reader: return entry.update == nil ? nil : entry
    }
  }

  /// The longest start of `entries` that may go to `receiver` in one message.
  public static func selection(
    _ entries: some Sequence<Entry>, to receiver: NodeID, in map: FederationMap
  ) -> [Entry] {
    var chosen: [Entry] = []
    var room = Limits.messageBytes - PeerWire.envelopeBytes
    for entry in entries.prefix(Limits.batchEntries) {
      guard let visible = visible(entry, to: receiver, in: map) else { break }
      room -= visible.wireBytes
      guard room >= 0 else { break }
      chosen.append(visible)
    }
    return chosen
  }

  /// What a receiver takes of a batch.
  struct Intake {
    var entries: [Entry] = []
    /// A relay left out a body we have a right to.
    var lacksBody = false
  }

  /// What we may and can take of a batch, in order. A body we know no right to ends the batch when
  /// entries before it may still tell of that right, and is dropped when nothing stands before it.
  /// What the owner of the log leaves out is not ours to have.
  static func intake(
    _ entries: [Entry], fromOwner: Bool, in map: FederationMap
  ) -> Intake {
    var intake = Intake()
    for entry in entries {
      switch rightToTake(entry, in: map) {
      case .keeper: intake.entries.append(entry)
      case .reader:
        guard entry.update != nil || fromOwner else {
          intake.lacksBody = true
          return intake
        }
        intake.entries.append(entry)
      case .none:
        guard entry.update == nil || intake.entries.isEmpty else { return intake }
        intake.entries.append(entry.withoutBody)
      }
    }
    return intake
  }
}

extension Disclosure {
  /// What we may take of an entry ourselves: of a former peer's log, what is between the two of us.
  private static func rightToTake(_ entry: Entry, in map: FederationMap) -> Right {
    guard map.isEnded(entry.header.node) else {
      return right(of: map.node, to: entry.header, in: map)
    }
    return entry.concerns(map.node) ? .keeper : .none
  }
}

extension Entry {
  /// True when `peer` may have the body even though its federation with the log's node has ended:
  /// what is addressed to it, what is said about it, what is to be erased, and by which rules claims
  /// are judged: agreements outlive a federation.
  func concerns(_ peer: NodeID) -> Bool {
    if header.reach == .addressed { return header.audience == peer }
    guard header.reach == .federation, let bytes = update?.bytes,
      let signed = try? WireSignedUpdate(serializedBytes: bytes),
      let update = try? WireUpdate(serializedBytes: signed.body)
    else { return false }
    switch update.kind {
    case .founding, .erasureRequested, .policySet: return true
    case .federationProposed(let said): return NodeID(said.terms.second) == peer
    case .federationAccepted(let said): return NodeID(said.terms.first) == peer
    case .federationEnded(let said): return NodeID(said.peer) == peer
    default: return false
    }
  }

  /// Only what every follower of the log may have.
  var withoutBody: Entry {
    var bare = self
    bare.update = nil
    bare.content = nil
    return bare
  }

  /// No fewer bytes than the entry takes inside a message.
  var wireBytes: Int {
    let bodies = [update, content].compactMap { $0 }.reduce(0) {
      $0 + $1.salt.count + $1.bytes.count + 16
    }
    return headerBytes.count + signature.count + bodies + 16
  }
}
