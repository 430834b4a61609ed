import Screens
import Testing
import Vocabulary

@testable import ResidentClient

@Suite("Pots and limits, as residents and regisseurs type them")
struct ClientRulesTests {
  private func people(_ village: ClientVillage, _ names: String...) async throws {
    try await village.join("lena", with: village.founding)
    for name in names {
      let invitation = try await village.type("lena", "nodig-uit")["invitation"].string
      try await village.join(name, with: invitation)
    }
  }

  @Test("Pots are opened, filled and granted; only a regisseur reads who was helped")
  func pots() async throws {
    try await ClientVillage.run { village in
      try await people(village, "anna", "bram")
      try await village.type("lena", "pot", "open", "straatfeest")
      try await village.type("bram", "pot", "geef", "straatfeest", "--minuten", "60", "Graag")
      // By the name the screen shows, or its beginning.
      try await village.type("bram", "pot", "geef", "Solidariteitspot", "--minuten", "20")
      try await village.type("bram", "pot", "geef", "solid", "--minuten", "10")
      await #expect(throws: Setback(.idAmbiguous, "solidarity, straatfeest")) {
        try await village.type("bram", "pot", "geef", "s", "--minuten", "5")
      }
      for alike in ["Solidarity", "solidarity ", "Solidariteitspot", "straat-feest"] {
        await #expect(throws: Refused(.idReused, "pot")) {
          try await village.type("lena", "pot", "open", alike)
        }
      }
      await #expect(throws: Refused(.potUnknown)) {
        try await village.type("bram", "pot", "geef", "geen", "--minuten", "5")
      }
      try await village.type(
        "lena", "pot", "ken-toe", "straatfeest", "anna", "--minuten", "45", "Zorgt voor taart")
      let seen = try await village.type("bram", "pot")["pots"]
      #expect(seen.count == 2)
      #expect(seen[1]["balance"] == .number(15))
      #expect(seen[1]["lines"][0]["other_name"] == .text(""))
      #expect(seen[1]["lines"][1]["other_name"] == .text("bram"))
      let known = try await village.type("lena", "pot", "lijst")["pots"]
      #expect(known[1]["lines"][0]["other_name"] == .text("anna"))
      #expect(known[1]["lines"][0]["text"] == .text("Zorgt voor taart"))
    }
  }

  @Test("A regisseur sets rules and one resident's limits; what is not named stays")
  func limits() async throws {
    try await ClientVillage.run { village in
      try await people(village, "anna")
      try await village.type("lena", "grenzen", "regels", "--ondergrens", "600")
      try await village.type("lena", "limits", "policy", "--silence-days", "7")
      try await village.type(
        "lena", "grenzen", "buur", "anna", "--ondergrens", "1800", "Lang ziek")
      let limits = try await village.type("anna", "grenzen")
      #expect(limits["policy"]["floor"] == .number(-600))
      #expect(limits["policy"]["silence_days"] == .number(7))
      #expect(limits["policy"]["ceiling"] == .number(3_000))
      #expect(limits["floor"] == .number(-1_800) && limits["own"] == .bool(true))
      #expect(limits["reason"] == .text("Lang ziek"))
      // The floor stays what it was; the ceiling was never anna's own, and is not now.
      try await village.type("lena", "grenzen", "regels", "--bovengrens", "2000")
      #expect(try await village.type("anna", "grenzen")["ceiling"] == .number(2_000))
      try await village.type("lena", "grenzen", "buur", "anna", "--bovengrens", "90", "Even zo")
      let both = try await village.type("lena", "grenzen", "toon", "anna")
      #expect(both["floor"] == .number(-1_800) && both["ceiling"] == .number(90))
      #expect(both["reason"] == .text("Even zo"))
      await #expect(throws: Refused(.notRegisseur)) {
        try await village.type("anna", "grenzen", "toon", "lena")
      }
      await #expect(throws: Setback(.limitMissing)) {
        try await village.type(
          "lena", "grenzen", "buur", "anna", "--zoals-iedereen", "--bovengrens", "5", "Mis")
      }
      try await village.type("lena", "grenzen", "buur", "anna", "--zoals-iedereen", "Weer beter")
      let again = try await village.type("anna", "grenzen")
      #expect(again["floor"] == .number(-600) && again["own"] == .bool(false))
      #expect(again["reason"] == .text(""))
      await #expect(throws: Refused(.notRegisseur)) {
        try await village.type("anna", "grenzen", "regels", "--ondergrens", "1")
      }
    }
  }
}
