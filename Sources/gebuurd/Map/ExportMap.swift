import ArgumentParser
import NodeRuntime
import Proximity

/// Writes the node's map as OpenStreetMap XML, for other programs and other nodes.
struct ExportMap: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the imported map as an OpenStreetMap file.",
    discussion: """
      Other programs for OpenStreetMap read it, and importing it gives the same map again, byte for
      byte. The licence goes with it: \(StreetMap.attribution). Example:
        gebuurd map export --directory ./node streets.osm
      """)

  @OptionGroup var place: DirectoryOption
  @Argument(help: "The file to write, ending in .osm.", completion: .file(extensions: ["osm"]))
  var file: String

  func validate() throws {
    guard file.hasSuffix(".osm") else { throw ValidationError("the file's name must end in .osm") }
  }

  func run() throws {
    let directory = NodeDirectory(place.directory)
    let map = try MapCommands.faults(directory.map) { try directory.openMap() }
    guard let map else { throw MapFailure.noMap(in: place.directory) }
    let bar = ProgressBar()
    defer { bar.clear() }
    try MapCommands.faults(file) {
      let fresh = try FreshFile(file, mode: 0o644)
      try MapExport.write(map, progress: { bar.show(writing: $0, of: $1) }) {
        try fresh.add($0)
      }
      try fresh.replace()
    }
    bar.clear()
    print("\(file): \(map.summary.edges) stretches, \(map.summary.places) addresses and places")
    print(StreetMap.attribution)
  }
}
