import Foundation
import NodeRuntime
import ResidentClient
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("A neighbour that needs more room than it gets")
struct QuotaTests {
  /// The other side's one row about us.
  private func link(_ person: LivePerson) async throws -> WirePeerRow? {
    guard case .federation(let answer) = try await person.ask(.federation(WireAskFederation()))
    else { return nil }
    return answer.peers.first
  }

  @Test("its log stops, both sides can see why, the rest goes on, and more room resumes it")
  func quota() async throws {
    let here = try await LiveNode("Hier")
    var there = try await LiveNode("Daar", quotaEntries: 6)
    let lena = try await here.regisseur("Lena")
    let mieke = try await there.regisseur("Mieke")
    try await LiveNode.federate(lena, mieke)
    var posted: [UpdateID] = []
    for number in 0..<10 {
      posted.append(try await lena.post("Vraag \(number)", reach: .federation))
    }
    try await eventually("the log is full, and says so") {
      try await link(mieke)?.full == true
    }
    let row = try #require(try await link(mieke))
    #expect(row.have == 6 && row.connected && row.state == .active)
    try await eventually("the other side sees how far it came") {
      try await link(lena)?.acknowledged == 6
    }
    #expect(try await link(lena)?.full == false)
    let status = try #require(StatusReport.read(from: there.directory).peers.first)
    #expect(status.full && status.have == 6 && status.bytes > 0)
    // The other direction, and life at home.
    let answer = try await mieke.post("Ook hier", reach: .federation)
    try await eventually("the full node's own news crosses") {
      try await lena.board().contains { $0.id == answer.array }
    }

    try await there.node.stop()
    let settings = there.directory.configuration
    let text = try String(contentsOfFile: settings, encoding: .utf8)
    try text.replacing("quota_entries = 6\n", with: "quota_entries = 1000\n")
      .write(toFile: settings, atomically: true, encoding: .utf8)
    there = LiveNode(reopening: there, node: try await Node.start(in: there.directory))
    let again = try await LivePerson(at: there.node, as: mieke.identity)
    try await eventually("all ten have arrived") {
      let seen = Set(try await again.board().map(\.id))
      return posted.allSatisfy { id in seen.contains { $0 == id.array } }
    }
    #expect(try await link(again)?.full == false)
    try await here.end()
    try await there.end()
  }
}
