import Admission
import Vocabulary

extension SQLViews {
  public func peer(_ node: NodeID) throws -> Peer? {
    try known.peers.row(node) {
      try prepare("\(Self.selectPeer) WHERE n.id = ?").first(.identity(node)) { try peer(&$0) }
    }
  }

  public func peers() throws -> [Peer] {
    try prepare("\(Self.selectPeer) ORDER BY n.id").all { try peer(&$0) }
  }

  public func word(of speaker: NodeID, about other: NodeID) throws -> Word? {
    try prepare(
      """
      SELECT w.kind, w.proposal, w.nearby FROM word w
      JOIN node s ON s.number = w.speaker JOIN node o ON o.number = w.other
      WHERE s.id = ? AND o.id = ?
      """
    ).first(.identity(speaker), .identity(other)) { row in
      Word(
        speaker, of: other, try row.word(), proposal: try row.identityOrNil(),
        nearby: row.flag())
    }
  }

  /// All standing federations among other nodes: a proposal in one log, the answer to it in the
  /// other, and no later word in either.
  public func links() throws -> [Link] {
    try prepare(
      """
      SELECT f.id, s.id, p.nearby AND a.nearby FROM word p
      JOIN word a ON a.speaker = p.other AND a.other = p.speaker
        AND a.kind = \(Word.Kind.accepted.rawValue) AND a.proposal = p.proposal
      JOIN node f ON f.number = p.speaker JOIN node s ON s.number = a.speaker
      WHERE p.kind = \(Word.Kind.proposed.rawValue)
        AND p.speaker <> \(Schema.ownNumber) AND a.speaker <> \(Schema.ownNumber)
      ORDER BY f.id, s.id
      """
    ).all { row in Link(try row.identity(), try row.identity(), nearby: row.flag()) }
  }

  /// An erasure, with its holders.
  func erasure(_ row: inout RowReader) throws -> Erasure {
    let request: UpdateID = try row.identity()
    return Erasure(
      request: request, origin: try row.identity(), resident: try row.identity(),
      time: row.time(), holders: try holders(of: request))
  }

  /// Whom an erasure concerned, sorted.
  private func holders(of request: UpdateID) throws -> [NodeID] {
    try prepare(
      """
      SELECT n.id FROM holder h JOIN node n ON n.number = h.node WHERE h.request = ? ORDER BY n.id
      """
    ).all(.identity(request)) { try $0.identity() }
  }

  func peer(_ row: inout RowReader) throws -> Peer {
    let node: NodeID = try row.identity()
    func place() -> UInt64? { row.integerOrNil().map { UInt64(clamping: $0) } }
    return Peer(
      node: node, card: try cards.card(of: node, from: row.blob()), state: try row.word(),
      nearby: row.flag(), proposal: try row.identityOrNil(), wasActive: row.flag(),
      wasNearby: row.flag(), wasInterrupted: row.flag(), due: place(), asked: place(),
      theirEnd: place())
  }

  static let peerColumns = """
    n.id, p.card, p.state, p.nearby, p.proposal, p.was_active, p.was_nearby, p.was_interrupted,
    p.due, p.asked, p.their_end
    """
  static let selectPeer = "SELECT \(peerColumns) FROM peer p JOIN node n ON n.number = p.node"
  static let selectErasure = """
    SELECT e.request, n.id, e.resident, e.time FROM erasure e JOIN node n ON n.number = e.origin
    """
}
