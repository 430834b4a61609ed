import FoundationEssentials
import Sealing
import SwiftProtobuf
import Vocabulary
import WireFormat

/// A decoded update whose author's signature has not been checked yet. It can be asked what it
/// claims, and turned into a `VerifiedUpdate`; nothing else accepts it.
/// `protocol/05-updates.md` §1.
public struct UnverifiedUpdate: Sendable {
  /// The whole `SignedUpdate` as received.
  public let signedBytes: [UInt8]
  let body: [UInt8]
  let signature: [UInt8]
  /// The decoded body.
  public let wire: WireUpdate
  /// Identity of the update.
  public let id: UpdateID
  /// The key that claims to have signed it.
  public let author: SigningKey
  /// The resident it speaks for; nil when the node speaks.
  public let resident: ResidentID?
  /// The log it is meant for.
  public let neighbourhood: NodeID
  let contentCommitment: Commitment?

  /// Reads a serialized `SignedUpdate`; bounds, lengths and fields, no signature.
  public init(decoding bytes: [UInt8]) throws(Refused) {
    guard bytes.count <= Limits.signedUpdateBytes else { throw Refused(.tooLarge, "update") }
    guard let signed = try? WireSignedUpdate(serializedBytes: bytes),
      let wire = try? WireUpdate(serializedBytes: signed.body)
    else { throw Refused(.malformed, "update") }
    guard signed.signature.count == Verifying.signatureBytes,
      let author = SigningKey(wire.author),
      let neighbourhood = NodeID(wire.neighbourhood),
      wire.nonce.count == Limits.nonceBytes
    else { throw Refused(.badLength, "update") }
    resident = try Self.optional(wire.resident, "resident")
    contentCommitment = try Self.optional(wire.contentCommitment, "content_commitment")
    signedBytes = bytes
    body = [UInt8](signed.body)
    signature = [UInt8](signed.signature)
    self.wire = wire
    id = UpdateID(bytes: Hashing.hash(body, for: .update))
    self.author = author
    self.neighbourhood = neighbourhood
  }

  private static func optional<I: Identity>(_ data: Data, _ field: String) throws(Refused) -> I? {
    if data.isEmpty { return nil }
    guard let identity = I(data) else { throw Refused(.badLength, field) }
    return identity
  }

  /// The author's clock when it was written.
  public var created: Instant { Instant(milliseconds: wire.created) }

  /// True when the update binds content at all.
  public var hasContent: Bool { contentCommitment != nil }

  /// True when `content` is what the author committed to.
  public func commits(to content: Salted) -> Bool {
    contentCommitment
      == Hashing.commitment(salt: content.salt, bytes: content.bytes, for: .contentCommitment)
  }

  /// Checks the author's signature.
  public func verified() throws(Refused) -> VerifiedUpdate {
    guard Verifying.isValid(signature, over: body, by: author, for: .update) else {
      throw Refused(.badSignature, "update")
    }
    return VerifiedUpdate(self)
  }
}

/// An update whose author's signature was checked. Only `UnverifiedUpdate.verified()` makes one,
/// so a function that asks for it cannot be handed a forgery.
public struct VerifiedUpdate: Sendable {
  let checked: UnverifiedUpdate

  init(_ checked: UnverifiedUpdate) { self.checked = checked }

  /// Identity of the update.
  public var id: UpdateID { checked.id }
  /// The key that signed it.
  public var author: SigningKey { checked.author }
  /// The resident it speaks for; nil when the node speaks.
  public var resident: ResidentID? { checked.resident }
  /// The log it is meant for.
  public var neighbourhood: NodeID { checked.neighbourhood }
  /// The author's clock when it was written.
  public var created: Instant { checked.created }
  /// The decoded body.
  public var wire: WireUpdate { checked.wire }
  /// What was done; nil for a kind this version does not know.
  public var kind: WireUpdate.OneOf_Kind? { checked.wire.kind }
  /// The whole `SignedUpdate` as received.
  public var signedBytes: [UInt8] { checked.signedBytes }
  /// True when the update binds content at all.
  public var hasContent: Bool { checked.hasContent }
  /// True when `content` is what the author committed to.
  public func commits(to content: Salted) -> Bool { checked.commits(to: content) }
}
