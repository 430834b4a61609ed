import Glibc
import PeerTransport
import Sealing
import SecureChannel
import Synchronization
import Testing
import Vocabulary

@Suite("Channels over TCP", .timeLimit(.minutes(1)))
struct TransportTests {
  @Test("both ends learn the other's key and hello, and messages come back whole and in order")
  func talks() async throws {
    try await withListener { connection in
      #expect(connection.remoteKey == clientKeys.publicKey)
      #expect(connection.remoteHello == clientHello)
      await echo(connection)
    } body: { listener in
      let connection = try await dial(listener)
      #expect(connection.remoteKey == serverKeys.publicKey)
      #expect(connection.remoteHello == serverHello)
      #expect(connection.remoteAddress == "127.0.0.1:\(listener.port)")
      var generator = SeededGenerator(seed: 7)
      var bytes = 0
      for size in [0, 1, 300, 65_517, 65_518, 65_519, 131_036, 131_037, Limits.messageBytes] {
        let message = generator.bytes(size)
        #expect(try await ask(connection, message) == message)
        bytes += size
      }
      #expect([connection.traffic.sent, connection.traffic.received] == [bytes, bytes])
      await connection.close()
      #expect(listener.counts.established == 1)
    }
  }

  @Test("a conversation on its connection's executor keeps to one thread")
  func oneThread() async throws {
    try await withListener { connection in
      await withTaskExecutorPreference(connection.executor) {
        let thread = currentThread()
        while let message = try? await connection.next() {
          #expect(currentThread() == thread)
          guard (try? await connection.send(message)) != nil else { return }
        }
      }
    } body: { listener in
      let connection = try await dial(listener)
      for turn in 0..<20 {
        let message = Array("beurt \(turn)".utf8)
        #expect(try await ask(connection, message) == message)
      }
      await connection.close()
    }
  }

  @Test("a hundred neighbours talk at once and each hears only its own words")
  func hundred() async throws {
    try await withListener { listener in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<100 {
          group.addTask {
            let connection = try await dial(listener)
            for turn in 0..<20 {
              let message = Array("buur \(number), beurt \(turn)".utf8)
              #expect(try await ask(connection, message) == message)
            }
            await connection.close()
          }
        }
        try await group.waitForAll()
      }
      #expect(listener.counts.established == 100)
      #expect(listener.counts.faults.isEmpty)
    }
  }

  @Test("many messages sent in one go arrive in order while the reader lags")
  func lagging() async throws {
    let count = 4_000
    try await withListener { connection in
      // Four megabytes: more than the client's inbox and the sender's queue take without waiting.
      for number in 0..<count {
        let text = Array("\(number) ".utf8) + [UInt8](repeating: 46, count: 1_000)
        guard (try? await connection.send(text)) != nil else { return }
      }
    } body: { listener in
      let connection = try await dial(listener)
      var seen = 0
      while let message = try await connection.next() {
        #expect(message.starts(with: Array("\(seen) ".utf8)))
        seen += 1
        if seen.isMultiple(of: 500) { for _ in 0..<100 { await Task.yield() } }
      }
      #expect(seen == count)
    }
  }

  @Test("what was sent before closing still arrives, and then the end does")
  func closing() async throws {
    try await withListener { connection in
      for number in UInt8(0)..<200 { try? connection.post([number]) }
      await connection.close()
      await #expect(throws: ChannelFault.closed) { try await connection.send([1]) }
    } body: { listener in
      let connection = try await dial(listener)
      var heard: [UInt8] = []
      for try await message in connection.messages { heard += message }
      #expect(heard == Array(0..<200))
      #expect(try await connection.next() == nil)
      await #expect(throws: ChannelFault.closed) { try await connection.send([1]) }
    }
  }

  @Test("a message above the limit is refused and the connection goes on")
  func tooLarge() async throws {
    try await withListener { listener in
      let connection = try await dial(listener)
      let message = [UInt8](repeating: 0, count: Limits.messageBytes + 1)
      await #expect(throws: ChannelFault.tooLarge) { try await connection.send(message) }
      #expect(try await ask(connection, [1]) == [1])
      await connection.close()
    }
  }

  @Test("a cancelled reader stops waiting, and another can read on")
  func cancelled() async throws {
    try await withListener { listener in
      let connection = try await dial(listener)
      let reader = Task { try await connection.next() }
      reader.cancel()
      #expect(try await reader.value == nil)
      #expect(try await ask(connection, [7]) == [7])
      await connection.close()
    }
  }

  @Test("a listener that closes ends its sessions and the serving")
  func shutting() async throws {
    let listener = try await ChannelListener.bind(host: "127.0.0.1", port: 0, as: server)
    async let served: Void = listener.serve(echo)
    let connection = try await dial(listener)
    #expect(try await ask(connection, [1]) == [1])
    await listener.close()
    await served
    #expect(try await connection.next() == nil)
    #expect(await faultDialling(port: listener.port) == .refused)
  }

  @Test("cancelling the task that serves closes the listener")
  func cancelledServing() async throws {
    let listener = try await ChannelListener.bind(host: "127.0.0.1", port: 0, as: server)
    let serving = Task { await listener.serve(echo) }
    let connection = try await dial(listener)
    #expect(try await ask(connection, [1]) == [1])
    serving.cancel()
    await serving.value
    #expect(try await connection.next() == nil)
  }

  @Test("a connection that nobody holds any more is closed")
  func forgotten() async throws {
    try await withListener { listener in
      // In a function of its own, so that the last holder is gone when it returns.
      func call() async throws { _ = try await dial(listener) }
      try await call()
      await eventually { listener.counts.established == 1 && listener.counts.open == 0 }
      #expect(listener.counts.ended == 1)
    }
  }

  @Test("a new hello is said in the handshakes that follow")
  func newHello() async throws {
    try await withListener { listener in
      let before = try await dial(listener)
      listener.update(hello: [42])
      let after = try await dial(listener)
      #expect(before.remoteHello == serverHello)
      #expect(after.remoteHello == [42])
      await before.close()
      await after.close()
    }
  }
}

private func currentThread() -> pthread_t { pthread_self() }
