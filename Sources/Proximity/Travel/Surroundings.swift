import Vocabulary

/// Everywhere somebody can get to, or come from, within a time: one search around one point
/// (Dijkstra's).
public struct Surroundings: Sendable {
  /// Which way people go.
  public enum Direction: Hashable, Sendable {
    /// From the middle to everywhere.
    case outwards
    /// From everywhere to the middle: an asker's helpers.
    case inwards
  }

  /// The middle: where it starts, or where everybody comes to.
  public let origin: Coordinate
  /// From the middle or towards it.
  public let direction: Direction
  /// By what, and how fast.
  public let travel: Travel
  /// The most it may take, in milliseconds.
  public let limit: Int64
  /// Whether streets were followed. Without a map, or with an origin off the map, every time is a
  /// crow's with its detour.
  public let model: TravelModel
  let map: StreetMap?
  private(set) var labels = Labels()
  private let start: (node: Int, metres: Double)?

  /// The longest search there is: six hours.
  public static let longest: Int64 = 6 * 3_600_000

  /// Searches the map as far as `milliseconds` go.
  public init(
    from origin: Coordinate, by travel: Travel, within milliseconds: Int64, on map: StreetMap?
  ) {
    self.init(origin, .outwards, by: travel, within: milliseconds, on: map)
  }

  /// Searches the map in either direction.
  public init(
    _ origin: Coordinate, _ direction: Direction, by travel: Travel, within milliseconds: Int64,
    on map: StreetMap?
  ) {
    self.init(origin, direction, by: travel, within: milliseconds, on: map, until: nil)
  }

  fileprivate init(
    _ origin: Coordinate, _ direction: Direction, by travel: Travel, within milliseconds: Int64,
    on map: StreetMap?, until target: UInt32?
  ) {
    self.origin = origin
    self.direction = direction
    self.travel = travel
    limit = min(max(milliseconds, 0), Self.longest)
    self.map = map
    start = map?.nearest(to: origin, travel.means.network)
    model = start == nil ? .crow : .streets
    if let map, let start { search(map, start, target) }
  }

  private mutating func search(
    _ map: StreetMap, _ start: (node: Int, metres: Double), _ target: UInt32?
  ) {
    let kind = travel.means.network
    let most = UInt32(limit)
    var heap = TimeHeap()
    let leg = travel.leg(start.metres)
    guard leg.milliseconds <= limit else { return }
    let first = UInt32(leg.milliseconds)
    _ = labels.improve(UInt32(start.node), time: first, length: UInt32(leg.centimetres))
    heap.push(first, UInt32(start.node))
    while let (time, node) = heap.pop() {
      guard let label = labels[node], label.time == time else { continue }
      if node == target { return }
      func follow(_ edge: Int, of start: UInt32, to end: UInt32) {
        let passage = map.passage(edge)
        guard passage.allows(kind) else { return }
        let length = map.edgeLength(edge, of: Int(start))
        let (arrival, isLate) = time.addingReportingOverflow(travel.cost(length, passage))
        guard !isLate, arrival <= most else { return }
        let metres = label.length.addingReportingOverflow(length).partialValue
        if labels.improve(end, time: arrival, length: metres) { heap.push(arrival, end) }
      }
      for edge in map.edges(of: Int(node)) {
        let end = map.edgeEnd(edge)
        if direction == .outwards {
          follow(edge, of: node, to: end)
        } else {
          // Against their direction: those of its neighbours' edges that come here.
          for back in map.edges(of: Int(end)) where map.edgeEnd(back) == node {
            follow(back, of: end, to: end)
          }
        }
      }
    }
  }

  /// How long to a point, or from it in a search inwards; nil when it takes more than the limit, or when no street leads there.
  public func journey(to point: Coordinate) -> Journey? {
    guard let map, let start else { return crow(to: point) }
    guard let end = map.nearest(to: point, travel.means.network) else { return crow(to: point) }
    if end.node == start.node { return beside(point) }
    return journey(to: end.node, metres: end.metres)
  }

  /// How long to an area, that is to its middle. The same as asking for that point, but quicker.
  public func journey(to area: Area) -> Journey? { journey(to: Cell(area)) }

  /// The same for an area's cell.
  public func journey(to cell: Cell) -> Journey? {
    guard let map, let start, let index = map.index(of: cell),
      let node = map.anchor(of: index, travel.means.network)
    else { return crow(to: cell.centre) }
    if node == start.node { return beside(cell.centre) }
    // Distances cost more than a look at what was met.
    guard labels[UInt32(node)] != nil else { return nil }
    return journey(to: node, metres: map.point(node).metres(to: cell.centre))
  }

  private func journey(to node: Int, metres: Double) -> Journey? {
    guard let label = labels[UInt32(node)] else { return nil }
    let leg = travel.leg(metres)
    let total = Int64(label.time) + leg.milliseconds
    guard total <= limit else { return nil }
    return Journey(
      milliseconds: total, metres: (Int64(label.length) + leg.centimetres + 99) / 100,
      model: .streets)
  }

  /// At the same point of a street the two are neighbours, whatever that street does: straight
  /// across, with a detour.
  private func beside(_ point: Coordinate) -> Journey? {
    crow(to: point).map {
      Journey(milliseconds: $0.milliseconds, metres: $0.metres, model: .streets)
    }
  }

  private func crow(to point: Coordinate) -> Journey? {
    let journey = Journey.crow(from: origin, to: point, by: travel)
    return journey.milliseconds <= limit ? journey : nil
  }

  /// Every area in reach along streets with its time, row by row from the south; empty when no
  /// streets were followed.
  public func areas() -> [(area: Area, journey: Journey)] {
    guard let map, start != nil else { return [] }
    var cells: Set<Cell> = []
    for node in labels.nodes { cells.insert(Cell(map.point(Int(node)))) }
    // A cell without streets of its own is reached from a node of one near it.
    for cell in cells {
      for north in Int32(-2)...2 {
        for east in Int32(-2)...2 { if let near = cell.moved(north, east) { cells.insert(near) } }
      }
    }
    return cells.sorted().compactMap { cell in
      guard let journey = journey(to: cell), journey.model == .streets, let area = cell.area
      else { return nil }
      return (area, journey)
    }
  }
}

extension Travel {
  /// The way between a door and its street.
  fileprivate func leg(_ metres: Double) -> (milliseconds: Int64, centimetres: Int64) {
    let centimetres = Int64((metres * 100).rounded(.up))
    return (Travel.milliseconds(centimetres: centimetres, at: speedToStreet), centimetres)
  }
}

extension Journey {
  /// From one point to another along the streets of `map`, or as the crow flies where it has none
  /// or where no street leads there.
  public static func between(
    _ from: Coordinate, _ to: Coordinate, by travel: Travel, on map: StreetMap?
  ) -> Journey {
    let target = map?.nearest(to: to, travel.means.network).map { UInt32($0.node) }
    let reach = Surroundings(
      from, .outwards, by: travel, within: Surroundings.longest, on: map, until: target)
    return reach.journey(to: to) ?? .crow(from: from, to: to, by: travel)
  }
}
