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

@Suite("Hours across the border")
struct BorderTests {
  /// Two federated neighbourhoods; Anna lives here, Tom there.
  struct Scene {
    var pair: FederationTests.Pair
    let anna: Signer
    let tom: Signer

    init(weMayOwe: UInt32 = 300, theyMayOwe: UInt32 = 300) throws {
      pair = try FederationTests.Pair()
      try pair.federate()
      anna = try pair.here.resident("Anna", invitedBy: pair.lena)
      tom = try pair.there.resident("Tom", invitedBy: pair.mieke)
      guard weMayOwe > 0 || theyMayOwe > 0 else { return }
      try limit(weMayOwe, theyMayOwe)
    }

    /// What here may owe there, and the reverse, as both say.
    mutating func limit(_ hereOwes: UInt32, _ thereOwes: UInt32) throws {
      let (here, there) = (Data(pair.here.node.array), Data(pair.there.node.array))
      try pair.here.accept(
        .clearingLimitsSet(
          .with { ($0.peer, $0.weMayOwe, $0.theyMayOwe) = (there, hereOwes, thereOwes) }),
        by: pair.lena)
      try pair.there.accept(
        .clearingLimitsSet(
          .with { ($0.peer, $0.weMayOwe, $0.theyMayOwe) = (here, thereOwes, hereOwes) }),
        by: pair.mieke)
      try talk()
    }

    mutating func listenThere() throws {
      try pair.there.follow(pair.here)
      try pair.there.sayDuties()
    }

    mutating func listenHere() throws {
      try pair.here.follow(pair.there)
      try pair.here.sayDuties()
    }

    /// Until neither has anything to say.
    mutating func talk() throws {
      var lengths: [Int] = []
      repeat {
        lengths = [pair.here.log.count, pair.there.log.count]
        try pair.here.sayDuties(byClock: true)
        try pair.there.sayDuties(byClock: true)
        try listenThere()
        try listenHere()
      } while lengths != [pair.here.log.count, pair.there.log.count]
    }

    var here: MemoryViews { pair.here.views }
    var there: MemoryViews { pair.there.views }

    /// What one owes the other, as each has it.
    var owed: [Int64] {
      [
        here.account(.clearing(pair.there.node))?.balance.count ?? 0,
        there.account(.clearing(pair.here.node))?.balance.count ?? 0,
      ]
    }

    func isSettled() -> Bool {
      let accounts = Array(here.accounts.values) + Array(there.accounts.values)
      let holdsNothing = accounts.allSatisfy { $0.heldIn == .zero && $0.heldOut == .zero }
      return holdsNothing && here.sum == .zero && there.sum == .zero && owed[0] + owed[1] == 0
    }
  }

  @Test("hours given across the border leave one account and arrive at the other")
  func giving() throws {
    var scene = try Scene()
    let id = try scene.pair.here.accept(
      give(60, to: scene.tom), by: scene.anna, content: scene.pair.here.note("Voor mama"))
    #expect(try scene.pair.here.account(scene.anna).heldOut == Minutes(60))
    try scene.listenThere()
    #expect(try scene.pair.there.account(scene.tom).heldIn == Minutes(60))
    #expect(try scene.pair.there.account(scene.tom).balance == .zero)
    try scene.talk()
    #expect(scene.here.border(id)?.state == .applied)
    #expect(scene.there.border(id)?.state == .applied)
    #expect(try scene.pair.here.account(scene.anna).balance == Minutes(-60))
    #expect(try scene.pair.there.account(scene.tom).balance == Minutes(60))
    #expect(scene.owed == [60, -60] && scene.isSettled())
  }

