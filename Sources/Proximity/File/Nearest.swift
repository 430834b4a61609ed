/// Looks for the nearest node, cell by cell outwards.
enum Nearest {
  /// Further than this from any street is not on the map, in metres.
  static let furthest = 500.0

  /// The nearest node for which `point` gives a place, among those `range` gives for each cell;
  /// nil when there is none within `furthest`. Of equals the lowest.
  static func node(
    to target: Coordinate, in range: (Cell) -> Range<Int>, point: (Int) -> Coordinate?
  ) -> (node: Int, metres: Double)? {
    let middle = Cell(target)
    // The narrow side of a cell: what lies in ring r + 1 is at least r of them away.
    let side = 278.0 * max(Trigonometry.cosine(Trigonometry.radians(target.degreesNorth)), 0.05)
    var best: (node: Int, metres: Double)?
    var ring: Int32 = 0
    while Double(ring - 1) * side <= min(best?.metres ?? furthest, furthest) {
      for north in -ring...ring {
        let step = abs(north) == ring ? 1 : max(1, 2 * ring)
        for east in stride(from: -ring, through: ring, by: Int32.Stride(step)) {
          guard let cell = middle.moved(north, east) else { continue }
          for node in range(cell) {
            guard let place = point(node) else { continue }
            let metres = target.metres(to: place)
            if metres <= furthest,
              metres < best?.metres ?? .infinity
                || (metres == best?.metres && node < best?.node ?? .max)
            {
              best = (node, metres)
            }
          }
        }
      }
      ring += 1
    }
    return best
  }
}
