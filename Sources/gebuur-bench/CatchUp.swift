import NodeRuntime
import Storage
import Updates
import Vocabulary

/// A freshly founded node takes in the whole log of its new peer, over the real channel: every
/// signature verified, every batch on disk before it counts.
enum CatchUp: Measurement {
  static let name = "catch-up"

  static func measure(on ground: Ground) async throws -> [Figure] {
    let single = Machine.verifications()
    let together = await Machine.verificationsTogether()
    let (filled, seconds) = try await ground.largeVillage()
    var large = filled
    var fresh = try Village.found("Gierle", in: ground.path + "/fresh")
    try Village.federate(&large, &fresh)
    let source = try await Node.start(in: large.directory)
    guard let goal = try source.store.head(of: source.id) else { throw Trouble("empty log") }
    let taken: (seconds: Double, processor: Double)
    do {
      taken = try await catchUp(fresh, with: goal)
    } catch {
      try await source.stop()
      throw error
    }
    try await source.stop()
    let entries = Double(goal.sequence + 1)
    return [
      Figure(
        name: "catch-up of a peer from empty, \(Int(entries)) entries",
        value: entries / taken.seconds,
        unit: "entries/s",
        baseline: .init(
          value: single * Double(ground.cores),
          meaning: "libsodium verifications/s: one core x \(ground.cores)"),
        goals: [.atLeast(15_000), .ratioAtLeast(0.3)]),
      Figure(
        name: "  processor time of both nodes together", value: taken.processor / entries * 1e6,
        unit: "µs/entry",
        baseline: .init(value: 1e6 / single, meaning: "µs to verify a signature")),
      Figure(
        name: "libsodium verifications, \(ground.cores) cores busy", value: together, unit: "/s",
        baseline: .init(
          value: single * Double(ground.cores), meaning: "one core x \(ground.cores)")),
      Figure(
        name: "signing and admitting the log, batches of \(LogWriter.batch)",
        value: entries / seconds, unit: "entries/s"),
    ]
  }

  /// The seconds from starting the empty node to having the other's head on disk, and those that
  /// all processors worked for it.
  private static func catchUp(
    _ village: Village, with goal: LogHead
  ) async throws -> (seconds: Double, processor: Double) {
    let before = Machine.processorSeconds
    let watch = Stopwatch()
    let node = try await Node.start(in: village.directory)
    var last = (sequence: UInt64(0), seconds: 0.0)
    while true {
      let head = try node.store.head(of: goal.node)
      if head?.hash == goal.hash { break }
      if let sequence = head?.sequence, sequence > last.sequence {
        last = (sequence, watch.seconds)
      }
      guard watch.seconds - last.seconds < 60 else {
        try await node.stop()
        throw Trouble("catching up stopped at entry \(last.sequence)")
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    let taken = (watch.seconds, Machine.processorSeconds - before)
    let listings = try node.store.counts(at: NodeClock.system.now()).openListings
    try await node.stop()
    guard listings > 0 || goal.sequence < 10 else { throw Trouble("no listing came along") }
    return taken
  }
}
