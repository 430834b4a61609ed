import Foundation
import Testing

/// The streets of Wechelderzande: © OpenStreetMap contributors, ODbL.
private let extract: String? = {
  let shared =
    ProcessInfo.processInfo.environment["GEBUUR_SHARED"].map { URL(filePath: $0) }
    ?? Programs.root.deletingLastPathComponent().appending(path: "shared")
  let file = shared.appending(path: "data/wechelderzande.osm.pbf").path
  return FileManager.default.fileExists(atPath: file) ? file : nil
}()

@Suite("gebuurd map, as an operator runs it")
struct MapTests {
  let folder: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(
      path: "gebuur-map-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    folder = url.path
  }

  private func map(_ name: String, _ arguments: String...) throws -> Programs.Result {
    try Programs.run("gebuurd", ["map", name, "--directory", folder] + arguments)
  }

  @Test(
    "a map is imported, described, asked and drawn",
    .enabled(if: extract != nil, "shared/data/wechelderzande.osm.pbf is absent"))
  func whole() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let imported = try map("import", try #require(extract))
    #expect(imported.status == 0, "\(imported.complaints)")
    #expect(imported.output.contains("© OpenStreetMap contributors, ODbL"))
    #expect(imported.complaints.isEmpty)
    let first = try Data(contentsOf: URL(filePath: folder + "/streets.map"))
    #expect(try map("import", try #require(extract), "--json").status == 0)
    #expect(try Data(contentsOf: URL(filePath: folder + "/streets.map")) == first)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["streets.map"])
    #expect(imported.output.contains("13924 nodes and ways"))

    let exported = folder + "/export.osm"
    let export = try map("export", exported)
    #expect(export.status == 0 && export.output.contains("© OpenStreetMap"), "\(export.complaints)")
    #expect(try map("import", exported).status == 0)
    #expect(try Data(contentsOf: URL(filePath: folder + "/streets.map")) == first)

    let time = try map("time", "Wechelderzande", "9F367Q6R+", "--json")
    #expect(time.status == 0, "\(time.complaints)")
    #expect(time.output.contains("\"model\" : \"streets\""))
    let faster = try map("time", "Wechelderzande", "9F367Q6R+", "--by", "car", "--json")
    #expect(faster.output.contains("\"by\" : \"car\""))
    let reach = try map("reach", "Wechelderzande", "--minutes", "3", "--svg")
    #expect(reach.output.hasPrefix("<?xml") && reach.output.contains("© OpenStreetMap"))
    #expect(try map("reach", "Wechelderzande").output.contains("areas. ©"))
    let unknown = try map("time", "Qqqqqqqq 4", "9F367Q6R+")
    #expect(unknown.status == 1 && unknown.complaints.contains("Nothing like"))
  }

  @Test(
    "killed at any moment, or given half a file, an import leaves a whole map behind",
    .enabled(if: extract != nil, "shared/data/wechelderzande.osm.pbf is absent"))
  func killed() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = URL(filePath: folder + "/streets.map")
    let small = URL(filePath: folder + "/small.osm")
    let street = """
      <osm version="0.6"><node id="1" lat="51.26" lon="4.79"/><node id="2" lat="51.261" lon="4.79"/>
      <way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way></osm>
      """
    try Data(street.utf8).write(to: small)
    let path = try #require(extract)
    #expect(try map("import", path).status == 0)
    let large = try Data(contentsOf: file)
    #expect(try map("import", small.path).status == 0)
    let old = try Data(contentsOf: file)

    let half = URL(filePath: folder + "/half.osm.pbf")
    try Data(contentsOf: URL(filePath: path)).prefix(40_000).write(to: half)
    let cut = try map("import", half.path)
    #expect(cut.status == 1 && cut.complaints.contains("ends in the middle"), "\(cut.complaints)")
    #expect(try Data(contentsOf: file) == old)

    for round in 0..<12 {
      let process = try Programs.start("gebuurd", ["map", "import", "--directory", folder, path])
      // Later each time; how much later is the machine's affair.
      for _ in 0..<(round * 3_000) where process.isRunning {
        _ = FileManager.default.fileExists(atPath: file.path + ".new")
      }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let left = try Data(contentsOf: file)
      #expect(left == old || left == large, "round \(round)")
    }
    #expect(try map("import", path).status == 0)
    #expect(try Data(contentsOf: file) == large)
    #expect(!FileManager.default.fileExists(atPath: file.path + ".new"))
  }

  @Test("without a map it says so, and a bad file leaves the old map alone")
  func without() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let info = try map("info")
    #expect(info.status == 1 && info.complaints.contains("no map"))
    let crow = try map("time", "9F367Q6R+", "51.26,4.79")
    #expect(crow.status == 0 && crow.output.contains("there is no map"), "\(crow.complaints)")
    #expect(try map("time", "Dorp 12", "51.26,4.79").status == 1)
    let bad = folder + "/bad.osm.pbf"
    try Data("not a map at all".utf8).write(to: URL(filePath: bad))
    let refused = try map("import", bad)
    #expect(refused.status == 1 && refused.complaints.contains("not an OpenStreetMap file"))
    #expect(try map("import", folder + "/absent.osm").complaints.contains("absent.osm"))
    #expect(try map("export", folder + "/export.osm").complaints.contains("no map"))
    #expect(try map("export", folder + "/export.pbf").status != 0)
    let nowhere = try Programs.run(
      "gebuurd", ["map", "import", "--directory", folder + "/absent", bad])
    #expect(nowhere.status == 1 && nowhere.complaints.contains("--directory"))
    #expect(!FileManager.default.fileExists(atPath: folder + "/streets.map"))
    try Data("GEBUURMP and no more".utf8).write(to: URL(filePath: folder + "/streets.map"))
    #expect(try map("info").complaints.contains("Import it again"))
  }
}
