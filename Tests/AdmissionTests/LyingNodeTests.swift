import Admission
import Bookkeeping
import Exchange
import FoundationEssentials
import Simulation
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("What a lying node's word does")
struct LyingNodeTests {
  private typealias Scene = BorderTests.Scene
  private typealias Liar = BorderTests.Liar

  /// There they read what the liar's log says beyond the honest one.
  private func read(_ liar: Liar, in scene: inout Scene) throws {
    for opened in liar.said where scene.there.update(try #require(opened.update).id) == nil {
      scene.pair.there.views.take(
        opened, try Projection.changes(of: opened, views: scene.pair.there.views))
    }
  }

  private func commit(_ id: UpdateID, _ cites: EntryHash) -> WireUpdate.OneOf_Kind {
    .transferCommitted(.with { ($0.transfer, $0.cites) = (Data(id.array), Data(cites.array)) })
  }

  @Test("a COMMIT that contradicts changes nothing, and the right one after it counts")
  func wrongThenRight() throws {
    var scene = try Scene()
    let old = try scene.pair.here.accept(give(5, to: scene.tom), by: scene.anna)
    try scene.listenThere()
    let lastMonths = try #require(scene.there.border(old)).last
    try scene.talk()
    let id = try scene.pair.here.accept(give(60, to: scene.tom), by: scene.anna)
    try scene.listenThere()
    let accepted = try #require(scene.there.border(id))
    let before = scene.there.accounts
    var liar = Liar(scene.pair.here)
    try liar.say(commit(id, lastMonths), to: scene.pair.there.node)
    try read(liar, in: &scene)
    #expect(scene.there.misdeeds.map(\.misdeed) == [.citesAnother])
    #expect(scene.there.border(id)?.state == .accepted && scene.there.border(id)?.frozen == true)
    #expect(scene.there.accounts == before, "still held, and not posted")

    try liar.say(commit(id, accepted.last), to: scene.pair.there.node)
    try liar.say(.transferVoided(.with { $0.transfer = Data(id.array) }), to: scene.pair.there.node)
    try read(liar, in: &scene)
    #expect(scene.there.border(id)?.state == .committed)
    try scene.pair.there.sayDuties()
    #expect(scene.there.border(id)?.state == .applied && scene.there.border(id)?.frozen == true)
    let tom = try scene.pair.there.account(scene.tom)
    #expect(tom.balance == Minutes(65) && tom.heldIn == .zero)
    #expect(
      Set(scene.there.misdeeds.map(\.misdeed)) == [.citesAnother, .voidedAfterCommit])
    let back = correcting(id, 10, to: scene.anna)
    #expect(refusal(try scene.pair.there.submit(back, by: scene.tom)) == .transferFrozen)
  }

  @Test("a VOID counts as well after a COMMIT that did not")
  func wrongThenVoid() throws {
    var scene = try Scene()
    let id = try scene.pair.here.accept(give(60, to: scene.tom), by: scene.anna)
    try scene.listenThere()
    let reserve = try #require(scene.there.border(id)).reserve
    var liar = Liar(scene.pair.here)
    try liar.say(commit(id, reserve), to: scene.pair.there.node)
    try liar.say(.transferVoided(.with { $0.transfer = Data(id.array) }), to: scene.pair.there.node)
    try read(liar, in: &scene)
    try scene.pair.there.sayDuties()
    #expect(scene.there.border(id)?.state == .voided && scene.there.border(id)?.frozen == true)
    #expect(try scene.pair.there.account(scene.tom).heldIn == .zero)
  }

  /// How an agreement stands when the payer's node puts its hours on their way.
  enum Standing: CaseIterable {
    case gift, notAccepted, withoutClaims, moreThanSettled, decidedOtherwise, underWay, fitting
  }

  @Test(
    "hours put on their way otherwise than was settled begin nothing",
    arguments: Standing.allCases)
  func reserves(standing: Standing) throws {
    var scene = try Scene()
    let facts = scene.pair.here.listing(
      .request, gift: standing == .gift, reach: .federation)
    let listing = try scene.pair.here.accept(
      .listingPosted(facts), by: scene.anna, content: scene.pair.here.text("Rit"))
    try scene.talk()
    let id = try scene.pair.there.accept(
      scene.pair.there.proposal(on: listing, of: scene.pair.here.node), by: scene.tom)
    try scene.talk()
    if standing != .notAccepted {
      let cited = try #require(scene.here.update(id)).entry
      try scene.pair.here.accept(scene.pair.here.yes(id, cites: cited), by: scene.anna)
      try scene.talk()
      if standing != .withoutClaims {
        let minutes: UInt32 = standing == .gift ? 0 : 60
        try scene.pair.there.accept(scene.pair.there.stated(id, minutes), by: scene.tom)
      }
    }
    let name = Data(id.array)
    let (border, there) = (scene.there.borders, scene.pair.there.node)
    var liar = Liar(scene.pair.here)
    func reserve(_ minutes: UInt32, settled: UInt32) -> WireUpdate.OneOf_Kind {
      .transferReserved(
        .with { ($0.agreement, $0.minutes, $0.settled) = (name, minutes, settled) })
    }
    switch standing {
    case .decidedOtherwise:
      try liar.say(.minutesLapsed(.with { ($0.agreement, $0.minutes) = (name, 60) }), to: there)
      try liar.say(reserve(90, settled: 90), to: there)
    case .moreThanSettled: try liar.say(reserve(61, settled: 60), to: there)
    case .underWay:
      try liar.say(reserve(60, settled: 60), to: there)
      try liar.say(reserve(30, settled: 60), to: there)
    default: try liar.say(reserve(60, settled: 60), to: there)
    }
    let before = scene.there.accounts
    try read(liar, in: &scene)
    #expect(scene.there.accounts == before)
    let begun = scene.there.borders.count - border.count
    guard standing != .fitting else {
      #expect(begun == 1 && scene.there.misdeeds.isEmpty)
      return
    }
    #expect(begun == (standing == .underWay ? 1 : 0))
    #expect(scene.there.misdeeds.map(\.misdeed) == [.reservesOtherwise])
    #expect(scene.there.misdeeds.first?.entry == liar.said.last?.entry.hash)
    #expect(scene.there.borders.values.allSatisfy { !$0.frozen })
  }
}
