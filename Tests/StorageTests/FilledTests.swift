import Admission
import Exchange
import Storage
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Places taken in another neighbourhood")
struct FilledTests {
  @Test("are told in the transaction that took them, and leave the other's board and inbox")
  func filled() throws {
    let pair = try Pair()
    let (here, there) = (pair.here, pair.there)
    let anna = try here.resident("Anna", invitedBy: pair.lena)
    let mieke = try #require(pair.mieke.resident)
    let asked = try here.accept(
      here.listing(gift: true, reach: .federation), by: anna, content: here.text("Rit"))
    let offer = try there.accept(
      there.listing(.offer, reach: .federation), by: pair.mieke, content: there.text("Auto"))
    try pair.gossip()
    try there.store.notify([Notice(for: mieke, mine: offer, other: asked)], at: there.now)
    func isShown() throws -> [Bool] {
      let week = there.now..<there.now + .days(7)
      let open = try there.store.matchingFacts(
        at: there.now, week: week, centre: try #require(Area("9F367Q7Q+"))
      ).listings
      return [
        try there.store.board(BoardQuery(), at: there.now).contains { $0.listing.id == asked },
        open.contains { $0.listing.id == asked },
        try there.store.inbox(of: mieke, at: there.now).contains { $0.other.listing.id == asked },
      ]
    }
    #expect(try isShown() == [true, true, true])
    let agreement = try here.accept(here.proposal(on: asked), by: pair.lena)
    let before = try here.log().count
    try here.accept(here.yes(agreement), by: anna)
    // Their yes, and the node's word with it.
    #expect(try here.log().count == before + 2)
    #expect(try here.store.listing(asked)?.listing.told == 1)
    try pair.gossip()
    #expect(try isShown() == [false, false, false])
    #expect(try there.store.listing(asked)?.listing.state(at: there.now) == .filled)
    try here.accept(here.no(agreement), by: pair.lena)
    try pair.gossip()
    #expect(try isShown() == [true, true, true])
    for village in [here, there] {
      let verification = try village.store.verify()
      #expect(verification.passed, "\(verification)")
    }
  }

  @Test("are all gone with somebody who leaves, in the transaction of their leaving")
  func left() throws {
    let pair = try Pair()
    let (here, there) = (pair.here, pair.there)
    let anna = try here.resident("Anna", invitedBy: pair.lena)
    let asked = try here.accept(
      here.listing(gift: true, wanted: 3, reach: .federation), by: anna,
      content: here.text("Rit"))
    try pair.gossip()
    func isShown() throws -> Bool {
      try there.store.board(BoardQuery(), at: there.now).contains { $0.listing.id == asked }
    }
    #expect(try isShown())
    let before = try here.log().count
    try here.accept(.residentLeft(WireResidentLeft()), by: anna)
    #expect(try here.log().count == before + 2)
    #expect(try here.store.listing(asked)?.listing.state(at: here.now) == .withdrawn)
    try pair.gossip()
    #expect(try !isShown())
    #expect(try there.store.listing(asked)?.listing.state(at: there.now) == .filled)
    for village in [here, there] {
      let verification = try village.store.verify()
      #expect(verification.passed, "\(verification)")
    }
  }

  @Test("come to the same number in whatever order the two logs are read", arguments: 1...6)
  func anyOrder(seed: UInt64) throws {
    let pair = try Pair(seed: seed)
    let (here, there) = (pair.here, pair.there)
    let anna = try here.resident("Anna", invitedBy: pair.lena)
    let listing = try here.accept(
      here.listing(gift: true, wanted: 3, reach: .federation), by: anna, content: here.text("Rit"))
    try pair.gossip()
    let across = try there.accept(
      there.proposal(on: listing, of: here.node), by: pair.mieke)
    try here.follow(there)
    let cites = try #require(try here.store.read { try $0.update(across)?.entry })
    let within = try here.accept(here.proposal(on: listing), by: pair.lena)
    // What each side does meanwhile, read by the other at any moment.
    var acts = [
      { _ = try here.accept(here.yes(across, cites: cites), by: anna) },
      { _ = try here.accept(here.yes(within), by: anna) },
      { _ = try here.accept(here.no(within), by: pair.lena) },
    ]
    let decline = Int.random(in: 0...3, using: &here.generator)
    acts.insert({ _ = try there.submit(there.no(across), by: pair.mieke) }, at: decline)
    for act in acts {
      try act()
      if Bool.random(using: &here.generator) { try there.follow(here) }
      if Bool.random(using: &here.generator) { try here.follow(there) }
    }
    for _ in 0..<3 {
      try pair.gossip()
      for village in [here, there] {
        _ = try village.store.sayDuties(
          OwnVoice(admission: village.admission, now: village.now, random: village.salt))
      }
    }
    let (home, away) = (
      try #require(try here.store.listing(listing)?.listing),
      try #require(try there.store.listing(listing)?.listing)
    )
    #expect(home.agreed == away.agreed, "seed \(seed), decline at \(decline)")
    #expect(home.told == away.told, "seed \(seed), decline at \(decline)")
    for village in [here, there] {
      let verification = try village.store.verify()
      #expect(verification.passed, "seed \(seed): \(verification)")
    }
  }
}
