import FoundationEssentials
import Sealing
import SwiftProtobuf
import Vocabulary
import WireFormat

/// What a device or a node needs to sign updates: its key, and whom it speaks for.
public struct Signer: Sendable {
  /// Signs.
  public let key: SigningKeyPair
  /// The resident the device belongs to; nil for the node itself.
  public let resident: ResidentID?
  /// The log the updates are meant for.
  public let neighbourhood: NodeID

  /// States every field.
  public init(key: SigningKeyPair, resident: ResidentID?, neighbourhood: NodeID) {
    self.key = key
    self.resident = resident
    self.neighbourhood = neighbourhood
  }

  /// Signs one update. `nonce` and `contentSalt` are `Limits.nonceBytes` and `Limits.saltBytes`
  /// random bytes; the salt is used only when there is content.
  public func sign(
    _ kind: WireUpdate.OneOf_Kind, content: WireContent? = nil, created: Instant,
    nonce: [UInt8], contentSalt: [UInt8]
  ) throws -> Submission {
    var update = WireUpdate()
    update.author = Data(key.publicKey.array)
    update.resident = Data(resident?.array ?? [])
    update.created = created.milliseconds
    update.nonce = Data(nonce)
    update.neighbourhood = Data(neighbourhood.array)
    update.kind = kind
    var salted: Salted?
    if let content {
      let bytes: [UInt8] = try content.serializedBytes()
      salted = Salted(salt: contentSalt, bytes: bytes)
      update.contentCommitment = Data(
        Hashing.commitment(salt: contentSalt, bytes: bytes, for: .contentCommitment).array)
    }
    let body: [UInt8] = try update.serializedBytes()
    var signed = WireSignedUpdate()
    signed.body = Data(body)
    signed.signature = Data(key.sign(body, for: .update))
    return Submission(
      id: UpdateID(bytes: Hashing.hash(body, for: .update)),
      signedUpdate: try signed.serializedBytes(), content: salted)
  }
}

extension Signer {
  /// An update without content that need not be verified, because it was signed here and now.
  public func speak(
    _ kind: WireUpdate.OneOf_Kind, created: Instant, nonce: [UInt8]
  ) throws -> VerifiedUpdate {
    let submission = try sign(kind, created: created, nonce: nonce, contentSalt: [])
    return VerifiedUpdate(try UnverifiedUpdate(decoding: submission.signedUpdate))
  }
}

/// What travels from a resident to the node: a signed update and its content.
public struct Submission: Hashable, Sendable {
  /// Identity of the update, known before the node has seen it.
  public let id: UpdateID
  /// A serialized `SignedUpdate`.
  public let signedUpdate: [UInt8]
  /// Salt and serialized `Content`; nil when there is none.
  public let content: Salted?

  /// States every field.
  public init(id: UpdateID, signedUpdate: [UInt8], content: Salted?) {
    self.id = id
    self.signedUpdate = signedUpdate
    self.content = content
  }

  /// The wire form.
  public var wire: WireSubmit {
    var wire = WireSubmit()
    wire.signedUpdate = Data(signedUpdate)
    if let content { wire.content = content.wire }
    return wire
  }

  /// Reads the wire form: bounds and lengths, and the update's identity.
  public init(_ wire: WireSubmit) throws(Refused) {
    let unverified = try UnverifiedUpdate(decoding: [UInt8](wire.signedUpdate))
    var content: Salted?
    if wire.hasContent {
      guard wire.content.bytes.count <= Limits.contentBytes else {
        throw Refused(.tooLarge, "content")
      }
      content = Salted(wire.content, limit: Limits.contentBytes)
      guard content != nil else { throw Refused(.badLength, "salt") }
    }
    self.init(id: unverified.id, signedUpdate: unverified.signedBytes, content: content)
  }
}
