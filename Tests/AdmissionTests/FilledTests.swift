import Admission
import Exchange
import FoundationEssentials
import Simulation
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Places that are taken, as other neighbourhoods hear of it")
struct FilledTests {
  private typealias Scene = BorderTests.Scene

  /// Anna's request of here, and a neighbour who can say yes to it.
  private func asked(
    _ scene: inout Scene, wanted: UInt32 = 1, reach: WireReach = .federation
  ) throws -> (listing: UpdateID, bram: Signer) {
    let bram = try scene.pair.here.resident("Bram", invitedBy: scene.pair.lena)
    let listing = try scene.pair.here.accept(
      .listingPosted(scene.pair.here.listing(gift: true, wanted: wanted, reach: reach)),
      by: scene.anna, content: scene.pair.here.text("Rit"))
    try scene.talk()
    return (listing, bram)
  }

  /// A neighbour and Anna agree; the agreement.
  private func agreed(
    _ scene: inout Scene, on listing: UpdateID, by signer: Signer
  ) throws -> UpdateID {
    let id = try scene.pair.here.accept(scene.pair.here.proposal(on: listing), by: signer)
    try scene.pair.here.accept(scene.pair.here.yes(id), by: scene.anna)
    return id
  }

  /// Tom of there and Anna agree; the agreement.
  private func agreedAcross(_ scene: inout Scene, on listing: UpdateID) throws -> UpdateID {
    let id = try scene.pair.there.accept(
      scene.pair.there.proposal(on: listing, of: scene.pair.here.node), by: scene.tom)
    try scene.talk()
    let cited = try #require(scene.here.update(id)).entry
    try scene.pair.here.accept(scene.pair.here.yes(id, cites: cited), by: scene.anna)
    return id
  }

  /// What a node said of places, and how far each word travels.
  private func said(by village: TestNeighbourhood) -> [(taken: UInt32, reach: Reach)] {
    village.log.compactMap { opened in
      guard case .listingPlaces(let said) = opened.update?.kind else { return nil }
      return (said.taken, opened.entry.header.reach)
    }
  }

  private func places(_ listing: UpdateID, _ taken: UInt32) -> WireUpdate.OneOf_Kind {
    .listingPlaces(.with { ($0.listing, $0.taken) = (Data(listing.array), taken) })
  }

