import ArgumentParser
import FoundationEssentials
import Updates
import Vocabulary

/// Verifies a signed statement of hours that somebody shows. Needs no node and no network.
struct CheckStatement: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-statement",
    abstract: "Verify a signed statement of hours; exit 1 when it is not genuine.",
    discussion: """
      Believe the facts that are printed here, not the lines above the code in the file: only the
      code is signed. Compare the node with the one you know. Example:
        gebuurd check-statement hours.txt
      """)

  @Argument(help: "The file; standard input when it is left out.")
  var file: String?

  func run() throws {
    guard let text = read() else {
      throw ValidationError("cannot read \(file ?? "standard input"), or it is too long")
    }
    let code = text.split(whereSeparator: \.isNewline)
      .first { $0.hasPrefix(LetterPrefix.hours + ":") }
    let statement: HoursStatement
    do {
      statement = try HoursStatement(code: code.map(String.init) ?? "")
    } catch {
      print("NOT genuine: \(error.rawValue)")
      throw ExitCode(1)
    }
    print("genuine")
    print("node: \(statement.node)")
    print("neighbourhood: \(statement.neighbourhood)")
    print("resident: \(statement.resident)")
    print("name: \(statement.name)")
    print("given: \(statement.given.count) minutes")
    print("received: \(statement.received.count) minutes")
    print("as of: entry \(statement.sequence), \(statement.time.milliseconds) ms")
  }

  /// At most 64 KiB; nil when there is more, or nothing can be read.
  private func read() -> String? {
    let most = 65_536
    if let file {
      guard let data = FileManager.default.contents(atPath: file), data.count <= most else {
        return nil
      }
      return String(decoding: data, as: UTF8.self)
    }
    var text = ""
    while let line = readLine(strippingNewline: false) {
      text += line
      if text.utf8.count > most { return nil }
    }
    return text
  }
}