  @Test("an agreement across the border settles in hours, whoever pays", arguments: [true, false])
  func agreement(payerHere: Bool) throws {
    var scene = try Scene()
    let facts = scene.pair.here.listing(payerHere ? .request : .offer, reach: .nearby)
    let listing = try scene.pair.here.accept(
      .listingPosted(facts), by: scene.anna, content: scene.pair.here.text("Rit"))
    try scene.talk()
    let id = try scene.pair.there.accept(
      scene.pair.there.proposal(on: listing, of: scene.pair.here.node), by: scene.tom)
    try scene.talk()
    let cited = try #require(scene.here.update(id)).entry
    try scene.pair.here.accept(scene.pair.here.yes(id, cites: cited), by: scene.anna)
    try scene.talk()
    try scene.pair.there.accept(scene.pair.there.stated(id, 45), by: scene.tom)
    try scene.talk()
    #expect(scene.here.agreement(id)?.state == .stated)
    try scene.pair.here.accept(scene.pair.here.confirmed(id, 45), by: scene.anna)
    try scene.talk()
    #expect(scene.here.agreement(id)?.state == .settled)
    #expect(scene.there.agreement(id)?.state == .settled)
    #expect(try scene.pair.here.account(scene.anna).balance.count == (payerHere ? -45 : 45))
    #expect(try scene.pair.there.account(scene.tom).balance.count == (payerHere ? 45 : -45))
    #expect(scene.isSettled())
  }

  @Test(
    "nothing but gifts crosses until both regisseurs set limits, and never more than the smaller")
  func limits() throws {
    var scene = try Scene(weMayOwe: 0, theyMayOwe: 0)
    let (here, there) = (Data(scene.pair.here.node.array), Data(scene.pair.there.node.array))
    func says(_ peer: Data, _ we: UInt32, _ they: UInt32) -> WireUpdate.OneOf_Kind {
      .clearingLimitsSet(.with { ($0.peer, $0.weMayOwe, $0.theyMayOwe) = (peer, we, they) })
    }
    func refused(_ kind: WireUpdate.OneOf_Kind, by signer: Signer) throws -> Refusal? {
      refusal(try scene.pair.here.submit(kind, by: signer))
    }
    #expect(try refused(says(there, 5, 5), by: scene.anna) == .notRegisseur)
    #expect(try refused(says(here, 5, 5), by: scene.pair.lena) == .peerUnknown)
    #expect(try refused(says(there, 1_000_001, 5), by: scene.pair.lena) == .fieldOutOfRange)
    try scene.pair.here.accept(says(there, 100, 0), by: scene.pair.lena)
    #expect(try refused(give(1, to: scene.tom), by: scene.anna) == .clearingLimitReached)
    try scene.pair.there.accept(says(here, 0, 80), by: scene.pair.mieke)
    try scene.talk()
    #expect(try refused(give(81, to: scene.tom), by: scene.anna) == .clearingLimitReached)
    try scene.pair.here.accept(give(50, to: scene.tom), by: scene.anna)
    // What is held counts.
    #expect(try refused(give(31, to: scene.tom), by: scene.anna) == .clearingLimitReached)
    try scene.talk()
    try scene.pair.here.accept(give(30, to: scene.tom), by: scene.anna)
    try scene.talk()
    #expect(scene.owed == [80, -80] && scene.isSettled())
  }

  @Test("a receiver nobody knows is rejected, and the hours come back")
  func unknownReceiver() throws {
    var scene = try Scene()
    let ghost = Signer(
      key: scene.pair.here.key, resident: ResidentID(bytes: .zero),
      neighbourhood: scene.pair.there.node)
    let id = try scene.pair.here.accept(give(60, to: ghost), by: scene.anna)
    try scene.talk()
    #expect(scene.here.border(id)?.state == .voided)
    #expect(scene.there.border(id)?.state == .voided)
    #expect(scene.here.border(id)?.reason == Refusal.recipientUnknown.rawValue)
    #expect(try scene.pair.here.account(scene.anna) == Account(id: .resident(scene.anna.resident!)))
    #expect(scene.isSettled())
  }