  @Test(
    "what two neighbours agree is told as far as the listing goes, once, and taken back when they part",
    arguments: [WireReach.nearby, .federation])
  func toldOnce(reach: WireReach) throws {
    var scene = try Scene()
    let (listing, bram) = try asked(&scene, reach: reach)
    let now = scene.pair.here.now
    #expect(scene.there.listing(listing)?.state(at: now) == .open)
    let agreement = try agreed(&scene, on: listing, by: bram)
    try scene.talk()
    #expect(said(by: scene.pair.here).map(\.taken) == [1])
    #expect(said(by: scene.pair.here).allSatisfy { $0.reach == Reach(rawValue: reach.rawValue) })
    #expect(scene.here.listing(listing)?.told == 1)
    #expect(scene.there.listing(listing)?.state(at: now) == .filled)
    #expect(
      refusal(
        try scene.pair.there.submit(
          scene.pair.there.proposal(on: listing, of: scene.pair.here.node), by: scene.tom))
        == .listingFilled)
    try scene.pair.here.accept(scene.pair.here.no(agreement), by: bram)
    try scene.talk()
    #expect(said(by: scene.pair.here).map(\.taken) == [1, 0])
    #expect(scene.there.listing(listing)?.state(at: now) == .open)
    _ = try agreedAcross(&scene, on: listing)
    try scene.talk()
    #expect(said(by: scene.pair.here).map(\.taken) == [1, 0, 1])
    #expect(said(by: scene.pair.there).isEmpty)
  }

  @Test("nothing is told of what stays within, was withdrawn or expired")
  func nothingToTell() throws {
    var scene = try Scene()
    let (within, bram) = try asked(&scene, reach: .neighbourhood)
    _ = try agreed(&scene, on: within, by: bram)
    let (gone, cas) = try asked(&scene)
    _ = try agreed(&scene, on: gone, by: cas)
    try scene.pair.here.accept(
      .listingWithdrawn(.with { $0.listing = Data(gone.array) }), by: scene.anna)
    let (late, dora) = try asked(&scene)
    _ = try agreed(&scene, on: late, by: dora)
    scene.pair.here.now = scene.pair.here.now + .days(15)
    try scene.pair.here.sayDuties(byClock: true)
    #expect(said(by: scene.pair.here).isEmpty)
    for listing in [within, gone, late] {
      #expect(refusal(try scene.pair.here.sayAnyway(places(listing, 1))) == .notDue)
    }
  }

  @Test(
    "of somebody who left there are no places any more, as far as the listing went, said once",
    arguments: [WireReach.nearby, .federation])
  func left(reach: WireReach) throws {
    var scene = try Scene()
    let (open, _) = try asked(&scene, wanted: 2, reach: reach)
    let (within, _) = try asked(&scene, reach: .neighbourhood)
    let (withdrawn, _) = try asked(&scene)
    let (erased, _) = try asked(&scene)
    try scene.pair.here.accept(
      .listingWithdrawn(.with { $0.listing = Data(withdrawn.array) }), by: scene.anna)
    try scene.pair.here.accept(scene.pair.here.erasure([erased]), by: scene.anna)
    let (late, _) = try asked(&scene)
    let now = scene.pair.here.now
    try scene.pair.here.accept(.residentLeft(WireResidentLeft()), by: scene.anna)
    #expect(scene.here.listing(open)?.state(at: now) == .withdrawn)
    #expect(refusal(try scene.pair.here.sayAnyway(places(open, 0))) == .fieldOutOfRange)
    for listing in [within, withdrawn, erased] {
      #expect(refusal(try scene.pair.here.sayAnyway(places(listing, 1))) == .notDue)
    }
    try scene.talk()
    #expect(said(by: scene.pair.here).map(\.taken).sorted() == [1, 2])
    #expect(
      said(by: scene.pair.here).contains {
        $0.taken == 2 && $0.reach == Reach(rawValue: reach.rawValue)
      })
    for listing in [open, late] {
      #expect(scene.there.listing(listing)?.state(at: now) == .filled)
      #expect(
        refusal(
          try scene.pair.there.submit(
            scene.pair.there.proposal(on: listing, of: scene.pair.here.node), by: scene.tom))
          == .listingFilled)
    }
    for (listing, all) in [(open, 2), (late, 1)] as [(UpdateID, UInt32)] {
      #expect(refusal(try scene.pair.here.sayAnyway(places(listing, all))) == .notDue)
    }
  }

  @Test("a node says the number its log gives, of its own listings, and not twice")
  func refusals() throws {
    var scene = try Scene()
    let (listing, bram) = try asked(&scene, wanted: 2)
    #expect(
      refusal(try scene.pair.here.submit(places(listing, 0), by: scene.anna)) == .notTheNode)
    #expect(refusal(try scene.pair.here.sayAnyway(places(listing, 0))) == .notDue)
    #expect(refusal(try scene.pair.here.sayAnyway(places(listing, 1))) == .fieldOutOfRange)
    #expect(
      refusal(try scene.pair.here.sayAnyway(places(UpdateID(bytes: .zero), 0)))
        == .listingUnknown)
    #expect(refusal(try scene.pair.there.sayAnyway(places(listing, 0))) == .listingNotYours)
    _ = try agreed(&scene, on: listing, by: bram)
    #expect(refusal(try scene.pair.here.sayAnyway(places(listing, 2))) == .fieldOutOfRange)
    try scene.pair.here.sayDuties()
    #expect(refusal(try scene.pair.here.sayAnyway(places(listing, 1))) == .notDue)
    #expect(said(by: scene.pair.here).map(\.taken) == [1])
  }

  @Test("agreements with the reader's own residents count until the node speaks, and never twice")
  func countedOnce() throws {
    var scene = try Scene()
    let (listing, bram) = try asked(&scene, wanted: 3)
    let across = try agreedAcross(&scene, on: listing)
    // Their yes is read, and their word about the places is not said yet.
    try scene.pair.there.follow(scene.pair.here)
    #expect(scene.there.listing(listing)?.agreed == 1)
    #expect(scene.there.listing(listing)?.told == nil)
    _ = try agreed(&scene, on: listing, by: bram)
    try scene.talk()
    #expect(scene.there.listing(listing)?.agreed == 2)
    try scene.pair.there.accept(scene.pair.there.no(across), by: scene.tom)
    // Until they have read it too, what they said last stands.
    #expect(scene.there.listing(listing)?.agreed == 2)
    try scene.talk()
    #expect(scene.there.listing(listing)?.agreed == 1)
    #expect(scene.here.listing(listing)?.agreed == 1)
  }

  @Test("a word about another's listing, or of more places than there are, changes nothing")
  func nonsense() throws {
    var scene = try Scene()
    let (listing, bram) = try asked(&scene, wanted: 2)
    for signer in [bram, scene.pair.lena] { _ = try agreed(&scene, on: listing, by: signer) }
    try scene.pair.here.sayDuties()
    let opened = try #require(scene.pair.here.log.last)
    let known = try #require(scene.there.listing(listing))
    func changes(_ read: Listing?) throws -> [ViewChange] {
      var views = scene.there
      views.listings[listing] = read
      return try Projection.changes(of: opened, views: views)
    }
    #expect(try !changes(known).isEmpty)
    #expect(try changes(nil).isEmpty)
    #expect(try changes(known.but(node: scene.pair.there.node)).isEmpty)
    #expect(try changes(known.but(wanted: 1)).isEmpty)
    #expect(try changes(known.but(reach: .neighbourhood)).isEmpty)
  }

  @Test("more words are owed than one transaction says, and they come to an end")
  func manyAtOnce() throws {
    var dorp = try TestNeighbourhood()
    let lena = try dorp.regisseur()
    let anna = try dorp.resident("Anna", invitedBy: lena)
    let count = Limits.dutiesAtOnce + 3
    for number in 0..<count {
      let author = try dorp.resident("Buur \(number)", invitedBy: lena)
      let listing = try dorp.accept(
        .listingPosted(dorp.listing(gift: true, reach: .federation, days: 100)), by: author,
        content: dorp.text("Rit"))
      let id = try dorp.accept(dorp.proposal(on: listing), by: anna)
      try dorp.accept(dorp.yes(id), by: author)
      try dorp.accept(dorp.stated(id, 0), by: anna)
      try dorp.accept(dorp.confirmed(id, 0), by: author)
    }
    let admission = Admission(node: dorp.node, key: dorp.key)
    var rounds: [Int] = []
    repeat {
      rounds.append(
        try admission.sayDuties(
          after: dorp.head, at: dorp.now, byClock: true,
          random: { dorp.generator.bytes(Limits.nonceBytes) }, views: { dorp.views }
        ) { opened, changes in
          dorp.views.take(opened, changes)
          dorp.head = opened.entry.head
        })
    } while rounds.last != 0
    #expect(rounds == [Limits.dutiesAtOnce, 3, 0])
  }
}

extension Listing {
  /// The same, save for what is named.
  fileprivate func but(node: NodeID? = nil, reach: Reach? = nil, wanted: Int? = nil) -> Listing {
    Listing(
      id: id, node: node ?? self.node, sequence: sequence, author: author, side: side,
      category: category, area: area, reach: reach ?? self.reach, gift: gift, minutes: minutes,
      wanted: wanted ?? self.wanted, starts: starts, ends: ends, expires: expires, posted: posted)
  }
}
