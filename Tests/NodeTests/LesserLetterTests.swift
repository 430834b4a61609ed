import FoundationEssentials
import NodeRuntime
import ResidentClient
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Asking a neighbour again for less")
struct LesserLetterTests {
  private func state(_ person: LivePerson) async throws -> WirePeerState? {
    guard case .federation(let answer) = try await person.ask(.federation(WireAskFederation()))
    else { return nil }
    return answer.peers.first?.state
  }

  @Test("who said yes to the first letter hears that it was taken back, and can accept the second")
  func takenBack() async throws {
    let (here, there) = (try await LiveNode("Hier"), try await LiveNode("Daar"))
    let lena = try await here.regisseur("Lena")
    let mieke = try await there.regisseur("Mieke")
    func terms(nearby: Bool) -> WireFederationTerms {
      .with {
        $0.first = Data(here.node.id.array)
        $0.second = Data(there.node.id.array)
        $0.nearby = nearby
      }
    }
    func letter(nearby: Bool) async throws -> WireSignedUpdate {
      let proposal = try lena.sign(
        .federationProposed(
          .with {
            $0.terms = terms(nearby: nearby)
            $0.peer = mieke.card.wire
          }))
      _ = try await lena.session.submit(proposal)
      return try WireSignedUpdate(serializedBytes: proposal.signedUpdate)
    }
    func accept(_ letter: WireSignedUpdate, nearby: Bool) async throws {
      try await mieke.say(
        .federationAccepted(
          .with {
            $0.terms = terms(nearby: nearby)
            $0.proposal = letter
            $0.peer = lena.card.wire
          }))
    }
    let (first, second) = (try await letter(nearby: true), try await letter(nearby: false))
    try await accept(first, nearby: true)
    try await eventually("the yes came too late, and both know") {
      try await state(mieke) == .ended
    }
    #expect(try await state(lena) == .proposed)
    _ = try await mieke.post("Tussenin", reach: .federation)
    try await accept(second, nearby: false)
    try await eventually("both are federated") { try await state(lena) == .active }
    #expect(try await state(mieke) == .active)
    _ = try await mieke.post("Alleen dichtbij", reach: .nearby)
    let posted = [
      try await mieke.post("Van Daar", reach: .federation),
      try await lena.post("Van Hier", reach: .federation),
    ]
    for (person, listing) in [(lena, posted[0]), (mieke, posted[1])] {
      try await eventually("news crosses") {
        try await person.board().contains { $0.id == listing.array }
      }
    }
    #expect(try await lena.board().map(\.text).sorted() == ["Van Daar", "Van Hier"])
    try await here.end()
    try await there.end()
  }
}
