import NodeRuntime
import ResidentClient
import Screens
import Storage
import Testing
import Vocabulary

@testable import ResidentClient

@Suite("Correcting hours that crossed a border, between two running nodes")
struct ClientReturnTests {
  /// Two federated villages: Bram and Anna live in one, Tom in the other.
  private struct Two {
    let here: ClientVillage
    let there: ClientVillage

    func found() async throws {
      for (village, names) in [(here, ["anna", "bram"]), (there, ["tom"])] {
        try await village.join("lena", with: village.founding)
        for name in names {
          let invitation = try await village.type("lena", "nodig-uit")["invitation"].string
          try await village.join(name, with: invitation)
        }
      }
      let card = try await there.type("lena", "federatie", "kaart")["card"].string
      let letter = try await here.type(
        "lena", "federatie", "stel-voor", card, "--vlakbij")["letter"].string
      try await there.type("lena", "federatie", "aanvaard", letter)
      try await eventually("the link is active here") {
        try await here.type("lena", "federatie")["links"][0]["state"] == .text("active")
      }
      for village in [here, there] {
        try await village.type(
          "lena", "grenzen", "buurt", "Wechelderzande", "--heen", "600", "--terug", "600")
      }
      for village in [here, there] {
        try await eventually("both limits are in force") {
          try await village.type("lena", "grenzen")["clearing"][0]["room"]["to_them"]
            == .number(600)
        }
      }
    }

    /// Tom helps Anna for an hour; the transfer's id once it has crossed.
    func help(_ text: String) async throws -> String {
      let asked = try await here.type(
        "anna", "vraag", text, "--soort", "vervoer", "--bereik", "vlakbij")["short"].string
      try await eventually("the request is read there") {
        try await !there.type("tom", "bord")["listings"].isWithout("short", asked)
      }
      let id = try await there.type("tom", "aanvaard", asked)["short"].string
      try await reads(here, "anna", id, "proposed")
      try await here.type("anna", "aanvaard", id)
      try await reads(there, "tom", id, "agreed")
      try await there.type("tom", "klaar", id, "--minuten", "60")
      try await reads(here, "anna", id, "stated")
      try await here.type("anna", "bevestig", id)
      return try await arrives(there, "tom", 60)
    }

    private func reads(
      _ village: ClientVillage, _ person: String, _ id: String, _ state: String
    ) async throws {
      try await eventually("\(person) reads that it is \(state)") {
        let rows = try await village.type(person, "afspraken")["agreements"]
        return (0..<rows.count).contains {
          rows[$0]["short"].string == id && rows[$0]["state"] == .text(state)
        }
      }
    }

    /// The newest movement of somebody's hours, once it is one of so many minutes and nothing is
    /// under way on either side; the transfer's id.
    func arrives(
      _ village: ClientVillage, _ person: String, _ minutes: Int64
    ) async throws -> String {
      var last = JSON.null
      try await eventually("\(minutes) minutes of \(person) have moved") {
        let lines = try await village.type(person, "overzicht")["lines"]
        last = lines[lines.count - 1]
        return last["minutes"] == .number(minutes)
      }
      for (village, person) in [(here, "anna"), (here, "bram"), (there, "tom")] {
        try await eventually("nothing of \(person) is under way") {
          try await village.type(person, "saldo")["transits"].count == 0
        }
      }
      return last["transfer"].string
    }

    /// Both nodes' books say the same of the border, and everything follows from the logs.
    func expect(anna: Int64, bram: Int64, tom: Int64) async throws {
      let owed = anna + bram
      for (village, balance) in [(here, -owed), (there, owed)] {
        let row = try await village.type("lena", "grenzen")["clearing"][0]
        #expect(row["balance"] == .number(balance) && row["misdeeds"] == .number(0))
        let store = try NodeStore.openReadOnly(at: village.directory.database)
        defer { try? store.close() }
        #expect(try store.verify().passed)
      }
      for (village, person, balance) in [
        (here, "anna", anna), (here, "bram", bram), (there, "tom", tom),
      ] {
        let statement = try await village.type(person, "overzicht")
        #expect(statement["balance"] == .number(balance), "\(person)")
        let lines = statement["lines"]
        let last = lines.count == 0 ? .number(0) : lines[lines.count - 1]["balance"]
        #expect(last == .number(balance), "\(person)")
      }
    }
  }

  private func together(_ body: (Two) async throws -> Void) async throws {
    try await ClientVillage.run { here in
      try await ClientVillage.run { there in
        let two = Two(here: here, there: there)
        try await two.found()
        try await body(two)
      }
    }
  }

