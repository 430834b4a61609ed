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
    let places = points.map(SpherePoint.init)
    var next = 0
    for cell in all.sorted() {
      let range = ranges[cell] ?? next..<next
      next = range.upperBound
      let anchors = homes.map { isHome in
        let found = Nearest.node(to: cell.centre) {
          ranges[$0] ?? 0..<0
        } point: { node in
          isHome[node] ? places[node] : nil
        }
        return found.map { UInt32($0.node) } ?? Self.none
      }
      rows.append(Row(cell: cell, firstNode: UInt32(range.lowerBound), anchors: anchors))
    }
  }
}
