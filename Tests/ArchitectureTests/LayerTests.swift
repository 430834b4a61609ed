import Foundation
import Testing

/// The layers of Sources/README.md.
///
/// A module may see lower layers, and within its own layer only
/// what is named here with a reason.
enum Layers {
  static let of: [String: Int] = [
    "Vocabulary": 0,
    "CSodium": 1, "Sealing": 1, "WireFormat": 1, "Updates": 1, "Exchange": 1, "Bookkeeping": 1,
    "CZlib": 1, "Proximity": 1,
    "Admission": 2, "Gossip": 2, "Matching": 2, "SecureChannel": 2,
    "Storage": 3, "PeerTransport": 3, "Screens": 3,
    "NodeRuntime": 4, "ResidentClient": 4, "Simulation": 4,
    "gebuurd": 5, "gebuur": 5, "gebuur-sim": 5, "gebuur-bench": 5, "gebuur-fuzz": 5,
  ]

  static let sideways: [String: Set<String>] = [
    "Sealing": ["CSodium"],  // its only door to libsodium
    "Proximity": ["CZlib"],  // its only door to zlib
    "Updates": ["Sealing", "WireFormat"],  // signed statements need signatures and a wire form
    "gebuur-bench": [],
  ]

  /// The core: no sockets, files, clocks, randomness, concurrency or logging.
  static let core = Set(of.filter { $0.value <= 2 }.keys).subtracting([
    "CSodium", "CZlib", "WireFormat",
  ])

  /// What comes with the toolchain, by module; every other module may import nothing of it.
  static func toolchain(for module: String) -> Set<String> {
    switch module {
    case "Updates", "Admission", "Gossip": ["FoundationEssentials"]
    case "WireFormat": ["Foundation", "FoundationEssentials"]
    default:
      (of[module] ?? 0) < 3
        ? [] : ["Foundation", "FoundationEssentials", "Glibc", "Synchronization", "Dispatch"]
    }
  }
}

@Suite("Layers")
struct LayerTests {
  private let targets: [ManifestTarget]
  private let sources: [SourceText]

  init() throws {
    targets = try Manifest.targets().filter { !$0.name.hasSuffix("Tests") }
    sources = try SourceText.all(in: "Sources")
  }

  @Test("the manifest and the table of layers name the same modules")
  func sameModules() {
    #expect(
      targets.map(\.name).filter { $0 != "gebuur-fuzz" }.sorted()
        == Layers.of.keys.filter { $0 != "gebuur-fuzz" }.sorted())
    #expect(sources.count > 20)
  }

  @Test("every module depends on lower layers only")
  func downwards() {
    for target in targets {
      let layer = Layers.of[target.name] ?? -1
      for other in target.dependencies {
        guard let lower = Layers.of[other] else { continue }
        #expect(
          lower < layer || Layers.sideways[target.name]?.contains(other) == true,
          "\(target.name) (L\(layer)) may not depend on \(other) (L\(lower))")
      }
    }
  }

  @Test("every file imports only what its module declares")
  func declaredImports() {
    for source in sources {
      let declared = targets.first { $0.name == source.module }?.dependencies ?? []
      let allowed = declared.union(Layers.toolchain(for: source.module))
      for name in source.imports {
        #expect(allowed.contains(name), "\(source.path) imports \(name)")
      }
    }
  }

  @Test("only Sealing reaches libsodium")
  func oneDoorToSodium() {
    let users = Set(sources.filter { $0.imports.contains("CSodium") }.map(\.module))
    #expect(users == ["Sealing"])
  }

  @Test("only Proximity reaches zlib")
  func oneDoorToZlib() {
    let users = Set(sources.filter { $0.imports.contains("CZlib") }.map(\.module))
    #expect(users == ["Proximity"])
  }

  @Test("every module has its row in the map")
  func map() throws {
    let map = try String(
      contentsOf: SourceText.root.appending(path: "Sources/README.md"), encoding: .utf8)
    for target in targets {
      #expect(map.contains("| `\(target.name)` |"), "\(target.name) is missing in the map")
    }
  }

  @Test("every file the map names is there")
  func mapIsTrue() throws {
    let map = try String(
      contentsOf: SourceText.root.appending(path: "Sources/README.md"), encoding: .utf8)
    let quoted = map.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    let files = quoted.filter {
      $0.hasPrefix("Sources/") || $0.hasPrefix("Tests/") || $0.hasPrefix("protocol/")
    }
    #expect(files.count > 20)
    for file in files where !file.contains("*") {
      #expect(
        FileManager.default.fileExists(atPath: SourceText.root.appending(path: file).path),
        "the map names \(file)")
    }
  }
}
