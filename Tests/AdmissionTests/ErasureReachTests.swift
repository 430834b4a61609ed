import Admission
import FoundationEssentials
import Simulation
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Who must say that a text is gone")
struct ErasureReachTests {
  typealias Pair = FederationTests.Pair

  /// A pair that is federated, with or without nearby.
  static func pair(nearby: Bool) throws -> Pair {
    var pair = try Pair()
    pair.terms.nearby = nearby
    try pair.federate()
    return pair
  }

  static func holders(of targets: [UpdateID], in pair: inout Pair, by signer: Signer) throws
    -> [NodeID]?
  {
    let request = try pair.here.accept(pair.here.erasure(targets), by: signer)
    return pair.here.views.erasures[request]?.holders
  }

  @Test(
    "a listing's reach tells who held it",
    arguments: [
      (WireReach.neighbourhood, true, false), (.nearby, true, true), (.nearby, false, false),
      (.federation, false, true),
    ])
  func listing(reach: WireReach, nearby: Bool, isHeld: Bool) throws {
    var pair = try Self.pair(nearby: nearby)
    let listing = try pair.here.accept(
      .listingPosted(pair.here.listing(reach: reach)), by: pair.lena,
      content: pair.here.text("Rit"))
    let due = pair.here.views.peer(pair.there.node)?.due
    let holders = try Self.holders(of: [listing], in: &pair, by: pair.lena)
    #expect(holders == (isHeld ? [pair.there.node] : []))
    let now = pair.here.views.peer(pair.there.node)?.due
    #expect(now == (isHeld ? pair.here.head?.sequence : due))
  }

  @Test("a profile is held by nobody else, a proposal by the node it went to")
  func others() throws {
    var pair = try Self.pair(nearby: false)
    let listing = try pair.there.accept(
      .listingPosted(pair.there.listing(gift: true, reach: .federation)), by: pair.mieke,
      content: pair.there.text("Rit"))
    try pair.here.follow(pair.there)
    let profile = try pair.here.accept(
      .profileSet(WireProfileSet()), by: pair.lena, content: pair.here.profile("Lena V."))
    #expect(try Self.holders(of: [profile], in: &pair, by: pair.lena) == [])
    let proposal = try pair.here.accept(
      pair.here.proposal(on: listing, of: pair.there.node), by: pair.lena,
      content: .with { $0.proposal.text = "Graag" })
    #expect(
      try Self.holders(of: [proposal, profile], in: &pair, by: pair.lena) == [pair.there.node])
  }

  @Test("nothing is owed for what we never held; one text among others is enough")
  func promised() throws {
    var pair = try Self.pair(nearby: false)
    let near = try pair.here.accept(
      .listingPosted(pair.here.listing(reach: .neighbourhood)), by: pair.lena,
      content: pair.here.text("Voor ons"))
    let far = try pair.here.accept(
      .listingPosted(pair.here.listing(reach: .federation)), by: pair.lena,
      content: pair.here.text("Voor allen"))
    let alone = try pair.here.accept(pair.here.erasure([near]), by: pair.lena)
    let both = try pair.here.accept(pair.here.erasure([near, far]), by: pair.lena)
    try pair.there.follow(pair.here)
    #expect(pair.there.views.erasures[alone] == nil)
    #expect(pair.there.views.erasures[both]?.origin == pair.here.node)
  }

  private func bodiless(_ entry: Entry) throws -> OpenedEntry {
    var bare = entry
    (bare.update, bare.content) = (nil, nil)
    return try OpenedEntry(bare)
  }

  @Test("after an interruption also what may have been missed is confirmed")
  func interrupted() throws {
    var pair = try Self.pair(nearby: false)
    let near = try pair.here.accept(
      .listingPosted(pair.here.listing(reach: .neighbourhood)), by: pair.lena,
      content: pair.here.text("Voor ons"))
    try pair.there.follow(pair.here)
    var bare = pair
    let secret = try #require(pair.here.log.last).entry
    #expect(
      try Projection.changes(of: bodiless(secret), views: pair.there.views).isEmpty,
      "nobody else has a right to it")
    let shown = try pair.here.accept(
      .listingPosted(pair.here.listing(reach: .federation)), by: pair.lena,
      content: pair.here.text("Zonder tekst aangekomen"))
    bare.here = pair.here
    let missing = try #require(pair.here.log.last).entry
    for change in try Projection.changes(of: bodiless(missing), views: bare.there.views) {
      bare.there.views.apply(change)
    }
    #expect(bare.there.views.peer(pair.here.node)?.wasInterrupted == true)
    let place = bare.here.log.count
    let request = try bare.here.accept(bare.here.erasure([near, shown]), by: bare.lena)
    try bare.there.follow(bare.here, from: place)
    #expect(bare.there.views.erasures[request] != nil)
  }
}
