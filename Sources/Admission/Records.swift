import Bookkeeping
import Sealing
import Updates
import Vocabulary

// What the rules know, one record a thing. Storage keeps each as a table, simulation in memory.

/// A resident of this neighbourhood, without any personal text.
public struct Resident: Hashable, Sendable {
  /// Who.
  public let id: ResidentID
  /// What they may do.
  public var role: Role
  /// When the log took the enrolment.
  public let joined: Instant
  /// The update that holds their current profile content; nil before the first.
  public var profile: UpdateID?
  /// Floor and ceiling of their own; nil while those of the policy hold.
  public var bounds: Bounds?
  /// They left: their devices speak no more.
  public var left: Bool

  /// States every field.
  public init(
    id: ResidentID, role: Role, joined: Instant, profile: UpdateID? = nil, bounds: Bounds? = nil,
    left: Bool = false
  ) {
    self.id = id
    self.role = role
    self.joined = joined
    self.profile = profile
    self.bounds = bounds
    self.left = left
  }
}

/// A key pair that speaks for a resident of this neighbourhood.
public struct Device: Hashable, Sendable {
  /// Verifies its updates.
  public let key: SigningKey
  /// Whom it speaks for.
  public let resident: ResidentID
  /// Opens a channel to it, and seals messages for it.
  public let sealKey: ChannelKey

  /// States every field.
  public init(key: SigningKey, resident: ResidentID, sealKey: ChannelKey) {
    self.key = key
    self.resident = resident
    self.sealKey = sealKey
  }
}

/// A right to enrol, once.
public struct Invitation: Hashable, Sendable {
  /// Public half of the letter's secret.
  public let key: SigningKey
  /// The role it gives.
  public let role: Role
  /// Unusable from this moment on.
  public let expires: Instant
  /// Who issued it; nil for the founding invitation.
  public let issuer: ResidentID?
  /// Who used it; nil while it is open.
  public var usedBy: ResidentID?

  /// States every field.
  public init(
    key: SigningKey, role: Role, expires: Instant, issuer: ResidentID?, usedBy: ResidentID? = nil
  ) {
    self.key = key
    self.role = role
    self.expires = expires
    self.issuer = issuer
    self.usedBy = usedBy
  }
}

/// Where we stand with another node. Raw values are the wire's.
public enum PeerState: Int, Sendable, CaseIterable {
  case proposed = 1
  case active = 2
  case ended = 3
}

/// Another node we hold, or proposed, a federation agreement with.
public struct Peer: Hashable, Sendable {
  /// Which node.
  public let node: NodeID
  /// Its keys, name and addresses, as its card gave them.
  public var card: NodeCard
  /// Where we stand.
  public var state: PeerState
  /// Listings with reach "nearby" cross.
  public var nearby: Bool
  /// Our FederationProposed that still waits for an answer or was answered; nil when they asked.
  public var proposal: UpdateID?
  /// The federation stood at some time: they may hold texts of ours.
  public var wasActive: Bool
  /// It stood with `nearby` at some time.
  public var wasNearby: Bool
  /// The federation ended at some time, or bodies we had a right to stayed out, as they do when it
  /// has ended: some may be missing on both sides.
  public var wasInterrupted: Bool
  /// The last entry of our log that they must get even when the federation has ended: what it says
  /// of them or to them, or an erasure. Nil while nothing is owed.
  public var due: UInt64?
  /// Place in our log of our first proposal since our own last end; nil before any.
  public var asked: UInt64?
  /// Place in their log where they last ended it; nil when they never did.
  public var theirEnd: UInt64?

  /// States every field.
  public init(
    node: NodeID, card: NodeCard, state: PeerState, nearby: Bool, proposal: UpdateID?,
    wasActive: Bool = false, wasNearby: Bool = false, wasInterrupted: Bool = false,
    due: UInt64? = nil, asked: UInt64? = nil, theirEnd: UInt64? = nil
  ) {
    self.node = node
    self.card = card
    self.state = state
    self.nearby = nearby
    self.proposal = proposal
    self.wasActive = wasActive
    self.wasNearby = wasNearby
    self.wasInterrupted = wasInterrupted
    self.due = due
    self.asked = asked
    self.theirEnd = theirEnd
  }

  /// Both regisseurs said yes.
  mutating func activate() {
    state = .active
    wasActive = true
    wasNearby = wasNearby || nearby
  }

  /// One of them said that it is over.
  mutating func end() {
    state = .ended
    wasInterrupted = true
  }
}

