import NIOPosix
import PeerTransport
import Sealing
import SecureChannel
import Testing
import Vocabulary

@Suite("Those who mean harm, or are broken", .timeLimit(.minutes(1)))
struct HostileTests {
  @Test("junk ends the connection it came on and no other")
  func junk() async throws {
    try await withListener { listener in
      let neighbour = try await dial(listener)
      var generator = SeededGenerator(seed: 11)
      let junk: [[UInt8]] = [
        Array("GET / HTTP/1.1\r\nHost: buurt\r\n\r\n".utf8),
        [0x16, 0x03, 0x01, 0x02, 0x00],
        [0, 48] + generator.bytes(48),
        [0, 0],
        [255, 255] + generator.bytes(2_000),
      ]
      for bytes in junk {
        let socket = try await RawSocket(port: listener.port)
        await socket.say(bytes)
        #expect(try await socket.untilClosed().count <= 3)
        #expect(try await ask(neighbour, [1]) == [1])
      }
      await neighbour.close()
      await eventually { listener.counts.open == 0 }
      let faults = listener.counts.faults
      #expect(faults[.malformed] == 3)
      #expect(faults[.handshakeFailed] == 2)
      #expect(listener.counts.established == 1)
    }
  }

  @Test("a handshake cut off in the middle is counted and forgotten")
  func truncated() async throws {
    try await withListener { listener in
      for bytes in [[], [0], [0, 48, 1, 2, 3]] as [[UInt8]] {
        let socket = try await RawSocket(port: listener.port)
        await socket.say(bytes)
        await socket.close()
      }
      await eventually { listener.counts.faults[.hungUp] == 3 }
      await eventually { listener.counts.open == 0 }
    }
  }

  @Test("who does not finish the handshake in time is let go, however it drips")
  func slowLoris() async throws {
    var caps = ChannelCaps()
    caps.handshake = Interval(milliseconds: 100)
    try await withListener(caps: caps) { listener in
      let silent = try await RawSocket(port: listener.port)
      let dripping = try await RawSocket(port: listener.port)
      async let drips: Void = {
        await dripping.say([0, 48])
        while await dripping.say([1]), listener.counts.faults[.timedOut] != 2 { await Task.yield() }
      }()
      _ = try await silent.untilClosed()
      await dripping.close()
      await drips
      await eventually { listener.counts.open == 0 }
      #expect(listener.counts.faults[.timedOut, default: 0] >= 1)
    }
  }

  @Test("dialling with the wrong key says so")
  func wrongKey() async throws {
    try await withListener { listener in
      let other = keyPair(77).publicKey
      #expect(await faultDialling(port: listener.port, remote: other) == .wrongKey)
      #expect(await faultDialling(port: listener.port) == nil)
      #expect(listener.counts.faults[.handshakeFailed] == 1)
    }
  }

  @Test("a port nobody listens on, a host nobody knows and ports that do not exist are told apart")
  func nobody() async throws {
    let listener = try await ChannelListener.bind(host: "127.0.0.1", port: 0, as: server)
    await listener.close()
    #expect(await faultDialling(port: listener.port) == .refused)
    for port in [0, -1, 65_536, .max] {
      #expect(await faultDialling(port: port) == .unreachable)
    }
    #expect(await faultDialling(port: 1, host: "") == .unreachable)
    #expect(await faultDialling(port: 1, host: "geen.adres.invalid") == .unreachable)
  }

  @Test("a listener that never answers costs the dialler its patience and no more")
  func mute() async throws {
    try await withMute { port in
      #expect(await faultDialling(port: port, within: Interval(milliseconds: 50)) == .timedOut)
    }
  }

  @Test("a dialler that is cancelled gives up")
  func cancelledDial() async throws {
    try await withMute { port in
      let dialling = Task { await faultDialling(port: port) }
      dialling.cancel()
      #expect(await dialling.value == .closed)
    }
  }

  @Test("two listeners cannot have one port")
  func taken() async throws {
    try await withListener { listener in
      await #expect(throws: ChannelFault.unreachable) {
        try await ChannelListener.bind(host: "127.0.0.1", port: listener.port, as: server)
      }
    }
  }

  @Test("when the node is full the next one is told so, and comes in once there is room")
  func full() async throws {
    var caps = ChannelCaps()
    caps.connections = 2
    try await withListener(caps: caps) { listener in
      let first = try await dial(listener)
      let second = try await dial(listener)
      let fault = await faultDialling(port: listener.port)
      // The notice may be lost when the connection is reset before it was read.
      #expect(fault == .busy || fault == .hungUp)
      #expect(listener.counts.turnedAway == 1)
      #expect(try await ask(first, [1]) == [1])
      await first.close()
      await eventually { listener.counts.open == 1 }
      let third = try await dial(listener)
      #expect(try await ask(third, [3]) == [3])
      await second.close()
      await third.close()
    }
  }

  @Test("one address may not take every place")
  func perAddress() async throws {
    var caps = ChannelCaps()
    caps.connectionsPerAddress = 1
    try await withListener(caps: caps) { listener in
      let first = try await dial(listener)
      #expect(await faultDialling(port: listener.port) != nil)
      #expect(listener.counts.turnedAway == 1)
      await first.close()
      await eventually { listener.counts.open == 0 }
      #expect(await faultDialling(port: listener.port) == nil)
    }
  }

  @Test("a reader that lets too much pile up is dropped")
  func piledUp() async throws {
    var caps = ChannelCaps()
    caps.connection.outboundBytes = 1 << 20
    try await withListener(caps: caps) { connection in
      // The client never reads: its inbox and the sockets fill, and then this side's queue.
      while (try? connection.post([UInt8](repeating: 1, count: 60_000))) != nil {}
      #expect(await ending(connection) == .slowReader)
    } body: { listener in
      let sleeper = try await dial(listener)
      await eventually { listener.counts.faults[.slowReader] == 1 }
      await eventually { listener.counts.open == 0 }
      await sleeper.close()
    }
  }

  @Test("a reader that takes nothing for too long is dropped, and its sender is told")
  func stalled() async throws {
    var caps = ChannelCaps()
    caps.connection.stall = Interval(milliseconds: 100)
    try await withListener(caps: caps) { connection in
      await #expect(throws: ChannelFault.slowReader) {
        while true { try await connection.send([UInt8](repeating: 1, count: 60_000)) }
      }
    } body: { listener in
      let sleeper = try await dial(listener)
      await eventually { listener.counts.faults[.slowReader] == 1 }
      await sleeper.close()
    }
  }

  @Test("who stays silent for too long is let go; who talks is not")
  func silence() async throws {
    try await withListener { connection in
      connection.limitSilence(to: Interval(milliseconds: 50))
      #expect(await ending(connection) == .idle)
    } body: { listener in
      let sleeper = try await dial(listener)
      #expect(await ending(sleeper) == nil)
      await eventually { listener.counts.faults[.idle] == 1 }
    }
  }
}
