import Vocabulary

/// One direction of a stretch between two nodes of the map.
struct Edge: Hashable {
  let from: UInt32
  let to: UInt32
  /// Centimetres as the crow flies, rounded up: nothing is faster than the crow through rounding.
  let length: UInt32
  let passage: Passage
}

/// Streets as a graph, its nodes in order of their cells.
struct Network {
  var points: [Coordinate] = []
  /// Sorted by `from`, then by everything else. As many lead from one node to another as back: what
  /// is closed has an empty passage, so that a search can follow each street against its direction.
  var edges: [Edge] = []
}

/// Puts ways and points together to a network. The same objects give the same network, in whatever
/// order the file had them.
struct NetworkBuilder {
  /// Long stretches get points in between, at most this many metres apart, so that a house finds
  /// its street by the nearest point alone.
  static let longest = 60.0
  /// Two points further apart than this, in metres, are no street but a slip or a desert: nothing
  /// is put in between, or a small file would become a huge map.
  static let farthest = 10_000.0

  private var points: [Coordinate] = []
  /// For each point OpenStreetMap's number; the highest there is for those put in between.
  private var numbers: [Int64] = []
  private var indices: [Int64: Int] = [:]
  private var edges: [(from: Int, to: Int, length: UInt32, passage: Passage)] = []
  /// Those of the edges with no way back.
  private var oneWays: [Int] = []
  private(set) var streets: [Place] = []

  /// Adds every way in order of its number; ways or parts whose nodes the file lacks (cut off at
  /// the edge of an extract) are left out.
  mutating func add(_ ways: [StreetCollector.Way], points found: PointCollector) throws {
    for way in ways.sorted(by: { $0.id < $1.id }) {
      let known = way.nodes.map { found.points[$0] }
      for at in 0..<(way.nodes.count - 1) {
        guard let start = known[at], let end = known[at + 1], way.nodes[at] != way.nodes[at + 1]
        else { continue }
        let rules = (found.rules[way.nodes[at]], found.rules[way.nodes[at + 1]])
        // Half on the way in and half on the way out.
        var delay = (Int(rules.0?.delay ?? 0) + 1) / 2 + (Int(rules.1?.delay ?? 0) + 1) / 2
        let shut = (rules.0?.closed ?? 0, rules.1?.closed ?? 0)
        let isFerry = way.rules.forward.has(Passage.ferry)
        if isFerry, at == 0 || at == way.nodes.count - 2 { delay += 150 }
        let ends = (index(way.nodes[at], start), index(way.nodes[at + 1], end))
        stretch(ends, start, end, way.rules, delay: min(delay, 255), shut: shut)
      }
      guard points.count < StreetMapLayout.mostNodes else { throw MapFault.tooLarge(what: "nodes") }
      if let name = way.rules.name, let middle = known[known.count / 2] {
        streets.append(Place(named: Named(kind: .street, name: name), point: middle))
      }
    }
  }

  private mutating func index(_ node: Int64, _ point: Coordinate) -> Int {
    if let known = indices[node] { return known }
    points.append(point)
    numbers.append(node)
    indices[node] = points.count - 1
    return points.count - 1
  }

