import Updates
import Vocabulary

// What the rules know of other nodes. `protocol/05-updates.md` §11, §12.

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
  /// Place in our log of the first proposal of ours that stands: since our own last end, or that
  /// offered less than what we said before it; nil before any.
  public var asked: UInt64?
  /// Place in their log where they last ended it, or offered less than before: what stands before
  /// that was taken back. Nil when they never did.
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
