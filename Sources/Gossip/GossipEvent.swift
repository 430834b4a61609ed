import Updates
import Vocabulary

/// A connection with a peer, numbered by the shell; never reused within one run of a node.
public struct SessionID: Hashable, Comparable, Sendable {
  /// The number.
  public let number: UInt64
  /// Numbers a connection.
  public init(_ number: UInt64) { self.number = number }
  public static func < (a: SessionID, b: SessionID) -> Bool { a.number < b.number }
}

/// What happened, told by the shell in the order it happened.
public enum GossipEvent: Sendable {
  /// Time passed; wanted every 250 ms to 1 s.
  case tick
  /// The federations changed. Comes before the `localHead` or `committed` that brought the change.
  case federation(FederationMap)
  /// Our own log grew and is safe on disk.
  case localHead(LogHead)
  /// A session with an authenticated peer stands; `dialled` when we began it.
  case connected(SessionID, peer: NodeID, dialled: Bool)
  /// A `dial` came to nothing.
  case dialFailed(NodeID)
  /// A session is gone.
  case disconnected(SessionID)
  /// One whole message.
  case received(SessionID, [UInt8])
  /// Answers `serve`: entries from `from` on with every part we hold; empty when there are none.
  case served(node: NodeID, from: UInt64, entries: [Entry], to: SessionID)
  /// Answers `readNews`: entries of our own log that end with this head; empty when there are none.
  case newsRead(Head, entries: [Entry], to: SessionID)
  /// Answers `ingest`: the log's head, safe on disk.
  case committed(LogHead)
  /// Answers `ingest` or `compare`: nothing was taken, and what is wrong with the entries; nil when
  /// it was not their fault.
  case ingestFailed(NodeID, EntryFault?)
  /// Answers `ingest`: nothing was taken, because the log has taken all the room it may.
  case full(NodeID)
  /// Answers `ingest` or `compare`: the log forked.
  case forked(ForkProof)
}

/// What the shell is to do, in order.
public enum Directive: Hashable, Sendable {
  /// Connect to a peer; answered by `connected` or `dialFailed`.
  case dial(NodeID)
  /// Send one message.
  case send([UInt8], to: SessionID)
  /// Send what is queued, then close. The reason is for the record.
  case close(SessionID, PeerFault?)
  /// Read nothing from this session for so long.
  case pause(SessionID, Interval)
  /// Read at most `count` entries with every part we hold; answered by `served`.
  case serve(node: NodeID, from: UInt64, count: Int, to: SessionID)
  /// Read the entries of our own log from `from` up to this head, with every part; answered by
  /// `newsRead`.
  case readNews(Head, from: UInt64, to: SessionID)
  /// Open, verify and commit entries that continue a log, or the first of them, as many as there is
  /// room for; answered by exactly one of `committed`, `full`, `ingestFailed` and `forked`. There is
  /// never more than one under way for a log.
  case ingest([Entry], of: NodeID, from: NodeID)
  /// Entries that will come with the next `ingest` of this log if the one under way succeeds: worth
  /// opening and verifying already. Needs no answer.
  case foresee([Entry], of: NodeID)
  /// Hold this entry against ours at the same place; answered by `forked` or `ingestFailed`.
  case compare(Entry)
  /// A peer has our own log safely up to this place.
  case recordAcknowledged(peer: NodeID, sequence: UInt64)
  /// Keep this proof, in place of an earlier one of the same log, and freeze the log.
  case recordFork(ForkProof)
  /// A peer did something wrong.
  case recordFault(peer: NodeID, PeerFault)
  /// A peer claims to hold more of our own log than we do: an old backup, or a copied key.
  case recordAhead(Head, peer: NodeID)
}
