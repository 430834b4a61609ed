import Foundation
import NodeRuntime
import ResidentClient
import Sealing
import Storage
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Two running nodes")
struct FederatedNodesTests {
  @Test("a nearby request is answered from across the border, as a gift, settled on both nodes")
  func acrossTheBorder() async throws {
    let (here, there) = (try await LiveNode("Hier"), try await LiveNode("Daar"))
    let lena = try await here.regisseur("Lena")
    let mieke = try await there.regisseur("Mieke")
    try await LiveNode.federate(lena, mieke)
    let listing = try await lena.post("Wie komt er kaarten?", reach: .nearby)
    let secret = try await lena.post("Alleen voor ons", reach: .neighbourhood)
    try await eventually("the request is on the other board") {
      try await mieke.board().contains { $0.id == listing.array }
    }
    #expect(try await !mieke.board().contains { $0.id == secret.array })

    var proposal = WireAgreementProposed()
    proposal.listing = Data(listing.array)
    proposal.listingNode = Data(here.node.id.array)
    proposal.sealKey = Data(mieke.identity.channel.publicKey.array)
    var words = WireContent()
    words.proposal.name = "Mieke"
    let agreement = try await mieke.say(.agreementProposed(proposal), content: words)
    try await eventually("the proposal has arrived") {
      try await lena.agreements().contains { $0.id == agreement.array }
    }
    let row = try #require(try await lena.agreements().first)
    #expect(row.otherName == "Mieke" && row.otherNodeName == "Daar")
    var yes = WireAgreementAccepted()
    yes.sealKey = Data(lena.identity.channel.publicKey.array)
    yes.agreement = Data(agreement.array)
    yes.cites = row.proposalEntry
    try await lena.say(.agreementAccepted(yes))
    var stated = WireMinutesStated()
    stated.agreement = Data(agreement.array)
    try await eventually("the yes has arrived") {
      try await mieke.agreements().first?.state == .agreed
    }
    try await mieke.say(.minutesStated(stated))
    try await lena.say(.minutesStated(stated))
    for person in [lena, mieke] {
      try await eventually("it is settled on both sides") {
        try await person.agreements().first?.state == .settled
      }
    }
    try await here.end()
    try await there.end()
  }

  @Test("erased words are gone from both nodes' databases and logs, and a receipt says so")
  func erasure() async throws {
    let (here, there) = (try await LiveNode("Hier"), try await LiveNode("Daar"))
    let lena = try await here.regisseur("Lena")
    let mieke = try await there.regisseur("Mieke")
    try await LiveNode.federate(lena, mieke)
    let marker = "Pannenkoeken-\(Base32.encode(Randomness.bytes(10)))"
    let listing = try await lena.post("\(marker) bakken, wie eet mee?", reach: .federation)
    try await eventually("the words are on the other board") {
      try await mieke.board().contains { $0.text.contains(marker) }
    }
    #expect(try here.bytesOnDisk().contains(marker) && there.bytesOnDisk().contains(marker))
    var erasure = WireErasureRequested()
    erasure.targets = [Data(listing.array)]
    try await lena.say(.erasureRequested(erasure))
    try await eventually("the other node confirmed") {
      guard case .erasures(let answer) = try await lena.ask(.erasures(WireAskErasures())) else {
        return false
      }
      return answer.erasures.first?.confirmedNames == ["Daar"]
    }
    #expect(try !here.bytesOnDisk().contains(marker))
    #expect(try !there.bytesOnDisk().contains(marker))
    #expect(try await !mieke.board().contains { $0.id == listing.array })
    try await here.end()
    try await there.end()
  }

  @Test("what was said while the other node was down arrives when it is back")
  func catchingUp() async throws {
    let here = try await LiveNode("Hier")
    var there = try await LiveNode("Daar")
    let lena = try await here.regisseur("Lena")
    let mieke = try await there.regisseur("Mieke")
    try await LiveNode.federate(lena, mieke)
    // The restarted node has another port, so it must do the dialling: it knows where Hier is.
    try await there.node.stop()
    var posted: [UpdateID] = []
    for number in 0..<20 {
      posted.append(try await lena.post("Vraag \(number)", reach: .federation))
    }
    there = LiveNode(reopening: there, node: try await Node.start(in: there.directory))
    let again = try await LivePerson(at: there.node, as: mieke.identity)
    try await eventually("all twenty have arrived") {
      let seen = Set(try await again.board().map(\.id))
      return posted.allSatisfy { id in seen.contains { $0 == id.array } }
    }
    try await here.end()
    try await there.end()
  }
}

extension Data {
  func contains(_ text: String) -> Bool { range(of: Data(text.utf8)) != nil }
}
