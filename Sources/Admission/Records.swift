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
  /// The update that holds their current preferences content; nil before the first.
  public var preferences: UpdateID?
  /// Floor and ceiling of their own, as far as they have them.
  public var bounds: OwnBounds
  /// They left: their devices speak no more.
  public var left: Bool

  /// States every field.
  public init(
    id: ResidentID, role: Role, joined: Instant, profile: UpdateID? = nil,
    preferences: UpdateID? = nil, bounds: OwnBounds = OwnBounds(), left: Bool = false
  ) {
    self.id = id
    self.role = role
    self.joined = joined
    self.profile = profile
    self.preferences = preferences
    self.bounds = bounds
    self.left = left
  }
}

/// What a regisseur set for one resident; what is nil is the neighbourhood's.
public struct OwnBounds: Hashable, Sendable {
  /// Lowest balance.
  public var lowest: Minutes?
  /// Highest balance.
  public var highest: Minutes?
  /// The LimitsSet that said so last, with its reason; nil before the first.
  public var said: UpdateID?

  /// States every field; the policy's without any.
  public init(lowest: Minutes? = nil, highest: Minutes? = nil, said: UpdateID? = nil) {
    self.lowest = lowest
    self.highest = highest
    self.said = said
  }

  /// What is in force under a policy.
  public func over(_ policy: Bounds) -> Bounds {
    Bounds(lowest: lowest ?? policy.lowest, highest: highest ?? policy.highest)
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

/// What a regisseur saw of a resident of this neighbourhood.
public struct HeldAttestation: Hashable, Sendable {
  /// Of whom.
  public let resident: ResidentID
  /// What was seen.
  public let kind: Attestation
  /// Counts until this moment, and no longer.
  public let expires: Instant
  /// Who vouches.
  public let by: ResidentID

  /// States every field.
  public init(resident: ResidentID, kind: Attestation, expires: Instant, by: ResidentID) {
    self.resident = resident
    self.kind = kind
    self.expires = expires
    self.by = by
  }
}

/// Where a party of an agreement said to come, last.
public struct SharedPlace: Hashable, Sendable {
  /// For which help.
  public let agreement: UpdateID
  /// Who said it.
  public let by: ResidentID
  /// The update that holds the box.
  public let update: UpdateID

  /// States every field.
  public init(agreement: UpdateID, by: ResidentID, update: UpdateID) {
    self.agreement = agreement
    self.by = by
    self.update = update
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
