import FoundationEssentials
import Sealing
import SwiftProtobuf
import Vocabulary
import WireFormat

/// What a node says, and signs, of a resident's hours: help given and received, never the balance.
/// `protocol/10-books.md` §13.
public struct HoursStatement: Hashable, Sendable {
  /// Who says so.
  public let node: NodeID
  /// What that neighbourhood calls itself: its own word.
  public let neighbourhood: String
  /// Of whom.
  public let resident: ResidentID
  /// Their name as the profile has it; empty when erased.
  public let name: String
  /// Minutes of help given, ever. At least zero.
  public let given: Minutes
  /// Minutes of help received, ever. At least zero.
  public let received: Minutes
  /// The last entry of the node's log that is counted in.
  public let sequence: UInt64
  /// That entry's time.
  public let time: Instant

  /// States every field.
  public init(
    node: NodeID, neighbourhood: String, resident: ResidentID, name: String, given: Minutes,
    received: Minutes, sequence: UInt64, time: Instant
  ) {
    self.node = node
    self.neighbourhood = neighbourhood
    self.resident = resident
    self.name = name
    self.given = given
    self.received = received
    self.sequence = sequence
    self.time = time
  }

  /// Why a code is no genuine statement.
  public enum Fault: String, Error, Sendable, CaseIterable {
    /// No `gebuur-hours:` code, or not in the one form that is written.
    case notACode
    /// Its check differs: a slip of the finger.
    case mistyped
    /// The signing key is not the node's.
    case otherNode
    /// The signature is not that key's.
    case forged
    /// A number or a text that no node says.
    case outOfBounds
  }

  /// The signed form.
  public func signed(by key: SigningKeyPair) throws -> WireSignedHours {
    var body = WireHoursStatement()
    body.node = Data(node.array)
    body.signingKey = Data(key.publicKey.array)
    body.neighbourhood = neighbourhood
    body.resident = Data(resident.array)
    body.name = name
    body.given = given.count
    body.received = received.count
    body.sequence = sequence
    body.time = time.milliseconds
    let bytes: [UInt8] = try body.serializedBytes()
    let signature = key.sign(bytes, for: .hours)
    var signed = WireSignedHours()
    signed.body = Data(bytes)
    signed.signature = Data(signature)
    signed.check = Data(SlipCheck.of(bytes + signature))
    return signed
  }

  /// Reads a printed code, and believes it only when the node's own key signed it.
  public init(code: String) throws(Fault) {
    guard let signed: WireSignedHours = Letter.read(code, prefix: LetterPrefix.hours) else {
      throw .notACode
    }
    try self.init(signed)
  }

  /// Verifies the signed form.
  public init(_ signed: WireSignedHours) throws(Fault) {
    let bytes = [UInt8](signed.body)
    let signature = [UInt8](signed.signature)
    guard signed.unknownFields.data.isEmpty else { throw .notACode }
    guard [UInt8](signed.check) == SlipCheck.of(bytes + signature) else { throw .mistyped }
    guard let body = try? WireHoursStatement(serializedBytes: bytes),
      let node = NodeID(body.node), let key = SigningKey(body.signingKey),
      let resident = ResidentID(body.resident)
    else { throw .notACode }
    guard node == NodeID.of(foundingKey: key) else { throw .otherNode }
    guard Verifying.isValid(signature, over: bytes, by: key, for: .hours) else { throw .forged }
    guard body.given >= 0, body.received >= 0, body.neighbourhood.utf8.count <= Limits.nameBytes,
      body.name.utf8.count <= Limits.nameBytes, HarmlessText.holds(name: body.neighbourhood),
      HarmlessText.holds(name: body.name)
    else { throw .outOfBounds }
    self.init(
      node: node, neighbourhood: body.neighbourhood, resident: resident, name: body.name,
      given: Minutes(body.given), received: Minutes(body.received), sequence: body.sequence,
      time: Instant(milliseconds: body.time))
  }
}