  @Test("hours that wait for a silent neighbourhood come back by recall, or after a week")
  func silence() throws {
    var scene = try Scene()
    let first = try scene.pair.here.accept(give(60, to: scene.tom), by: scene.anna)
    func recall(_ id: UpdateID) -> WireUpdate.OneOf_Kind {
      .transferRecalled(.with { $0.transfer = Data(id.array) })
    }
    #expect(
      refusal(try scene.pair.here.submit(recall(first), by: scene.pair.lena)) == .transferNotYours)
    #expect(
      refusal(try scene.pair.here.submit(recall(UpdateID(bytes: .zero)), by: scene.anna))
        == .transferUnknown)
    try scene.pair.here.accept(recall(first), by: scene.anna)
    try scene.pair.here.sayDuties()
    #expect(scene.here.border(first)?.state == .voided)
    #expect(
      refusal(try scene.pair.here.submit(recall(first), by: scene.anna)) == .tooLateToRecall)
    let second = try scene.pair.here.accept(give(60, to: scene.tom), by: scene.anna)
    scene.pair.here.now = scene.pair.here.now + Limits.reserveLife
    try scene.pair.here.sayDuties(byClock: true)
    #expect(scene.here.border(second)?.state == .voided)
    // The other side wakes up and reads it all at once: nothing is owed.
    scene.pair.there.now = scene.pair.here.now
    try scene.talk()
    #expect(scene.isSettled() && scene.owed == [0, 0])
    #expect(scene.there.border(first)?.state == .voided)
  }

  @Test("a yes that crosses a void changes nothing on either side")
  func crossing() throws {
    var scene = try Scene()
    let id = try scene.pair.here.accept(give(60, to: scene.tom), by: scene.anna)
    try scene.listenThere()
    scene.pair.here.now = scene.pair.here.now + Limits.reserveLife
    try scene.pair.here.sayDuties(byClock: true)
    try scene.talk()
    #expect([scene.here, scene.there].map { $0.border(id)?.state } == [.voided, .voided])
    #expect(scene.isSettled() && scene.here.misdeeds.isEmpty && scene.there.misdeeds.isEmpty)
  }

  /// Tom helps Anna for `minutes`; both stand by it.
  private func help(_ minutes: UInt32, in scene: inout Scene) throws -> UpdateID {
    let listing = try scene.pair.here.accept(
      .listingPosted(scene.pair.here.listing(reach: .nearby)), by: scene.anna,
      content: scene.pair.here.text("Rit"))
    try scene.talk()
    let id = try scene.pair.there.accept(
      scene.pair.there.proposal(on: listing, of: scene.pair.here.node), by: scene.tom)
    try scene.talk()
    let cited = try #require(scene.here.update(id)).entry
    try scene.pair.here.accept(scene.pair.here.yes(id, cites: cited), by: scene.anna)
    try scene.talk()
    try scene.pair.there.accept(scene.pair.there.stated(id, minutes), by: scene.tom)
    try scene.talk()
    try scene.pair.here.accept(scene.pair.here.confirmed(id, minutes), by: scene.anna)
    try scene.talk()
    return id
  }

  @Test("hours that find no room between two neighbourhoods wait a month; the rest was a gift")
  func patience() throws {
    var scene = try Scene(weMayOwe: 100, theyMayOwe: 100)
    _ = try help(80, in: &scene)
    let second = try help(60, in: &scene)
    #expect(scene.here.agreement(second)?.waits != nil && scene.owed == [80, -80])
    let leave = WireUpdate.OneOf_Kind.residentLeft(WireResidentLeft())
    try scene.pair.here.accept(
      .potContributed(.with { ($0.pot, $0.minutes) = ("solidarity", 20) }), by: scene.pair.lena)
    #expect(refusal(try scene.pair.here.submit(leave, by: scene.anna)) == .balanceNotZero)
    scene.pair.here.now = scene.pair.here.now + Limits.carryPatience
    scene.pair.there.now = scene.pair.here.now
    try scene.talk()
    #expect(scene.here.agreement(second)?.waits == nil)
    #expect(scene.there.agreement(second)?.state == .settled)
    #expect(scene.owed == [100, -100] && scene.isSettled())
    #expect(scene.here.misdeeds.isEmpty && scene.there.misdeeds.isEmpty)
  }

  @Test("what is open with a neighbourhood that is no peer any more ends on either side")
  func abandoned() throws {
    var scene = try Scene()
    let listing = try scene.pair.here.accept(
      .listingPosted(scene.pair.here.listing(reach: .nearby)), by: scene.anna,
      content: scene.pair.here.text("Rit"))
    try scene.talk()
    let id = try scene.pair.there.accept(
      scene.pair.there.proposal(on: listing, of: scene.pair.here.node), by: scene.tom)
    try scene.pair.there.accept(
      .federationEnded(.with { $0.peer = Data(scene.pair.here.node.array) }),
      by: scene.pair.mieke)
    #expect(scene.there.runningAgreements(of: try #require(scene.tom.resident)) == 1)
    scene.pair.there.now = scene.pair.there.now + Limits.agreementSilence
    try scene.pair.there.sayDuties(byClock: true)
    #expect(scene.there.agreement(id)?.state == .lapsed)
  }

  @Test("each node states its account once a week when it changed, and a false one is named")
  func statements() throws {
    var scene = try Scene()
    try scene.pair.here.accept(give(60, to: scene.tom), by: scene.anna)
    try scene.talk()
    let first = try #require(
      scene.there.clearingStatement(of: scene.pair.here.node, about: scene.pair.there.node))
    let length = scene.pair.here.log.count
    try scene.pair.here.sayDuties(byClock: true)
    #expect(scene.pair.here.log.count == length)
    scene.pair.here.now = scene.pair.here.now + Limits.statementPause
    scene.pair.there.now = scene.pair.here.now
    try scene.pair.here.sayDuties(byClock: true)
    #expect(scene.pair.here.log.count == length, "nothing changed")
    try scene.pair.here.accept(give(30, to: scene.tom), by: scene.anna)
    try scene.talk()
    let last = try #require(
      scene.there.clearingStatement(of: scene.pair.here.node, about: scene.pair.there.node))
    #expect(first.sums.committed == Minutes(60) && last.sums.committed == Minutes(90))
    #expect(scene.here.misdeeds.isEmpty && scene.there.misdeeds.isEmpty)
    let there = Data(scene.pair.there.node.array)
    func states(_ committed: Int64) -> WireUpdate.OneOf_Kind {
      .clearingStated(.with { ($0.peer, $0.committed) = (there, committed) })
    }
    #expect(refusal(try scene.pair.here.sayAnyway(states(5))) == .minutesDiffer)
    #expect(refusal(try scene.pair.here.sayAnyway(states(90))) == .notDue)
    var liar = Liar(scene.pair.here)
    try liar.say(states(5), to: scene.pair.there.node)
    for opened in liar.said {
      scene.pair.there.views.take(
        opened, try Projection.changes(of: opened, views: scene.pair.there.views))
    }
    #expect(scene.there.misdeeds.map(\.misdeed) == [.statesOtherwise])
  }

  @Test("a neighbourhood that only relays keeps no part of it, and accuses nobody")
  func relaying() throws {
    var scene = try Scene()
    var relay = try TestNeighbourhood("Tussenin", seed: 14)
    _ = try relay.regisseur()
    try scene.pair.here.accept(give(60, to: scene.tom), by: scene.anna)
    try scene.talk()
    for opened in scene.pair.here.log + scene.pair.there.log {
      relay.views.take(opened, try Projection.changes(of: opened, views: relay.views))
    }
    #expect(relay.views.misdeeds.isEmpty && relay.views.borders.isEmpty)
  }

  @Test("a node that says what does not follow is named, and changes nothing")
  func liars() throws {
    var scene = try Scene()
    let id = try scene.pair.here.accept(give(60, to: scene.tom), by: scene.anna)
    try scene.talk()
    let before = scene.there.accounts
    let commit = try #require(scene.there.border(id)).last
    var liar = Liar(scene.pair.here)
    let name = Data(id.array)
    try liar.say(
      .transferCommitted(.with { ($0.transfer, $0.cites) = (name, Data(commit.array)) }),
      to: scene.pair.there.node)
    try liar.say(.transferVoided(.with { $0.transfer = name }), to: scene.pair.there.node)
    try liar.say(
      .transferAccepted(.with { ($0.transfer, $0.cites) = (name, Data(commit.array)) }),
      to: scene.pair.there.node)
    try liar.say(
      .transferCommitted(
        .with { ($0.transfer, $0.cites) = (Data(repeating: 7, count: 32), name) }),
      to: scene.pair.there.node)
    for opened in liar.said {
      scene.pair.there.views.take(
        opened, try Projection.changes(of: opened, views: scene.pair.there.views))
    }
    #expect(scene.there.accounts == before)
    #expect(
      Set(scene.there.misdeeds.map(\.misdeed)) == [
        .committedTwice, .voidedAfterCommit, .speaksForAnother, .citesAnother,
      ])
    #expect(scene.there.misdeeds.allSatisfy { $0.node == scene.pair.here.node })
    #expect(scene.there.borders.values.filter(\.frozen).map(\.id) == [id])
  }

  @Test("what a third node says of a transfer freezes nothing, nor what was said before it began")
  func unfrozen() throws {
    var scene = try Scene()
    let id = try scene.pair.here.accept(give(60, to: scene.tom), by: scene.anna)
    let name = Data(id.array)
    var early = Liar(scene.pair.here)
    try early.say(
      .transferCommitted(.with { ($0.transfer, $0.cites) = (name, name) }),
      to: scene.pair.there.node)
    var third = Liar(try TestNeighbourhood("Verder", seed: 14))
    try third.say(.transferVoided(.with { $0.transfer = name }), to: scene.pair.there.node)
    for opened in early.said {
      scene.pair.there.views.take(
        opened, try Projection.changes(of: opened, views: scene.pair.there.views))
    }
    try scene.listenThere()
    for opened in third.said {
      scene.pair.there.views.take(
        opened, try Projection.changes(of: opened, views: scene.pair.there.views))
    }
    #expect(
      Set(scene.there.misdeeds.map(\.misdeed)) == [.citesAnother, .speaksForAnother])
    try scene.talk()
    #expect(scene.there.border(id)?.frozen == false && scene.owed == [60, -60])
  }

  /// A node that writes into its log what its own rules forbid.
  struct Liar {
    let real: TestNeighbourhood
    var said: [OpenedEntry] = []
    var head: LogHead?

    init(_ real: TestNeighbourhood) {
      self.real = real
      head = real.head
    }

    mutating func say(_ kind: WireUpdate.OneOf_Kind, to audience: NodeID) throws {
      let nonce = [UInt8](repeating: UInt8(said.count + 1), count: 16)
      let update = try Admission(node: real.node, key: real.key).say(
        kind, at: real.now, nonce: nonce)
      let entry = try Entry(
        after: head, at: real.now, reach: .addressed, audience: audience,
        update: Salted(salt: nonce, bytes: update.signedBytes), content: nil, node: real.node,
        key: real.key)
      head = entry.head
      said.append(try OpenedEntry(entry))
    }
  }

  @Test("steps out of turn are refused by the node's own rules")
  func turns() throws {
    var scene = try Scene()
    let id = try scene.pair.here.accept(give(60, to: scene.tom), by: scene.anna)
    let reserve = Data(try #require(scene.here.border(id)).reserve.array)
    let name = Data(id.array)
    let steps: [WireUpdate.OneOf_Kind] = [
      .transferAccepted(.with { ($0.transfer, $0.cites) = (name, reserve) }),
      .transferRejected(.with { ($0.transfer, $0.cites, $0.reason) = (name, reserve, 706) }),
      .transferCommitted(.with { ($0.transfer, $0.cites) = (name, reserve) }),
      .transferVoided(.with { $0.transfer = name }),
      .transferReleased(.with { ($0.transfer, $0.cites) = (name, reserve) }),
      .transferApplied(.with { ($0.transfer, $0.cites) = (name, reserve) }),
    ]
    for step in steps {
      #expect(refusal(try scene.pair.here.sayAnyway(step)) == .stepOutOfTurn, "\(step)")
      #expect(refusal(try scene.pair.there.sayAnyway(step)) == .transferUnknown, "\(step)")
      #expect(refusal(try scene.pair.here.submit(step, by: scene.anna)) == .notTheNode, "\(step)")
    }
    #expect(
      refusal(
        try scene.pair.here.sayAnyway(
          .transferReserved(.with { ($0.agreement, $0.minutes) = (name, 5) })))
        == .agreementUnknown)
  }

  @Test(
    "a federation that ends returns what was not decided, on both sides", arguments: [true, false])
  func ending(answered: Bool) throws {
    var scene = try Scene()
    let id = try scene.pair.here.accept(give(60, to: scene.tom), by: scene.anna)
    if answered { try scene.listenThere() }
    try scene.pair.here.accept(
      .federationEnded(.with { $0.peer = Data(scene.pair.there.node.array) }), by: scene.pair.lena)
    try scene.pair.here.sayDuties(byClock: true)
    #expect(scene.here.border(id)?.state == .voided)
    #expect(try scene.pair.here.account(scene.anna).heldOut == .zero)
    #expect(
      refusal(try scene.pair.here.submit(give(5, to: scene.tom), by: scene.anna)) == .peerUnknown)
    try scene.talk()
    #expect(scene.there.border(id)?.state == .voided && scene.isSettled())
  }
}
