/// Looks for the nearest node, cell by cell outwards.
enum Nearest {
  /// Further than this from any street is not on the map, in metres.
  static let furthest = 500.0
  private static let furthestChord = Chord(metres: furthest)

  /// The nearest node for which `point` gives a place, among those `range` gives for each cell;
  /// nil when there is none within `furthest`. Of equals the lowest.
  static func node(
    to target: Coordinate, in range: (Cell) -> Range<Int>, point: (Int) -> SpherePoint?
  ) -> (node: Int, metres: Double)? {
    let middle = Cell(target)
    // The narrow side of a cell: what lies in ring r + 1 is at least r of them away.
    let side = 278.0 * max(Trigonometry.cosine(Trigonometry.radians(target.degreesNorth)), 0.05)
    let centre = SpherePoint(target)
    var best: (node: Int, chord: Chord)?
    var ring: Int32 = 0
    while Double(ring - 1) * side <= (best?.chord.metres ?? furthest) {
      for north in -ring...ring {
        let step = abs(north) == ring ? 1 : max(1, 2 * ring)
        for east in stride(from: -ring, through: ring, by: Int32.Stride(step)) {
          guard let cell = middle.moved(north, east) else { continue }
          for node in range(cell) {
            guard let place = point(node) else { continue }
            let chord = centre.chord(to: place)
            if chord > best?.chord ?? furthestChord { continue }
            if let best, best.chord == chord, best.node < node { continue }
            best = (node, chord)
          }
        }
      }
      ring += 1
    }
    return best.map { ($0.node, $0.chord.metres) }
  }
}
