import FoundationEssentials
import SwiftProtobuf
import Vocabulary
import WireFormat

/// Why a file is not an exported log.
public enum LogFileFault: Error, Hashable, Sendable {
  /// It does not begin as an exported log does, or is of another layout.
  case notALog
  /// It ends in the middle of a record.
  case cutShort
  /// A record is longer than any entry can be.
  case tooLarge
  /// A record is no entry.
  case malformed(record: UInt64)
  /// There are more or fewer entries than the first record says.
  case miscounted
}

extension LogFile {
  /// A log as it was exported: shape only, nothing is verified.
  public struct Contents: Hashable, Sendable {
    /// Whose log.
    public let node: NodeID
    /// When it was exported, by the node's clock.
    public let exported: Instant
    /// Every entry with the parts it had.
    public let entries: [Entry]
  }

  /// Reads a whole file.
  public static func read(_ bytes: [UInt8]) throws(LogFileFault) -> Contents {
    var rest = bytes[...]
    guard let first = try nextRecord(&rest),
      let opening = try? WireLogExport(serializedBytes: first), opening.format == format,
      let node = NodeID(opening.node)
    else { throw .notALog }
    var entries: [Entry] = []
    while let record = try nextRecord(&rest) {
      guard let wire = try? WireEntry(serializedBytes: record), let entry = try? Entry(wire)
      else { throw .malformed(record: UInt64(entries.count)) }
      entries.append(entry)
    }
    guard UInt64(entries.count) == opening.entries else { throw .miscounted }
    return Contents(
      node: node, exported: Instant(milliseconds: opening.exportedAt), entries: entries)
  }

  /// The bytes of the next record; nil at the end.
  private static func nextRecord(
    _ rest: inout ArraySlice<UInt8>
  ) throws(LogFileFault) -> [UInt8]? {
    if rest.isEmpty { return nil }
    var length = 0
    var shift = 0
    while true {
      guard let byte = rest.popFirst() else { throw .cutShort }
      // Three groups of seven bits hold more than any record may take.
      guard shift < 21 else { throw .tooLarge }
      length |= Int(byte & 0x7f) << shift
      shift += 7
      if byte < 0x80 { break }
    }
    guard length <= Limits.entryBytes else { throw .tooLarge }
    guard length <= rest.count else { throw .cutShort }
    defer { rest = rest.dropFirst(length) }
    return Array(rest.prefix(length))
  }
}
