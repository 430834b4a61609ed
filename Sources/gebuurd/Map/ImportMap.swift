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
      Takes .osm.pbf, .osm and .osm.gz, also what `gebuurd map export` wrote. The map before stays
      in use until the new one is whole.
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
    // Said before the minutes that a country takes, not after.
    guard access(place.directory, W_OK) == 0 else {
      throw MapFailure(
        description: "\(place.directory): \(String(cString: strerror(errno))). "
          + "Say where the node is with --directory.")
    }
    let bar = ProgressBar()
    defer { bar.clear() }
    var objects = 0
    let bytes = try MapCommands.faults(file) {
      try MapImport.map(of: FileSource(file)) { step in
        bar.show(step)
        if case .laying(let count) = step { objects = count }
      }
    }
    let map = try MapCommands.faults(directory.map) {
      try directory.replaceMap(bytes)
      return try directory.openMap()
    }
    guard let map else { return }
    bar.clear()
    if !json { print("read \(objects) nodes and ways of \(file)") }
    try MapInfo.tell(map, at: directory.map, json: json)
  }
}
