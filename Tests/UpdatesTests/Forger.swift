import FoundationEssentials
import Sealing
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

/// A dishonest node: it holds its own key, and writes whatever history it likes with it.
struct Forger {
  /// What goes into one entry.
  struct Part {
    var update: [UInt8]
    var content: Salted?
    var reach: Reach
    var audience: NodeID?
    var time: Instant
  }

  let village: Village
  init(_ village: Village) { self.village = village }

  var parts: [Part] {
    village.kept.map { entry in
      Part(
        update: entry.update?.bytes ?? [], content: entry.content, reach: entry.header.reach,
        audience: entry.header.audience, time: entry.header.time)
    }
  }

  /// A log of these parts: numbered, chained, committed to and signed without a flaw.
  func write(_ parts: [Part]) throws -> [Entry] {
    var written: [Entry] = []
    for (number, part) in parts.enumerated() {
      let salt = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 16)
      let update = Salted(salt: salt, bytes: part.update)
      let header = Header(
        node: village.node, epoch: 0, sequence: UInt64(number),
        previous: written.last?.hash ?? .none, time: part.time, reach: part.reach,
        audience: part.audience,
        updateCommitment: Hashing.commitment(
          salt: salt, bytes: part.update, for: .updateCommitment))
      let bytes = try header.encoded()
      written.append(
        try Entry(
          headerBytes: bytes, signature: village.key.sign(bytes, for: .header), update: update,
          content: part.content))
    }
    return written
  }

  /// The village's history with one entry's parts changed.
  func rewritten(at place: Int, _ change: (inout Part) throws -> Void) throws -> [Entry] {
    var parts = parts
    try change(&parts[place])
    return try write(parts)
  }

  /// The village's history, then updates that are properly signed and should never be taken.
  func adding(_ submissions: [Submission], reach: Reach = .neighbourhood) throws -> [Entry] {
    try write(
      parts
        + submissions.map {
          Part(
            update: $0.signedUpdate, content: $0.content, reach: reach, audience: nil,
            time: village.now)
        })
  }

  /// The same header a millisecond later.
  func laterHeader(of entry: Entry) throws -> Data {
    var wire = try WireHeader(serializedBytes: entry.headerBytes)
    wire.time += 1
    return try wire.serializedBytes()
  }

  /// The update with other words in it and the old signature.
  static func edit(_ signed: [UInt8], _ change: (inout WireUpdate) throws -> Void) throws -> [UInt8]
  {
    var outer = try WireSignedUpdate(serializedBytes: signed)
    var update = try WireUpdate(serializedBytes: outer.body)
    try change(&update)
    outer.body = try update.serializedBytes()
    return try outer.serializedBytes()
  }
}
