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
    #expect(try map("info").output.contains("13924 objects"))

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
    #expect(!FileManager.default.fileExists(atPath: folder + "/streets.map"))
    try Data("GEBUURMP and no more".utf8).write(to: URL(filePath: folder + "/streets.map"))
    #expect(try map("info").complaints.contains("Import it again"))
  }
}
