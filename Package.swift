// swift-tools-version: 6.2
import PackageDescription

// Every target declares exactly the modules it may see; `ArchitectureTests` holds the layers of
// Sources/README.md against this manifest. Dependencies point downwards only.

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let nio: [Target.Dependency] = [
  .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "NIOPosix", package: "swift-nio"),
]
let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let protobuf: Target.Dependency = .product(name: "SwiftProtobuf", package: "swift-protobuf")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let toml: Target.Dependency = .product(name: "TOMLKit", package: "TOMLKit")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

/// A library module of ours.
func module(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(
    name: name, dependencies: dependencies,
    exclude: ["Matching", "Proximity", "ResidentClient", "Screens"].contains(name)
      ? ["README.md"] : [],
    swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
  name: "gebuur",
  products: [
    .executable(name: "gebuurd", targets: ["gebuurd"]),
    .executable(name: "gebuur", targets: ["gebuur"]),
    .executable(name: "gebuur-sim", targets: ["gebuur-sim"]),
    .executable(name: "gebuur-bench", targets: ["gebuur-bench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    // L0: words
    module("Vocabulary", []),
    // L1: bodies of knowledge, pure
    .target(name: "CSodium", linkerSettings: [.linkedLibrary("sodium")]),
    module("Sealing", ["CSodium", "Vocabulary"]),
    .target(
      name: "WireFormat", dependencies: [protobuf],
      swiftSettings: [.swiftLanguageMode(.v6)]),
    module("Updates", ["Vocabulary", "Sealing", "WireFormat", protobuf]),
    module("Exchange", ["Vocabulary"]),
    module("Bookkeeping", ["Vocabulary"]),
    .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
    module("Proximity", ["CZlib", "Vocabulary"]),
    // L2: decisions, pure
    module(
      "Admission",
      ["Vocabulary", "Sealing", "WireFormat", "Updates", "Exchange", "Bookkeeping", protobuf]),
    module("Gossip", ["Vocabulary", "Sealing", "WireFormat", "Updates", protobuf]),
    module("SecureChannel", ["Vocabulary", "Sealing"]),
    module("Matching", ["Vocabulary", "Exchange", "Proximity"]),
    // L3: input and output
    module(
      "Storage",
      [
        "Vocabulary", "Sealing", "WireFormat", "Updates", "Exchange", "Bookkeeping", "Admission",
        "Matching", grdb, sqlite, protobuf,
      ]),
    module("PeerTransport", ["Vocabulary", "Sealing", "SecureChannel"] + nio),
    module("Screens", ["Vocabulary", "Exchange", "Bookkeeping", "Proximity", "Matching"]),
    // L4: composition
    module(
      "NodeRuntime",
      [
        "Vocabulary", "Sealing", "WireFormat", "Updates", "Exchange", "Bookkeeping", "Admission",
        "Gossip", "SecureChannel", "Storage", "PeerTransport", "Proximity", "Matching", protobuf,
        toml, logging,
      ] + nio),
    module(
      "ResidentClient",
      [
        "Vocabulary", "Sealing", "WireFormat", "Updates", "Exchange", "Bookkeeping", "Screens",
        "Matching", "Proximity", "SecureChannel", "PeerTransport", protobuf, argumentParser,
      ] + nio),
    module(
      "Simulation",
      [
        "Vocabulary", "Sealing", "WireFormat", "Updates", "Exchange", "Bookkeeping", "Admission",
        "Gossip", protobuf,
      ]),
    // L5: entry points
    program(
      "gebuurd",
      ["NodeRuntime", "Proximity", "Storage", "Updates", "Vocabulary", argumentParser]),
    program("gebuur", ["ResidentClient"]),
    program("gebuur-sim", ["Simulation", "Vocabulary", argumentParser]),
    program(
      "gebuur-bench",
      [
        "Vocabulary", "Sealing", "WireFormat", "Updates", "Exchange", "Bookkeeping", "Admission",
        "Storage", "Gossip",
        "PeerTransport", "SecureChannel", "NodeRuntime", "ResidentClient", "Simulation",
        "Proximity", "Matching", argumentParser, protobuf,
      ]),
    // Tests
    tests("ArchitectureTests", []),
    tests("VocabularyTests", ["Vocabulary"]),
    tests("SealingTests", ["Sealing", "Vocabulary"]),
    tests("SecureChannelTests", ["SecureChannel", "Sealing", "PeerTransport", "Vocabulary"] + nio),
    tests(
      "UpdatesTests",
      [
        "Updates", "Admission", "Simulation", "Exchange", "Bookkeeping", "Sealing", "WireFormat",
        "Vocabulary", protobuf,
      ]),
    tests("BookkeepingTests", ["Bookkeeping", "Vocabulary"]),
    tests("ProximityTests", ["Proximity", "Vocabulary"]),
    tests("MatchingTests", ["Matching", "Exchange", "Proximity", "Vocabulary"]),
    tests(
      "AdmissionTests",
      [
        "Admission", "Exchange", "Bookkeeping", "Simulation", "Updates", "Sealing", "WireFormat",
        "Vocabulary", protobuf,
      ]),
    tests(
      "StorageTests",
      [
        "Storage", "Admission", "Exchange", "Bookkeeping", "Matching", "Simulation", "Updates",
        "Sealing",
        "WireFormat", "Vocabulary", grdb, sqlite, protobuf,
      ]),
    tests(
      "GossipTests",
      [
        "Gossip", "Simulation", "Admission", "Updates", "Sealing", "WireFormat", "Vocabulary",
        protobuf,
      ]),
    tests(
      "ScreensTests",
      ["Screens", "Matching", "Proximity", "Exchange", "Bookkeeping", "Vocabulary"]),
    tests(
      "NodeTests",
      [
        "NodeRuntime", "ResidentClient", "Storage", "Admission", "Exchange", "Bookkeeping",
        "Updates", "Sealing", "PeerTransport", "SecureChannel", "Screens", "WireFormat",
        "Proximity", "Vocabulary",
        protobuf, argumentParser,
      ] + nio),
    tests("ProgramTests", ["Vocabulary"]),
  ]
)

// Fuzzing needs another build of everything, so it exists only when asked for: `make fuzz`.
if Context.environment["GEBUUR_FUZZ"] == "1" {
  package.targets.append(
    .executableTarget(
      name: "gebuur-fuzz",
      dependencies: [
        "Vocabulary", "Sealing", "WireFormat", "Updates", "Gossip", "SecureChannel", "Proximity",
        protobuf,
      ],
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
}
