/// A key and its value.
public struct Tag: Hashable, Sendable {
  let key: String
  let value: String
}

/// What was noted about an object; a handful of pairs, so looking through them is quickest.
public struct Tags: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  private(set) var all: [Tag] = []

  init() {}
  /// For tests and examples.
  public init(dictionaryLiteral elements: (String, String)...) {
    all = elements.map { Tag(key: $0.0, value: $0.1) }
  }

  subscript(_ key: String) -> String? { all.first { $0.key == key }?.value }
  var isEmpty: Bool { all.isEmpty }
  mutating func add(_ key: String, _ value: String) { all.append(Tag(key: key, value: value)) }
}

/// What an OpenStreetMap file is made of, as far as streets and addresses go.
///
/// Relations are read over: neither streets nor addresses of houses need them.
protocol OSMVisitor {
  /// Whether nodes are wanted in this pass; if not they are read over.
  var wantsNodes: Bool { get }
  /// Whether ways are wanted in this pass.
  var wantsWays: Bool { get }
  mutating func node(_ id: Int64, at point: Coordinate, tags: @autoclosure () throws -> Tags) throws
  mutating func way(_ id: Int64, nodes: [Int64], tags: Tags) throws
}

/// Reads any of the formats.
enum OSMFile {
  /// Goes through the source once; `progress` hears how many of its bytes are done.
  static func read(
    _ source: any ByteSource, into visitor: inout some OSMVisitor, progress: (Int) -> Void
  ) throws {
    let start = try source.bytes(at: 0, count: 64)
    if start.count > 6, start[0] == 0, start[4] == 0x0a, start[5] == 9 {
      try PBFFile(source).read(into: &visitor, progress: progress)
    } else if start.starts(with: [0x1f, 0x8b]) || start.first(where: { $0 > 0x20 }) == 0x3c
      || start.starts(with: [0xef, 0xbb, 0xbf, 0x3c])
    {
      try XMLFile(source).read(into: &visitor, progress: progress)
    } else {
      throw MapFault.notOpenStreetMap
    }
  }
}
