import Admission
import Bookkeeping
import FoundationEssentials
import Simulation
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

/// What a node accepted and never heard the end of. `protocol/10-books.md` §7.
@Suite("Hours that were accepted and let go")
struct ReleaseTests {
  private typealias Scene = BorderTests.Scene

  /// Anna gave Tom sixty minutes; his node accepted, and here nobody has read that yet.
  private func accepted(_ scene: inout Scene) throws -> UpdateID {
    let id = try scene.pair.here.accept(give(60, to: scene.tom), by: scene.anna)
    try scene.listenThere()
    #expect(scene.there.border(id)?.state == .accepted)
    return id
  }

  private func end(_ node: NodeID) -> WireUpdate.OneOf_Kind {
    .federationEnded(.with { $0.peer = Data(node.array) })
  }

  /// There the federation ends, and its node does what follows from it.
  private func endThere(_ scene: inout Scene) throws {
    try scene.pair.there.accept(end(scene.pair.here.node), by: scene.pair.mieke)
    try scene.pair.there.sayDuties(byClock: true)
  }

  private func released(by log: [OpenedEntry]) -> [WireTransferReleased] {
    log.compactMap { opened in
      guard case .transferReleased(let said) = opened.update?.kind else { return nil }
      return said
    }
  }

  @Test("a VOID that meets an ACCEPT is answered: each change of the books has its own entry")
  func voided() throws {
    var scene = try Scene()
    let id = try accepted(&scene)
    try scene.pair.here.accept(
      .transferRecalled(.with { $0.transfer = Data(id.array) }), by: scene.anna)
    try scene.pair.here.sayDuties()
    try scene.pair.there.follow(scene.pair.here)
    // Read, and not answered yet: the books have not moved.
    #expect(scene.there.border(id)?.state == .withdrawn)
    #expect(try scene.pair.there.account(scene.tom).heldIn == Minutes(60))
    try scene.pair.there.sayDuties()
    #expect(try scene.pair.there.account(scene.tom).heldIn == .zero)
    let void = try #require(scene.pair.here.log.last).entry.hash
    #expect(released(by: scene.pair.there.log).map(\.cites) == [Data(void.array)])
    try scene.talk()
    #expect([scene.here, scene.there].map { $0.border(id)?.state } == [.voided, .voided])
    #expect(scene.isSettled() && scene.here.misdeeds.isEmpty && scene.there.misdeeds.isEmpty)
    #expect(released(by: scene.pair.there.log).count == 1)
  }

  @Test("a payer's node that is gone for ever does not keep the payee: the end of the federation")
  func dead() throws {
    var scene = try Scene()
    let id = try accepted(&scene)
    let leave = WireUpdate.OneOf_Kind.residentLeft(WireResidentLeft())
    #expect(refusal(try scene.pair.there.submit(leave, by: scene.tom)) == .balanceNotZero)
    // Years pass: a clock decides nothing here.
    scene.pair.there.now = scene.pair.there.now + .days(2_000)
    try scene.pair.there.sayDuties(byClock: true)
    #expect(scene.there.border(id)?.state == .accepted)
    try endThere(&scene)
    #expect(scene.there.border(id)?.state == .released)
    #expect(released(by: scene.pair.there.log).map(\.cites) == [Data()])
    #expect(try scene.pair.there.account(scene.tom) == Account(id: .resident(scene.tom.resident!)))
    #expect(refusal(try scene.pair.there.submit(leave, by: scene.tom)) == nil)
    let length = scene.pair.there.log.count
    try scene.pair.there.sayDuties(byClock: true)
    #expect(scene.pair.there.log.count == length, "said once")
  }

