/// What a peer did wrong, or why a session ended. Raw values are a Complaint's codes and stable for
/// ever. `protocol/06-gossip.md` §8.
public enum PeerFault: UInt32, Error, Sendable, CaseIterable {
  /// The message does not decode, or a field is out of its range.
  case malformed = 1
  /// The message is larger than its kind may be.
  case tooLarge = 2
  /// A kind of message this version does not know.
  case unknownKind = 3
  /// Entries nobody asked for.
  case unsolicited = 4
  /// A want for a log, a place or an amount that is not theirs to have.
  case notServed = 5
  /// More messages than a peer may send.
  case flooding = 6
  /// Entries that do not chain, or whose signatures or commitments do not hold.
  case badEntries = 7
  /// A fork proof that proves nothing.
  case forgedProof = 8
  /// Too many small faults in one session.
  case tooManyFaults = 9
  /// Entries it says it has, and does not send.
  case unanswered = 10
  /// No federation with this node.
  case stranger = 20
  /// A second session with the same peer.
  case duplicate = 21
  /// Nothing heard for too long.
  case silent = 22

  /// How a fault is answered.
  public enum Severity: Hashable, Sendable {
    /// The message is dropped and counted.
    case ignore
    /// The session is read more slowly.
    case slow
    /// The session ends.
    case disconnect
  }

  /// How this fault is answered.
  public var severity: Severity {
    switch self {
    case .malformed, .unknownKind, .unsolicited, .notServed: .ignore
    case .flooding: .slow
    case .tooLarge, .badEntries, .forgedProof, .tooManyFaults, .unanswered, .stranger, .duplicate,
      .silent:
      .disconnect
    }
  }

  /// True for what an honest and healthy peer does not do.
  public var isMisbehaviour: Bool {
    switch self {
    case .unknownKind, .stranger, .duplicate, .silent: false
    default: true
    }
  }
}
