import Foundation
import NodeRuntime
import Sealing
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Two running nodes that part")
struct PartingTests {
  static func state(_ person: LivePerson) async throws -> WirePeerState? {
    guard case .federation(let answer) = try await person.ask(.federation(WireAskFederation()))
    else { return nil }
    return answer.peers.first?.state
  }

  static func end(_ person: LivePerson, with other: LivePerson) async throws {
    try await person.say(.federationEnded(.with { $0.peer = Data(other.card.node.array) }))
  }

  @Test("an end is known on both sides, later erasures reach across, and they can begin anew")
  func parting() async throws {
    let (here, there) = (try await LiveNode("Hier"), try await LiveNode("Daar"))
    let lena = try await here.regisseur("Lena")
    let mieke = try await there.regisseur("Mieke")
    try await LiveNode.federate(lena, mieke)
    let marker = "Wafels-\(Base32.encode(Randomness.bytes(10)))"
    let listing = try await lena.post("\(marker) bakken", reach: .federation)
    try await eventually("the words are on the other board") {
      try await mieke.board().contains { $0.text.contains(marker) }
    }
    try await Self.end(lena, with: mieke)
    try await eventually("the other side knows") { try await Self.state(mieke) == .ended }
    #expect(try await mieke.board().isEmpty)
    #expect(try there.bytesOnDisk().contains(marker))

    try await lena.say(.erasureRequested(.with { $0.targets = [Data(listing.array)] }))
    try await eventually("the former peer confirmed") {
      guard case .erasures(let answer) = try await lena.ask(.erasures(WireAskErasures())) else {
        return false
      }
      return answer.erasures.first?.confirmedNames == ["Daar"]
    }
    #expect(try !there.bytesOnDisk().contains(marker))

    try await LiveNode.federate(lena, mieke)
    let again = try await lena.post("Opnieuw samen", reach: .federation)
    try await eventually("they see each other's listings again") {
      try await mieke.board().map(\.id).contains { $0 == again.array }
    }
    try await here.end()
    try await there.end()
  }

  @Test("a node that was down when it was left hears of it when it is back, erasures included")
  func whileDown() async throws {
    let here = try await LiveNode("Hier")
    var there = try await LiveNode("Daar")
    let lena = try await here.regisseur("Lena")
    let mieke = try await there.regisseur("Mieke")
    try await LiveNode.federate(lena, mieke)
    let marker = "Soep-\(Base32.encode(Randomness.bytes(10)))"
    let listing = try await lena.post(marker, reach: .federation)
    try await eventually("the words are there") {
      try await mieke.board().contains { $0.text.contains(marker) }
    }
    try await there.node.stop()
    try await Self.end(lena, with: mieke)
    try await lena.say(.erasureRequested(.with { $0.targets = [Data(listing.array)] }))
    there = LiveNode(reopening: there, node: try await Node.start(in: there.directory))
    let back = try await LivePerson(at: there.node, as: mieke.identity)
    try await eventually("it knows") { try await Self.state(back) == .ended }
    try await eventually("it confirmed") {
      guard case .erasures(let answer) = try await lena.ask(.erasures(WireAskErasures())) else {
        return false
      }
      return answer.erasures.first?.confirmedNames == ["Daar"]
    }
    #expect(try !there.bytesOnDisk().contains(marker))
    try await here.end()
    try await there.end()
  }
}
