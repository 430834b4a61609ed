import FoundationEssentials
import SwiftProtobuf
import Vocabulary
import WireFormat

/// An exported log: one opening record, then the entries in order, each record preceded by its
/// length as a protobuf varint. `protocol/03-log.md` §6.
public enum LogFile {
  /// Names the layout; another layout gets another name.
  public static let format = "gebuur-log-1"

  /// The first record: whose log, and how many entries follow.
  public static func opening(
    node: NodeID, entries: UInt64, at exported: Instant
  ) throws -> [UInt8] {
    var wire = WireLogExport()
    wire.format = format
    wire.node = Data(node.array)
    wire.entries = entries
    wire.exportedAt = exported.milliseconds
    return delimited(try wire.serializedBytes())
  }

  /// The record of one entry, with whatever parts it still has.
  public static func record(_ entry: Entry) throws -> [UInt8] {
    delimited(try entry.wire.serializedBytes())
  }

  private static func delimited(_ record: [UInt8]) -> [UInt8] {
    var prefix: [UInt8] = []
    var rest = record.count
    while rest > 0x7f {
      prefix.append(UInt8(rest & 0x7f) | 0x80)
      rest >>= 7
    }
    prefix.append(UInt8(rest))
    return prefix + record
  }
}
