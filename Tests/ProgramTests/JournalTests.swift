import Foundation
import Testing

/// The plain-text accounting program, where it is installed (Debian package `hledger`).
enum Ledger {
  static let path = ["/usr/bin/hledger", "/usr/local/bin/hledger"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Balances by account, in minutes, as hledger reads them from a journal.
  static func balances(_ journal: URL) throws -> [String: Int64] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: try #require(path))
    process.arguments = [
      "-f", journal.path(), "balance", "--flat", "--no-total", "--empty", "-O", "csv",
    ]
    process.environment = ["LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"]
    process.standardOutput = output
    try process.run()
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    var balances: [String: Int64] = [:]
    for line in text.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",").map {
        $0.trimmingCharacters(in: .init(charactersIn: "\""))
      }
      let amount = try #require(Int64(cells[1].replacing(" min", with: "")), "\(line)")
      balances[cells[0]] = amount
    }
    return balances
  }
}

@Suite("Journals", .serialized)
struct JournalTests {
  private struct Books: Decodable {
    struct Standing: Decodable {
      let account: String
      let balance: Int64
    }
    let accounts: [Standing]
    let sum: Int64
  }

  @Test(
    "hledger reads the same balances from the node's journal and a resident's as the node has",
    .enabled(if: Ledger.path != nil, "hledger is not installed: apt-get install hledger"))
  func hledger() throws {
    let village = try Village()
    let invitation = try village.found()
    try village.start()
    func type(_ person: String, _ words: String...) throws -> String {
      let result = try Programs.run("gebuur", words, environment: village.home(of: person))
      #expect(result.status == 0, "\(words): \(result.complaints)\(result.output)")
      return result.output
    }
    func join(_ person: String, _ code: String) throws {
      _ = try type(person, "doe-mee", code, "--naam", person, "--no-passphrase")
    }
    try join("lena", invitation)
    for person in ["anna", "bram"] {
      let letter = try field("invitation", of: try type("lena", "nodig-uit", "--json"))
      try join(person, try #require(letter))
    }
    let request = try field("short", of: type("anna", "vraag", "Rit; naar (Lille)", "--json"))
    let proposal = try field(
      "short", of: type("bram", "aanvaard", try #require(request), "--json"))
    let id = try #require(proposal)
    _ = try type("anna", "aanvaard", id)
    _ = try type("bram", "klaar", id, "--minuten", "90")
    _ = try type("anna", "bevestig", id)
    _ = try type("bram", "geef", "anna", "--minuten", "20", "Voor; de | koffie")
    _ = try type("lena", "pot", "open", "straat: feest; 2%")
    _ = try type("bram", "pot", "geef", "straat: feest; 2%", "--minuten", "15")
    _ = try type("lena", "verbeter", id, "--minuten", "60", "Zo was het")

    let report = try Programs.run(
      "gebuurd", ["books", "--directory", village.node, "--format", "json"])
    let books = try JSONDecoder().decode(Books.self, from: Data(report.output.utf8))
    #expect(books.sum == 0)
    let standing = Dictionary(
      uniqueKeysWithValues: books.accounts.map { ($0.account, $0.balance) })
    // 90 corrected to 60, 20 given back, 15 to the pot.
    #expect(standing.values.filter { $0 != 0 }.sorted() == [-40, 15, 25])

    let whole = village.folder.appending(path: "node.journal")
    let journal = try Programs.run(
      "gebuurd", ["books", "--directory", village.node, "--format", "hledger"])
    try journal.output.write(to: whole, atomically: true, encoding: .utf8)
    let read = try Ledger.balances(whole)
    #expect(read == standing.filter { $0.value != 0 || read[$0.key] != nil })
    for person in ["anna", "bram"] {
      let own = village.folder.appending(path: "\(person).journal")
      try type(person, "overzicht", "--vorm", "hledger").write(
        to: own, atomically: true, encoding: .utf8)
      let whoami = try field("resident", of: try type(person, "wie-ben-ik", "--json"))
      let account = "resident:\(try #require(whoami).prefix(8))"
      #expect(try Ledger.balances(own)[account] == standing[account])
    }
    let table = try Programs.run("gebuurd", ["books", "--directory", village.node])
    #expect(table.output.contains("sum of all accounts: 0 minutes"))
    try village.remove()
  }
}