  @Test("the payer's node that reads it before it decided gives the hours back")
  func givenBack() throws {
    var scene = try Scene()
    let id = try accepted(&scene)
    try endThere(&scene)
    let release = try #require(scene.pair.there.log.last).entry.hash
    try scene.listenHere()
    guard case .transferVoided(let said) = scene.pair.here.log.last?.update?.kind else {
      return #expect(Bool(false), "\(String(describing: scene.pair.here.log.last))")
    }
    #expect(EntryHash(said.cites) == release)
    try scene.talk()
    #expect([scene.here, scene.there].map { $0.border(id)?.state } == [.voided, .voided])
    #expect(scene.isSettled() && scene.owed == [0, 0])
    #expect(scene.here.misdeeds.isEmpty && scene.there.misdeeds.isEmpty)
  }

  @Test(
    "a COMMIT that was on its way is honoured; what nobody has room for goes to the pot",
    arguments: [0, 40, 60] as [Int64])
  func honoured(room: Int64) throws {
    var scene = try Scene()
    let id = try accepted(&scene)
    try scene.listenHere()
    #expect(scene.here.border(id)?.state == .committed)
    try endThere(&scene)
    if room == 0 {
      try scene.pair.there.accept(.residentLeft(WireResidentLeft()), by: scene.tom)
    } else {
      try scene.pair.there.setPolicy(by: scene.pair.mieke) { $0.ceiling = room }
    }
    try scene.talk()
    #expect([scene.here, scene.there].map { $0.border(id)?.state } == [.applied, .applied])
    #expect(try scene.pair.there.account(scene.tom).balance == Minutes(room))
    #expect(scene.there.account(.solidarityPot)?.balance ?? .zero == Minutes(60 - room))
    #expect(scene.isSettled() && scene.owed == [60, -60])
    #expect(scene.here.misdeeds.isEmpty && scene.there.misdeeds.isEmpty)
  }

  @Test("what was let go counts against the limit until its end is known")
  func limit() throws {
    var scene = try Scene(weMayOwe: 100, theyMayOwe: 100)
    let id = try accepted(&scene)
    try endThere(&scene)
    #expect(scene.there.releasedMinutes(from: scene.pair.here.node) == Minutes(60))
    #expect(try scene.there.rooms(of: .clearing(scene.pair.here.node)).out == .zero)
    // The other neighbourhood comes back and gives it up: the room is there again.
    try scene.talk()
    #expect(scene.here.border(id)?.state == .voided)
    #expect(scene.there.releasedMinutes(from: scene.pair.here.node) == .zero)
  }

  @Test("people are told the room that the rule leaves, when a federation begins anew")
  func told() throws {
    var scene = try Scene(weMayOwe: 100, theyMayOwe: 100)
    let id = try accepted(&scene)
    try endThere(&scene)
    try scene.pair.here.accept(end(scene.pair.there.node), by: scene.pair.lena)
    try scene.pair.federate()
    #expect(scene.there.border(id)?.state == .released)
    func room() throws -> Minutes {
      try scene.there.rooms(of: .clearing(scene.pair.here.node)).out
    }
    #expect(try room() == Minutes(40))
    let given = try scene.pair.here.accept(give(40, to: scene.tom), by: scene.anna)
    try scene.listenThere()
    #expect(scene.there.border(given)?.state == .accepted)
    #expect(try room() == .zero)
  }

  @Test("nobody lets go what was not accepted, or while the federation stands")
  func refused() throws {
    var scene = try Scene()
    let id = try accepted(&scene)
    let name = Data(id.array)
    func says(_ cites: Data) -> WireUpdate.OneOf_Kind {
      .transferReleased(.with { ($0.transfer, $0.cites) = (name, cites) })
    }
    #expect(refusal(try scene.pair.there.sayAnyway(says(Data()))) == .stepOutOfTurn)
    #expect(refusal(try scene.pair.there.sayAnyway(says(name))) == .stepOutOfTurn)
    #expect(refusal(try scene.pair.here.sayAnyway(says(Data()))) == .stepOutOfTurn)
    #expect(refusal(try scene.pair.there.submit(says(Data()), by: scene.tom)) == .notTheNode)
    try endThere(&scene)
    #expect(refusal(try scene.pair.there.sayAnyway(says(Data()))) == .stepOutOfTurn)
  }
}
