import Foundation
import Testing

@Suite("The programs, as people run them", .serialized)
struct SessionTests {
  @Test("a node ends cleanly on SIGTERM, refuses a second instance, and verifies")
  func daemon() throws {
    let village = try Village()
    _ = try village.found()
    try village.start()
    let second = try Programs.run("gebuurd", ["run", "--directory", village.node])
    #expect(second.status == 1)
    #expect(second.complaints.contains("Another gebuurd runs"))
    let status = try Programs.run("gebuurd", ["status", "--directory", village.node, "--json"])
    #expect(status.output.contains("\"running\" : true"))
    #expect(village.end(with: SIGTERM) == 0)
    let verified = try Programs.run("gebuurd", ["verify", "--directory", village.node])
    #expect(verified.status == 0 && verified.output.contains("verified"))
    try village.remove()
  }

  @Test("a second founding, a mistake in the settings and an open key file each say what to do")
  func operatorMistakes() throws {
    let village = try Village()
    _ = try village.found()
    let again = try Programs.run(
      "gebuurd",
      [
        "init", "--directory", village.node, "--name", "X", "--area", "9F367Q7Q+", "--address",
        "127.0.0.1:7117",
      ])
    #expect(again.status == 1 && again.complaints.contains("already"))

    let settings = URL(filePath: village.node + "/gebuurd.toml")
    let good = try String(contentsOf: settings, encoding: .utf8)
    try good.replacing("listen =", with: "lissen =").write(
      to: settings, atomically: false, encoding: .utf8)
    let wrong = try Programs.run("gebuurd", ["run", "--directory", village.node])
    #expect(wrong.status == 1 && wrong.complaints.contains("gebuurd.toml:"))
    try good.write(to: settings, atomically: false, encoding: .utf8)

    chmod(village.node + "/node.key", 0o644)
    let open = try Programs.run("gebuurd", ["run", "--directory", village.node])
    #expect(open.status == 1 && open.complaints.contains("chmod 600"))
    try village.remove()
  }

  @Test("what was written while the node was away goes out once when it is back")
  func outbox() throws {
    let village = try Village()
    let invitation = try village.found()
    try village.start()
    let joined = try village.gebuur(
      "lena", "doe-mee", invitation, "--naam", "Lena", "--no-passphrase")
    #expect(joined.status == 0, "\(joined.complaints)")
    village.end(with: SIGTERM)

    for text in ["Boodschappen op vrijdag", "Samen wandelen"] {
      let kept = try village.gebuur("lena", "vraag", text, "--category", "company", "--gift")
      #expect(kept.status == 0, "\(kept.complaints)")
    }
    #expect(try village.gebuur("lena", "bord").status == 4)
    // What the disk mangled is put aside and does not stand in the way of the rest.
    try Data("garbage".utf8).write(
      to: village.folder.appending(path: "lena/outbox/000000000000001-abcdefgh"))
    try village.start()
    #expect(try village.gebuur("lena", "outbox", "--json").status == 0)
    // Any later command sends what waits; a second one must find nothing to send.
    for _ in 0..<2 {
      let board = try village.gebuur("lena", "bord")
      #expect(board.output.components(separatedBy: "Boodschappen op vrijdag").count == 2)
      #expect(board.output.components(separatedBy: "Samen wandelen").count == 2)
    }
    try village.remove()
  }

