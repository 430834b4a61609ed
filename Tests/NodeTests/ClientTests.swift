import Screens
import Testing
import Updates
import Vocabulary
import WireFormat

@testable import ResidentClient

@Suite("A resident and a node")
struct ClientTests {
  @Test("A ride from asking to hours, each step as it is typed")
  func ride() async throws {
    try await ClientVillage.run { village in
      try await village.join("lena", with: village.founding)
      let invitation = try await village.type("lena", "invite")["invitation"].string
      try await village.join("anna", with: invitation)
      let request = try await village.type(
        "anna", "vraag", "Rit naar Lille", "--soort", "vervoer", "--wanneer", "morgen 14:00")
      #expect(request["stored"] == .bool(true))
      let short = request["short"].string
      let proposal = try await village.type("lena", "accept", String(short.prefix(5)))
      let agreement = proposal["short"].string
      try await village.type("anna", "aanvaard", agreement)
      try await village.type("lena", "klaar", agreement, "--minuten", "75")
      let waiting = try await village.type("anna", "afspraken")["agreements"][0]
      #expect(waiting["my_turn"] == .bool(true))
      #expect(waiting["other_minutes"] == .number(75))
      try await village.type("anna", "bevestig", agreement)
      #expect(try await village.type("lena", "saldo")["balance"] == .number(75))
      #expect(try await village.type("anna", "overzicht")["lines"][0]["minutes"] == .number(-75))
      #expect(try await village.type("anna", "afspraken")["agreements"].count == 0)
    }
  }

  @Test("An update made offline is kept, and goes out once when the node is back")
  func offline() async throws {
    try await ClientVillage.run { village in
      try await village.join("lena", with: village.founding)
      try village.reach("lena", false)
      let kept = try await village.type("lena", "aanbod", "Taart", "--geschenk")
      #expect(kept["stored"] == .bool(false))
      await #expect(throws: Setback.self) { try await village.type("lena", "bord") }
      try village.reach("lena", true)
      let listings = try await village.type("lena", "bord")["listings"]
      #expect(listings.count == 1)
      #expect(listings[0]["id"] == kept["id"])
      #expect(try await village.type("lena", "postvak")["waiting"].count == 0)
    }
  }

  @Test("A crash after keeping or after sending leaves one listing, not none and not two")
  func crash() async throws {
    try await ClientVillage.run { village in
      try await village.join("lena", with: village.founding)
      for crashAfterSending in [false, true] {
        // What `offer` does, up to the moment at which the process is killed.
        let context = village.context("lena")
        let facts = try await listing(context)
        let submission = try context.sign(
          .listingPosted(facts), content: .listing(name: "lena", text: "Taart"))
        _ = try context.outbox.keep(submission, at: context.page.now)
        if crashAfterSending {
          _ = try await context.session(sendingFirst: false).submit(submission)
        }
        await context.leave()
        #expect(!context.outbox.isEmpty)
        try await village.type("lena", "saldo")
        #expect(context.outbox.isEmpty)
      }
      #expect(try await village.type("lena", "bord")["listings"].count == 2)
    }
  }

  private func listing(_ context: CommandContext) async throws -> WireListingPosted {
    var facts = WireListingPosted()
    facts.side = .offer
    facts.category = .meal
    facts.reach = .neighbourhood
    facts.gift = true
    facts.wanted = 1
    facts.area = "9F367Q7Q+"
    facts.expires = (context.page.now + .days(3)).milliseconds
    return facts
  }

  @Test("An update refused while nobody looked is put aside and shown, and blocks nothing")
  func refusedLater() async throws {
    try await ClientVillage.run { village in
      try await village.join("lena", with: village.founding)
      let offer = try await village.type("lena", "aanbod", "Taart", "--geschenk")
      try village.reach("lena", false)
      for _ in 0..<2 { try await village.type("lena", "trek-in", offer["id"].string) }
      try await village.type("lena", "aanbod", "Soep", "--geschenk")
      try village.reach("lena", true)
      let outbox = try await village.type("lena", "postvak")
      #expect(outbox["sent"].count == 2)
      #expect(outbox["waiting"].count == 0)
      #expect(outbox["refused"][0]["refusal_name"] == .text("listingClosed"))
      #expect(try await village.type("lena", "bord")["listings"][0]["text"] == .text("Soep"))
      #expect(try await village.type("lena", "postvak", "--ruim-op")["refused"].count == 0)
    }
  }

  @Test("A refused command says why and leaves nothing behind")
  func refusals() async throws {
    try await ClientVillage.run { village in
      try await village.join("lena", with: village.founding)
      let offer = try await village.type("lena", "aanbod", "Taart", "--geschenk")["short"].string
      await #expect(throws: Refused(.listingYours)) {
        try await village.type("lena", "aanvaard", offer)
      }
      await #expect(throws: Refused(.invitationUsed)) {
        try await village.join("anna", with: village.founding)
      }
      #expect(try Membership.read(village.context("anna").home) == nil)
      await #expect(throws: Setback(.notJoined)) { try await village.type("anna", "saldo") }
      await #expect(throws: Setback(.alreadyJoined)) {
        try await village.join("lena", with: village.founding)
      }
      await #expect(throws: Setback(.idUnknown, "zzzzzz")) {
        try await village.type("lena", "toon", "zzzzzz")
      }
      // A second try with a fresh invitation uses the key that is there.
      let fresh = try await village.type("lena", "nodig-uit")["invitation"].string
      try await village.join("anna", with: fresh)
      #expect(try await village.type("anna", "postvak")["refused"].count == 0)
    }
  }

  @Test("Erased words are gone from board, profile and export")
  func erasure() async throws {
    try await ClientVillage.run { village in
      try await village.join("lena", with: village.founding)
      try await village.type("lena", "profiel", "zet", "--tekst", "Woont bij de kerk")
      let offer = try await village.type("lena", "aanbod", "Geheime taart", "--geschenk")
      try await village.type("lena", "wis", offer["short"].string)
      let shown = try await village.type("lena", "toon", offer["short"].string)
      #expect(shown["listing"]["erased"] == .bool(true))
      #expect(try await village.type("lena", "profiel")["text"] == .text("Woont bij de kerk"))
      try await village.type("lena", "wis", "--alles")
      let export = try await village.type("lena", "uitvoer").rendered
      #expect(!export.contains("taart") && !export.contains("kerk"))
      await #expect(throws: Refused(.nothingToErase)) {
        try await village.type("lena", "wis", "--alles")
      }
      #expect(try await village.type("lena", "wis", "--stand")["erasures"].count == 2)
    }
  }

  @Test("Many questions at once on one session each get their own answer")
  func concurrentQuestions() async throws {
    try await ClientVillage.run { village in
      try await village.join("lena", with: village.founding)
      let context = village.context("lena")
      let session = try await context.session()
      try await withThrowingTaskGroup { group in
        for number in 0..<40 {
          group.addTask {
            if number % 2 == 0 {
              guard case .account = try await session.ask(.account(.init())) else { return false }
            } else {
              guard case .board = try await session.ask(.board(.init())) else { return false }
            }
            return true
          }
        }
        for try await answered in group { #expect(answered) }
      }
      await session.close()
      await #expect(throws: Setback(.connectionLost)) {
        try await session.ask(.account(.init()))
      }
    }
  }
}
