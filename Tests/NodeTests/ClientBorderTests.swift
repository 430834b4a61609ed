import NodeRuntime
import Screens
import Testing

@testable import ResidentClient

@Suite("Help across the border, as residents read it")
struct ClientBorderTests {
  @Test("Without room both read that the hours wait; when they never can, that it was a gift")
  func noRoom() async throws {
    try await ClientVillage.run { here in
      try await ClientVillage.run { there in
        for (village, person) in [(here, "anna"), (there, "mia")] {
          try await village.join("lena", with: village.founding)
          let letter = try await village.type("lena", "nodig-uit")["invitation"].string
          try await village.join(person, with: letter)
        }
        let card = try await there.type("lena", "federatie", "kaart")["card"].string
        let letter = try await here.type("lena", "federatie", "stel-voor", card)["letter"].string
        try await there.type("lena", "federatie", "aanvaard", letter)
        try await eventually("the link is active here") {
          try await here.type("lena", "federatie")["links"][0]["state"] == .text("active")
        }
        for village in [here, there] {
          try await village.type(
            "lena", "grenzen", "buurt", "Wechelderzande", "--heen", "30", "--terug", "30")
        }
        try await eventually("hours can cross") {
          try await here.type("lena", "grenzen")["clearing"][0]["room"]["to_them"] == .number(30)
        }
        // All the room there is goes to something else.
        let code = try await there.type("lena", "ontvangcode")["code"].string
        try await here.type("lena", "geef", code, "--minuten", "30")
        let asked = try await here.type(
          "anna", "vraag", "Rit", "--soort", "vervoer", "--bereik", "federatie")["short"].string
        try await eventually("the request is on the board there") {
          try await there.type("mia", "bord")["listings"].count == 1
        }
        let id = try await there.type("mia", "aanvaard", asked)["short"].string
        func here1() async throws -> JSON {
          try await here.type("anna", "afspraken", "--alles")["agreements"][0]
        }
        func there1() async throws -> JSON {
          try await there.type("mia", "afspraken", "--alles")["agreements"][0]
        }
        try await eventually("anna sees the yes") { try await here1()["short"].string == id }
        try await here.type("anna", "aanvaard", id)
        try await eventually("it is agreed") {
          try await there1()["state"] == .text("agreed")
        }
        try await there.type("mia", "klaar", id, "--minuten", "45")
        try await eventually("anna reads the minutes") {
          try await here1()["other_minutes"] == .number(45)
        }
        try await here.type("anna", "bevestig", id)
        #expect(try await here1()["road"] == .text("waiting"))
        try await eventually("mia reads that they wait") {
          try await there1()["road"] == .text("waiting")
        }
        let waits = try await there1()
        #expect(waits["settled_minutes"] == .number(45) && waits["my_turn"] == .bool(false))

        let peer = try await here.type("lena", "federatie")["links"][0]["short"].string
        try await here.type("lena", "federatie", "stop", peer)
        try await eventually("anna reads that it was a gift") {
          try await here1()["road"] == .text("gift")
        }
      }
    }
  }
}
