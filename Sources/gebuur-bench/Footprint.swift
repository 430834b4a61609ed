import NodeRuntime
import ResidentClient
import Updates
import Vocabulary
import WireFormat

/// A node process with the large log: how soon it answers, and what it holds in memory then.
enum Footprint: Measurement {
  static let name = "footprint"

  static func measure(on ground: Ground) async throws -> [Figure] {
    let village = try await ground.largeVillage().village
    guard let resident = village.regisseur else { throw Trouble("no resident") }
    let card = try village.card.verified()
    let gebuurd = try ground.program("gebuurd")
    let plain = try Program(path: "/bin/true").time([])

    let watch = Stopwatch()
    let node = try gebuurd.start(["run", "--directory", village.directory.path])
    defer { node.stop() }
    guard node.firstLine().hasPrefix("ready") else { throw Trouble("gebuurd does not start") }
    let session = try await ResidentSession.connect(to: card, as: resident)
    _ = try await session.ask(.neighbourhood(WireAskNeighbourhood()))
    let seconds = watch.seconds
    for _ in 0..<20 {
      _ = try await session.ask(.board(WireAskBoard()))
      _ = try await session.ask(.account(WireAskAccount()))
      _ = try await session.ask(.agreements(WireAskAgreements()))
    }
    let (resident0, anonymous) = (try node.memory("VmRSS"), try node.memory("RssAnon"))
    await session.close()
    return [
      Figure(
        name: "gebuurd with \(ground.entries) entries, start to first answer",
        value: seconds * 1e3, unit: "ms",
        baseline: .init(value: plain * 1e3, meaning: "ms to run /bin/true"),
        goals: [.below(1_000)]),
      Figure(
        name: "gebuurd with \(ground.entries) entries, resident memory",
        value: resident0 / 1_024, unit: "MB", goals: [.below(60)]),
      Figure(
        name: "  of which its own (RssAnon)", value: anonymous / 1_024, unit: "MB"),
    ]
  }
}
