import FoundationEssentials
import ResidentClient
import Screens
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

@testable import ResidentClient

@Suite("Hours, as residents type them")
struct ClientBooksTests {
  /// Anna asked, the other helped; gives the short id of the agreement. `minutes` twice when they
  /// see it differently.
  @discardableResult
  private func help(
    _ village: ClientVillage, by helper: String, minutes: String, other: String? = nil
  ) async throws -> String {
    let asked = try await village.type("anna", "vraag", "Rit naar Lille", "--soort", "vervoer")
    let agreed = try await village.type(helper, "aanvaard", asked["short"].string)
    let id = agreed["short"].string
    try await village.type("anna", "aanvaard", id)
    try await village.type(helper, "klaar", id, "--minuten", minutes)
    if let other {
      try await village.type("anna", "klaar", id, "--minuten", other)
    } else {
      try await village.type("anna", "bevestig", id)
    }
    return id
  }

  private func mistyped(_ code: String) -> String {
    let place = code.index(code.startIndex, offsetBy: 60)
    return String(code[..<place]) + (code[place] == "7" ? "8" : "7")
      + String(code[code.index(after: place)...])
  }

  private func people(_ village: ClientVillage, _ names: String...) async throws {
    try await village.join("lena", with: village.founding)
    for name in names {
      let invitation = try await village.type("lena", "nodig-uit")["invitation"].string
      try await village.join(name, with: invitation)
    }
  }

