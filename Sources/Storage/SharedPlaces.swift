import Admission
import Exchange
import Updates
import Vocabulary

/// What a resident said, as they signed it: for a reader who trusts no node.
public struct SaidUpdate: Hashable, Sendable {
  /// A serialized `SignedUpdate`.
  public let signed: [UInt8]
  /// Its content; nil when there is none, or it was erased.
  public let content: Salted?
}

extension SQLViews {
  func put(_ shared: SharedPlace) throws {
    try prepare(
      """
      INSERT INTO place (agreement, resident, said) VALUES (?, ?, ?)
      ON CONFLICT (agreement, resident) DO UPDATE SET said = excluded.said
      """
    ).run(.identity(shared.agreement), .identity(shared.by), .identity(shared.update))
  }

  /// The update in which a party said where to come, last.
  public func placeUpdate(_ agreement: UpdateID, by resident: ResidentID) throws -> UpdateID? {
    try prepare("SELECT said FROM place WHERE agreement = ? AND resident = ?")
      .first(.identity(agreement), .identity(resident)) { try $0.identity() }
  }

  /// The update in which a party of an agreement said yes.
  func yes(of party: Agreement.Party, in agreement: Agreement) throws -> SaidUpdate? {
    guard let id = party == .proposer ? agreement.id : agreement.acceptance else { return nil }
    return try prepare(
      "SELECT update_bytes, content_salt, content_bytes FROM entry WHERE update_id = ?"
    ).first(.identity(id)) { SaidUpdate(&$0) } ?? nil
  }

  /// Where a party said to come, last; nil when they did not, or erased it.
  func place(of party: Agreement.Party, in agreement: Agreement) throws -> SaidUpdate? {
    let said = try prepare(
      """
      SELECT e.update_bytes, e.content_salt, e.content_bytes
      FROM place p JOIN entry e ON e.update_id = p.said
      WHERE p.agreement = ? AND p.resident = ?
      """
    ).first(.identity(agreement.id), .identity(agreement.resident(party))) { SaidUpdate(&$0) }
    guard let said = said ?? nil, said.content != nil else { return nil }
    return said
  }
}

extension SaidUpdate {
  fileprivate init?(_ row: inout RowReader) {
    let signed = row.blobOrNil()
    let content = Salted(&row)
    guard let signed else { return nil }
    self.init(signed: signed, content: content)
  }
}