  @Test("a client killed after the node stored its update, before it heard so, posts it once")
  func killedInBetween() throws {
    let village = try Village()
    let invitation = try village.found()
    try village.start()
    #expect(
      try village.gebuur("lena", "join", invitation, "--name", "Lena", "--no-passphrase").status
        == 0)
    // The moment of the kill moves through the whole life of the command.
    for round in 0..<12 {
      let client = try Programs.start(
        "gebuur", ["vraag", "Ronde \(round).", "--category", "company", "--gift"],
        environment: village.home(of: "lena"))
      usleep(UInt32(round * 8_000))
      kill(client.processIdentifier, SIGKILL)
      client.waitUntilExit()
    }
    let sent = try village.gebuur("lena", "outbox")
    #expect(sent.status == 0, "\(sent.complaints)")
    let board = try village.gebuur("lena", "bord", "--json")
    for round in 0..<12 {
      // Killed before it was on disk: never said. After: said exactly once.
      #expect(board.output.components(separatedBy: "\"Ronde \(round).\"").count <= 2)
    }
    let left = try village.gebuur("lena", "outbox", "--json")
    let outbox = try JSONSerialization.jsonObject(with: Data(left.output.utf8))
    #expect(((outbox as? [String: Any])?["waiting"] as? [Any])?.isEmpty == true)
    try village.remove()
  }

  @Test("every update that was acknowledged survives a node killed at any moment")
  func killedNode() throws {
    let village = try Village()
    let invitation = try village.found()
    try village.start()
    #expect(
      try village.gebuur("lena", "join", invitation, "--name", "Lena", "--no-passphrase").status
        == 0)
    for round in 0..<4 {
      let poster = try Programs.start(
        "gebuur", ["vraag", "Moment \(round).", "--category", "company", "--gift"],
        environment: village.home(of: "lena"))
      usleep(UInt32(20_000 + round * 15_000))
      village.end(with: SIGKILL)
      poster.waitUntilExit()
      #expect(poster.terminationStatus == 0)
      try village.start()
    }
    let board = try village.gebuur("lena", "bord")
    for round in 0..<4 {
      #expect(board.output.components(separatedBy: "Moment \(round).").count == 2)
    }
    village.end(with: SIGTERM)
    #expect(try Programs.run("gebuurd", ["verify", "--directory", village.node]).status == 0)
    try village.remove()
  }

  @Test("the client refuses in the language of the reader, with a stable exit code")
  func refusals() throws {
    let village = try Village()
    let invitation = try village.found()
    #expect(try village.gebuur("niemand", "bord").status == 6)
    #expect(try village.gebuur("niemand", "doe-mee", "gebuur-invitation:abc").status == 2)
    try village.start()
    _ = try village.gebuur("lena", "join", invitation, "--name", "Lena", "--no-passphrase")
    let used = try village.gebuur(
      "eva", "join", invitation, "--name", "Eva", "--no-passphrase")
    #expect(used.status == 3 && used.complaints.contains("uitnodiging"))
    let unknown = try village.gebuur("lena", "toon", "zzzzzzzz")
    #expect(unknown.status == 8)
    try village.remove()
  }
}

@Suite("The demo", .serialized)
struct DemoTests {
  @Test("a day in the Kempen plays to its end with real processes, and strangers can audit it")
  func aDayInTheKempen() throws {
    let python =
      ProcessInfo.processInfo.environment["GEBUUR_PYTHON"]
      ?? Programs.root.appending(path: ".build/venv/bin/python3").path()
    guard FileManager.default.isExecutableFile(atPath: python) else {
      print("skipped: the demo needs \(python); run `make python`")
      return
    }
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "gebuur-\(UUID().uuidString.prefix(8))")
    let log = folder.appendingPathExtension("log")
    try Data().write(to: log)
    let process = Process()
    process.executableURL = Programs.root.appending(path: "Tests/demo/a-day-in-the-kempen.sh")
    process.environment = [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "GEBUUR_PYTHON": python,
      "DEMO_DIRECTORY": folder.path(), "DEMO_PROGRAMS": Programs.folder.path(),
      "GEBUUR_SHARED": ProcessInfo.processInfo.environment["GEBUUR_SHARED"]
        ?? Programs.root.appending(path: "../shared").path(),
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: log)
    process.standardError = process.standardOutput
    try process.run()
    process.waitUntilExit()
    let output = try String(contentsOf: log, encoding: .utf8)
    #expect(process.terminationStatus == 0, "\(output.suffix(2_000))")
    #expect(output.contains("The day is done."))
    try FileManager.default.removeItem(at: folder)
    try FileManager.default.removeItem(at: log)
  }
}
