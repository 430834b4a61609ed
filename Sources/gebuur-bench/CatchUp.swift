import NodeRuntime
import Storage
import Updates
import Vocabulary

/// A freshly founded node takes in the whole log of its new peer, over the real channel: every
/// signature verified, every batch on disk before it counts.
enum CatchUp: Measurement {
  static let name = "catch-up"

  static func measure(on ground: Ground) async throws -> [Figure] {
    let before = Machine.verifications()
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
    let together = await Machine.verificationsTogether()
    // Other work on the machine comes and goes: the mean of before and after.
    let single = (before + Machine.verifications()) / 2
    return report(
      entries: Double(goal.sequence + 1), taken, written: seconds, single: single,
      together: together, cores: ground.cores)
  }

  private static func report(
    entries: Double, _ taken: (seconds: Double, processor: Double), written: Double,
    single: Double, together: Double, cores: Int
  ) -> [Figure] {
    let raw = Figure.Baseline(
      value: single * Double(cores), meaning: "libsodium verifications/s: one core x \(cores)")
    let effort = taken.processor / entries
    return [
      Figure(
        name: "catch-up of a peer from empty, \(Int(entries)) entries",
        value: entries / taken.seconds, unit: "entries/s", baseline: raw,
        goals: [.atLeast(15_000), .ratioAtLeast(0.3)]),
      Figure(
        name: "  processor time of both nodes together", value: effort * 1e6, unit: "µs/entry",
        baseline: .init(value: 1e6 / single, meaning: "µs to verify a signature")),
      Figure(
        name: "  of which libsodium, for the node's and the author's signature of each entry",
        value: 200 / single / effort, unit: "%"),
      Figure(
        name: "  libsodium verifications, \(cores) cores busy", value: together, unit: "/s",
        baseline: raw),
      Figure(
        name: "signing and admitting the log, batches of \(LogWriter.batch)",
        value: entries / written, unit: "entries/s"),
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
