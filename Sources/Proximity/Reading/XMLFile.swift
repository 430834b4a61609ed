/// An `.osm` file, as XML or as XML packed with gzip.
struct XMLFile {
  private let source: any ByteSource
  /// The longest element that is read: texts of OpenStreetMap have 255 characters.
  static let elementBytes = 64 << 10
  /// The most nodes OpenStreetMap gives a way is 2,000; older files have more.
  static let nodesOfAWay = 100_000

  init(_ source: any ByteSource) { self.source = source }

  func read(into visitor: inout some OSMVisitor, progress: (Int) -> Void) throws {
    let plain = try PlainBytes(source)
    var buffer: [UInt8] = []
    var at = 0
    var object = XMLObject()
    while let element = try Self.next(&buffer, &at, plain, progress) {
      guard try object.take(element, &visitor) else {
        throw MapFault.damaged(at: plain.offset, what: "<\(element.name)>")
      }
    }
    guard object.isComplete else { throw MapFault.endsEarly(at: plain.offset) }
  }

  /// The next element that is not a comment or declaration; nil at the end.
  private static func next(
    _ buffer: inout [UInt8], _ at: inout Int, _ plain: PlainBytes, _ progress: (Int) -> Void
  ) throws -> XMLElement? {
    while true {
      if let open = buffer[at...].firstIndex(of: UInt8(ascii: "<")),
        let close = end(of: open, in: buffer)
      {
        at = close + 1
        let inside = buffer[(open + 1)..<close]
        if inside.first == UInt8(ascii: "?") || inside.first == UInt8(ascii: "!") { continue }
        guard let element = XMLElement(inside) else {
          throw MapFault.damaged(at: plain.offset, what: "an element")
        }
        return element
      }
      guard buffer.count - at <= elementBytes + PlainBytes.piece else {
        throw MapFault.damaged(at: plain.offset, what: "an element without end")
      }
      let piece = try plain.next()
      progress(plain.offset)
      buffer.removeFirst(at)
      at = 0
      if piece.isEmpty {
        guard !buffer.contains(UInt8(ascii: "<")) else {
          throw MapFault.endsEarly(at: plain.offset)
        }
        return nil
      }
      buffer += piece
    }
  }

  /// Where the element that opens at `open` closes: a `>` within quotes does not count.
  private static func end(of open: Int, in buffer: [UInt8]) -> Int? {
    let isComment = buffer[open...].starts(with: "<!--".utf8)
    var quote: UInt8 = 0
    for at in open..<buffer.count {
      let byte = buffer[at]
      if isComment {
        if byte == UInt8(ascii: ">"), at >= open + 6, buffer[at - 1] == 0x2d,
          buffer[at - 2] == 0x2d
        {
          return at
        }
      } else if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return at
      }
    }
    return nil
  }
}

/// What is being put together from elements.
private struct XMLObject {
  private var kind = ""
  private var id: Int64 = 0
  private var point: Coordinate?
  private var nodes: [Int64] = []
  private var tags = Tags()
  private var root = 0

  var isComplete: Bool { root == 2 && kind.isEmpty }

  /// Takes one element; false for what does not follow the format.
  mutating func take(_ element: XMLElement, _ visitor: inout some OSMVisitor) throws -> Bool {
    switch element.name {
    case "osm":
      root += 1
      return element.isEnd == (root == 2)
    case "node", "way", "relation":
      if !element.isEnd {
        guard root == 1, kind.isEmpty, begin(element) else { return false }
        if !element.isEmpty { return true }
      } else if element.name != kind {
        return false
      }
      try finish(&visitor)
      return true
    case "tag" where !kind.isEmpty && !element.isEnd:
      guard let key = element["k"], let value = element["v"] else { return false }
      tags.add(key, value)
      return true
    case "nd" where kind == "way" && !element.isEnd:
      guard let node = element["ref"].flatMap({ Int64($0) }), nodes.count < XMLFile.nodesOfAWay
      else { return false }
      nodes.append(node)
      return true
    default:
      return root > 0
    }
  }

  private mutating func begin(_ element: XMLElement) -> Bool {
    guard let id = element["id"].flatMap({ Int64($0) }) else { return false }
    self.id = id
    kind = element.name
    tags = Tags()
    nodes = []
    point = nil
    guard kind == "node", element["visible"] != "false" else { return true }
    guard let up = element["lat"].flatMap(XMLElement.degrees),
      let round = element["lon"].flatMap(XMLElement.degrees),
      let place = Coordinate(latitude: up, longitude: round)
    else { return false }
    point = place
    return true
  }

  private mutating func finish(_ visitor: inout some OSMVisitor) throws {
    if let point, visitor.wantsNodes { try visitor.node(id, at: point, tags: tags) }
    if kind == "way", visitor.wantsWays { try visitor.way(id, nodes: nodes, tags: tags) }
    kind = ""
    point = nil
  }
}