  @Test("who received too much gives a part back; who paid for too little help adds")
  func byResidents() async throws {
    try await together { two in
      let code = try await two.there.type("tom", "ontvangcode")["code"].string
      try await two.here.type("bram", "geef", code, "--minuten", "45", "Voor de lift")
      let gift = try await two.arrives(two.there, "tom", 45)
      await #expect(throws: Setback(.correctedByGiver)) {
        try await two.here.type("bram", "verbeter", gift, "--minuten", "30", "Minder")
      }
      try await two.there.type("tom", "verbeter", gift, "--minuten", "30", "Het was minder")
      _ = try await two.arrives(two.here, "bram", 15)
      let back = try await two.here.type("bram", "overzicht")["lines"]
      #expect(back[0]["corrected"] == .bool(true) && back[1]["kind"] == .text("returned"))
      #expect(back[1]["text"] == .text("Het was minder"))
      #expect(back[1]["other_name"] == .text("tom") && back[1]["corrects"] == .text(gift))
      try await two.expect(anna: 0, bram: -30, tom: 30)

      let help = try await two.help("Rit naar Lille")
      try await two.here.type("anna", "verbeter", help, "--minuten", "80", "Ook de terugrit")
      _ = try await two.arrives(two.there, "tom", 20)
      let more = try await two.there.type("tom", "overzicht")["lines"]
      #expect(more[3]["kind"] == .text("raised") && more[3]["other_name"] == .text("anna"))
      await #expect(throws: Refused(.alreadyCorrected)) {
        try await two.there.type("tom", "verbeter", help, "--minuten", "50", "Toch niet")
      }
      try await two.expect(anna: -80, bram: -30, tom: 110)
    }
  }

  @Test("help that the pot paid wholly stands in the payer's statement, and the payer may add")
  func paidByThePot() async throws {
    try await together { two in
      try await two.here.type(
        "lena", "grenzen", "regels", "--ondergrens", "0", "--pot-ondergrens", "600")
      let help = try await two.help("Rit naar Lille")
      let line = try await two.here.type("anna", "overzicht")["lines"][0]
      #expect(line["minutes"] == .number(0) && line["from_pot"] == .number(60))
      #expect(line["other_name"] == .text("tom") && line["transfer"] == .text(help))
      await #expect(throws: Setback(.correctedByGiver)) {
        try await two.here.type("anna", "verbeter", help, "--minuten", "40", "Minder")
      }
      await #expect(throws: Refused(.floorReached, "0")) {
        try await two.here.type("anna", "verbeter", help, "--minuten", "80", "Meer")
      }
      try await two.here.type("lena", "grenzen", "regels", "--ondergrens", "60")
      try await two.here.type("anna", "verbeter", help, "--minuten", "80", "Meer")
      _ = try await two.arrives(two.there, "tom", 20)
      #expect(try await two.here.type("anna", "saldo")["balance"] == .number(-20))
    }
  }

  @Test("a regisseur corrects for residents: their own give up hours, never the other side's")
  func byRegisseurs() async throws {
    try await together { two in
      let help = try await two.help("Rit naar Lille")
      await #expect(throws: Setback(.correctedByGiver)) {
        try await two.here.type("lena", "verbeter", help, "--minuten", "40", "Nagevraagd")
      }
      try await two.there.type("lena", "verbeter", help, "--minuten", "40", "Nagevraagd")
      _ = try await two.arrives(two.here, "anna", 20)
      for (village, person) in [(two.here, "anna"), (two.there, "tom")] {
        let lines = try await village.type(person, "overzicht")["lines"]
        #expect(lines[0]["corrected"] == .bool(true) && lines[1]["kind"] == .text("lowered"))
        #expect(lines[1]["text"] == .text("Nagevraagd") && lines[1]["corrects"] == .text(help))
        // With whom the help was; not the regisseur who signed.
        #expect(lines[1]["other_name"] == lines[0]["other_name"])
      }
      try await two.expect(anna: -40, bram: 0, tom: 40)

      let other = try await two.help("Rit naar Gierle")
      try await two.here.type("lena", "verbeter", other, "--minuten", "90", "Ook de terugrit")
      _ = try await two.arrives(two.there, "tom", 30)
      try await two.expect(anna: -130, bram: 0, tom: 130)
    }
  }

  @Test("on its way it is in the inbox of both, and only who said it takes it back")
  func underWay() async throws {
    try await together { two in
      let code = try await two.there.type("tom", "ontvangcode")["code"].string
      try await two.here.type("bram", "geef", code, "--minuten", "45", "Voor de lift")
      let gift = try await two.arrives(two.there, "tom", 45)
      try await two.here.stop()
      try await two.there.type("lena", "verbeter", gift, "--minuten", "0", "Vergissing")
      for (person, mine) in [("tom", false), ("lena", true)] {
        let transit = try await two.there.type(person, "saldo")["transits"][0]
        #expect(transit["corrects"] == .text(gift) && transit["text"] == .text("Vergissing"))
        #expect(transit["mine"] == .bool(mine) && transit["outgoing"] == .bool(true))
      }
      #expect(try await two.there.type("tom", "saldo")["held_out"] == .number(45))
      let id = try await two.there.type("lena", "saldo")["transits"][0]["short"].string
      await #expect(throws: Setback(.idUnknown, id)) {
        try await two.there.type("tom", "geef", "--terug", id)
      }
      try await two.there.type("lena", "geef", "--terug", id)
      try await eventually("the hours are back") {
        try await two.there.type("tom", "saldo")["held_out"] == .number(0)
      }
      #expect(try await two.there.type("tom", "saldo")["balance"] == .number(45))
    }
  }
}

extension JSON {
  /// True when no row of a list says so.
  fileprivate func isWithout(_ key: String, _ value: String) -> Bool {
    !(0..<count).contains { self[$0][key].string == value }
  }
}
