import Bookkeeping
import FoundationEssentials
import NodeRuntime
import ResidentClient
import Sealing
import Storage
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

/// Many at once against one limit, over real channels.
@Suite("As many as fit, and no more")
struct LimitTests {
  /// Signs all gifts, hands them in at the same time, and counts what became of them.
  private func give(
    _ minutes: UInt32, by people: [LivePerson], each: Int, to resident: ResidentID,
    of node: NodeID
  ) async throws -> (stored: Int, refused: [Refusal: Int]) {
    var given = WireHoursGiven()
    given.node = Data(node.array)
    given.resident = Data(resident.array)
    given.minutes = minutes
    let outcomes = try await withThrowingTaskGroup(of: Refusal?.self) { group in
      for person in people {
        for _ in 0..<each {
          let submission = try person.sign(.hoursGiven(given))
          group.addTask {
            do {
              _ = try await person.session.submit(submission)
              return nil
            } catch let refused as Refused {
              return refused.reason
            }
          }
        }
      }
      return try await group.reduce(into: [Refusal?]()) { $0.append($1) }
    }
    let refused = outcomes.compactMap(\.self).reduce(into: [:]) { $0[$1, default: 0] += 1 }
    return (outcomes.count { $0 == nil }, refused)
  }

  private func limit(_ minutes: UInt32, with peer: NodeID, by regisseur: LivePerson) async throws {
    var limits = WireClearingLimitsSet()
    limits.peer = Data(peer.array)
    (limits.weMayOwe, limits.theyMayOwe) = (minutes, minutes)
    try await regisseur.say(.clearingLimitsSet(limits))
  }

  private func balance(_ account: AccountID, at live: LiveNode) throws -> Account {
    try live.node.store.read { try $0.account(account) ?? Account(id: account) }
  }

  @Test("four give at once to the other neighbourhood: what fits the clearing limit arrives")
  func clearing() async throws {
    let (here, there) = (try await LiveNode("Hier"), try await LiveNode("Daar"))
    let lena = try await here.regisseur("Lena")
    let mieke = try await there.regisseur("Mieke")
    try await LiveNode.federate(lena, mieke)
    try await limit(100, with: there.node.id, by: lena)
    try await limit(100, with: here.node.id, by: mieke)
    try await eventually("both know both limits") {
      try [here, there].allSatisfy { live in
        try live.node.store.read { views in
          try views.clearingLimits(of: here.node.id, about: there.node.id) != nil
            && views.clearingLimits(of: there.node.id, about: here.node.id) != nil
        }
      }
    }
    var people = [lena]
    for number in 1...3 {
      people.append(try await here.resident("Buur \(number)", invitedBy: lena))
    }
    let (stored, refused) = try await give(
      9, by: people, each: 6, to: mieke.identity.resident, of: there.node.id)
    #expect(stored == 11 && refused == [.clearingLimitReached: 13])
    try await eventually("all that were stored have arrived, and nothing is held") {
      let clearing = try balance(.clearing(there.node.id), at: here)
      let owed = try balance(.clearing(here.node.id), at: there)
      let mine = try balance(.resident(mieke.identity.resident), at: there)
      return clearing.balance.count == 99 && owed.balance.count == -99
        && mine.balance.count == 99
        && [clearing, owed, mine].allSatisfy { $0.heldIn == .zero && $0.heldOut == .zero }
    }
    try await here.end()
    try await there.end()
  }

  @Test("one resident gives on four devices' lines at once: what the floor allows is given")
  func floor() async throws {
    let here = try await LiveNode("Hier")
    let lena = try await here.regisseur("Lena")
    let bram = try await here.resident("Bram", invitedBy: lena)
    var policy = WirePolicySet()
    (policy.floor, policy.ceiling) = (-100, 1_000)
    (policy.smallDifference, policy.silenceDays) = (15, 14)
    try await lena.say(.policySet(policy))
    var lines: [LivePerson] = []
    for _ in 0..<4 { lines.append(try await LivePerson(at: here.node, as: bram.identity)) }
    let (stored, refused) = try await give(
      9, by: lines, each: 6, to: lena.identity.resident, of: here.node.id)
    #expect(stored == 11 && refused == [.floorReached: 13])
    #expect(try balance(.resident(bram.identity.resident), at: here).balance.count == -99)
    #expect(try balance(.resident(lena.identity.resident), at: here).balance.count == 99)
    try await here.end()
  }
}
