/// A map as it lies in memory: the bytes of a map file, read in place.
///
/// Opening looks at everything once: a file that opens has no index beyond its table, so that
/// whatever is asked of it afterwards stays inside it.
public final class StreetMap: @unchecked Sendable {
  // `@unchecked`: the bytes are never written, and live as long as their owner, which is held here.
  let bytes: UnsafeRawBufferPointer
  private let owner: any AnyObject & Sendable
  let layout: StreetMapLayout

  /// What to say wherever a map or something made from it is shown.
  public static let attribution = "© OpenStreetMap contributors, ODbL"

  /// Takes bytes that `owner` keeps in place. Throws `MapFault.notAMap` for any others than those
  /// of a whole map of this version.
  public init(_ bytes: UnsafeRawBufferPointer, owner: any AnyObject & Sendable) throws {
    self.bytes = bytes
    self.owner = owner
    guard bytes.count >= StreetMapLayout.headerBytes,
      bytes.prefix(8).elementsEqual(StreetMapLayout.magic)
    else { throw MapFault.notAMap(what: "its beginning") }
    func number(_ at: Int) -> Int {
      Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
    }
    guard number(8) == Int(StreetMapLayout.version), number(12) == StreetMapLayout.headerBytes
    else { throw MapFault.notAMap(what: "version") }
    var layout = StreetMapLayout()
    layout.nodes = number(24)
    layout.edges = number(28)
    layout.passages = number(32)
    layout.cells = number(36)
    layout.texts = number(40)
    layout.textBytes = number(44)
    layout.names = number(48)
    layout.places = number(52)
    self.layout = layout
    guard layout.nodes > 0, layout.end == bytes.count else {
      throw MapFault.notAMap(what: "its length")
    }
    let sum = StreetMapLayout.checksum(UnsafeRawBufferPointer(rebasing: bytes[24...]))
    let written = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
    guard sum == written else { throw MapFault.notAMap(what: "its checksum") }
    try checkIndices()
  }

  private func checkIndices() throws {
    func ascending(_ start: Int, _ count: Int, _ stride: Int, to end: Int) -> Bool {
      var last = 0
      for index in 0..<count {
        let value = Int(word(start + index * stride))
        if value < last { return false }
        last = value
      }
      return last <= end
    }
    var isSound =
      ascending(layout.firstEdgesAt, layout.nodes + 1, 4, to: layout.edges)
      && ascending(layout.textStartsAt, layout.texts + 1, 4, to: layout.textBytes)
      && ascending(layout.cellsAt + 8, layout.cells, StreetMapLayout.cellBytes, to: layout.nodes)
      && ascending(layout.namesAt + 16, layout.names, StreetMapLayout.nameBytes, to: layout.places)
    for edge in 0..<layout.edges
    where edgeEnd(edge) >= layout.nodes || passageIndex(edge) >= layout.passages {
      isSound = false
    }
    let extent = StreetMapLayout.extentAt
    for corner in [extent, extent + 8] where !coordinate(at: corner).isOnGlobe { isSound = false }
    for node in 0..<layout.nodes where !point(node).isOnGlobe { isSound = false }
    for cell in 0..<layout.cells {
      if !self.cell(cell).isOnGlobe { isSound = false }
      for kind in NetworkKind.allCases {
        if let anchor = anchor(of: cell, kind), anchor >= layout.nodes { isSound = false }
      }
    }
    for name in 0..<layout.names {
      let at = layout.namesAt + name * StreetMapLayout.nameBytes
      for field in 0..<3 where word(at + field * 4) >= layout.texts { isSound = false }
      if word(at + 12) >= PlaceKind.allCases.count { isSound = false }
    }
    // Lines before the first name would have none.
    if layout.places > 0, layout.names == 0 || word(layout.namesAt + 16) != 0 { isSound = false }
    for place in 0..<layout.places {
      let at = layout.placesAt + place * StreetMapLayout.placeBytes
      if word(at) >= layout.texts || !coordinate(at: at + 4).isOnGlobe { isSound = false }
    }
    guard isSound else { throw MapFault.notAMap(what: "an index") }
  }

