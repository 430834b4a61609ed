import ArgumentParser
import NodeRuntime
import Proximity

/// What the imported map holds.
struct MapInfo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "What the imported map holds.",
    discussion: """
      Example:
        gebuurd map info --directory ./node --json
      """)

  @OptionGroup var place: DirectoryOption
  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let directory = NodeDirectory(place.directory)
    guard let map = try MapCommands.faults(directory.map, { try directory.openMap() }) else {
      throw MapFailure.noMap(in: place.directory)
    }
    try Self.tell(map, at: directory.map, json: json)
  }

  static func tell(_ map: StreetMap, at path: String, json: Bool) throws {
    let summary = map.summary
    if json { return try Report.json(MapReport(summary)) }
    print(
      """
      \(path), \(summary.bytes / 1_024) KiB
      streets: \(summary.edges) stretches between \(summary.nodes) points
      areas within reach of a street: \(summary.areas)
      addresses, streets and places: \(summary.places)
      from \(degrees(summary.southWest)) to \(degrees(summary.northEast))
      \(StreetMap.attribution)
      """)
  }

  private static func degrees(_ point: Coordinate) -> String {
    "\(point.degreesNorth), \(point.degreesEast)"
  }
}

private struct MapReport: Encodable {
  let nodes: Int
  let edges: Int
  let areas: Int
  let places: Int
  let bytes: Int
  let south: Double
  let west: Double
  let north: Double
  let east: Double
  let attribution = StreetMap.attribution

  init(_ summary: StreetMap.Summary) {
    nodes = summary.nodes
    edges = summary.edges
    areas = summary.areas
    places = summary.places
    bytes = summary.bytes
    (south, west) = (summary.southWest.degreesNorth, summary.southWest.degreesEast)
    (north, east) = (summary.northEast.degreesNorth, summary.northEast.degreesEast)
  }
}
