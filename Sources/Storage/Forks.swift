import Updates
import Vocabulary

/// Proof that a node signed two histories: two headers with the same node, epoch and sequence,
/// both validly signed, with different hashes. `protocol/03-log.md` §5.
public struct ForkEvidence: Hashable, Sendable {
  /// Whose log.
  public let node: NodeID
  /// Verifies both signatures.
  public let signingKey: SigningKey
  /// The header we held first.
  public let firstHeader: [UInt8]
  /// The node's signature over it.
  public let firstSignature: [UInt8]
  /// The header that contradicts it.
  public let secondHeader: [UInt8]
  /// The node's signature over that.
  public let secondSignature: [UInt8]

  /// States every field.
  public init(
    node: NodeID, signingKey: SigningKey, firstHeader: [UInt8], firstSignature: [UInt8],
    secondHeader: [UInt8], secondSignature: [UInt8]
  ) {
    self.node = node
    self.signingKey = signingKey
    self.firstHeader = firstHeader
    self.firstSignature = firstSignature
    self.secondHeader = secondHeader
    self.secondSignature = secondSignature
  }

  init(of node: NodeID, signingKey: SigningKey, _ first: Entry, _ second: Entry) {
    self.init(
      node: node, signingKey: signingKey, firstHeader: first.headerBytes,
      firstSignature: first.signature, secondHeader: second.headerBytes,
      secondSignature: second.signature)
  }
}

extension NodeStore {
  /// Every fork we hold proof of, sorted by node. Their logs are frozen.
  public func forks() throws(StorageFault) -> [ForkEvidence] {
    try read { views in
      try views.prepare("\(SQLViews.selectFork) ORDER BY n.id").all { try ForkEvidence(&$0) }
    }
  }

  /// Keeps a proof that came from a peer; the caller has verified it. Freezes the log.
  public func keep(_ evidence: ForkEvidence) throws(StorageFault) {
    try write { try $0.put(evidence) }
  }
}

extension SQLViews {
  func fork(of node: NodeID) throws -> ForkEvidence? {
    try prepare("\(Self.selectFork) WHERE n.id = ?").first(.identity(node)) {
      try ForkEvidence(&$0)
    }
  }

  /// The first proof stays: one is enough, and it was spread.
  func put(_ evidence: ForkEvidence) throws {
    try prepare(
      """
      INSERT INTO fork (log, signing_key, first_header, first_signature, second_header,
        second_signature) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """
    ).run(
      .integer(try numbers.register(evidence.node, in: db)), .identity(evidence.signingKey),
      .blob(evidence.firstHeader), .blob(evidence.firstSignature), .blob(evidence.secondHeader),
      .blob(evidence.secondSignature))
  }

  static let selectFork = """
    SELECT n.id, f.signing_key, f.first_header, f.first_signature, f.second_header, \
    f.second_signature FROM fork f JOIN node n ON n.number = f.log
    """
}

extension ForkEvidence {
  /// From `SQLViews.selectFork`.
  fileprivate init(_ row: inout RowReader) throws {
    self.init(
      node: try row.identity(), signingKey: try row.identity(), firstHeader: row.blob(),
      firstSignature: row.blob(), secondHeader: row.blob(), secondSignature: row.blob())
  }
}
