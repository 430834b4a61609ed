import Admission
import Bookkeeping
import Exchange
import FoundationEssentials
import Sealing
import Simulation
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

/// Words owed of which one comes to nothing, because what the views hold does not fit together: it
/// should never be so, and must not keep others waiting.
@Suite("A duty that is stuck")
struct StuckDutyTests {
  private typealias Scene = BorderTests.Scene

  /// Says what is owed as a shell does; gives how many words.
  @discardableResult
  private func speak(_ village: inout TestNeighbourhood, byClock: Bool = false) throws -> Int {
    var (views, log, generator) = (village.views, village.log, village.generator)
    let said = try Admission(node: village.node, key: village.key).sayDuties(
      after: village.head, at: village.now, byClock: byClock,
      random: { generator.bytes(16) }, views: { views },
      append: { opened, changes in
        views.take(opened, changes)
        log.append(opened)
      })
    (village.views, village.log, village.generator) = (views, log, generator)
    village.head = log.last?.entry.head
    return said
  }

  private func id(_ byte: UInt8) throws -> Bytes32 {
    try #require(Bytes32([UInt8](repeating: byte, count: 32)))
  }

  /// Of hours from Anna to Tom: the books were never told to hold them, so none can let them go.
  private func broken(
    _ state: BorderState, _ scene: Scene, at node: NodeID, byte: UInt8 = 1
  ) throws -> BorderTransfer {
    let (here, there) = (scene.pair.here, scene.pair.there)
    let (payer, payee) = (
      try #require(scene.anna.resident), try #require(scene.tom.resident)
    )
    let legs =
      node == here.node
      ? [Leg(.resident(payer), Minutes(-500)), Leg(.clearing(there.node), Minutes(500))]
      : [Leg(.resident(payee), Minutes(500)), Leg(.clearing(here.node), Minutes(-500))]
    return BorderTransfer(
      id: UpdateID(bytes: try id(byte)), payerNode: here.node, payer: payer,
      payeeNode: there.node, payee: payee, minutes: Minutes(500), agreement: nil,
      reserve: EntryHash(bytes: try id(2)), started: here.now + .days(-100), state: state,
      legs: legs)
  }

  @Test("holds up no other step across the border")
  func border() throws {
    var scene = try Scene()
    let stuck = try broken(.committed, scene, at: scene.pair.there.node)
    scene.pair.there.views.apply(.border(stuck))
    let given = try scene.pair.here.accept(give(60, to: scene.tom), by: scene.anna)
    try scene.pair.there.follow(scene.pair.here)
    #expect(scene.there.dueBorders(limit: 9).map(\.id) == [stuck.id, given])
    let said = try speak(&scene.pair.there)
    #expect(said == 1, "\(scene.pair.there.log.suffix(3).compactMap(\.update?.kind))")
    #expect(scene.there.border(given)?.state == .accepted)
    #expect(scene.there.border(stuck.id) == stuck)
    // Nor is it given up: it is tried each time.
    #expect(scene.there.dueBorders(limit: 9).map(\.id) == [stuck.id])
  }

  @Test("holds up nothing that time makes due, on the payer's side or on the payee's")
  func clock() throws {
    var scene = try Scene()
    let given = try scene.pair.here.accept(give(60, to: scene.tom), by: scene.anna)
    try scene.listenThere()
    scene.pair.here.views.apply(
      .border(try broken(.reserved, scene, at: scene.pair.here.node)))
    scene.pair.there.views.apply(
      .border(try broken(.accepted, scene, at: scene.pair.there.node)))
    scene.pair.here.now = scene.pair.here.now + Limits.reserveLife + .days(1)
    #expect(try speak(&scene.pair.here, byClock: true) == 1)
    #expect(scene.here.border(given)?.state == .voided)
    try scene.pair.there.accept(
      .federationEnded(.with { $0.peer = Data(scene.pair.here.node.array) }),
      by: scene.pair.mieke)
    #expect(try speak(&scene.pair.there, byClock: true) == 1)
    #expect(scene.there.border(given)?.state == .released)
  }

  @Test("holds up no hours that wait to cross to the same neighbourhood")
  func carrying() throws {
    var scene = try Scene()
    let lena = try #require(scene.pair.lena.resident)
    let (here, there) = (scene.pair.here.node, scene.pair.there.node)
    func wait(_ byte: UInt8, decided: Minutes?) throws -> Agreement {
      Agreement(
        id: UpdateID(bytes: try id(byte)), listing: UpdateID(bytes: .zero), side: .request,
        gift: false, owner: lena, ownerNode: here, proposer: ResidentID(bytes: .zero),
        proposerNode: there, accepted: true, changed: scene.pair.here.now, decided: decided,
        waits: scene.pair.here.now)
    }
    // Nothing was ever decided of the first: it cannot be carried, and waits all the same.
    let (stuck, next) = (try wait(3, decided: nil), try wait(4, decided: Minutes(30)))
    for agreement in [stuck, next] { scene.pair.here.views.apply(.agreement(agreement)) }
    #expect(scene.here.carriedNext(at: scene.pair.here.now, besides: []).map(\.id) == [stuck.id])
    #expect(try speak(&scene.pair.here) == 1)
    #expect(scene.here.agreement(next.id)?.carried != nil)
    #expect(scene.here.agreement(stuck.id) == stuck)
  }

  @Test("is tried, with its like, no more than a bounded number of times")
  func many() throws {
    var scene = try Scene()
    for byte in 1...200 as ClosedRange<UInt8> {
      scene.pair.there.views.apply(
        .border(try broken(.committed, scene, at: scene.pair.there.node, byte: byte)))
    }
    let said = try speak(&scene.pair.there)
    #expect(said == 0)
  }
}
