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
    let names = SharedName.all(of: places)
    let texts = TextTable(names, places)
    let passages = Set(network.edges.map(\.passage.packed)).sorted()
    var layout = StreetMapLayout()
    layout.nodes = network.points.count
    layout.edges = network.edges.count
    layout.passages = passages.count
    layout.cells = cells.rows.count
    layout.texts = texts.sorted.count
    layout.textBytes = texts.bytes
    layout.names = names.count
    layout.places = places.count
    guard layout.edges < Int(Int32.max), layout.textBytes < Int(Int32.max) else {
      throw MapFault.tooLarge(what: "streets")
    }
    guard passages.count <= StreetMapLayout.mostPassages else {
      throw MapFault.tooLarge(what: "kinds of street")
    }
    var writer = StreetMapWriter()
    writer.bytes.reserveCapacity(layout.end)
    writer.header(layout, network)
    for point in network.points { writer.put(point) }
    for first in firstEdges { writer.put(first) }
    writer.put(network.edges, passages: passages)
    for row in cells.rows {
      writer.put(UInt32(bitPattern: row.cell.row))
      writer.put(UInt32(bitPattern: row.cell.column))
      writer.put(row.firstNode)
      for anchor in row.anchors { writer.put(anchor) }
    }
    writer.put(texts: texts, names: names, places: places)
    for node in network.points.indices {
      writer.bytes.append(
        NetworkKind.allCases.reduce(0) { $0 | (homes[$1.rawValue][node] ? $1.bit : 0) })
    }
    for text in texts.sorted { writer.bytes += text.utf8 }
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

  private mutating func put(_ edges: [Edge], passages: [UInt32]) {
    let kinds = Dictionary(uniqueKeysWithValues: zip(passages, 0...))
    for edge in edges {
      put(edge.to)
      // A longer one is measured by whoever asks: it is as long as its ends are apart.
      put(UInt16(clamping: edge.length))
      put(UInt16(truncatingIfNeeded: kinds[edge.passage.packed] ?? 0))
    }
    for passage in passages { put(passage) }
  }

  private mutating func header(_ layout: StreetMapLayout, _ network: Network) {
    bytes += StreetMapLayout.magic
    put(StreetMapLayout.version)
    put(UInt32(StreetMapLayout.headerBytes))
    put(UInt64(0))  // the checksum, when everything is there
    for count in [
      layout.nodes, layout.edges, layout.passages, layout.cells, layout.texts, layout.textBytes,
      layout.names, layout.places,
    ] { put(UInt32(count)) }
    let norths = network.points.map(\.latitude)
    let easts = network.points.map(\.longitude)
    for bound in [norths.min(), easts.min(), norths.max(), easts.max()] {
      put(UInt32(bitPattern: bound ?? 0))
    }
    while bytes.count < StreetMapLayout.headerBytes { bytes.append(0) }
  }

  private mutating func put(texts: TextTable, names: [SharedName], places: [IndexedPlace]) {
    var start: UInt32 = 0
    for text in texts.sorted {
      put(start)
      start += UInt32(text.utf8.count)
    }
    put(start)
    for name in names {
      for text in [name.folded, name.name, name.town] { put(texts[text]) }
      put(UInt32(name.kind.rawValue))
      put(UInt32(name.firstPlace))
    }
    for place in places {
      put(texts[place.named.number])
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
