import Admission
import Bookkeeping
import FoundationEssentials
import Simulation
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Hours called back")
struct RecallTests {
  private typealias Scene = BorderTests.Scene

  private func recall(_ id: UpdateID) -> WireUpdate.OneOf_Kind {
    .transferRecalled(.with { $0.transfer = Data(id.array) })
  }

  /// What one transaction of a node writes, at most; gives the number of its words.
  private func sayOnce(_ dorp: inout TestNeighbourhood) throws -> Int {
    var random = SeededGenerator(seed: 77)
    var next = dorp
    let said = try Admission(node: dorp.node, key: dorp.key).sayDuties(
      after: dorp.head, at: dorp.now, byClock: false, random: { random.bytes(16) },
      views: { next.views },
      append: { opened, changes in
        next.views.take(opened, changes)
        next.head = opened.entry.head
        next.log.append(opened)
      })
    dorp = next
    return said
  }

  /// Both read and answer, however much there is to say.
  private func talk(_ scene: inout Scene) throws {
    for _ in 0..<4 {
      try scene.pair.there.follow(scene.pair.here)
      while try sayOnce(&scene.pair.there) > 0 {}
      try scene.pair.here.follow(scene.pair.there)
      while try sayOnce(&scene.pair.here) > 0 {}
    }
  }

  @Test("what was called back comes back, also when the ACCEPT is read before the VOID is written")
  func busy() throws {
    var scene = try Scene()
    let others = Limits.dutiesAtOnce + 3
    for _ in 0..<others { try scene.pair.here.accept(give(1, to: scene.tom), by: scene.anna) }
    scene.pair.here.now = scene.pair.here.now + .seconds(1)
    let id = try scene.pair.here.accept(give(60, to: scene.tom), by: scene.anna)
    // Their answers to the others arrive, and before all are decided the last is called back.
    try scene.pair.there.follow(scene.pair.here)
    while try sayOnce(&scene.pair.there) > 0 {}
    let answers = scene.pair.there.log
    let accepted = try #require(
      answers.lastIndex { opened in
        guard case .transferAccepted(let said) = opened.update?.kind else { return false }
        return said.transfer == Data(id.array)
      })
    var unfinished = scene.pair.there
    unfinished.log = Array(answers[..<accepted])
    try scene.pair.here.follow(unfinished)
    try scene.pair.here.accept(recall(id), by: scene.anna)
    #expect(try sayOnce(&scene.pair.here) == Limits.dutiesAtOnce)
    #expect(scene.here.border(id)?.state == .reserved)
    try scene.pair.here.follow(scene.pair.there)
    let before = try #require(scene.here.border(id))
    #expect(before.state == .accepted && before.recalled)
    let commit = WireUpdate.OneOf_Kind.transferCommitted(
      .with { ($0.transfer, $0.cites) = (Data(id.array), Data(before.last.array)) })
    #expect(refusal(try scene.pair.here.sayAnyway(commit)) == .stepOutOfTurn)

    #expect(try sayOnce(&scene.pair.here) == 4)
    #expect(scene.here.border(id)?.state == .withdrawn)
    #expect(try scene.pair.here.account(scene.anna).heldOut == .zero)
    try talk(&scene)
    #expect([scene.here, scene.there].map { $0.border(id)?.state } == [.voided, .voided])
    #expect(try scene.pair.here.account(scene.anna).balance.count == -Int64(others))
    #expect(scene.isSettled() && scene.here.misdeeds.isEmpty && scene.there.misdeeds.isEmpty)
  }

  @Test("it comes back as well when the federation ends before the VOID is written")
  func released() throws {
    var scene = try Scene()
    let id = try scene.pair.here.accept(give(60, to: scene.tom), by: scene.anna)
    try scene.listenThere()
    try scene.pair.here.accept(recall(id), by: scene.anna)
    try scene.pair.there.accept(
      .federationEnded(.with { $0.peer = Data(scene.pair.here.node.array) }),
      by: scene.pair.mieke)
    try scene.pair.there.sayDuties(byClock: true)
    try scene.pair.here.follow(scene.pair.there)
    #expect(scene.here.border(id)?.state == .released)
    try scene.talk()
    #expect([scene.here, scene.there].map { $0.border(id)?.state } == [.voided, .voided])
    #expect(scene.isSettled() && scene.here.misdeeds.isEmpty && scene.there.misdeeds.isEmpty)
  }
}
