import Glibc
import PeerTransport
import Sealing
import SecureChannel
import Vocabulary

/// The secure channel by itself, on loopback, both ends in this process.
enum ChannelSpeed: Measurement {
  static let name = "channel"

  static func measure(on ground: Ground) async throws -> [Figure] {
    let keys = ChannelKeyPair(secret: Randomness.bytes32())
    let listener = try await ChannelListener.bind(
      host: "127.0.0.1", port: 0, as: ChannelIdentity(keys: keys, hello: []))
    let serving = Task {
      await listener.serve { connection in
        // Answers small messages; of large ones only every sixteenth.
        var large = 0
        while let message = try? await connection.next() {
          if message.count > 1_024 { large += 1 }
          guard message.count <= 1_024 || large.isMultiple(of: 16) else { continue }
          guard (try? await connection.send(Array(message.prefix(300)))) != nil else { return }
        }
      }
    }
    let connection = try await ChannelDialer.dial(
      host: "127.0.0.1", port: listener.port, remote: keys.publicKey,
      as: ChannelIdentity(keys: ChannelKeyPair(secret: Randomness.bytes32()), hello: []))
    let figures = [try await bulk(connection), try await questions(connection)]
    await connection.close()
    await listener.close()
    await serving.value
    return figures
  }

  private static func bulk(_ connection: PeerConnection) async throws -> Figure {
    let message = Randomness.bytes(256 << 10)
    let count = 1_024
    let watch = Stopwatch()
    async let sending: Void = {
      for _ in 0..<count { try await connection.send(message) }
    }()
    for _ in 0..<count / 16 { _ = try await connection.next() }
    try await sending
    let megabytes = Double(count * message.count) / 1e6
    return Figure(
      name: "channel in one direction, 256 KiB messages", value: megabytes / watch.seconds,
      unit: "MB/s")
  }

  private static func questions(_ connection: PeerConnection) async throws -> Figure {
    let message = Randomness.bytes(300)
    var times: [Double] = []
    for _ in 0..<5_000 {
      let watch = Stopwatch()
      try await connection.send(message)
      _ = try await connection.next()
      times.append(watch.seconds)
    }
    return Figure(
      name: "channel question and answer of 300 bytes, median", value: times.median * 1e6,
      unit: "µs")
  }
}