  private mutating func stretch(
    _ ends: (Int, Int), _ start: Coordinate, _ end: Coordinate, _ rules: WayRules, delay: Int,
    shut: (UInt8, UInt8)
  ) {
    let metres = start.metres(to: end)
    let isFerry = rules.forward.has(Passage.ferry)
    let isWhole = isFerry || rules.isExact || metres > Self.farthest
    let parts = isWhole ? 1 : max(1, Int((metres / Self.longest).rounded(.up)))
    var last = ends.0
    for part in 1...parts {
      let share = Double(part) / Double(parts)
      var next = ends.1
      if part < parts {
        points.append(start.towards(end, share))
        numbers.append(.max)
        next = points.count - 1
      }
      let length = Edge.length(parts == 1 ? metres : points[last].metres(to: points[next]))
      // What hinders, hinders at the ends: a first and a last part share it.
      let lost = part == parts ? delay - delay / 2 * (parts > 1 ? 1 : 0) : part == 1 ? delay / 2 : 0
      let closed = (part == 1 ? shut.0 : 0) | (part == parts ? shut.1 : 0)
      let before = edges.count
      for (from, to, passage) in [(last, next, rules.forward), (next, last, rules.backward)] {
        var passage = passage
        passage.access &= ~(closed & 0x0f)
        if !rules.isExact { passage.delay = UInt8(lost) }
        if passage.access & 0x0f != 0 { edges.append((from, to, length, passage)) }
      }
      if edges.count == before + 1 { oneWays.append(before) }
      last = next
    }
  }

  /// An empty way back for every one-way stretch, unless another one-way stretch is its way back.
  private func closed() -> [(from: Int, to: Int, length: UInt32, passage: Passage)] {
    struct Ends: Hashable { let from, to: Int }
    var lacking: [Ends: [UInt32]] = [:]
    for edge in oneWays.map({ edges[$0] }) {
      let (there, back) = (Ends(from: edge.from, to: edge.to), Ends(from: edge.to, to: edge.from))
      if lacking[there]?.popLast() == nil { lacking[back, default: []].append(edge.length) }
    }
    return lacking.flatMap { ends, lengths in
      lengths.map { (ends.from, ends.to, $0, Passage()) }
    }
  }

  /// The network with its nodes sorted by cell and place; a node that nobody can leave or reach is
  /// none.
  func network() -> Network {
    var isUsed = [Bool](repeating: false, count: points.count)
    for edge in edges {
      isUsed[edge.from] = true
      isUsed[edge.to] = true
    }
    let order = points.indices.filter { isUsed[$0] }.sorted { a, b in
      let (first, second) = (Cell(points[a]), Cell(points[b]))
      if first != second { return first < second }
      let (one, other) = (points[a], points[b])
      if one.latitude != other.latitude { return one.latitude < other.latitude }
      if one.longitude != other.longitude { return one.longitude < other.longitude }
      return (numbers[a], a) < (numbers[b], b)
    }
    var places = [UInt32](repeating: 0, count: points.count)
    for (new, old) in order.enumerated() { places[old] = UInt32(new) }
    var network = Network(points: order.map { points[$0] })
    network.edges = (edges + closed()).map {
      Edge(from: places[$0.from], to: places[$0.to], length: $0.length, passage: $0.passage)
    }.sorted { a, b in a.order < b.order }
    return network
  }
}

extension Edge {
  /// Centimetres for metres.
  static func length(_ metres: Double) -> UInt32 { UInt32((metres * 100).rounded(.up)) }

  fileprivate var order: (UInt32, UInt32, UInt32, UInt32) { (from, to, length, passage.packed) }
}

extension Passage {
  /// The four bytes as one number, first byte lowest.
  var packed: UInt32 {
    UInt32(access) | UInt32(surface) << 8 | UInt32(carSpeed) << 16 | UInt32(delay) << 24
  }

  init(packed: UInt32) {
    access = UInt8(truncatingIfNeeded: packed)
    surface = UInt8(truncatingIfNeeded: packed >> 8)
    carSpeed = UInt8(truncatingIfNeeded: packed >> 16)
    delay = UInt8(truncatingIfNeeded: packed >> 24)
  }
}

extension Coordinate {
  /// The point at a share (0 to 1) of the straight line to another.
  func towards(_ other: Coordinate, _ share: Double) -> Coordinate {
    func between(_ a: Int32, _ b: Int32) -> Int32 {
      Int32((Double(a) + (Double(b) - Double(a)) * share).rounded())
    }
    return Coordinate(
      uncheckedLatitude: between(latitude, other.latitude),
      longitude: between(longitude, other.longitude))
  }
}
