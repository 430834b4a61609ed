import SwiftProtobuf
import Vocabulary
import WireFormat

/// The words of one content, whatever kind it is. Empty where there is none any more.
struct PersonalText {
  let name: String
  let text: String

  /// From a serialized `Content`; content that does not decode reads as empty, because its author
  /// signed it so.
  init(_ bytes: [UInt8]?) {
    let content = bytes.flatMap { try? WireContent(serializedBytes: $0) }
    switch content?.kind {
    case .profile(let profile): (name, text) = (profile.name, profile.text)
    case .listing(let listing): (name, text) = (listing.name, listing.text)
    case .proposal(let proposal): (name, text) = (proposal.name, proposal.text)
    case .note(let note): (name, text) = (note.name, note.text)
    case .preferences, .place, nil: (name, text) = ("", "")
    }
  }
}

extension SQLViews {
  /// What a resident of this neighbourhood says about themselves; empty for anyone else.
  func profileText(of resident: ResidentID) throws -> PersonalText {
    let bytes = try prepare(
      """
      SELECT e.content_bytes FROM resident r LEFT JOIN entry e ON e.update_id = r.profile
      WHERE r.id = ?
      """
    ).first(.identity(resident)) { $0.blobOrNil() }
    return PersonalText(bytes ?? nil)
  }

  /// What a node calls itself: nil for our own, the short identity for one without a card here.
  func name(of other: NodeID) throws -> String? {
    if other == node { return nil }
    let name = try prepare(
      "SELECT p.name FROM peer p JOIN node n ON n.number = p.node WHERE n.id = ?"
    ).first(.identity(other)) { $0.text() }
    return name ?? other.short
  }
}
