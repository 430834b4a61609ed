/// Lays a network and an index out as the bytes of a map file.
struct StreetMapWriter {
  private var bytes: [UInt8] = []

  static func write(_ network: Network, places: [IndexedPlace]) throws -> [UInt8] {
    guard !network.points.isEmpty, !network.edges.isEmpty else { throw MapFault.noStreets }
    let firstEdges = firstEdges(of: network)
    let homes = NetworkKind.allCases.map {
      Components(network, firstEdges: firstEdges, $0).isHome
    }
    let cells = CellTable(network.points, homes: homes)
    let texts = Set(places.flatMap { [$0.folded, $0.named.name, $0.named.number, $0.named.town] })
      .map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
    var layout = StreetMapLayout()
    layout.nodes = network.points.count
    layout.edges = network.edges.count
    layout.cells = cells.rows.count
    layout.texts = texts.count
    layout.textBytes = texts.reduce(0) { $0 + $1.count }
    layout.places = places.count
    guard layout.edges < Int(Int32.max), layout.textBytes < Int(Int32.max) else {
      throw MapFault.tooLarge(what: "streets")
    }
    var writer = StreetMapWriter()
    writer.bytes.reserveCapacity(layout.end)
    writer.header(layout, network)
    for point in network.points { writer.put(point) }
    for first in firstEdges { writer.put(first) }
    for edge in network.edges {
      writer.put(edge.to)
      writer.put(edge.length)
      writer.put(edge.passage.packed)
    }
    writer.putArrivals(of: network)
    for row in cells.rows {
      writer.put(UInt32(bitPattern: row.cell.row))
      writer.put(UInt32(bitPattern: row.cell.column))
      writer.put(row.firstNode)
      for anchor in row.anchors { writer.put(anchor) }
    }
    writer.put(texts: texts, places: places)
    for node in network.points.indices {
      writer.bytes.append(
        NetworkKind.allCases.reduce(0) { $0 | (homes[$1.rawValue][node] ? $1.bit : 0) })
    }
    for text in texts { writer.bytes += text }
    while writer.bytes.count < layout.end { writer.bytes.append(0) }
    writer.seal()
    return writer.bytes
  }

  static func firstEdges(of network: Network) -> [UInt32] {
    var first = [UInt32](repeating: 0, count: network.points.count + 1)
    for edge in network.edges { first[Int(edge.from) + 1] += 1 }
    for node in network.points.indices { first[node + 1] += first[node] }
    return first
  }

  /// The same edges once more, by the node they lead to: a search towards a place follows them
  /// backwards.
  private mutating func putArrivals(of network: Network) {
    let order = network.edges.indices.sorted { a, b in
      (network.edges[a].to, a) < (network.edges[b].to, b)
    }
    var first = [UInt32](repeating: 0, count: network.points.count + 1)
    for edge in network.edges { first[Int(edge.to) + 1] += 1 }
    for node in network.points.indices { first[node + 1] += first[node] }
    for start in first { put(start) }
    for edge in order {
      put(network.edges[edge].from)
      put(UInt32(edge))
    }
  }

  private mutating func header(_ layout: StreetMapLayout, _ network: Network) {
    bytes += StreetMapLayout.magic
    put(StreetMapLayout.version)
    put(UInt32(StreetMapLayout.headerBytes))
    put(UInt64(0))  // the checksum, when everything is there
    for count in [
      layout.nodes, layout.edges, layout.cells, layout.texts, layout.textBytes, layout.places,
    ] { put(UInt32(count)) }
    let norths = network.points.map(\.latitude)
    let easts = network.points.map(\.longitude)
    for bound in [norths.min(), easts.min(), norths.max(), easts.max()] {
      put(UInt32(bitPattern: bound ?? 0))
    }
    while bytes.count < StreetMapLayout.headerBytes { bytes.append(0) }
  }

  private mutating func put(texts: [[UInt8]], places: [IndexedPlace]) {
    var indices: [String: UInt32] = [:]
    var start: UInt32 = 0
    for (index, text) in texts.enumerated() {
      indices[String(decoding: text, as: UTF8.self)] = UInt32(index)
      put(start)
      start += UInt32(text.count)
    }
    put(start)
    for place in places {
      let named = place.named
      for text in [place.folded, named.name, named.number, named.town] {
        put(indices[text] ?? 0)
      }
      put(UInt32(named.kind.rawValue))
      put(place.point)
    }
  }

  private mutating func put(_ point: Coordinate) {
    put(UInt32(bitPattern: point.latitude))
    put(UInt32(bitPattern: point.longitude))
  }

  private mutating func put(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Puts the checksum of everything behind it into the header.
  private mutating func seal() {
    let sum = bytes.withUnsafeBytes {
      StreetMapLayout.checksum(UnsafeRawBufferPointer(rebasing: $0[24...]))
    }
    withUnsafeBytes(of: sum.littleEndian) { bytes.replaceSubrange(16..<24, with: $0) }
  }
}

/// For every cell with a street in it or beside it: its first node, and for each network the node
/// where a journey from the middle of the cell begins.
struct CellTable {
  struct Row {
    let cell: Cell
    let firstNode: UInt32
    let anchors: [UInt32]
  }
  static let none = UInt32.max
  private(set) var rows: [Row] = []

  init(_ points: [Coordinate], homes: [[Bool]]) {
    var first: [Cell: Int] = [:]
    var ranges: [Cell: Range<Int>] = [:]
    for (node, point) in points.enumerated() {
      let cell = Cell(point)
      let start = first[cell] ?? node
      first[cell] = start
      ranges[cell] = start..<(node + 1)
    }
    var all = Set(ranges.keys)
    for cell in ranges.keys {
      for north in Int32(-1)...1 {
        for east in Int32(-1)...1 { if let near = cell.moved(north, east) { all.insert(near) } }
      }
    }
    var next = 0
    for cell in all.sorted() {
      let range = ranges[cell] ?? next..<next
      next = range.upperBound
      let anchors = homes.map { isHome in
        let found = Nearest.node(to: cell.centre) {
          ranges[$0] ?? 0..<0
        } point: { node in
          isHome[node] ? points[node] : nil
        }
        return found.map { UInt32($0.node) } ?? Self.none
      }
      rows.append(Row(cell: cell, firstNode: UInt32(range.lowerBound), anchors: anchors))
    }
  }
}
