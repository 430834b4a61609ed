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
    struct Hold: Decodable {
      let minutes: Int64
    }
    let accounts: [Standing]
    let sum: Int64
    let holds: [Hold]
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

  /// Polls a program until it says so.
  private func eventually(_ what: String, _ isTrue: () throws -> Bool) throws {
    for _ in 0..<200 {
      if try isTrue() { return }
      usleep(50_000)
    }
    Issue.record("waited in vain until \(what)")
  }

  private func books(_ village: Village) throws -> Books {
    let report = try Programs.run(
      "gebuurd", ["books", "--directory", village.node, "--format", "json"])
    return try JSONDecoder().decode(Books.self, from: Data(report.output.utf8))
  }

  @Test(
    "Two nodes with hours across, a hold and a pot below zero: hledger balances what each node has",
    .enabled(if: Ledger.path != nil, "hledger is not installed: apt-get install hledger"))
  func acrossTheBorder() throws {
    let (here, there) = (try Village(), try Village())
    func type(_ village: Village, _ person: String, _ words: String...) throws -> String {
      let result = try Programs.run("gebuur", words, environment: village.home(of: person))
      #expect(result.status == 0, "\(words): \(result.complaints)\(result.output)")
      return result.output
    }
    for (village, people) in [(here, ["lena", "anna", "bram"]), (there, ["lena", "mia"])] {
      var code = try village.found()
      try village.start()
      for person in people {
        _ = try type(village, person, "doe-mee", code, "--naam", person, "--no-passphrase")
        code = try #require(
          try field("invitation", of: type(village, "lena", "nodig-uit", "--json")))
      }
    }
    let card = try #require(
      try field("card", of: type(there, "lena", "federatie", "kaart", "--json")))
    let letter = try #require(
      try field("letter", of: type(here, "lena", "federatie", "stel-voor", card, "--json")))
    _ = try type(there, "lena", "federatie", "aanvaard", letter)
    try eventually("the link is active") {
      try type(here, "lena", "federatie", "--json").contains("\"active\"")
    }
    for village in [here, there] {
      _ = try type(
        village, "lena", "grenzen", "buurt", "Testdorp", "--heen", "600", "--terug", "600")
    }
    // The pot steps in for anna, who has nothing to give away, and goes below zero.
    _ = try type(
      here, "lena", "grenzen", "regels", "--pot-ondergrens", "300", "--per-kwartaal", "240")
    _ = try type(here, "lena", "grenzen", "buur", "anna", "--ondergrens", "0", "Zo gevraagd")
    let asked = try #require(try field("short", of: type(here, "anna", "vraag", "Rit", "--json")))
    let id = try #require(
      try field("short", of: type(here, "bram", "aanvaard", asked, "--json")))
    _ = try type(here, "anna", "aanvaard", id)
    _ = try type(here, "bram", "klaar", id, "--minuten", "90")
    _ = try type(here, "anna", "bevestig", id)
    #expect(try type(here, "bram", "overzicht").contains("anna"))

    let code = try #require(try field("code", of: type(there, "mia", "ontvangcode", "--json")))
    func give(_ minutes: String) throws -> Bool {
      try Programs.run(
        "gebuur", ["geef", code, "--minuten", minutes], environment: here.home(of: "bram")
      ).status == 0
    }
    try eventually("there is room at the border") { try give("50") }
    try eventually("the hours are there") {
      try books(there).accounts.contains { $0.balance == 50 }
        && books(here).accounts.contains { $0.balance == 50 } && books(here).holds.isEmpty
    }
    there.end(with: SIGTERM)
    #expect(try give("15"))

    let own = try books(here)
    // 90 of the pot to bram, 50 of them to mia; 15 more are held and stand in no journal yet.
    #expect(own.accounts.map(\.balance).filter { $0 != 0 }.sorted() == [-90, 40, 50])
    #expect(own.holds.map(\.minutes) == [15])
    here.end(with: SIGTERM)
    for village in [here, there] {
      let books = try books(village)
      #expect(books.sum == 0)
      #expect(books.accounts.contains { $0.account.hasPrefix("clearing:") && $0.balance != 0 })
      let standing = Dictionary(
        uniqueKeysWithValues: books.accounts.map { ($0.account, $0.balance) })
      let file = village.folder.appending(path: "node.journal")
      try Programs.run("gebuurd", ["books", "--directory", village.node, "--format", "hledger"])
        .output.write(to: file, atomically: true, encoding: .utf8)
      let read = try Ledger.balances(file)
      #expect(read == standing.filter { $0.value != 0 || read[$0.key] != nil })
      #expect(read.values.reduce(0, +) == 0)
      #expect(try Programs.run("gebuurd", ["verify", "--directory", village.node]).status == 0)
    }
    try here.remove()
    try there.remove()
  }
}
