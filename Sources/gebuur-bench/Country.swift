import Foundation
import Glibc
import NodeRuntime
import Proximity

/// A map of 25 km by 11 km: how fast it is imported, how large it is, how soon it is open.
///
/// Streets and houses are real, but the same village is there 105 times; its names are in the map
/// once. What the map would be if each village had names of its own is therefore told as well.
enum CountryMap: Measurement {
  static let name = "country"
  static let openings = 30

  static func measure(on ground: Ground) async throws -> [Figure] {
    guard let country = try ground.country() else { return [] }
    let directory = NodeDirectory(country.folder)
    // Read once to warm it: what is measured is reading, not the disk.
    let raw = try median(of: 5) { _ = try Data(contentsOf: URL(filePath: country.extract)) }
    let inflate = try country.python(["inflate", country.extract])
    let gebuurd = try ground.program("gebuurd")
    let run = try gebuurd.account(
      ["map", "import", "--directory", country.folder, country.extract])
    let objects = Double(country.objects)
    let opened = try median(of: openings) { _ = try directory.openMap() }
    let bytes = try median(of: openings) {
      _ = try Data(contentsOf: URL(filePath: directory.map)).withUnsafeBytes { held in
        held.bindMemory(to: UInt64.self).reduce(0, ^)
      }
    }
    guard let map = try directory.openMap() else { throw Trouble("no map") }
    let extract = try Data(contentsOf: URL(filePath: Country.village))
    let village = try MapImport.map(of: ArraySource([UInt8](extract))).count
    let size = "\(map.summary.nodes) nodes, \(map.summary.places) addresses and places"
    return [
      Figure(
        name: "gebuurd map import, \(country.objects) nodes and ways, on one core",
        value: objects / run.processor, unit: "objects/s",
        baseline: .init(
          value: objects / inflate, meaning: "objects/s that zlib alone unpacks of that file"),
        goals: [.atLeast(100_000)]),
      Figure(
        name: "  the same by the clock", value: run.seconds, unit: "s",
        baseline: .init(value: raw, meaning: "s to read the file")),
      Figure(name: "  memory at its highest", value: run.peak / 1_024, unit: "MB"),
      Figure(
        name: "map of 25 km by 11 km: \(size)", value: Double(map.summary.bytes) / 1e6,
        unit: "MB",
        baseline: .init(value: Double(country.bytes) / 1e6, meaning: "MB of its .osm.pbf"),
        goals: [.below(12)]),
      Figure(
        name: "  the village it is made of, alone, times \(Country.copies)",
        value: Double(village * Country.copies) / 1e6, unit: "MB", goals: [.below(12)]),
      Figure(
        name: "opening it, median of \(openings)", value: opened * 1e3, unit: "ms",
        baseline: .init(value: bytes * 1e3, meaning: "ms to read its bytes and add them up"),
        goals: [.below(20)]),
    ]
  }

  private static func median(of count: Int, _ body: () throws -> Void) rethrows -> Double {
    try (0..<count).map { _ in
      let watch = Stopwatch()
      try body()
      return watch.seconds
    }.median
  }
}

/// The country and where it lies.
struct Country {
  let folder: String
  let interpreter: Program
  let objects: Int
  let bytes: Int
  var extract: String { folder + "/country.osm.pbf" }
  /// How often the village is in it.
  static let copies = 105
  /// The real extract it is made of.
  static var village: String {
    let shared = ProcessInfo.processInfo.environment["GEBUUR_SHARED"] ?? "../shared"
    return shared + "/data/wechelderzande.osm.pbf"
  }

  /// Makes it from a real extract; nil, and why on the terminal, where that or Python's osmium
  /// is absent.
  init?(in folder: String) throws {
    self.folder = folder
    let environment = ProcessInfo.processInfo.environment
    let extract = Self.village
    guard access(extract, R_OK) == 0 else {
      print("country: not measured, \(extract) is absent (GEBUUR_SHARED says where)")
      return nil
    }
    interpreter = Program(path: environment["GEBUUR_PYTHON"] ?? ".build/venv/bin/python3")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = folder + "/country.osm.pbf"
    let tool = "Tests/Interop/country.py"
    guard let text = try? interpreter.read([tool, "make", extract, path]),
      let made = Int(text.trimmingCharacters(in: .whitespacesAndNewlines))
    else {
      print("country: not measured, Python's osmium is absent (Tests/Interop/router.txt)")
      return nil
    }
    objects = made
    bytes = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
  }

  /// What one of country.py's commands says, a number.
  func python(_ arguments: [String]) throws -> Double {
    let text = try interpreter.read(["Tests/Interop/country.py"] + arguments)
    guard let number = Double(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw Trouble("country.py says no number")
    }
    return number
  }
}

extension Program {
  /// Runs it to its end: seconds by the clock and of the processor, and the most memory, in KiB.
  func account(_ arguments: [String]) throws -> (seconds: Double, processor: Double, peak: Double) {
    let watch = Stopwatch()
    let process = try start(arguments, silent: true)
    var (status, usage): (Int32, rusage) = (0, rusage())
    while wait4(process.pid, &status, 0, &usage) < 0, errno == EINTR {}
    let seconds = watch.seconds
    guard status == 0 else { throw Trouble("\(path) \(arguments.first ?? "") fails") }
    func part(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return (seconds, part(usage.ru_utime) + part(usage.ru_stime), Double(usage.ru_maxrss))
  }
}
