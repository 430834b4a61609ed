/// A line of the index, ready to be written.
struct IndexedPlace {
  let named: Named
  let folded: String
  /// The house's number as it is compared.
  let number: String
  let point: Coordinate

  init(named: Named, point: Coordinate) {
    self.named = named
    self.point = point
    folded = Folding.fold(named.name)
    number = Folding.number(named.number)
  }
}

/// Makes the index of what was found: every line knows its village, and nothing is there twice.
enum IndexBuilder {
  /// The same address twice within this many metres is one house, noted as a building and a door.
  static let sameHouse = Chord(metres: 250)

  static func lines(_ found: [Place]) -> [IndexedPlace] {
    let villages = Villages(found)
    let lines = found.map { place -> IndexedPlace in
      var named = place.named
      if named.town.isEmpty, named.kind != .place { named.town = villages.nearest(place.point) }
      return IndexedPlace(named: named, point: place.point)
    }.filter { !$0.folded.isEmpty }.sorted { $0.precedes($1) }
    var kept: [IndexedPlace] = []
    var start = 0
    while start < lines.count {
      var end = start + 1
      while end < lines.count, lines[end].isNamedLike(lines[start]) { end += 1 }
      kept += once(lines[start..<end])
      start = end
    }
    return kept
  }

  private static func once(_ group: ArraySlice<IndexedPlace>) -> [IndexedPlace] {
    // A street is many ways: the one in the middle of the list stands for it.
    if group.first?.named.kind == .street {
      return [group[(group.startIndex + group.endIndex) / 2]]
    }
    var kept: [(line: IndexedPlace, at: SpherePoint)] = []
    for line in group {
      let at = SpherePoint(line.point)
      if !kept.contains(where: { $0.at.chord(to: at) <= sameHouse }) { kept.append((line, at)) }
    }
    return kept.map(\.line)
  }
}

extension IndexedPlace {
  func isNamedLike(_ other: IndexedPlace) -> Bool {
    folded == other.folded && named.kind == other.named.kind
      && number == other.number
      && named.town == other.named.town
  }

  func precedes(_ other: IndexedPlace) -> Bool {
    if folded != other.folded {
      return folded.utf8.lexicographicallyPrecedes(other.folded.utf8)
    }
    if named.kind != other.named.kind { return named.kind.rawValue < other.named.kind.rawValue }
    let pairs = [
      (named.town, other.named.town),
      (number, other.number),
      (named.name, other.named.name), (named.number, other.named.number),
    ]
    for (mine, yours) in pairs where mine != yours {
      return mine.utf8.lexicographicallyPrecedes(yours.utf8)
    }
    return (point.latitude, point.longitude) < (other.point.latitude, other.point.longitude)
  }
}

/// Which village a point belongs to when its tags do not say: the nearest one within about ten
/// kilometres.
private struct Villages {
  private struct Square: Hashable {
    let north: Int32
    let east: Int32
    init(_ point: Coordinate) {
      north = point.latitude / 1_000_000
      east = point.longitude / 1_000_000
    }
    init(_ north: Int32, _ east: Int32) {
      self.north = north
      self.east = east
    }
  }
  private var squares: [Square: [(at: SpherePoint, name: String)]] = [:]

  init(_ found: [Place]) {
    for place in found where place.named.kind == .place && place.named.isTown {
      squares[Square(place.point), default: []]
        .append((SpherePoint(place.point), place.named.name))
    }
  }

  func nearest(_ point: Coordinate) -> String {
    let middle = Square(point)
    let at = SpherePoint(point)
    var best: (chord: Chord, name: String)?
    for north in (middle.north - 1)...(middle.north + 1) {
      for east in (middle.east - 1)...(middle.east + 1) {
        for village in squares[Square(north, east)] ?? [] {
          let chord = village.at.chord(to: at)
          if let best, (best.chord, best.name) <= (chord, village.name) { continue }
          best = (chord, village.name)
        }
      }
    }
    return best?.name ?? ""
  }
}
