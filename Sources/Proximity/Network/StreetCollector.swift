/// First pass: the ways that can be travelled, and the nodes and houses that are needed later.
///
/// Memory grows with the streets, not with the file: a node that no street uses is never kept.
struct StreetCollector: OSMVisitor {
  struct Way {
    let id: Int64
    let nodes: [Int64]
    let rules: WayRules
  }

  var wantsNodes: Bool { false }
  var wantsWays: Bool { true }
  private(set) var ways: [Way] = []
  /// Outlines of what has an address or a name: first node and the one across stand for it.
  private(set) var outlines: [Outline] = []
  private(set) var needed: Set<Int64> = []
  private(set) var objects = 0

  struct Outline {
    let id: Int64
    let nodes: [Int64]
    let found: [Named]
  }

  mutating func node(_ id: Int64, at point: Coordinate, tags: @autoclosure () throws -> Tags) {}

  mutating func way(_ id: Int64, nodes: [Int64], tags: Tags) throws {
    objects += 1
    guard nodes.count > 1, !tags.isEmpty else { return }
    if let rules = WayRules(tags) {
      ways.append(Way(id: id, nodes: nodes, rules: rules))
      needed.formUnion(nodes)
    } else {
      let found = Named.all(in: tags)
      guard !found.isEmpty else { return }
      outlines.append(Outline(id: id, nodes: nodes, found: found))
      needed.formUnion(nodes)
    }
    guard needed.count < StreetMapLayout.mostNodes else { throw MapFault.tooLarge(what: "nodes") }
  }
}

/// Second pass: where the needed nodes are, what hinders on them, and addresses of single points.
struct PointCollector: OSMVisitor {
  var wantsNodes: Bool { true }
  var wantsWays: Bool { false }
  let needed: Set<Int64>
  private(set) var points: [Int64: Coordinate] = [:]
  private(set) var rules: [Int64: PointRules] = [:]
  private(set) var places: [Place] = []
  private(set) var objects = 0

  init(needed: Set<Int64>) {
    self.needed = needed
    points.reserveCapacity(needed.count)
  }

  mutating func node(
    _ id: Int64, at point: Coordinate, tags: @autoclosure () throws -> Tags
  ) throws {
    objects += 1
    let tags = try tags()
    if needed.contains(id) {
      points[id] = point
      if let rule = PointRules(tags) { rules[id] = rule }
    }
    guard !tags.isEmpty else { return }
    for named in Named.all(in: tags) { places.append(Place(named: named, point: point)) }
  }

  mutating func way(_ id: Int64, nodes: [Int64], tags: Tags) {}
}
