import FoundationEssentials
import Sealing
import SwiftProtobuf
import Vocabulary
import WireFormat

/// The permanent part of an entry: its place in the log and what it commits to.
/// `protocol/03-log.md` §2.
public struct Header: Hashable, Sendable {
  /// The only version this code writes and understands.
  public static let version: UInt32 = 1

  /// Whose log.
  public let node: NodeID
  /// Raised only by a restore; 0 at first.
  public let epoch: UInt32
  /// 0, 1, 2, … without gaps.
  public let sequence: UInt64
  /// The entry before this one; `EntryHash.none` at the start.
  public let previous: EntryHash
  /// The node's clock; never goes back within a log.
  public let time: Instant
  /// Who may receive the parts behind the commitments.
  public let reach: Reach
  /// The one node addressed, when `reach` says so.
  public let audience: NodeID?
  /// Binds the signed update.
  public let updateCommitment: Commitment

  /// States every field.
  public init(
    node: NodeID, epoch: UInt32, sequence: UInt64, previous: EntryHash, time: Instant,
    reach: Reach, audience: NodeID?, updateCommitment: Commitment
  ) {
    self.node = node
    self.epoch = epoch
    self.sequence = sequence
    self.previous = previous
    self.time = time
    self.reach = reach
    self.audience = audience
    self.updateCommitment = updateCommitment
  }

  /// Reads a serialized header; throws `EntryFault.malformedHeader` for anything else.
  public init(decoding bytes: [UInt8]) throws(EntryFault) {
    guard bytes.count <= Limits.headerBytes,
      let wire = try? WireHeader(serializedBytes: bytes), wire.version == Self.version,
      let node = NodeID(wire.node), let previous = EntryHash(wire.previous),
      let commitment = Commitment(wire.updateCommitment),
      let reach = Reach(rawValue: wire.reach.rawValue)
    else { throw .malformedHeader }
    let audience = NodeID(wire.audience)
    guard (reach == .addressed) == (audience != nil), wire.audience.isEmpty == (audience == nil)
    else { throw .malformedHeader }
    self.init(
      node: node, epoch: wire.epoch, sequence: wire.sequence, previous: previous,
      time: Instant(milliseconds: wire.time), reach: reach, audience: audience,
      updateCommitment: commitment)
  }

  /// The bytes to sign and to keep; made once, when the entry is written.
  public func encoded() throws(EntryFault) -> [UInt8] {
    var wire = WireHeader()
    wire.version = Self.version
    wire.node = Data(node.array)
    wire.epoch = epoch
    wire.sequence = sequence
    wire.previous = Data(previous.array)
    wire.time = time.milliseconds
    wire.reach = WireReach(rawValue: reach.rawValue) ?? .unspecified
    wire.audience = Data(audience?.array ?? [])
    wire.updateCommitment = Data(updateCommitment.array)
    guard let bytes: [UInt8] = try? wire.serializedBytes() else { throw .malformedHeader }
    return bytes
  }
}

/// Why an entry of some log cannot be what it claims to be.
public enum EntryFault: String, Error, Sendable, CaseIterable {
  case malformedHeader
  case malformedEntry
  case badNodeSignature
  case wrongNode
  case brokenChain
  case timeWentBack
  case commitmentMismatch
  case malformedUpdate
  case badAuthorSignature
  case updateForAnotherNode
  case fork
}
