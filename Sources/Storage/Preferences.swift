import Admission
import Exchange
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// A resident's preferences as they read them themselves.
public struct PreferencesRow: Hashable, Sendable {
  /// What they said; nothing when they never did, or had it erased.
  public let said: MatchingPreferences
  /// The update that said it last; nil before the first.
  public let update: UpdateID?
  /// Names of `said.persons`, in their order; empty for one who is not of this neighbourhood.
  public let personNames: [String]
  /// What regisseurs vouch for at that moment, by kind.
  public let attestations: [HeldAttestation]
}

extension NodeStore {
  /// For the resident's own eyes only.
  public func preferences(
    of resident: ResidentID, at now: Instant
  ) throws(StorageFault) -> PreferencesRow {
    try read { views in
      let said = try views.preferences(of: resident)
      return PreferencesRow(
        said: said, update: try views.resident(resident)?.preferences,
        personNames: try said.persons.map { try views.profileText(of: $0).name },
        attestations: try views.attestations(of: resident, at: now))
    }
  }
}

extension SQLViews {
  /// What a resident here told their node about matching. It stands in content only: once that is
  /// erased, nothing was said.
  public func preferences(of resident: ResidentID) throws -> MatchingPreferences {
    let bytes = try prepare(
      """
      SELECT e.content_bytes FROM resident r JOIN entry e ON e.update_id = r.preferences
      WHERE r.id = ?
      """
    ).first(.identity(resident)) { $0.blobOrNil() }
    guard let bytes = bytes ?? nil,
      case .preferences(let said) = try? WireContent(serializedBytes: bytes).kind
    else { return MatchingPreferences() }
    return MatchingPreferences(said)
  }

  /// What regisseurs vouch for of a resident here at a moment, by kind.
  public func attestations(
    of resident: ResidentID, at now: Instant
  ) throws -> [HeldAttestation] {
    try prepare(
      """
      SELECT kind, expires, seen_by FROM attestation WHERE resident = ? AND expires > ?
      ORDER BY kind
      """
    ).all(.identity(resident), .time(now)) { row in
      HeldAttestation(
        resident: resident, kind: try row.word(), expires: row.time(), by: try row.identity())
    }
  }

  public func attestation(
    _ kind: Attestation, of resident: ResidentID
  ) throws -> HeldAttestation? {
    try prepare("SELECT expires, seen_by FROM attestation WHERE resident = ? AND kind = ?")
      .first(.identity(resident), .count(kind.rawValue)) { row in
        HeldAttestation(
          resident: resident, kind: kind, expires: row.time(), by: try row.identity())
      }
  }

  func put(_ held: HeldAttestation) throws {
    try prepare(
      """
      INSERT INTO attestation (resident, kind, expires, seen_by) VALUES (?, ?, ?, ?)
      ON CONFLICT (resident, kind) DO UPDATE
      SET expires = excluded.expires, seen_by = excluded.seen_by
      """
    ).run(
      .identity(held.resident), .count(held.kind.rawValue), .time(held.expires),
      .identity(held.by))
  }
}
