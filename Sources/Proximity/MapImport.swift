/// From an OpenStreetMap file to the bytes of a map.
public enum MapImport {
  /// What is being done, and how far it is.
  public enum Step: Hashable, Sendable {
    /// Reading ways: bytes done of all bytes.
    case ways(done: Int, of: Int)
    /// Reading points.
    case points(done: Int, of: Int)
    /// Putting the map together from this many ways and points.
    case laying(objects: Int)
  }

  /// Reads the source twice (ways, then the points they need), and gives the map's bytes. Throws
  /// `MapFault`, and whatever the source throws. The same objects give the same bytes.
  public static func map(
    of source: any ByteSource, progress: (Step) -> Void = { _ in }
  ) throws -> [UInt8] {
    let all = source.count
    var streets = StreetCollector()
    try OSMFile.read(source, into: &streets) { progress(.ways(done: $0, of: all)) }
    guard !streets.ways.isEmpty else { throw MapFault.noStreets }
    var points = PointCollector(needed: streets.needed)
    try OSMFile.read(source, into: &points) { progress(.points(done: $0, of: all)) }
    progress(.laying(objects: streets.objects + points.objects))
    var builder = NetworkBuilder()
    try builder.add(streets.ways, points: points)
    var found = points.places + builder.streets
    for outline in streets.outlines {
      guard let middle = middle(of: outline.nodes.compactMap { points.points[$0] }) else {
        continue
      }
      for named in outline.found { found.append(Place(named: named, point: middle)) }
    }
    return try StreetMapWriter.write(builder.network(), places: IndexBuilder.lines(found))
  }

  /// The middle of the box around an outline.
  private static func middle(of outline: [Coordinate]) -> Coordinate? {
    let norths = outline.map { Int64($0.latitude) }
    let easts = outline.map { Int64($0.longitude) }
    guard let south = norths.min(), let north = norths.max(), let west = easts.min(),
      let east = easts.max()
    else { return nil }
    return Coordinate(latitude: (south + north) / 2, longitude: (west + east) / 2)
  }
}
