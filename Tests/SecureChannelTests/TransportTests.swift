import PeerTransport
import Sealing
import SecureChannel
import Testing
import Vocabulary

let client = ChannelIdentity(keys: clientKeys, hello: clientHello)
let server = ChannelIdentity(keys: serverKeys, hello: serverHello)

/// Runs `body` against a listener that says everything back.
func withEcho(
  caps: ChannelCaps = ChannelCaps(), _ body: (ChannelListener) async throws -> Void
) async throws {
  try await withListener(caps: caps) { connection in
    while let message = try? await connection.next() { try? await connection.send(message) }
  } body: {
    try await body($0)
  }
}

/// Runs `body` against a listener that treats each connection with `serve`.
func withListener(
  caps: ChannelCaps = ChannelCaps(), serve: @escaping @Sendable (PeerConnection) async -> Void,
  body: (ChannelListener) async throws -> Void
) async throws {
  let listener = try await ChannelListener.bind(host: "127.0.0.1", port: 0, as: server, caps: caps)
  async let served: Void = listener.serve(serve)
  do {
    try await body(listener)
  } catch {
    await listener.close()
    throw error
  }
  await listener.close()
  await served
}

func dial(_ listener: ChannelListener, caps: ConnectionCaps = ConnectionCaps()) async throws
  -> PeerConnection
{
  try await ChannelDialer.dial(
    host: "127.0.0.1", port: listener.port, remote: serverKeys.publicKey, as: client, caps: caps)
}

@Suite("Channels over TCP", .timeLimit(.minutes(1)))
struct TransportTests {
  @Test("both ends learn the other's key and hello, and messages come back whole and in order")
  func echo() async throws {
    try await withListener { connection in
      #expect(connection.remoteKey == clientKeys.publicKey)
      #expect(connection.remoteHello == clientHello)
      while let message = try? await connection.next() { try? await connection.send(message) }
    } body: { listener in
      let connection = try await dial(listener)
      #expect(connection.remoteKey == serverKeys.publicKey)
      #expect(connection.remoteHello == serverHello)
      #expect(connection.remoteAddress == "127.0.0.1:\(listener.port)")
      var generator = SeededGenerator(seed: 7)
      for size in [0, 1, 300, 65_517, 65_518, 65_519, 131_036, 131_037, Limits.messageBytes] {
        let message = generator.bytes(size)
        try await connection.send(message)
        #expect(try await connection.next() == message)
      }
      await connection.close()
      #expect(listener.counts.established == 1)
    }
  }
}
