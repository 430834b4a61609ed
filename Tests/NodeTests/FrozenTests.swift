import Admission
import FoundationEssentials
import NodeRuntime
import Screens
import Sealing
import Storage
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

@testable import ResidentClient

/// What a regisseur's terminal shows of a node that contradicts itself.
@Suite("Frozen hours, as a regisseur sees them")
struct FrozenTests {
  private func federate(_ here: ClientVillage, _ there: ClientVillage) async throws {
    for village in [here, there] { try await village.join("lena", with: village.founding) }
    let invitation = try await there.type("lena", "nodig-uit")["invitation"].string
    try await there.join("mama", with: invitation)
    let card = try await there.type("lena", "federatie", "kaart")["card"].string
    let letter = try await here.type("lena", "federatie", "stel-voor", card)["letter"].string
    try await there.type("lena", "federatie", "aanvaard", letter)
    try await eventually("the link is active here") {
      try await here.type("lena", "federatie")["links"][0]["state"] == .text("active")
    }
    for village in [here, there] {
      try await village.type(
        "lena", "grenzen", "buurt", "Wechelderzande", "--heen", "600", "--terug", "600")
    }
    try await eventually("both limits are in force") {
      try await here.type("lena", "grenzen")["clearing"][0]["room"]["to_them"] == .number(600)
    }
  }

  /// The other node takes back what it had committed.
  private func void(
    _ transfer: UpdateID, of here: ClientVillage, to there: ClientVillage
  ) throws {
    let keys = try NodeKeys.read(from: here.directory.key)
    let now = Terminal.now
    let salt = [UInt8](repeating: 1, count: Limits.saltBytes)
    let said = try Admission(node: here.node.id, key: keys.signing).say(
      .transferVoided(.with { $0.transfer = Data(transfer.array) }), at: now, nonce: salt)
    let entry = try Entry(
      after: there.node.store.head(of: here.node.id), at: now, reach: .addressed,
      audience: there.node.id, update: Salted(salt: salt, bytes: said.signedBytes), content: nil,
      node: here.node.id, key: keys.signing)
    _ = try there.node.store.ingest(
      [OpenedEntry(entry)], of: here.node.id, signedBy: keys.signing.publicKey)
  }

  @Test("whose they are and how they stand, for the regisseur and for nobody else")
  func shown() async throws {
    try await ClientVillage.run { here in
      try await ClientVillage.run { there in
        try await federate(here, there)
        let code = try await there.type("mama", "ontvangcode")["code"].string
        try await here.type("lena", "geef", code, "--minuten", "45")
        try await eventually("the hours have arrived") {
          try await there.type("mama", "saldo")["balance"] == .number(45)
        }
        #expect(try await there.type("lena", "grenzen")["frozen"].count == 0)
        let given = try await there.type("mama", "overzicht")["lines"][0]["transfer"].string
        try await here.stop()
        let transfer = try #require(Base32.decode(given).flatMap { UpdateID($0) })
        try void(transfer, of: here, to: there)

        let limits = try await there.type("lena", "grenzen")
        #expect(limits["clearing"][0]["misdeeds"] == .number(1))
        #expect(limits["frozen_count"] == .number(1))
        let frozen = limits["frozen"][0]
        #expect(frozen["id"] == .text(given) && frozen["state"] == .text("applied"))
        #expect(frozen["name"] == .text("mama") && frozen["outgoing"] == .bool(false))
        #expect(frozen["elsewhere"] == .text("Wechelderzande"))
        let lines = try await there.read("lena", "grenzen")
        #expect(lines.contains("VASTGEZETTE UREN"))
        #expect(lines.contains { $0.hasSuffix("45 min van Wechelderzande naar mama, telt mee") })
        let hers = try await there.type("mama", "grenzen")
        #expect(hers["frozen"].count == 0 && hers["frozen_count"] == .number(0))
        #expect(hers["clearing"][0]["misdeeds"] == .number(0))
      }
    }
  }
}
