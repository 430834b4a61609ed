import Sealing
import Updates
import Vocabulary

/// How far somebody says a log goes. A claim: only entries prove it. `protocol/06-gossip.md` §2.
public struct Head: Hashable, Sendable {
  /// Whose log.
  public let node: NodeID
  /// Its epoch.
  public let epoch: UInt32
  /// The place of the last entry.
  public let sequence: UInt64
  /// The hash of the last entry.
  public let hash: EntryHash

  /// States every field.
  public init(node: NodeID, epoch: UInt32, sequence: UInt64, hash: EntryHash) {
    self.node = node
    self.epoch = epoch
    self.sequence = sequence
    self.hash = hash
  }

  /// The head of a log we hold.
  public init(_ head: LogHead) {
    self.init(node: head.node, epoch: head.epoch, sequence: head.sequence, hash: head.hash)
  }

  /// The root over some heads: BLAKE2b-256 over them, sorted by node, each as
  /// node ‖ epoch (4 bytes, big-endian) ‖ sequence (8 bytes, big-endian) ‖ hash.
  public static func root(of heads: [Head]) -> Bytes32 {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(heads.count * 76)
    for head in heads.sorted(by: { $0.node < $1.node }) {
      bytes += head.node.array
      withUnsafeBytes(of: head.epoch.bigEndian) { bytes += $0 }
      withUnsafeBytes(of: head.sequence.bigEndian) { bytes += $0 }
      bytes += head.hash.array
    }
    return Hashing.hash(bytes, for: .heads)
  }

  /// True when this claim continues beyond `other` in the same epoch.
  func isAhead(of other: Head?) -> Bool {
    guard let other else { return true }
    return epoch == other.epoch && sequence > other.sequence
  }

  /// True when both stand at one place of one log with different entries: a fork, if it is true.
  func contradicts(_ other: Head?) -> Bool {
    guard let other else { return false }
    return node == other.node && epoch == other.epoch && sequence == other.sequence
      && hash != other.hash
  }
}
