import Bookkeeping
import FoundationEssentials
import NodeRuntime
import Screens
import Storage
import Testing
import Vocabulary
import WireFormat

@testable import ResidentClient

@Suite("Moving house")
struct MovingTests {
  private func invite(_ village: ClientVillage) async throws -> String {
    try await village.type("lena", "nodig-uit")["invitation"].string
  }

  private func people(_ village: ClientVillage, _ names: String...) async throws {
    try await village.join("lena", with: village.founding)
    for name in names { try await village.join(name, with: invite(village)) }
  }

  private func federate(_ here: ClientVillage, _ there: ClientVillage) async throws {
    let card = try await there.type("lena", "federatie", "kaart")["card"].string
    let letter = try await here.type("lena", "federatie", "stel-voor", card)["letter"].string
    try await there.type("lena", "federatie", "aanvaard", letter)
    for village in [here, there] {
      try await eventually("the link is active") {
        try await village.type("lena", "federatie")["links"][0]["state"] == .text("active")
      }
    }
  }

  private func limit(_ villages: ClientVillage..., to most: Int) async throws {
    for village in villages {
      try await village.type(
        "lena", "grenzen", "buurt", "Wechelderzande", "--heen", "\(most)", "--terug", "\(most)")
    }
    for village in villages {
      try await eventually("the limits are in force") {
        try await village.type("lena", "grenzen")["clearing"][0]["in_force"]["to_them"]
          == .number(Int64(most))
      }
    }
  }

  /// Both logs verify, both books sum to zero; gives the balances of residents that are not zero.
  private func balances(_ village: ClientVillage) throws -> [Int64] {
    let store = try NodeStore.openReadOnly(at: village.directory.database)
    let verification = try store.verify()
    #expect(verification.passed, "\(verification.findings) \(verification.differences)")
    let books = try store.wholeBooks()
    #expect(books.sum == .zero && books.misdeeds.isEmpty)
    try store.close()
    return books.accounts.compactMap { $0.id.resident == nil ? nil : $0.balance.count }
      .filter { $0 != 0 }.sorted()
  }

  @Test("Hours above zero go along as far as the border lets them, then one leaves and is there")
  func above() async throws {
    try await ClientVillage.run { here in
      try await ClientVillage.run { there in
        try await people(here, "bram")
        try await people(there)
        try await here.type("lena", "geef", "bram", "--minuten", "45")
        await #expect(throws: Setback(.notMoving)) { try await here.type("bram", "verhuis") }
        let invitation = try await invite(there)
        await #expect(throws: Setback(.alreadyJoined)) {
          try await here.type("bram", "doe-mee", invitation, "--naam", "bram")
        }
        let own = try await invite(here)
        await #expect(throws: Setback(.alreadyJoined)) {
          try await here.type("bram", "verhuis", own)
        }
        let door = "127.0.0.1:\(there.node.port)"
        let begun = try await here.type("bram", "verhuis", invitation, "--knoop", door)
        #expect(begun["joined"] == .bool(true) && begun["moved"] == .bool(false))
        #expect(begun["hindrance"].string == Sentence.noLinkToMove.en)
        // The same letter again, as after a crash, changes nothing.
        #expect(
          try await here.type("bram", "verhuis", invitation)["joined"] == .bool(true))

