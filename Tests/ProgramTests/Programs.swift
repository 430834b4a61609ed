import Foundation
import Testing

/// The real binaries, run as a person or an operator would run them.
enum Programs {
  /// Where the build put them: beside this test bundle.
  static let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  struct Result {
    let status: Int32
    let output: String
    let complaints: String
  }

  static func start(
    _ name: String, _ arguments: [String], environment: [String: String] = [:],
    output: Any? = nil, complaints: Any? = nil
  ) throws -> Process {
    let process = Process()
    process.executableURL = folder.appending(path: name)
    process.arguments = arguments
    process.environment = ["LANG": "nl_BE.UTF-8", "PATH": "/usr/bin:/bin"].merging(environment) {
      $1
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output ?? FileHandle.nullDevice
    process.standardError = complaints ?? FileHandle.nullDevice
    try process.run()
    return process
  }

  static func run(
    _ name: String, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Result {
    let (output, complaints) = (Pipe(), Pipe())
    let process = try start(
      name, arguments, environment: environment, output: output, complaints: complaints)
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let other = complaints.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
      complaints: String(decoding: other, as: UTF8.self))
  }
}

/// A village of processes: one gebuurd, people with homes of their own.
final class Village {
  let folder: URL
  let port: Int
  private(set) var daemon: Process?

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "gebuur-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    port = try Self.freePort()
  }

  var node: String { folder.appending(path: "node").path() }

  func found() throws -> String {
    let result = try Programs.run(
      "gebuurd",
      [
        "init", "--directory", node, "--name", "Testdorp", "--area", "9F367Q7Q+", "--listen",
        "127.0.0.1:\(port)", "--json",
      ])
    #expect(result.status == 0, "\(result.complaints)")
    let invitation = try field("invitation", of: result.output)
    return try #require(invitation)
  }

  /// Starts gebuurd and returns when it says it is ready.
  func start() throws {
    let output = Pipe()
    let process = try Programs.start("gebuurd", ["run", "--directory", node], output: output)
    let line = output.fileHandleForReading.availableData
    #expect(String(decoding: line, as: UTF8.self).hasPrefix("ready Testdorp"))
    daemon = process
  }

  /// Ends gebuurd with a signal; gives its exit status.
  @discardableResult
  func end(with signal: Int32) -> Int32 {
    guard let daemon else { return -1 }
    kill(daemon.processIdentifier, signal)
    daemon.waitUntilExit()
    self.daemon = nil
    return daemon.terminationStatus
  }

  func home(of person: String) -> [String: String] {
    [
      "GEBUUR_HOME": folder.appending(path: person).path(),
      "XDG_RUNTIME_DIR": folder.path(),
    ]
  }

  func gebuur(_ person: String, _ arguments: String...) throws -> Programs.Result {
    try Programs.run("gebuur", arguments, environment: home(of: person))
  }

  func remove() throws {
    end(with: SIGKILL)
    try FileManager.default.removeItem(at: folder)
  }

  private static func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    return try withUnsafeMutablePointer(to: &address) { pointer in
      try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        try #require(bind(descriptor, generic, length) == 0)
        try #require(getsockname(descriptor, generic, &length) == 0)
        return Int(UInt16(bigEndian: pointer.pointee.sin_port))
      }
    }
  }
}

/// A string field of a JSON object.
func field(_ name: String, of json: String) throws -> String? {
  let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
  return object?[name] as? String
}
