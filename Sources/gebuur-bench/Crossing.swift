import Admission
import Bookkeeping
import NodeRuntime
import ResidentClient
import Storage
import Updates
import Vocabulary
import WireFormat

/// Hours across a border, between two node processes: how soon is it certain at the giver's node
/// that they arrived, and do five hundred at once all arrive?
enum Crossing: Measurement {
  static let name = "crossing"
  static let alone = 60
  static let together = 500

  static func measure(on ground: Ground) async throws -> [Figure] {
    let neighbours = try Neighbours(in: ground.path + "/crossing", residents: 20)
    let gebuurd = try ground.program("gebuurd")
    let nodes = try neighbours.villages.map {
      try gebuurd.start(["run", "--directory", $0.directory.path])
    }
    defer { for node in nodes { node.stop() } }
    for node in nodes where !node.firstLine().hasPrefix("ready") {
      throw Trouble("gebuurd does not start")
    }
    let reader = try neighbours.readers()[0]
    let village = neighbours.villages[0]
    let session = try await ResidentSession.connect(
      to: try village.card.verified(), as: neighbours.residents[0][0])

    try await meet(neighbours.villages[1].keys.node, at: reader)
    try await arrive([try neighbours.give(1, from: 0, 0, to: 0)], by: session, at: reader)
    var (times, fsyncs, trips): ([Double], [Double], [Double]) = ([], [], [])
    for number in 0..<alone {
      let given = try neighbours.give(5, from: 0, 0, to: number % 20)
      let watch = Stopwatch()
      try await arrive([given], by: session, at: reader, after: times.median * 0.85)
      times.append(watch.seconds)
      let trip = Stopwatch()
      _ = try await session.ask(.account(WireAskAccount()))
      trips.append(trip.seconds)
      if number % 20 == 0 { fsyncs += try Machine.fsync(in: ground.path) }
    }
    let floor = 6 * fsyncs.median + 3 * trips.median
    let many = try (0..<together).map { number in
      try neighbours.give(2, from: 0, 0, to: number % 20)
    }
    let watch = Stopwatch()
    try await arrive(many, by: session, at: reader)
    let seconds = watch.seconds
    await session.close()
    return [
      Figure(
        name: "hours across a border, from giving to applied, median of \(alone)",
        value: times.median * 1e3, unit: "ms",
        baseline: .init(
          value: floor * 1e3, meaning: "ms for 6 fsyncs and 3 questions over the channel"),
        goals: [.ratioBelow(1)]),
      Figure(
        name: "of \(together) transfers across a border at once, arrived within a minute",
        value: Double(together), unit: "transfers", goals: [.exactly(Double(together))]),
      Figure(
        name: "\(together) transfers across a border at once", value: Double(together) / seconds,
        unit: "/s"),
    ]
  }

  /// Waits until the first node has read what the second says of their federation.
  private static func meet(_ other: NodeID, at reader: NodeStore) async throws {
    let watch = Stopwatch()
    while watch.seconds < 60 {
      let ready = try reader.read { views in
        try views.peer(other)?.state == .active
          && views.clearingLimits(of: other, about: reader.node) != nil
      }
      if ready { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw Trouble("the two nodes do not meet")
  }

  /// Gives all at once and reads the giver's books until all are applied: first after some seconds,
  /// since every look takes time from who is watched.
  private static func arrive(
    _ given: [Submission], by session: ResidentSession, at reader: NodeStore,
    after quiet: Double = 0
  ) async throws {
    let begun = Stopwatch()
    try await withThrowingTaskGroup { group in
      for part in given.inBatches(of: max(1, given.count / Limits.requestsInFlight + 1)) {
        group.addTask { for one in part { _ = try await session.submit(one) } }
      }
      try await group.waitForAll()
    }
    try await Task.sleep(for: .seconds(max(0, quiet - begun.seconds)))
    let watch = Stopwatch()
    var open = given.map(\.id)
    while watch.seconds < 60 {
      let waiting = open
      open = try reader.read { views in
        try waiting.filter { try views.border($0)?.state != .applied }
      }
      if open.isEmpty { return }
      try await Task.sleep(for: .microseconds(200))
    }
    throw Trouble("\(open.count) transfers do not arrive")
  }
}
