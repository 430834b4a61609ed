import Admission
import Updates
import Vocabulary

/// A resident as others read them.
public struct ProfileRow: Hashable, Sendable {
  /// The facts.
  public let resident: Resident
  /// What they go by; empty when never said or erased.
  public let name: String
  /// What they say about themselves.
  public let text: String
}

/// An erasure and how far it has come.
public struct ErasureRow: Hashable, Sendable {
  /// A node that held what was to be erased.
  public struct Holder: Hashable, Sendable {
    /// Which node.
    public let node: NodeID
    /// What it calls itself.
    public let name: String
  }

  /// The request.
  public let erasure: Erasure
  /// Who gave a receipt, sorted by node.
  public let confirmed: [Holder]
  /// Who was asked and gave none yet, sorted by node.
  public let waiting: [Holder]
}

extension NodeStore {
  /// The profile of a resident of this neighbourhood; nil for anyone else.
  public func profile(of id: ResidentID) throws(StorageFault) -> ProfileRow? {
    try read { views in
      guard let resident = try views.resident(id) else { return nil }
      let written = try views.profileText(of: id)
      return ProfileRow(resident: resident, name: written.name, text: written.text)
    }
  }

  /// A resident's erasures, newest first, each with who has confirmed it.
  public func erasures(of resident: ResidentID) throws(StorageFault) -> [ErasureRow] {
    try read { views in
      try views.prepare(
        """
        \(SQLViews.selectErasure) WHERE e.resident = ? AND e.origin = \(Schema.ownNumber)
        ORDER BY e.time DESC, e.request LIMIT ?
        """
      ).all(.identity(resident), .count(Limits.rows)) { row in
        let erasure = try views.erasure(&row)
        let receipts = try views.receipts(of: erasure.request)
        return ErasureRow(
          erasure: erasure, confirmed: try receipts.map(views.holder),
          waiting: try erasure.holders.filter { !receipts.contains($0) }.map(views.holder))
      }
    }
  }

  /// Erasures that other logs asked for and that we have carried out, but for which our own log
  /// has no receipt yet. Sorted by request.
  public func unconfirmedErasures() throws(StorageFault) -> [Erasure] {
    try read { views in
      try views.prepare(
        """
        \(SQLViews.selectErasure) WHERE e.origin <> \(Schema.ownNumber) AND NOT EXISTS (
          SELECT 1 FROM receipt WHERE request = e.request AND node = \(Schema.ownNumber))
        ORDER BY e.request LIMIT ?
        """
      ).all(.count(Limits.rows)) { try views.erasure(&$0) }
    }
  }
}

extension SQLViews {
  fileprivate func receipts(of request: UpdateID) throws -> [NodeID] {
    try prepare(
      """
      SELECT n.id FROM receipt r JOIN node n ON n.number = r.node
      WHERE r.request = ? ORDER BY n.id
      """
    ).all(.identity(request)) { try $0.identity() }
  }

  fileprivate func holder(_ node: NodeID) throws -> ErasureRow.Holder {
    ErasureRow.Holder(node: node, name: try name(of: node) ?? "")
  }
}
