import ArgumentParser
import Foundation

/// Measures what the design promises about speed and size, each figure against a baseline taken in
/// the same run on the same machine.
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "Speed and size: one line a figure, and the same as JSON.",
    discussion: """
      Example:
        swift build -c release && .build/release/gebuur-bench --only catch-up --entries 20000
      A figure whose goal is missed says so; the exit code stays 0, for a busy machine is no fault.
      """)

  @Option(help: "Only measure this: \(Self.parts.map { $0.name }.joined(separator: ", ")).")
  var only: String?
  @Option(help: "Entries in the log that is caught up with and held.")
  var entries = 100_000
  @Option(help: "Where the JSON goes.")
  var output = ".build/bench.json"

  static var parts: [any Measurement.Type] {
    [
      CatchUp.self, Submissions.self, Floor.self, Spreading.self, Reconnect.self,
      Hours.self, Crossing.self, BalanceCommand.self, Footprint.self, ChannelSpeed.self,
      Matches.self, CountryMap.self, NearestOffers.self,
    ]
  }

  func validate() throws {
    guard (1...1_000_000).contains(entries) else {
      throw ValidationError("--entries is between 1 and 1000000")
    }
    if let only, !Self.parts.contains(where: { $0.name == only }) {
      throw ValidationError("--only names no measurement")
    }
  }

  func run() async throws {
    let ground = try Ground(entries: entries)
    defer { ground.clear() }
    print("machine: \(ground.cores) cores, load \(Machine.load)")
    var figures: [Figure] = []
    for part in Self.parts where only == nil || only == part.name {
      for figure in try await part.measure(on: ground) {
        print(figure.line)
        fflush(nil)
        figures.append(figure)
      }
    }
    print("load afterwards \(Machine.load)")
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .withoutEscapingSlashes]
    try encoder.encode(figures).write(to: URL(filePath: output), options: .atomic)
  }
}

/// Something that can be measured by itself.
protocol Measurement {
  /// How `--only` names it.
  static var name: String { get }
  /// Takes the measurement.
  static func measure(on ground: Ground) async throws -> [Figure]
}
