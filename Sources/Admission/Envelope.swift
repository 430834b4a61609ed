import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

extension Admission {
  /// What holds for every kind: the right log, a believable time, a known kind, content that is
  /// what the author committed to. `protocol/05-updates.md` §2.
  func checkEnvelope(_ update: VerifiedUpdate, content: Salted?, at now: Instant) throws(Refused) {
    guard update.kind != nil else { throw Refused(.unknownKind, "kind") }
    guard update.hasContent == (content != nil) else {
      throw Refused(update.hasContent ? .contentMissing : .contentUnexpected, "content")
    }
    try checkContent(content, of: update)
    guard update.neighbourhood == node else { throw Refused(.wrongNeighbourhood, "neighbourhood") }
    guard update.created <= now + Limits.skew else { throw Refused(.fromTheFuture, "created") }
    guard now - update.created <= Limits.outboxAge else { throw Refused(.tooOld, "created") }
    guard update.wire.onBehalfOf.isEmpty else { throw Refused(.mandateUnknown, "on_behalf_of") }
  }

  /// Content that comes along is what the author committed to, the first time and at any other.
  func checkContent(_ content: Salted?, of update: VerifiedUpdate) throws(Refused) {
    guard let content else { return }
    guard update.hasContent else { throw Refused(.contentUnexpected, "content") }
    guard content.bytes.count <= Limits.contentBytes else { throw Refused(.tooLarge, "content") }
    guard content.salt.count == Limits.saltBytes else { throw Refused(.badLength, "salt") }
    guard update.commits(to: content) else { throw Refused(.commitmentMismatch, "content") }
  }
}

/// Personal text, checked before it may enter a log: bounded, and free of characters that could
/// move a reader's cursor, hide text or reverse it. `protocol/05-updates.md` §3.
enum PersonalText {
  static func decode(_ content: Salted?) throws(Refused) -> WireContent.OneOf_Kind? {
    guard let content else { return nil }
    guard let wire = try? WireContent(serializedBytes: content.bytes), let kind = wire.kind else {
      throw Refused(.malformed, "content")
    }
    switch kind {
    case .profile(let profile):
      try check(profile.name, "name", atMost: Limits.nameBytes, mayBeEmpty: false)
      try check(profile.text, "text", atMost: Limits.textBytes, mayBeEmpty: true)
    case .listing(let listing):
      try check(listing.name, "name", atMost: Limits.nameBytes, mayBeEmpty: true)
      try check(listing.text, "text", atMost: Limits.textBytes, mayBeEmpty: false)
    case .proposal(let proposal):
      try check(proposal.name, "name", atMost: Limits.nameBytes, mayBeEmpty: true)
      try check(proposal.text, "text", atMost: Limits.textBytes, mayBeEmpty: true)
    case .note(let note):
      try check(note.name, "name", atMost: Limits.nameBytes, mayBeEmpty: true)
      try check(note.text, "text", atMost: Limits.textBytes, mayBeEmpty: true)
    case .preferences, .place: break  // No text in it; its fields are judged by their rule.
    }
    return kind
  }

  private static func check(
    _ text: String, _ field: String, atMost bytes: Int, mayBeEmpty: Bool
  ) throws(Refused) {
    guard text.utf8.count <= bytes else { throw Refused(.tooLarge, field) }
    guard field == "name" ? HarmlessText.holds(name: text) : HarmlessText.holds(text) else {
      throw Refused(.badText, field)
    }
    guard mayBeEmpty || HarmlessText.says(text) else {
      throw Refused(.badText, field)
    }
  }
}
