/// Bytes that can be asked for by place: a file for the node, an array in a test.
///
/// The readers never hold more of it than one block; whoever implements it does the input.
public protocol ByteSource {
  /// How many bytes there are.
  var count: Int { get }
  /// Up to `count` bytes from `offset`; fewer only at the end.
  func bytes(at offset: Int, count: Int) throws -> [UInt8]
}

/// An array as a source.
public struct ArraySource: ByteSource {
  private let array: [UInt8]
  /// Takes the bytes.
  public init(_ bytes: [UInt8]) { array = bytes }
  public var count: Int { array.count }
  public func bytes(at offset: Int, count: Int) -> [UInt8] {
    let start = min(max(0, offset), array.count)
    return Array(array[start..<min(array.count, start + max(0, count))])
  }
}

/// Why an OpenStreetMap file cannot be read.
public enum MapFault: Error, Hashable, Sendable {
  /// Neither `.osm.pbf` nor `.osm` nor `.osm.gz`.
  case notOpenStreetMap
  /// It ends in the middle of something, at this byte.
  case endsEarly(at: Int)
  /// What is at this byte does not follow the format: what was read.
  case damaged(at: Int, what: String)
  /// It needs a feature of the format that this program does not know.
  case needs(feature: String)
  /// Nothing in it can be travelled.
  case noStreets
  /// It has more of something than a map can hold.
  case tooLarge(what: String)
  /// A map file that was not written by this program, or not by this version.
  case notAMap(what: String)
}
