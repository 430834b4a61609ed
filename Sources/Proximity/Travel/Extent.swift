import Vocabulary

extension Surroundings {
  /// A rectangle of cells. Both corners belong to it; it does not go round the date line but spans
  /// the globe there.
  public struct Extent: Hashable, Sendable {
    /// Rows from the south.
    public private(set) var rows: ClosedRange<Int32>
    /// Columns from the west.
    public private(set) var columns: ClosedRange<Int32>

    init(_ middle: Cell, metres: Double) {
      let rows = Int32((metres / Self.side).rounded(.up)) + 1
      // Degrees are narrowest at the edge that is nearest to a pole.
      let edge = abs(middle.centre.degreesNorth) + Double(rows) / 400
      let width = Self.side * max(Trigonometry.cosine(Trigonometry.radians(min(edge, 90))), 0.05)
      let columns = Int32((metres / width).rounded(.up)) + 1
      self.rows = max(0, middle.row - rows)...min(Cell.rows - 1, middle.row + rows)
      let (west, east) = (middle.column - columns, middle.column + columns)
      self.columns = west < 0 || east >= Cell.columns ? 0...(Cell.columns - 1) : west...east
    }

    private static let side = 277.9

    mutating func include(_ other: Extent) { self = union(other) }

    /// The smallest that holds both.
    public func union(_ other: Extent) -> Extent {
      var both = self
      both.rows =
        min(rows.lowerBound, other.rows.lowerBound)...max(rows.upperBound, other.rows.upperBound)
      both.columns =
        min(
          columns.lowerBound, other.columns.lowerBound)...max(
          columns.upperBound, other.columns.upperBound)
      return both
    }
  }

  /// Every cell for which there is a journey lies in it.
  public var extent: Extent {
    // Where a cell has no street near it, the crow flies.
    let speed = travel.means == .car ? min(travel.speed, Means.carWithoutStreets) : travel.speed
    let metres = Double(limit) * Double(speed) / 3_600_000
    var extent = Extent(Cell(origin), metres: metres * 100 / Double(travel.means.detour) + 1)
    guard let map else { return extent }
    var (south, west, north, east) = (Int32.max, Int32.max, Int32.min, Int32.min)
    labels.forEach { node in
      let point = map.point(Int(node))
      south = min(south, point.latitude)
      west = min(west, point.longitude)
      north = max(north, point.latitude)
      east = max(east, point.longitude)
    }
    guard south <= north else { return extent }
    for (up, round) in [(south, west), (south, east), (north, west), (north, east)] {
      let corner = Coordinate(uncheckedLatitude: up, longitude: round)
      extent.include(Extent(Cell(corner), metres: Nearest.furthest))
    }
    return extent
  }
}
