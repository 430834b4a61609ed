import Foundation
import Testing

@Suite("Signed statements, as people show them", .serialized)
struct SignedStatementTests {
  @Test("hours of a settled agreement are signed, and two verifiers say the same of them")
  func shown() throws {
    let village = try Village()
    let founding = try village.found()
    try village.start()
    func say(_ person: String, _ words: String...) throws -> String {
      let result = try Programs.run(
        "gebuur", words + ["--json"], environment: village.home(of: person))
      try #require(result.status == 0, "\(words): \(result.complaints)")
      return result.output
    }
    _ = try say("lena", "doe-mee", founding, "--naam", "Lena", "--no-passphrase")
    let letter = try #require(try field("invitation", of: say("lena", "nodig-uit")))
    _ = try say("bram", "doe-mee", letter, "--naam", "Bram", "--no-passphrase")
    let asked = try #require(
      try field("short", of: say("lena", "vraag", "Rit naar Lille", "--soort", "vervoer")))
    let id = try #require(try field("short", of: say("bram", "aanvaard", asked)))
    _ = try say("lena", "aanvaard", id)
    _ = try say("bram", "klaar", id, "--minuten", "90")
    _ = try say("lena", "bevestig", id)

    let file = village.folder.appending(path: "uren.txt")
    let made = try village.gebuur("bram", "overzicht", "--ondertekend", file.path())
    #expect(made.status == 0, "\(made.complaints)")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains("gaf 1:30 hulp") && text.contains("kreeg 0:00 hulp"))

    let genuine = try Programs.run("gebuurd", ["check-statement", file.path()])
    #expect(genuine.status == 0 && genuine.output.contains("given: 90 minutes"))
    #expect(genuine.output.contains("name: Bram"))
    let other = try checker(file)
    #expect(other.status == 0 && other.output.contains("\"given\": 90"), "\(other.output)")

    let place = try #require(text.range(of: "gebuur-hours:")).upperBound
    let at = text.index(place, offsetBy: 90)
    let forged = text[..<at] + (text[at] == "7" ? "8" : "7") + text[text.index(after: at)...]
    try Data(forged.utf8).write(to: file)
    let refused = try Programs.run("gebuurd", ["check-statement", file.path()])
    #expect(refused.status == 1 && refused.output.contains("NOT genuine"))
    #expect(try checker(file).status == 1)
    try village.remove()
  }

  /// The independent checker's word on the file.
  private func checker(_ file: URL) throws -> (status: Int32, output: String) {
    let process = Process()
    let output = Pipe()
    let environment = ProcessInfo.processInfo.environment
    process.executableURL = URL(
      filePath: environment["GEBUUR_PYTHON"]
        ?? Programs.root.appending(path: ".build/venv/bin/python3").path)
    process.arguments = [
      Programs.root.appending(path: "protocol/checker/check.py").path, "--hours", file.path(),
    ]
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