  @inline(__always)
  func word(_ at: Int) -> UInt32 {
    UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self))
  }

  @inline(__always)
  private func half(_ at: Int) -> UInt16 {
    UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt16.self))
  }

  func coordinate(at: Int) -> Coordinate {
    Coordinate(
      uncheckedLatitude: Int32(bitPattern: word(at)), longitude: Int32(bitPattern: word(at + 4)))
  }

  func point(_ node: Int) -> Coordinate { coordinate(at: layout.pointsAt + node * 8) }

  /// The edges that leave a node. As many come back from where they lead; where nobody may go
  /// their passage is empty.
  @inline(__always)
  func edges(of node: Int) -> Range<Int> {
    let at = layout.firstEdgesAt + node * 4
    return Int(word(at))..<Int(word(at + 4))
  }

  @inline(__always)
  func edgeEnd(_ edge: Int) -> UInt32 { word(layout.edgesAt + edge * StreetMapLayout.edgeBytes) }

  /// Centimetres of an edge of `node`.
  @inline(__always)
  func edgeLength(_ edge: Int, of node: Int) -> UInt32 {
    let length = half(layout.edgesAt + edge * StreetMapLayout.edgeBytes + 4)
    if length < StreetMapLayout.longLength { return UInt32(length) }
    return Edge.length(point(node).metres(to: point(Int(edgeEnd(edge)))))
  }

  @inline(__always)
  private func passageIndex(_ edge: Int) -> UInt16 {
    half(layout.edgesAt + edge * StreetMapLayout.edgeBytes + 6)
  }

  @inline(__always)
  func passage(_ edge: Int) -> Passage {
    Passage(packed: word(layout.passagesAt + Int(passageIndex(edge)) * 4))
  }

  func isHome(_ node: Int, _ kind: NetworkKind) -> Bool {
    bytes[layout.homesAt + node] & kind.bit != 0
  }

  func text(_ index: Int) -> String {
    let at = layout.textStartsAt + index * 4
    let range = (layout.textsAt + Int(word(at)))..<(layout.textsAt + Int(word(at + 4)))
    return String(decoding: bytes[range], as: UTF8.self)
  }
}

extension StreetMap {
  func cell(_ index: Int) -> Cell {
    let at = layout.cellsAt + index * StreetMapLayout.cellBytes
    return Cell(row: Int32(bitPattern: word(at)), column: Int32(bitPattern: word(at + 4)))
  }

  /// Where a cell is in the table; nil for one without streets in it or beside it.
  func index(of cell: Cell) -> Int? {
    var (low, high) = (0, layout.cells)
    while low < high {
      let middle = (low + high) / 2
      if self.cell(middle) < cell { low = middle + 1 } else { high = middle }
    }
    return low < layout.cells && self.cell(low) == cell ? low : nil
  }

  func nodes(in cell: Cell) -> Range<Int> {
    guard let index = index(of: cell) else { return 0..<0 }
    let at = layout.cellsAt + index * StreetMapLayout.cellBytes + 8
    let end =
      index + 1 < layout.cells ? Int(word(at + StreetMapLayout.cellBytes)) : layout.nodes
    return Int(word(at))..<end
  }

  /// The node where journeys from a cell's middle begin.
  func anchor(of index: Int, _ kind: NetworkKind) -> Int? {
    let at = layout.cellsAt + index * StreetMapLayout.cellBytes + 12 + kind.rawValue * 4
    let node = word(at)
    return node == CellTable.none ? nil : Int(node)
  }

  /// The node nearest to a point that belongs to a network, and how far it is; nil for a point
  /// that is further than half a kilometre from every street.
  func nearest(to point: Coordinate, _ kind: NetworkKind) -> (node: Int, metres: Double)? {
    Nearest.node(to: point) {
      self.nodes(in: $0)
    } point: { node in
      self.isHome(node, kind) ? SpherePoint(self.point(node)) : nil
    }
  }

  /// What the map holds.
  public var summary: Summary {
    let at = StreetMapLayout.extentAt
    return Summary(
      nodes: layout.nodes, edges: layout.edges, areas: layout.cells, places: layout.places,
      bytes: bytes.count, southWest: coordinate(at: at), northEast: coordinate(at: at + 8))
  }

  /// Figures of a map.
  public struct Summary: Hashable, Sendable {
    /// Points of streets.
    public let nodes: Int
    /// Stretches between them, each direction for itself, those included that nobody may go.
    public let edges: Int
    /// Eight-digit cells with streets in them or beside them.
    public let areas: Int
    /// Addresses, streets, villages and sites.
    public let places: Int
    /// Size of the map.
    public let bytes: Int
    /// Corners of the box around all streets.
    public let southWest: Coordinate
    /// See `southWest`.
    public let northEast: Coordinate
  }
}
