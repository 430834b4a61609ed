import Sealing
import Storage
import NodeRuntime
import PeerTransport
import ResidentClient
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// Residents hand in signed listings over the real channel to a node process, each waiting for its
/// answer, which comes when the listing is on disk.
enum Submissions: Measurement {
  static let name = "submissions"
  static let crowd = 64
  static let rounds = 5
  /// Residents that are alone, one after another, before the crowd and after it.
  static let few = 5

  static func measure(on ground: Ground) async throws -> [Figure] {
    var village = try Village.found("Lille", in: ground.path + "/submissions")
    let desk = try village.desk()
    let residents = try village.welcome(crowd * rounds + 2 * few, at: desk)
    try desk.store.close()
    let node = try ground.program("gebuurd").start(["run", "--directory", village.directory.path])
    defer { node.stop() }
    guard node.firstLine().hasPrefix("ready") else { throw Trouble("gebuurd does not start") }

    // A node that has just started lets its write-ahead log grow, which costs the disk more than
    // writing over it, as it does once the crowd has filled it.
    let fresh = try await oneByOne(residents.prefix(few), village, ground)
    var rates: [Double] = []
    for round in Array(residents.dropFirst(2 * few)).inBatches(of: crowd) {
      rates.append(try await together(round, village))
    }
    let filled = try await oneByOne(residents[few..<2 * few], village, ground)
    let disk = (fresh.fsync + filled.fsync).median
    return [
      Figure(
        name: "durable submissions of \(crowd) residents at once", value: rates.median,
        unit: "/s", baseline: .init(value: 1 / disk, meaning: "fsyncs/s, one after another"),
        goals: [.atLeast(5_000)]),
      alone("one resident alone, median", fresh),
      alone("one resident alone, write-ahead log reused, median", filled),
    ]
  }

  /// The seconds of each submission and of each `fsync` that was measured in between, because
  /// other work on the disk comes and goes.
  private static func oneByOne(
    _ residents: ArraySlice<ResidentIdentity>, _ village: Village, _ ground: Ground
  ) async throws -> (times: [Double], fsync: [Double]) {
    var (times, fsync): ([Double], [Double]) = ([], [])
    for resident in residents {
      fsync += try Machine.fsync(in: ground.path)
      times += try await Writer(resident, of: village).handIn()
    }
    fsync += try Machine.fsync(in: ground.path)
    return (times, fsync)
  }

  private static func alone(
    _ name: String, _ measured: (times: [Double], fsync: [Double])
  ) -> Figure {
    Figure(
      name: name, value: measured.times.median * 1e6, unit: "µs",
      baseline: .init(
        value: measured.fsync.median * 1e6, meaning: "µs to write 4 KiB and fsync"),
      goals: [.ratioBelow(4)])
  }

  private static func together(
    _ residents: ArraySlice<ResidentIdentity>, _ village: Village
  ) async throws -> Double {
    var writers: [Writer] = []
    for resident in residents { writers.append(try await Writer(resident, of: village)) }
    let watch = Stopwatch()
    try await withThrowingTaskGroup { group in
      for writer in writers { group.addTask { _ = try await writer.handIn() } }
      try await group.waitForAll()
    }
    return Double(writers.count * Limits.openListings) / watch.seconds
  }
}

/// A resident with an open channel and as many signed listings as one may have open.
private struct Writer: Sendable {
  let connection: PeerConnection
  let messages: [[UInt8]]

  init(_ resident: ResidentIdentity, of village: Village) async throws {
    let pen = village.pen(of: resident)
    messages = try (0..<Limits.openListings).map { number in
      var message = WireClientMessage()
      message.id = UInt64(number)
      message.submit = try pen.listing(number).wire
      return try message.serializedBytes()
    }
    connection = try await ChannelDialer.dial(
      host: "127.0.0.1", port: village.port, remote: village.keys.channel.publicKey,
      as: ChannelIdentity(keys: resident.channel, hello: resident.hello))
  }

  /// Hands in everything, one after another: the seconds each took. On the connection's own
  /// thread, as the node answers: it is the node that is measured.
  func handIn() async throws -> [Double] {
    try await withTaskExecutorPreference(connection.executor) { try await handInAll() }
  }

  private func handInAll() async throws -> [Double] {
    var times: [Double] = []
    for message in messages {
      let watch = Stopwatch()
      try await connection.send(message)
      guard let bytes = try await connection.next() else { throw Trouble("the node hung up") }
      times.append(watch.seconds)
      guard case .stored = try WireServerMessage(serializedBytes: bytes).kind else {
        throw Trouble("a listing was refused")
      }
    }
    return times
  }
}
