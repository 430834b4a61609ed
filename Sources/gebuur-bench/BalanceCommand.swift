import NodeRuntime
import Foundation

/// What a resident waits for: `gebuur balance` from the shell's start to its exit.
enum BalanceCommand: Measurement {
  static let name = "balance"
  static let runs = 20

  static func measure(on ground: Ground) async throws -> [Figure] {
    let village = try Village.found("Zoersel", in: ground.path + "/balance")
    let (gebuur, gebuurd) = (try ground.program("gebuur"), try ground.program("gebuurd"))
    let node = try gebuurd.start(["run", "--directory", village.directory.path])
    defer { node.stop() }
    guard node.firstLine().hasPrefix("ready") else { throw Trouble("gebuurd does not start") }

    let environment = try home(in: ground.path + "/resident")
    // The passphrase is typed once, here; the key then stays unlocked for a while.
    _ = try gebuur.time(
      ["join", village.invitation, "--name", "Made-up resident"], environment: environment)
    let asked = try times { try gebuur.time(["balance"], environment: environment) }
    let plain = try times { try Program(path: "/bin/true").time([]) }
    return [
      Figure(
        name: "gebuur balance, start to exit, median of \(runs)", value: asked.median * 1e3,
        unit: "ms",
        baseline: .init(value: plain.median * 1e3, meaning: "ms to run /bin/true"),
        goals: [.below(60)])
    ]
  }

  private static func times(_ run: () throws -> Double) rethrows -> [Double] {
    _ = try run()
    return try (0..<runs).map { _ in try run() }
  }

  private static func home(in path: String) throws -> [String: String] {
    for folder in [path, path + "/memory"] {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    }
    let passphrase = path + "/passphrase"
    try Data("a passphrase for a measurement\n".utf8).write(to: URL(filePath: passphrase))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: passphrase)
    return [
      "GEBUUR_HOME": path + "/home", "GEBUUR_PASSPHRASE_FILE": passphrase,
      "XDG_RUNTIME_DIR": path + "/memory", "LANG": "en_GB.UTF-8", "HOME": path,
    ]
  }
}
