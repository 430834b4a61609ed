import Updates
import Vocabulary

/// What nodes say to each other inside a session. `protocol/06-gossip.md` §4.
public enum PeerMessage: Hashable, Sendable {
  /// The root over the heads in scope.
  case root(Bytes32)
  /// Heads: all in scope, or only what changed.
  case heads([Head], complete: Bool)
  /// The speaker's own log grew, by these entries.
  case news(Head, [Entry])
  /// Asks for the next entries of one log.
  case want(node: NodeID, from: UInt64, count: Int)
  /// Answers a want.
  case entries(node: NodeID, from: UInt64, [Entry])
  /// The speaker committed this log up to this place.
  case acknowledged(node: NodeID, sequence: UInt64)
  /// A node forked its log.
  case forkProof(ForkProof)
  /// Why the speaker is about to close: a `PeerFault`'s code, and a word about it.
  case complaint(code: UInt32, about: String)
}
