import ArgumentParser
import NodeRuntime
import Screens
import Synchronization
import Testing
import Vocabulary

@testable import ResidentClient

@Suite("Matches from a terminal")
struct ClientMatchTests {
  private func people(_ village: ClientVillage, _ names: String...) async throws {
    try await village.join("lena", with: village.founding)
    for name in names {
      let invitation = try await village.type("lena", "nodig-uit")["invitation"].string
      try await village.join(name, with: invitation)
    }
  }

  private func reasons(_ match: JSON) -> [String] {
    (0..<match["reasons"].count).map { match["reasons"][$0]["reason"].string }
  }

  @Test("A request finds the offer that fits, says why, and says why another does not")
  func bothWays() async throws {
    try await ClientVillage.run { village in
      try await people(village, "anna", "bram", "cas")
      let ride = try await village.type(
        "bram", "aanbod", "Ik rijd graag naar Lille", "--soort", "vervoer", "--met", "auto")
      let garden = try await village.type("cas", "aanbod", "Gazon maaien", "--soort", "tuin")
      let asked = try await village.type(
        "anna", "vraag", "Wie rijdt me naar Lille?", "--soort", "vervoer")["short"].string
      // Without a name it is one's only listing.
      let found = try await village.type("anna", "past-bij")
      #expect(found["matches"].count == 1 && found["minutes"] == .number(10))
      #expect(found["matches"][0]["listing"]["id"] == ride["id"])
      let why = reasons(found["matches"][0])
      #expect(why.contains("same_category") && why.contains("travel") && why.contains("words"))
      // No streets are known here, so nobody is named for them.
      #expect(found["attribution"] == .null)
      let back = try await village.type("bram", "matches", ride["short"].string)
      #expect(back["matches"][0]["listing"]["short"] == .text(asked))
      let gate = try await village.type(
        "anna", "past-bij", asked, "--waarom-niet", garden["short"].string)
      #expect(gate["match"] == .bool(false) && gate["gate"] == .text("category"))
      let match = try await village.type(
        "anna", "past-bij", asked, "--waarom-niet", ride["short"].string)
      #expect(match["match"] == .bool(true) && match["gate"] == .null)
    }
  }

