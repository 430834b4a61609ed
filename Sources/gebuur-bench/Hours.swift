import NodeRuntime
import PeerTransport
import ResidentClient
import Sealing
import SecureChannel
import Storage
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// Residents give each other hours over the real channel to a node process, each waiting until it
/// is on disk; beside it PostgreSQL posts the like on the same disk.
enum Hours: Measurement {
  static let name = "hours"
  static let crowd = 64
  static let each = 150
  static let rounds = 3

  static func measure(on ground: Ground) async throws -> [Figure] {
    var village = try Village.found("Lille", in: ground.path + "/hours")
    let desk = try village.desk()
    let regisseur = village.pen(of: try village.welcomeRegisseur(at: desk))
    try desk.take([try regisseur.widePolicy().verified()])
    let residents = try village.welcome(crowd, at: desk)
    try desk.store.close()
    let node = try ground.program("gebuurd").start(["run", "--directory", village.directory.path])
    guard node.firstLine().hasPrefix("ready") else { throw Trouble("gebuurd does not start") }
    var rates: [Double] = []
    do {
      defer { node.stop() }
      for _ in 0..<rounds { rates.append(try await together(residents, village)) }
    }
    // One after the other: neither has to share the machine.
    let name = "hours given within a neighbourhood, \(crowd) residents at once"
    do {
      let postgres = try Postgres(beside: ground.path)
      defer { postgres.stop() }
      let baseline = try postgres.transfers(clients: crowd, each: each * rounds)
      return [
        Figure(
          name: name, value: rates.median, unit: "/s",
          baseline: .init(
            value: baseline,
            meaning: "transfers/s by PostgreSQL, synchronous_commit=on, \(crowd) clients"),
          goals: [.ratioAtLeast(1)])
      ]
    } catch let trouble as Trouble {
      return [
        Figure(
          name: "\(name) (no PostgreSQL to compare with: \(trouble))", value: rates.median,
          unit: "/s")
      ]
    }
  }

  private static func together(
    _ residents: [ResidentIdentity], _ village: Village
  ) async throws -> Double {
    var givers: [Giver] = []
    for number in residents.indices {
      givers.append(try await Giver(number, of: residents, at: village))
    }
    let watch = Stopwatch()
    try await withThrowingTaskGroup { group in
      for giver in givers { group.addTask { try await giver.giveAll() } }
      try await group.waitForAll()
    }
    return Double(givers.count * each) / watch.seconds
  }
}

/// A resident with an open channel and signed gifts of hours to all others in turn.
private struct Giver: Sendable {
  let connection: PeerConnection
  let messages: [[UInt8]]

  init(_ number: Int, of residents: [ResidentIdentity], at village: Village) async throws {
    let pen = village.pen(of: residents[number])
    messages = try (0..<Hours.each).map { turn in
      let other = (number + 1 + turn % (residents.count - 1)) % residents.count
      var message = WireClientMessage()
      message.id = UInt64(turn)
      message.submit = try pen.hours(
        5, to: residents[other].resident, of: village.keys.node
      ).wire
      return try message.serializedBytes()
    }
    connection = try await ChannelDialer.dial(
      host: "127.0.0.1", port: village.port, remote: village.keys.channel.publicKey,
      as: ChannelIdentity(keys: residents[number].channel, hello: residents[number].hello))
  }

  func giveAll() async throws {
    try await withTaskExecutorPreference(connection.executor) {
      for message in messages {
        try await connection.send(message)
        guard let bytes = try await connection.next() else { throw Trouble("the node hung up") }
        guard case .stored = try WireServerMessage(serializedBytes: bytes).kind else {
          throw Trouble("hours were refused")
        }
      }
    }
  }
}
