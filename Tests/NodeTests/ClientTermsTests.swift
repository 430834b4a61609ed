import ArgumentParser
import Screens
import Testing
import Vocabulary

@testable import ResidentClient

@Suite("Terms, preferences and proofs from a terminal")
struct ClientTermsTests {
  @Test("What is typed with an offer is on the board for everybody, once a regisseur vouches")
  func terms() async throws {
    try await ClientVillage.run { village in
      try await village.join("lena", with: village.founding)
      let invitation = try await village.type("lena", "invite")["invitation"].string
      try await village.join("anna", with: invitation)
      let words = [
        "aanbod", "Ik rijd graag", "--soort", "vervoer", "--wekelijks", "di,do 9:00-12:00",
        "--weekly", "za", "--op-afstand", "--met", "elektrische-fiets", "--binnen", "20", "--taal",
        "nl,Frans", "--gezien", "rijbewijs",
      ]
      await #expect(throws: Refused(.attestationMissing, "drivingLicence")) {
        try await village.type("anna", words)
      }
      try await village.type(
        "lena", "attest", "anna", "driving-licence", "--until", "2027-05-01")
      let proofs = try await village.type("anna", "wie-ben-ik")["attestations"]
      #expect(proofs[0]["kind"].string == "drivingLicence")
      try await village.type("anna", words)
      let terms = try await village.type("lena", "bord")["listings"][0]["terms"]
      #expect(terms["weekly"].count == 2)
      #expect(terms["weekly"][0]["days"] == .list([.number(6)]))
      #expect(terms["remote"] == .bool(true))
      #expect(terms["travel"]["by"].string == "e-bike")
      #expect(terms["travel"]["within"] == .number(20))
      #expect(terms["languages"] == .list([.text("fr"), .text("nl")]))
      #expect(terms["attestations"] == .list([.text("drivingLicence")]))
      try await village.type("lena", "gezien", "anna", "rijbewijs", "--trek-in")
      #expect(try await village.type("anna", "wie-ben-ik")["attestations"].count == 0)
      await #expect(throws: Refused(.fieldOutOfRange, "widening")) {
        try await village.type("anna", "vraag", "Rit", "--verruim", "federatie")
      }
      try await village.type(
        "anna", "vraag", "Rit", "--verruim", "federatie", "--bereik", "federatie")
    }
  }

  @Test("Preferences are kept, changed in parts, and shown to nobody else")
  func preferences() async throws {
    try await ClientVillage.run { village in
      try await village.join("lena", with: village.founding)
      let invitation = try await village.type("lena", "invite")["invitation"].string
      try await village.join("anna", with: invitation)
      try await village.type(
        "anna", "preferences", "--by", "car", "--weekly-most", "3h", "--not-own-street",
        "--exclude", "lena", "--not-category", "garden,pets", "--language", "nl")
      try await village.type(
        "anna", "voorkeuren", "--binnen", "20", "--weer-soort", "tuin", "--wel-eigen-straat")
      let said = try await village.type("anna", "voorkeuren")
      #expect(said["travel"]["by"].string == "car" && said["travel"]["within"] == .number(20))
      #expect(said["weekly_most"] == .number(180))
      #expect(said["not_own_street"] == .bool(false))
      #expect(said["persons"].count == 1)
      #expect(said["categories"] == .list([.text("pets")]))
      #expect(said["languages"] == .list([.text("nl")]))
      try await village.type("anna", "voorkeuren", "--weer-met", "lena")
      #expect(try await village.type("anna", "voorkeuren")["persons"].count == 0)
      let others = try await village.type("lena", "voorkeuren")
      #expect(others["travel"] == .null && others["categories"].count == 0)
    }
  }
}

extension ClientVillage {
  fileprivate func type(_ person: String, _ words: [String]) async throws {
    let command = try #require(try GebuurCommand.parseAsRoot(words) as? any ClientCommand)
    let context = context(person)
    do {
      _ = try await command.screen(context).json
      await context.leave()
    } catch {
      await context.leave()
      throw error
    }
  }
}
