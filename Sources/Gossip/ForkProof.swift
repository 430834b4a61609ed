import Sealing
import Updates
import Vocabulary

/// Two entries at one place of one log, both signed by its node: proof, for anybody, that the node
/// told different things to different peers or that its key runs on two machines. A value of this
/// type was verified. `protocol/06-gossip.md` §7.
public struct ForkProof: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Whose log.
  public let node: NodeID
  /// The epoch of both entries.
  public let epoch: UInt32
  /// The place of both entries.
  public let sequence: UInt64
  /// The key that signed both; its hash is `node`.
  public let signingKey: SigningKey
  /// The header with the smaller hash.
  public let firstHeader: [UInt8]
  /// The signature over `firstHeader`.
  public let firstSignature: [UInt8]
  /// The header with the larger hash.
  public let secondHeader: [UInt8]
  /// The signature over `secondHeader`.
  public let secondSignature: [UInt8]
  private let firstHash: EntryHash
  private let secondHash: EntryHash

  /// Nil unless the parts, in either order, prove a fork.
  public init?(
    firstHeader: [UInt8], firstSignature: [UInt8], secondHeader: [UInt8],
    secondSignature: [UInt8], signingKey: SigningKey
  ) {
    guard
      let one = try? Entry(
        headerBytes: firstHeader, signature: firstSignature, update: nil, content: nil),
      let two = try? Entry(
        headerBytes: secondHeader, signature: secondSignature, update: nil, content: nil),
      let proof = Self.between(one, two, signedBy: signingKey)
    else { return nil }
    self = proof
  }

  /// The proof that two entries make; nil when they make none.
  public static func between(_ a: Entry, _ b: Entry, signedBy key: SigningKey) -> ForkProof? {
    guard a.header.node == b.header.node, a.header.epoch == b.header.epoch,
      a.header.sequence == b.header.sequence, a.hash != b.hash,
      NodeID.of(foundingKey: key) == a.header.node, a.isSigned(by: key), b.isSigned(by: key)
    else { return nil }
    return a.hash < b.hash ? ForkProof(a, b, key) : ForkProof(b, a, key)
  }

  private init(_ first: Entry, _ second: Entry, _ key: SigningKey) {
    node = first.header.node
    epoch = first.header.epoch
    sequence = first.header.sequence
    signingKey = key
    firstHeader = first.headerBytes
    firstSignature = first.signature
    secondHeader = second.headerBytes
    secondSignature = second.signature
    firstHash = first.hash
    secondHash = second.hash
  }

  /// Equal proofs are about the same two entries, whatever their signatures look like.
  public static func == (a: ForkProof, b: ForkProof) -> Bool {
    a.firstHash == b.firstHash && a.secondHash == b.secondHash
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(firstHash)
    hasher.combine(secondHash)
  }

  /// Whose log, where, and which two entries.
  public var description: String {
    "\(node.short) at \(epoch)/\(sequence): \(firstHash.short) and \(secondHash.short)"
  }

  /// The earlier place first. Of two proofs about one log everybody keeps the smaller, so that all
  /// end with the same.
  public static func < (a: ForkProof, b: ForkProof) -> Bool {
    if a.node != b.node { return a.node < b.node }
    if a.epoch != b.epoch { return a.epoch < b.epoch }
    if a.sequence != b.sequence { return a.sequence < b.sequence }
    if a.firstHash != b.firstHash { return a.firstHash < b.firstHash }
    return a.secondHash < b.secondHash
  }
}