  @Test("Whom somebody leaves out hears no reason, and the one who said so does")
  func leftOut() async throws {
    try await ClientVillage.run { village in
      try await people(village, "anna", "bram")
      let offer = try await village.type("bram", "aanbod", "Ritten", "--soort", "vervoer")
      let asked = try await village.type("anna", "vraag", "Een rit", "--soort", "vervoer")
      try await village.type("bram", "voorkeuren", "--niet-met", "anna")
      func gate(_ person: String, _ mine: JSON, _ other: JSON) async throws -> JSON {
        try await village.type(
          person, "past-bij", mine["short"].string, "--waarom-niet", other["short"].string)["gate"]
      }
      #expect(try await village.type("anna", "past-bij")["matches"].count == 0)
      #expect(try await gate("anna", asked, offer) == .text("notSuggested"))
      #expect(try await gate("bram", offer, asked) == .text("person"))
      // A regisseur sees who could help with a request, and no more than its author of why not.
      #expect(try await gate("lena", asked, offer) == .text("notSuggested"))
      await #expect(throws: Refused(.listingNotYours)) {
        try await village.type("lena", "past-bij", offer["short"].string)
      }
      await #expect(throws: Refused(.listingNotYours)) {
        try await village.type("bram", "past-bij", asked["short"].string)
      }
    }
  }

  @Test("What fits comes to both inboxes, once, and is gone when it is taken")
  func inbox() async throws {
    try await ClientVillage.run { village in
      try await people(village, "anna", "bram", "cas")
      let offer = try await village.type("bram", "aanbod", "Ritten", "--soort", "vervoer")
      let asked = try await village.type("anna", "vraag", "Een rit", "--soort", "vervoer")
      try await eventually("both are told") {
        let board = try await village.type("bram", "bord")
        return try await village.type("anna", "bord")["unseen"] == .number(1)
          && board["unseen"] == .number(1)
      }
      let told = try await village.type("bram", "nieuws")["notices"]
      #expect(told.count == 1 && told[0]["seen"] == .bool(false))
      #expect(told[0]["mine"]["id"] == offer["id"] && told[0]["other"]["id"] == asked["id"])
      // Seen now, and told once only, whatever is posted meanwhile.
      #expect(try await village.type("bram", "bord")["unseen"] == .number(0))
      let second = try await village.type("cas", "aanbod", "Ook ritten", "--soort", "vervoer")
      try await eventually("the second offer is told too") {
        try await village.type("anna", "bord")["unseen"] == .number(2)
      }
      let again = try await village.type("bram", "nieuws")["notices"]
      #expect(again.count == 1 && again[0]["seen"] == .bool(true))
      // One helper was wanted: once somebody is there, nobody else is asked any more.
      let proposal = try await village.type("cas", "aanvaard", asked["short"].string)
      try await village.type("anna", "aanvaard", proposal["short"].string)
      #expect(try await village.type("bram", "nieuws")["notices"].count == 0)
      #expect(try await village.type("anna", "nieuws")["notices"].count == 0)
      #expect(
        try await village.type("bram", "past-bij", offer["short"].string)["matches"].count == 0)
      #expect(second["id"] != .null)
    }
  }

  @Test("A request that nobody answers is carried further, and reaches who lives further away")
  func widening() async throws {
    let ahead = Mutex(Interval.days(0))
    let clock = NodeClock { NodeClock.system.now() + ahead.withLock { $0 } }
    try await ClientVillage.run(clock: clock) { village in
      try await people(village, "anna", "bram")
      // Two and a half kilometres north: thirteen minutes by bicycle, as the crow flies and a detour.
      let offer = try await village.type(
        "bram", "aanbod", "Ritten", "--soort", "vervoer", "--plaats", "9F367QPQ+", "--met",
        "fiets", "--binnen", "30")
      let asked = try await village.type(
        "anna", "vraag", "Een rit", "--soort", "vervoer", "--plaats", "9F367Q7Q+", "--verruim",
        "20")
      let now = try await village.type("anna", "past-bij")
      #expect(now["matches"].count == 0 && now["minutes"] == .number(10))
      #expect(now["carried_on"] != .null)
      let gate = try await village.type(
        "anna", "past-bij", asked["short"].string, "--waarom-niet", offer["short"].string)["gate"]
      #expect(gate == .text("notYetThatFar"))
      ahead.withLock { $0 = .minutes(24 * 60 + 1) }
      try await eventually("both are told") {
        let told = try await village.type("bram", "bord")["unseen"] == .number(1)
        return try await village.type("anna", "bord")["unseen"] == .number(1) && told
      }
      let later = try await village.type("anna", "past-bij")
      #expect(later["matches"].count == 1 && later["minutes"] == .number(15))
    }
  }

  @Test("A request is found across the border, by who lives there")
  func acrossTheBorder() async throws {
    try await ClientVillage.run { here in
      try await ClientVillage.run { there in
        try await people(here, "anna")
        try await people(there, "bram")
        let card = try await there.type("lena", "federatie", "kaart")["card"].string
        let letter = try await here.type(
          "lena", "federatie", "stel-voor", card, "--vlakbij")["letter"].string
        try await there.type("lena", "federatie", "aanvaard", letter)
        let offer = try await there.type(
          "bram", "aanbod", "Ritten", "--soort", "vervoer", "--bereik", "federatie")
        try await here.type(
          "anna", "vraag", "Een rit", "--soort", "vervoer", "--bereik", "federatie")
        try await eventually("both are told of the other") {
          let told = try await there.type("bram", "bord")["unseen"] == .number(1)
          return try await here.type("anna", "bord")["unseen"] == .number(1) && told
        }
        let found = try await here.type("anna", "past-bij")["matches"]
        #expect(found[0]["listing"]["id"] == offer["id"])
        #expect(found[0]["listing"]["elsewhere"] == .text("Wechelderzande"))
      }
    }
  }

  @Test("What is filled at home is off the board across the border, until somebody calls it off")
  func filledAtHome() async throws {
    try await ClientVillage.run { here in
      try await ClientVillage.run { there in
        try await people(here, "anna", "cas")
        try await people(there, "bram")
        let card = try await there.type("lena", "federatie", "kaart")["card"].string
        let letter = try await here.type(
          "lena", "federatie", "stel-voor", card, "--vlakbij")["letter"].string
        try await there.type("lena", "federatie", "aanvaard", letter)
        let offer = try await there.type(
          "bram", "aanbod", "Ritten", "--soort", "vervoer", "--bereik", "federatie")
        let asked = try await here.type(
          "anna", "vraag", "Een rit", "--soort", "vervoer", "--bereik", "federatie")
        func isOnBoard() async throws -> Bool {
          let board = try await there.type("bram", "bord")["listings"]
          return (0..<board.count).contains { board[$0]["id"] == asked["id"] }
        }
        func matches() async throws -> Int {
          try await there.type("bram", "past-bij", offer["short"].string)["matches"].count
        }
        try await eventually("it is on their board, and Bram is told") {
          let told = try await there.type("bram", "bord")["unseen"] == .number(1)
          return try await isOnBoard() && told
        }
        #expect(try await matches() == 1)
        // Two of the same neighbourhood agree.
        let proposal = try await here.type("cas", "aanvaard", asked["short"].string)
        try await here.type("anna", "aanvaard", proposal["short"].string)
        try await eventually("it is off their board") { try await !isOnBoard() }
        #expect(try await matches() == 0)
        #expect(try await there.type("bram", "nieuws")["notices"].count == 0)
        try await here.type("cas", "weiger", proposal["short"].string)
        try await eventually("it is back on their board") { try await isOnBoard() }
        #expect(try await matches() == 1)
      }
    }
  }
}
