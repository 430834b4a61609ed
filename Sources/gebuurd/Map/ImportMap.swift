import ArgumentParser
import Glibc
import NodeRuntime
import Proximity

/// Reads an OpenStreetMap extract and puts its streets in the node's directory.
struct ImportMap: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Read streets and addresses from an OpenStreetMap file.",
    discussion: """
      Takes .osm.pbf, .osm and .osm.gz. The map before stays in use until the new one is whole.
      Example:
        gebuurd map import --directory ./node wechelderzande.osm.pbf
      """)

  @OptionGroup var place: DirectoryOption
  @Argument(help: "The OpenStreetMap file.", completion: .file())
  var file: String
  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let directory = NodeDirectory(place.directory)
    let bar = ProgressBar()
    let bytes = try MapCommands.faults(file) {
      try MapImport.map(of: FileSource(file), progress: bar.show)
    }
    bar.clear()
    let map = try MapCommands.faults(directory.map) {
      try directory.replaceMap(bytes)
      return try directory.openMap()
    }
    guard let map else { return }
    try MapInfo.tell(map, at: directory.map, json: json)
  }
}

/// A line on the terminal that says how far it is; nothing at all anywhere else.
private struct ProgressBar {
  private let isShown = isatty(STDERR_FILENO) == 1
  private static let width = 30

  func show(_ step: MapImport.Step) {
    guard isShown else { return }
    switch step {
    case .ways(let done, let all): draw("streets", done, all)
    case .points(let done, let all): draw("points ", done, all)
    case .laying: draw("laying ", 1, 1)
    }
  }

  func clear() { if isShown { say("\r\u{1b}[K") } }

  private func draw(_ word: String, _ done: Int, _ all: Int) {
    let full = all > 0 ? min(done, all) * Self.width / all : Self.width
    let bar =
      String(repeating: "#", count: full)
      + String(repeating: ".", count: Self.width - full)
    say("\r\(word) [\(bar)] \(all > 0 ? min(done, all) * 100 / all : 100) %")
  }

  private func say(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}

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
      throw MapFailure(
        description: "There is no map in \(place.directory). Import one: gebuurd map import FILE.")
    }
    try Self.tell(map, at: directory.map, json: json)
  }

  static func tell(_ map: StreetMap, at path: String, json: Bool) throws {
    let summary = map.summary
    if json { return try Report.json(MapReport(summary)) }
    print(
      """
      \(path), \(summary.bytes / 1_024) KiB, from \(summary.objects) objects
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
  let objects: UInt64
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
    objects = summary.objects
    bytes = summary.bytes
    (south, west) = (summary.southWest.degreesNorth, summary.southWest.degreesEast)
    (north, east) = (summary.northEast.degreesNorth, summary.northEast.degreesEast)
  }
}