        try await federate(here, there)
        #expect(
          try await here.type("bram", "verhuis")["hindrance"].string == Sentence.borderToMove.en)
        try await limit(here, there, to: 30)
        let part = try await here.type("bram", "verhuis")
        #expect(part["went"] == .number(30) && part["moved"] == .bool(false))
        #expect(part["hindrance"].string == Sentence.borderToMove.en)
        try await eventually("a part has arrived") {
          try await here.type("bram", "saldo", "--nieuwe-buurt")["balance"] == .number(30)
        }
        #expect(try await here.type("bram", "saldo")["balance"] == .number(15))

        try await limit(here, there, to: 300)
        try await eventually("bram has moved") {
          try await here.type("bram", "verhuis")["moved"] == .bool(true)
        }
        #expect(try await here.type("bram", "saldo")["balance"] == .number(45))
        #expect(try await here.type("bram", "bord")["listings"].count == 0)
        let lines = try await here.type("bram", "overzicht")["lines"]
        #expect(lines.count == 2 && lines[0]["text"] == .text("Verhuizing"))
        await #expect(throws: Setback(.notMoving)) { try await here.type("bram", "verhuis") }
        #expect(try balances(here) == [-45])
        #expect(try balances(there) == [45])
      }
    }
  }

  @Test("A balance below zero goes along too: the new neighbourhood gives what the old one misses")
  func below() async throws {
    try await ClientVillage.run { here in
      try await ClientVillage.run { there in
        try await people(here, "mia")
        try await people(there)
        try await federate(here, there)
        try await limit(here, there, to: 600)
        try await here.type("mia", "geef", "lena", "--minuten", "50")
        let invitation = try await invite(there)
        let door = "127.0.0.1:\(there.node.port)"
        var move = try await here.type("mia", "verhuis", invitation, "--knoop", door)
        #expect(move["went"] == .number(-50))
        try await eventually("mia has moved") {
          if move["moved"] == .bool(true) { return true }
          move = try await here.type("mia", "verhuis")
          return move["moved"] == .bool(true)
        }
        #expect(try await here.type("mia", "saldo")["balance"] == .number(-50))
        #expect(try balances(here) == [50])
        #expect(try balances(there) == [-50])
      }
    }
  }

  @Test("Who left first joins elsewhere; a move that stopped after leaving goes on from there")
  func afterLeaving() async throws {
    try await ClientVillage.run { here in
      try await ClientVillage.run { village in
        try await people(here, "piet", "tine")
        try await people(village)
        try await here.type("piet", "vertrek", "--voorgoed")
        let door = "127.0.0.1:\(village.node.port)"
        try await here.type(
          "piet", "doe-mee", try await invite(village), "--naam", "piet", "--knoop", door)
        #expect(try await here.type("piet", "wie-ben-ik")["role"] == .text("resident"))

        // Joined over there and left here, and then the lights went out.
        let there = here.context("tine").moving()
        there.use(try here.context("tine").identity())
        let letter = try Invitation(code: try await invite(village), now: Terminal.now)
        try there.home.prepare()
        try there.keep(
          Membership(
            card: letter.card, near: door, resident: try there.identity().resident, area: nil,
            name: "tine"))
        _ = try await there.post(
          .enrolment(letter.enrolment(of: there.identity())),
          content: .profile(name: "tine", text: ""))
        await there.leave()
        try await here.type("tine", "vertrek", "--voorgoed")
        #expect(try await here.type("tine", "verhuis")["moved"] == .bool(true))
        #expect(try await here.type("tine", "wie-ben-ik")["role"] == .text("resident"))
      }
    }
  }

  @Test("What goes along is what is there, what the border lets through and what the balance takes")
  func shares() {
    func share(_ balance: Int64, _ room: Int64, _ border: Int64) -> MovingShare {
      MovingShare(balance: balance, room: room, border: border)
    }
    #expect(share(45, 3_000, 600).minutes == 45)
    #expect(share(-45, 1_200, 600).minutes == 45)
    #expect(!share(45, 45, 45).isHeldByBorder && !share(45, 45, 45).isHeldByBalance)
    #expect(share(45, 3_000, 30).minutes == 30 && share(45, 3_000, 30).isHeldByBorder)
    #expect(share(45, 20, 30).minutes == 20 && share(45, 20, 30).isHeldByBalance)
    #expect(share(45, -5, 30).minutes == 0 && share(45, 3_000, 0).isHeldByBorder)
    let week = Int64(Limits.minutesPerAgreement)
    #expect(share(week + 5, week * 2, week * 2).minutes == week)
    #expect(!share(week + 5, week * 2, week * 2).isHeldByBorder)
    #expect(share(.min, .max, .max).minutes == week)
  }
}
