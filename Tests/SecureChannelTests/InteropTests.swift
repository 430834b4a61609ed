import Foundation
import PeerTransport
import Sealing
import SecureChannel
import Testing
import Vocabulary

/// A Python that has the packages of `Tests/requirements.txt`; nil when there is none.
private let python: String? = {
  let environment = ProcessInfo.processInfo.environment
  let path =
    environment["GEBUUR_PYTHON"]
    ?? repository.appendingPathComponent(".build/venv/bin/python3").path
  guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
  let trial = Process()
  trial.executableURL = URL(fileURLWithPath: path)
  trial.arguments = ["-c", "import noise"]
  trial.standardError = FileHandle.nullDevice
  guard (try? trial.run()) != nil else { return nil }
  trial.waitUntilExit()
  return trial.terminationStatus == 0 ? path : nil
}()

/// The independent implementation as a process.
private final class Neighbour: Sendable {
  private let process: Process
  private let output: FileHandle

  init(_ arguments: [String]) throws {
    let pipe = Pipe()
    output = pipe.fileHandleForReading
    process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(python))
    process.arguments =
      [repository.appendingPathComponent("Tests/Interop/noise_peer.py").path] + arguments
    process.standardOutput = pipe
    try process.run()
  }

  deinit { if process.isRunning { process.terminate() } }

  /// The next line it prints.
  func line() async throws -> String {
    try await elsewhere { [output] in
      var text: [UInt8] = []
      while let byte = try output.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {
        text.append(byte)
      }
      return String(decoding: text, as: UTF8.self)
    }
  }

  /// The exit status, once it is done.
  func end() async throws -> Int32 {
    try await elsewhere { [process] in
      process.waitUntilExit()
      return process.terminationStatus
    }
  }

  // Waiting for a process on a thread of Swift's pool could starve the very task it waits for.
  private func elsewhere<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R
  {
    try await withCheckedThrowingContinuation { waiting in
      DispatchQueue.global().async { waiting.resume(with: Result { try body() }) }
    }
  }
}

@Suite(
  "With an independent Noise implementation",
  .enabled(if: python != nil, "no Python with Tests/requirements.txt; see GEBUUR_PYTHON"),
  .timeLimit(.minutes(2)))
struct InteropTests {
  @Test("a neighbour in Python dials us, and 2,500 messages come back over three keys")
  func dialsUs() async throws {
    try await withListener { connection in
      #expect(connection.remoteHello == Array("hello from Python".utf8))
      await echo(connection)
    } body: { listener in
      let key = serverKeys.publicKey.array.map { byte in
        let digits = String(byte, radix: 16)
        return byte < 16 ? "0" + digits : digits
      }
      let neighbour = try Neighbour(["dial", "\(listener.port)", key.joined()])
      #expect(try await neighbour.line() == String(decoding: serverHello, as: UTF8.self))
      #expect(try await neighbour.end() == 0)
      await eventually { listener.counts.open == 0 }
      #expect(listener.counts.faults.isEmpty)
    }
  }

  @Test("we dial a neighbour in Python, and everything comes back over three keys")
  func weDial() async throws {
    let neighbour = try Neighbour(["answer"])
    let words = try await neighbour.line().split(separator: " ")
    let port = try #require(words.first.flatMap { Int($0) })
    let key = try #require(words.last.flatMap { ChannelKey(bytes(hex: String($0))) })
    let connection = try await ChannelDialer.dial(
      host: "127.0.0.1", port: port, remote: key, as: client)
    #expect(connection.remoteHello == Array("hello from Python".utf8))
    #expect(try await neighbour.line() == String(decoding: clientHello, as: UTF8.self))
    var generator = SeededGenerator(seed: 5)
    for size in [0, 1, 65_518, 65_519, 200_000, Limits.messageBytes] {
      let message = generator.bytes(size)
      #expect(try await ask(connection, message) == message)
    }
    for turn in 0..<2_500 {
      let message = Array("turn \(turn)".utf8)
      #expect(try await ask(connection, message) == message)
    }
    await connection.close()
    #expect(try await neighbour.end() == 0)
  }
}