  @Test("Help, thanks, hours by code and by name: the balance and the statement tell all")
  func favours() async throws {
    try await ClientVillage.run { village in
      try await people(village, "anna", "bram")
      let id = try await help(village, by: "bram", minutes: "75")
      try await village.type("anna", "bedank", id, "Het was een fijne rit")
      let settled = try await village.type("bram", "afspraken", "--alles")["agreements"][0]
      #expect(settled["thanks"] == .text("Het was een fijne rit"))
      await #expect(throws: Refused(.alreadyThanked)) {
        try await village.type("anna", "bedank", id, "Nogmaals")
      }
      let code = try await village.type("anna", "ontvangcode")["code"].string
      try await village.type("bram", "geef", code, "--minuten", "30", "Voor de koffie")
      try await village.type("bram", "geef", "anna", "--minuten", "5")
      try await village.type("bram", "give", id, "--minutes", "5")
      await #expect(throws: Setback(.codeUnreadable)) {
        try await village.type("bram", "geef", mistyped(code), "--minuten", "5")
      }
      await #expect(throws: Refused(.recipientYourself)) {
        try await village.type("anna", "geef", code, "--minuten", "5")
      }
      let balance = try await village.type("bram", "saldo")
      #expect(balance["balance"] == .number(35))
      #expect(balance["floor"] == .number(-1_200) && balance["room_out"] == .number(1_235))
      let lines = try await village.type("anna", "overzicht")["lines"]
      #expect(lines.count == 4)
      #expect(lines[1]["kind"] == .text("hours") && lines[1]["text"] == .text("Voor de koffie"))
      #expect(lines[3]["balance"] == .number(-35) && lines[3]["other_name"] == .text("bram"))
    }
  }

  @Test("A long statement is read a sheet at a time, and goes to programs whole")
  func sheets() async throws {
    try await ClientVillage.run { village in
      try await people(village, "anna", "bram")
      let context = village.context("bram")
      let anna = try await context.receiver("anna")
      var given = WireHoursGiven()
      (given.node, given.resident) = (Data(anna.node.array), Data(anna.resident.array))
      // More than one answer holds.
      let count = Limits.rows + 8
      for minutes in 1...count {
        given.minutes = minutes > Limits.rows ? UInt32(minutes - Limits.rows) : 1
        _ = try await context.post(.hoursGiven(given), content: context.note(""))
      }
      await context.leave()
      func amounts(_ words: String...) async throws -> [Substring] {
        let lines = try await village.read("bram", ["overzicht"] + words)
        return lines.filter { $0.contains("gaf uren") }
          .compactMap { $0.split(separator: "  ").dropLast().last }
      }
      #expect(try await amounts().map { $0.filter(\.isNumber) } == ["3", "4", "5", "6", "7", "8"])
      let older = try await amounts("--blad", "2").map { $0.filter(\.isNumber) }
      #expect(older == ["1", "1", "1", "1", "1", "2"])
      let first = try await village.read("bram", "statement")
      #expect(first.contains { $0.contains("--blad 2") } && first.count <= 22)
      let last = try await village.read("bram", "overzicht", "--blad", "85")
      #expect(last.count == 6 && !last.contains { $0.contains("--blad") }, "\(last)")
      #expect(try await village.read("bram", "overzicht", "--blad", "86").count == 1)
      #expect(try await village.type("bram", "overzicht")["lines"].count == count)
      let file = try await village.read("bram", "overzicht", "--vorm", "csv")
      #expect(file.count == count + 1)
      let journal = try await village.read("bram", "overzicht", "--vorm", "hledger")
      #expect(journal.count == 3 * count)
    }
  }

  @Test("A dispute is listed for the regisseur, who decides within the claims")
  func dispute() async throws {
    try await ClientVillage.run { village in
      try await people(village, "anna", "bram")
      let id = try await help(village, by: "bram", minutes: "150", other: "60")
      #expect(try await village.type("anna", "geschil")["own"].count == 1)
      let listed = try await village.type("lena", "geschil")["disputes"][0]
      #expect(listed["helper_minutes"] == .number(150))
      #expect(listed["receiver_name"] == .text("anna"))
      await #expect(throws: Refused(.outsideTheClaims, "60–150")) {
        try await village.type("lena", "beslis", id, "--minuten", "200", "Zomaar")
      }
      await #expect(throws: Refused(.notRegisseur)) {
        try await village.type("bram", "beslis", id, "--minuten", "150", "Ik weet het best")
      }
      try await village.type("lena", "beslis", id, "--minuten", "90", "Samen nagerekend")
      #expect(try await village.type("bram", "saldo")["balance"] == .number(90))
      #expect(try await village.type("lena", "geschil")["disputes"].count == 0)
      // Both read who decided, and why: with the agreement, on the statement and in their news.
      for person in ["anna", "bram"] {
        let decided = try await village.type(person, "afspraken", "--alles")["agreements"][0]
        #expect(decided["resolved_by"] == .text("lena"))
        #expect(decided["reason"] == .text("Samen nagerekend"))
        let line = try await village.type(person, "overzicht")["lines"][0]
        #expect(line["reason"] == .text("Samen nagerekend"))
        let news = try await village.read(person, "nieuws")
        #expect(news.contains { $0.contains("lena stelde vast: 1 uur 30") }, "\(news)")
      }
    }
  }

  @Test("A correction takes the other's yes; a regisseur's holds at once")
  func corrections() async throws {
    try await ClientVillage.run { village in
      try await people(village, "anna", "bram")
      let first = try await help(village, by: "bram", minutes: "60")
      try await village.type("anna", "verbeter", first, "--minuten", "45", "Eerder klaar")
      #expect(try await village.type("bram", "nieuws")["proposed"].count == 1)
      #expect(try await village.type("anna", "nieuws")["proposed"].count == 0)
      let waiting = try await village.type("bram", "saldo")["corrections"][0]
      #expect(waiting["from"] == .number(60) && waiting["to"] == .number(45))
      #expect(waiting["mine"] == .bool(false) && waiting["text"] == .text("Eerder klaar"))
      try await village.type("bram", "verbeter", "--akkoord", waiting["short"].string)
      let lines = try await village.type("bram", "overzicht")["lines"]
      #expect(lines[0]["corrected"] == .bool(true))
      #expect(lines[1]["kind"] == .text("lowered"))
      #expect(lines[1]["text"] == .text("Eerder klaar"))
      #expect(lines[1]["reason_by"] == .text("anna"))
      let page = try await village.read("bram", "overzicht")
      #expect(page.contains { $0.contains("Reden, van anna: Eerder klaar") }, "\(page)")
      let second = try await help(village, by: "bram", minutes: "60")
      try await village.type("lena", "verbeter", second, "--minuten", "90", "Ook de terugrit")
      #expect(try await village.type("bram", "saldo")["balance"] == .number(135))
      let news = try await village.type("bram", "nieuws")["corrected"]
      #expect(news[0]["reason"] == .text("Ook de terugrit") && news.count == 2)
      await #expect(throws: Setback(.idUnknown, "zzzz")) {
        try await village.type("anna", "verbeter", "zzzz", "--minuten", "5", "Mis")
      }
    }
  }

  @Test("Help that the pot paid wholly stands in the statement, and can be corrected")
  func paidByThePot() async throws {
    try await ClientVillage.run { village in
      try await people(village, "anna", "bram")
      try await village.type(
        "lena", "grenzen", "regels", "--ondergrens", "0", "--pot-ondergrens", "600")
      let id = try await help(village, by: "bram", minutes: "60")
      let line = try await village.type("anna", "overzicht")["lines"][0]
      #expect(line["kind"] == .text("help") && line["other_name"] == .text("bram"))
      #expect(line["minutes"] == .number(0) && line["balance"] == .number(0))
      #expect(line["from_pot"] == .number(60) && line["to_pot"] == .number(0))
      try await village.type("anna", "verbeter", id, "--minuten", "45", "Eerder klaar")
      let waiting = try await village.type("bram", "saldo")["corrections"][0]
      #expect(waiting["other_name"] == .text("anna"))
      #expect(try await village.type("anna", "saldo")["corrections"][0]["mine"] == .bool(true))
      try await village.type("bram", "verbeter", "--akkoord", waiting["short"].string)
      let lines = try await village.type("anna", "overzicht")["lines"]
      #expect(lines[0]["corrected"] == .bool(true) && lines[1]["kind"] == .text("lowered"))
      #expect(lines[1]["minutes"] == .number(0) && lines[1]["to_pot"] == .number(15))
      let journal = try await village.text("anna", "overzicht", "--vorm", "hledger")
      #expect(journal.contains("kreeg hulp") && journal.contains("pot:solidarity"))
      #expect(try await village.type("bram", "overzicht")["lines"][0]["minutes"] == .number(60))
    }
  }

  @Test("Leaving explains first, needs a balance of zero, and ends the devices")
  func leaving() async throws {
    try await ClientVillage.run { village in
      try await people(village, "anna", "bram")
      try await help(village, by: "bram", minutes: "60")
      #expect(try await village.type("bram", "vertrek")["left"] == .bool(false))
      await #expect(throws: Refused(.balanceNotZero)) {
        try await village.type("bram", "vertrek", "--voorgoed")
      }
      try await village.type("bram", "geef", "lena", "--minuten", "60")
      try await village.type("bram", "vertrek", "--voorgoed")
      await #expect(throws: Refused(.notEnrolled)) { try await village.type("bram", "bord") }
      #expect(try await village.type("bram", "saldo")["balance"] == .number(0))
    }
  }

  @Test("Hours given to someone in another neighbourhood arrive there, once")
  func acrossTheBorder() async throws {
    try await ClientVillage.run { here in
      try await ClientVillage.run { there in
        try await people(here, "bram")
        try await people(there, "mama")
        let card = try await there.type("lena", "federatie", "kaart")["card"].string
        let letter = try await here.type("lena", "federatie", "stel-voor", card)["letter"].string
        try await there.type("lena", "federatie", "aanvaard", letter)
        let code = try await there.type("mama", "ontvangcode")["code"].string
        try await eventually("the link is active here") {
          try await here.type("lena", "federatie")["links"][0]["state"] == .text("active")
        }
        await #expect(throws: Refused(.clearingLimitReached, "0")) {
          try await here.type("bram", "geef", code, "--minuten", "45")
        }
        for village in [here, there] {
          try await village.type(
            "lena", "grenzen", "buurt", "Wechelderzande", "--heen", "600", "--terug", "300")
        }
        try await eventually("both limits are in force") {
          try await here.type("bram", "grenzen")["clearing"][0]["room"]["to_them"] == .number(300)
        }
        try await here.type("bram", "geef", code, "--minuten", "45", "Voor mama")
        try await eventually("the hours have arrived") {
          try await there.type("mama", "saldo")["balance"] == .number(45)
        }
        let line = try await there.type("mama", "overzicht")["lines"][0]
        #expect(line["other_name"] == .text("bram"))
        #expect(line["elsewhere"] == .text("Wechelderzande"))
        #expect(line["text"] == .text("Voor mama"))
        try await eventually("nothing is under way any more") {
          try await here.type("bram", "saldo")["transits"].count == 0
        }
        let sums = try await here.type("bram", "saldo")
        #expect(sums["balance"] == .number(-45) && sums["held_out"] == .number(0))

        // Nobody answers any more: the hours wait, and can be taken back.
        try await there.stop()
        try await here.type("bram", "geef", code, "--minuten", "30", "Nog een keer")
        let waiting = try await here.type("bram", "saldo")
        let transit = waiting["transits"][0]
        #expect(waiting["held_out"] == .number(30) && waiting["balance"] == .number(-45))
        // More than an answer tells: the oldest can be taken back all the same.
        let context = here.context("bram")
        let mama = try await context.receiver(code)
        for _ in 0...Limits.transits {
          let given = WireHoursGiven.with {
            ($0.node, $0.resident) = (Data(mama.node.array), Data(mama.resident.array))
            $0.minutes = 1
          }
          _ = try await context.post(.hoursGiven(given), content: context.note(""))
        }
        await context.leave()
        #expect(transit["state"] == .text("reserved") && transit["minutes"] == .number(30))
        #expect(transit["elsewhere"] == .text("Wechelderzande"))
        try await here.type("bram", "geef", "--terug", transit["short"].string)
        try await eventually("the hours are back") {
          try await here.type("bram", "saldo")["held_out"] == .number(Int64(Limits.transits) + 1)
        }
        await #expect(throws: Refused(.tooLateToRecall)) {
          try await here.type("bram", "geef", "--terug", transit["short"].string)
        }
      }
    }
  }
}
