import Foundation
import Testing
import Updates
import Vocabulary

/// The independent checker, run as a stranger would run it.
enum CheckerProgram {
  /// What it said in JSON, and its exit code.
  struct Verdict {
    let code: Int32
    let text: String
    let said: [String: Any]
    var reason: String? { said["reason"] as? String }
    var sequence: Int? { said["sequence"] as? Int }
    var logs: [[String: Any]] { said["logs"] as? [[String: Any]] ?? [] }
  }

  static let python: String = {
    let environment = ProcessInfo.processInfo.environment
    return environment["GEBUUR_PYTHON"]
      ?? Vectors.root.appending(path: ".build/venv/bin/python3").path
  }()

  /// Python with its modules, and protoc to describe the messages.
  static let isPresent: Bool = {
    guard FileManager.default.isExecutableFile(atPath: python) else { return false }
    let modules = try? run([python, "-c", "import nacl.bindings, google.protobuf"])
    let protoc = try? run(["/usr/bin/env", "protoc", "--version"])
    return modules?.code == 0 && protoc?.code == 0
  }()

  static func check(_ files: [URL], _ options: [String] = []) throws -> Verdict {
    let program = Vectors.root.appending(path: "protocol/checker/check.py").path
    return try run([python, program, "--json"] + options + files.map(\.path))
  }

  /// The tests that come with it.
  static func ownTests() throws -> Verdict {
    try run([python, Vectors.root.appending(path: "protocol/checker/tests/run.py").path])
  }

  /// Many logs in one run, each judged by itself.
  static func checkEach(_ files: [URL]) throws -> [Verdict] {
    let together = try check(files, ["--complete", "--each"])
    return together.text.split(separator: "\n").map { line in
      let said = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return Verdict(code: together.code, text: String(line), said: said ?? [:])
    }
  }

  private static func run(_ command: [String]) throws -> Verdict {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let said = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    return Verdict(
      code: process.terminationStatus, text: String(decoding: data, as: UTF8.self),
      said: said ?? [:])
  }

  /// The file `gebuurd export-log` would write.
  static func file(_ entries: [Entry], of node: NodeID, announcing count: Int? = nil) throws -> Data
  {
    var bytes = try LogFile.opening(
      node: node, entries: UInt64(count ?? entries.count), at: Instant(milliseconds: 0))
    for entry in entries { bytes += try LogFile.record(entry) }
    return Data(bytes)
  }
}

/// A folder for the files of one test, gone with it.
final class Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "gebuur-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func write(_ data: Data, as name: String = "village.log") throws -> URL {
    let file = folder.appending(path: name)
    try data.write(to: file)
    return file
  }
}
