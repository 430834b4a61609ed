import Admission
import Vocabulary

extension SQLViews {
  public func peer(_ node: NodeID) throws -> Peer? {
    try prepare("\(Self.selectPeer) WHERE n.id = ?").first(.identity(node)) { try peer(&$0) }
  }

  public func peers() throws -> [Peer] {
    try prepare("\(Self.selectPeer) ORDER BY n.id").all { try peer(&$0) }
  }

  public func link(_ a: NodeID, _ b: NodeID) throws -> Link? {
    let ends = Link(a, b, nearby: false, active: false)
    return try prepare(
      """
      SELECT k.nearby, k.active FROM link k
      JOIN node f ON f.number = k.first JOIN node s ON s.number = k.second
      WHERE f.id = ? AND s.id = ?
      """
    ).first(.identity(ends.first), .identity(ends.second)) { row in
      Link(a, b, nearby: row.flag(), active: row.flag())
    }
  }

  /// All federations among other nodes, sorted by their nodes.
  public func links() throws -> [Link] {
    try prepare(
      """
      SELECT f.id, s.id, k.nearby, k.active FROM link k
      JOIN node f ON f.number = k.first JOIN node s ON s.number = k.second ORDER BY f.id, s.id
      """
    ).all { row in
      Link(try row.identity(), try row.identity(), nearby: row.flag(), active: row.flag())
    }
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
    return Peer(
      node: node, card: try cards.card(of: node, from: row.blob()), state: try row.word(),
      nearby: row.flag(), proposal: try row.identityOrNil())
  }

  static let peerColumns = "n.id, p.card, p.state, p.nearby, p.proposal"
  static let selectPeer = "SELECT \(peerColumns) FROM peer p JOIN node n ON n.number = p.node"
  static let selectErasure = """
    SELECT e.request, n.id, e.resident, e.time FROM erasure e JOIN node n ON n.number = e.origin
    """
}
