import Foundation
import Testing
import Vocabulary

@testable import Proximity

@Suite("Map files and the files they come from")
struct FileTests {
  static let packed = sharedFile("data/wechelderzande.osm.pbf")
  let village = MadeVillage.usual()

  private func imported(_ bytes: [UInt8]) -> Result<[UInt8], MapFault> {
    do {
      return .success(try MapImport.map(of: ArraySource(bytes)))
    } catch let fault as MapFault {
      return .failure(fault)
    } catch {
      Issue.record("\(error)")
      return .failure(.noStreets)
    }
  }

  @Test("the same village imported twice is the same file, byte for byte")
  func twice() throws {
    let first = try imported(Array(village.xml.utf8)).get()
    #expect(try imported(Array(village.xml.utf8)).get() == first)
  }

  @Test("packed with gzip it is the same map")
  func gzip() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data(village.xml.utf8).write(to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/gzip")
    process.arguments = ["-nc", folder.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let packed = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    #expect(try imported(packed).get() == imported(Array(village.xml.utf8)).get())
    guard case .failure(.endsEarly) = imported(Array(packed.dropLast(20))) else {
      Issue.record("a cut file was read")
      return
    }
  }

  @Test("a damaged or foreign file is named as such")
  func damaged() {
    #expect(imported([]) == .failure(.notOpenStreetMap))
    #expect(imported(Array("hello, world".utf8)) == .failure(.notOpenStreetMap))
    #expect(imported(Array("<osm></osm>".utf8)) == .failure(.noStreets))
    let text = village.xml
    for cut in ["</osm>", "</way>", "v=\"yes\""] {
      let half = text.components(separatedBy: cut)[0]
      guard case .failure(.endsEarly) = imported(Array(half.utf8)) else {
        Issue.record("cut before \(cut)")
        continue
      }
    }
    for (good, bad) in [("lat=\"51", "lat=\"x"), ("<nd ref=\"", "<nd ref=\"?"), ("&amp;", "&foo;")]
    {
      let broken = text.replacingOccurrences(of: good, with: bad)
      guard case .failure(.damaged) = imported(Array(broken.utf8)) else {
        Issue.record("\(bad) was read")
        continue
      }
    }
  }

  @Test("a map file with any byte changed or missing is not opened")
  func checksum() throws {
    let seed: UInt64 = 6
    var generator = SeededGenerator(seed: seed)
    let whole = try imported(Array(village.xml.utf8)).get()
    _ = try openMap(whole)
    for _ in 0..<300 {
      var broken = whole
      let at = Int.random(in: broken.indices, using: &generator)
      broken[at] ^= UInt8(1 + generator.next() % 255)
      #expect(throws: MapFault.self, "seed \(seed): byte \(at)") { try openMap(broken) }
      let cut = Array(whole.prefix(Int.random(in: 0..<whole.count, using: &generator)))
      #expect(throws: MapFault.self) { try openMap(cut) }
    }
  }

  @Test("an index that leads outside its table is found, however right the checksum is")
  func forged() throws {
    let whole = try imported(Array(village.xml.utf8)).get()
    let layout = try openMap(whole).layout
    let (edge, name, place) = (layout.edgesAt, layout.namesAt, layout.placesAt)
    let fours = [
      layout.firstEdgesAt + 4, edge, layout.cellsAt, layout.cellsAt + 8, layout.cellsAt + 16,
      layout.textStartsAt + 4, name, name + 4, name + 8, name + 12, name + 16, place, place + 4,
      place + 8, layout.pointsAt, StreetMapLayout.extentAt, edge + 4,
    ]
    for at in fours {
      var broken = whole
      for index in 0..<4 { broken[at + index] = 0x7e }
      let sum = broken.withUnsafeBytes {
        StreetMapLayout.checksum(UnsafeRawBufferPointer(rebasing: $0[24...]))
      }
      withUnsafeBytes(of: sum.littleEndian) { broken.replaceSubrange(16..<24, with: $0) }
      #expect(throws: MapFault.notAMap(what: "an index"), "byte \(at)") { try openMap(broken) }
    }
  }

  @Test("more kinds of street than a map can tell apart are refused")
  func kinds() throws {
    func network(_ kinds: Int) -> Network {
      let points = [MadeVillage.point(1), MadeVillage.point(2)]
      let length = Edge.length(points[0].metres(to: points[1]))
      let passages = (0..<kinds).map { Passage(packed: UInt32($0) << 8 | 15) }
      return Network(
        points: points,
        edges: passages.map { Edge(from: 0, to: 1, length: length, passage: $0) }
          + passages.map { Edge(from: 1, to: 0, length: length, passage: $0) })
    }
    _ = try openMap(try StreetMapWriter.write(network(1 << 16), places: []))
    #expect(throws: MapFault.tooLarge(what: "kinds of street")) {
      try StreetMapWriter.write(network(1 << 16 + 1), places: [])
    }
  }

  @Test(
    "every kind of damage to a packed extract ends in a fault or in a map, never in a crash",
    .enabled(if: packed != nil, "shared/data/wechelderzande.osm.pbf is absent"))
  func packedDamage() throws {
    let seed: UInt64 = 12
    var generator = SeededGenerator(seed: seed)
    let whole = [UInt8](try Data(contentsOf: try #require(Self.packed)))
    for _ in 0..<12 {
      var broken = whole
      let at = Int.random(in: broken.indices, using: &generator)
      broken[at] ^= UInt8(1 + generator.next() % 255)
      _ = imported(broken)
      let cut = Array(whole.prefix(Int.random(in: 0..<whole.count, using: &generator)))
      guard case .failure = imported(cut) else {
        Issue.record("seed \(seed): cut at \(cut.count)")
        continue
      }
    }
  }

  @Test(
    "plain nodes, unpacked blobs and coarse steps are the same street", arguments: [100, 1_000])
  func plainNodes(_ granularity: Int64) throws {
    var packed = PackedVillage()
    packed.street(granularity: granularity)
    let map = try openMap(try imported(packed.bytes).get())
    guard case .one(let point, let place) = AddressBook(map).resolve("lindelaan 7") else {
      Issue.record("the address is lost")
      return
    }
    #expect(point == MadeVillage.point(2) && place?.number == "7")
    let journey = Journey.between(
      MadeVillage.point(1), MadeVillage.point(3), by: Travel(usual: .foot), on: map)
    let metres = MadeVillage.point(1).metres(to: MadeVillage.point(3))
    #expect(journey.model == .streets && abs(Double(journey.metres) - metres) < 2)
  }

  @Test("features that are not known are named, blocks out of order are refused")
  func features() {
    #expect(
      imported(PackedVillage(features: ["LocationsOnWays"]).bytes)
        == .failure(.needs(feature: "LocationsOnWays")))
    var packed = PackedVillage()
    packed.street()
    packed.blob("OSMHeader", [])
    guard case .failure(.damaged) = imported(packed.bytes) else {
      Issue.record("a second header was read")
      return
    }
    var unknown = PackedVillage()
    unknown.blob("Weather", [1, 2, 3])
    unknown.street()
    #expect((try? imported(unknown.bytes).get()) != nil)
  }

  @Test("bytes that are no block are refused by the block reader")
  func fuzzedBlocks() {
    let seed: UInt64 = 13
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      let bytes = generator.bytes(Int.random(in: 0..<80, using: &generator))
      var streets = StreetCollector()
      try? PBFBlock(bytes).read(into: &streets)
      var points = PointCollector(needed: [])
      try? PBFBlock(bytes).read(into: &points)
    }
  }
}