/// The last thing a log says of its federation with another node. Two nodes are federated when the
/// last word of one proposes and the last word of the other accepts that very proposal, in
/// whatever order the logs were read. `protocol/05-updates.md` §11.
public struct Word: Hashable, Sendable {
  /// What was said. Raw values are those of storage.
  public enum Kind: Int, Sendable, CaseIterable {
    case proposed = 1
    case accepted = 2
    case ended = 3
  }

  /// Whose log.
  public let speaker: NodeID
  /// The other node.
  public let other: NodeID
  /// What was said.
  public let kind: Kind
  /// The proposal made or accepted; after an end the one that was ended.
  public let proposal: UpdateID?
  /// Listings with reach "nearby" cross.
  public let nearby: Bool

  /// States every field.
  public init(
    _ speaker: NodeID, of other: NodeID, _ kind: Kind, proposal: UpdateID?, nearby: Bool
  ) {
    self.speaker = speaker
    self.other = other
    self.kind = kind
    self.proposal = proposal
    self.nearby = nearby
  }
}

/// A standing federation between two nodes, read from both their logs: what lets a third relay.
public struct Link: Hashable, Sendable {
  /// The smaller NodeID.
  public let first: NodeID
  /// The larger NodeID.
  public let second: NodeID
  /// Listings with reach "nearby" cross.
  public let nearby: Bool

  /// A link between two nodes, in either order.
  public init(_ a: NodeID, _ b: NodeID, nearby: Bool) {
    (first, second) = a < b ? (a, b) : (b, a)
    self.nearby = nearby
  }

  /// The link that a proposal and the answer to it make; nil when they make none.
  public init?(_ proposal: Word, _ answer: Word) {
    guard proposal.kind == .proposed, answer.kind == .accepted, proposal.proposal != nil,
      proposal.proposal == answer.proposal, proposal.other == answer.speaker,
      answer.other == proposal.speaker
    else { return nil }
    self.init(proposal.speaker, answer.speaker, nearby: proposal.nearby && answer.nearby)
  }
}

/// An erasure that some log asked for.
public struct Erasure: Hashable, Sendable {
  /// The ErasureRequested.
  public let request: UpdateID
  /// Whose log asked.
  public let origin: NodeID
  /// Who asked.
  public let resident: ResidentID
  /// When that log took it.
  public let time: Instant
  /// Peers that have or had a federation with the origin and got what is to be erased within its
  /// reach, sorted; empty for foreign erasures.
  public let holders: [NodeID]

  /// States every field.
  public init(
    request: UpdateID, origin: NodeID, resident: ResidentID, time: Instant, holders: [NodeID]
  ) {
    self.request = request
    self.origin = origin
    self.resident = resident
    self.time = time
    self.holders = holders
  }
}

/// A node's word that it erased what a request named.
public struct ErasureReceipt: Hashable, Sendable {
  /// The ErasureRequested.
  public let request: UpdateID
  /// Who erased.
  public let by: NodeID
  /// States every field.
  public init(request: UpdateID, by: NodeID) {
    self.request = request
    self.by = by
  }
}

/// Where an update stands in a log.
public struct Position: Hashable, Sendable {
  /// Whose log.
  public let node: NodeID
  /// Its place.
  public let sequence: UInt64
  /// The time of its header.
  public let time: Instant
  /// Whom its header addresses; nil for nobody, and where it does not matter.
  public let audience: NodeID?
  /// States every field.
  public init(node: NodeID, sequence: UInt64, time: Instant, audience: NodeID? = nil) {
    self.node = node
    self.sequence = sequence
    self.time = time
    self.audience = audience
  }

  /// The place of an entry.
  public init(_ header: Header) {
    self.init(
      node: header.node, sequence: header.sequence, time: header.time, audience: header.audience)
  }
}

/// What is remembered of every update whose body we hold, of any log.
public struct StoredUpdate: Hashable, Sendable {
  /// Which update.
  public let id: UpdateID
  /// Where it stands.
  public let position: Position
  /// The entry that holds it.
  public let entry: EntryHash
  /// Who spoke; nil for a node.
  public let resident: ResidentID?
  /// How far the entry's bodies travel.
  public let reach: Reach
  /// Whom the entry addresses; nil otherwise.
  public let audience: NodeID?
  /// States every field.
  public init(
    id: UpdateID, position: Position, entry: EntryHash, resident: ResidentID?, reach: Reach,
    audience: NodeID?
  ) {
    self.id = id
    self.position = position
    self.entry = entry
    self.resident = resident
    self.reach = reach
    self.audience = audience
  }
}
