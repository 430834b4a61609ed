import Admission
import Exchange
import FoundationEssentials
import Simulation
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Federations that end")
struct PartingTests {
  typealias Pair = FederationTests.Pair

  static func letter(of pair: Pair) throws -> [UInt8] {
    try #require(pair.here.log.last?.update).signedBytes
  }

  /// The place in our log up to which the other node must follow it.
  static func due(_ pair: Pair) -> UInt64? { pair.here.views.peer(pair.there.node)?.due }

  @Test("what a former peer is owed: the end, erasures, receipts, what is addressed to it")
  func due() throws {
    var pair = try Pair()
    try pair.federate()
    let anna = try pair.here.resident("Anna", invitedBy: pair.lena)
    let listing = try pair.here.accept(
      .listingPosted(pair.here.listing(gift: true, reach: .federation)), by: anna,
      content: pair.here.text("Rit"))
    try pair.there.follow(pair.here)
    let agreement = try pair.there.accept(
      pair.there.proposal(on: listing, of: pair.here.node), by: pair.mieke)
    try pair.here.follow(pair.there)
    let cited = try #require(pair.here.views.update(agreement)).entry
    try pair.here.accept(pair.here.yes(agreement, cites: cited), by: anna)
    try pair.here.accept(FederationTests.end(pair.there.node), by: pair.lena)
    #expect(Self.due(pair) == pair.here.head?.sequence)
    let end = Self.due(pair)
    try pair.here.accept(
      .listingPosted(pair.here.listing(reach: .federation)), by: anna,
      content: pair.here.text("Niet voor hen"))
    #expect(Self.due(pair) == end)
    try pair.here.accept(pair.here.stated(agreement, 0), by: anna)
    #expect(Self.due(pair) == pair.here.head?.sequence)
    try pair.here.accept(pair.here.erasure([listing]), by: anna)
    #expect(Self.due(pair) == pair.here.head?.sequence)
    try pair.here.accept(
      .erasureConfirmed(
        .with {
          $0.origin = Data(pair.there.node.array)
          $0.request = Data(listing.array)
        }), by: pair.here.nodeSigner)
    #expect(Self.due(pair) == pair.here.head?.sequence)
  }

  @Test("a node that only was asked, and never answered, is owed the end and nothing before it")
  func takenBack() throws {
    var pair = try Pair()
    try pair.here.accept(pair.proposal, by: pair.lena)
    #expect(Self.due(pair) == nil)
    try pair.here.accept(FederationTests.end(pair.there.node), by: pair.lena)
    #expect(Self.due(pair) == pair.here.head?.sequence)
  }

  @Test("a letter that was taken back is refused once that is known, and undone otherwise")
  func lateLetter() throws {
    var pair = try Pair()
    try pair.federate()
    try pair.there.accept(FederationTests.end(pair.here.node), by: pair.mieke)
    try pair.here.follow(pair.there)
    try pair.here.accept(pair.proposal, by: pair.lena)
    let letter = try Self.letter(of: pair)
    try pair.here.accept(FederationTests.end(pair.there.node), by: pair.lena)
    var unaware = pair
    try pair.there.follow(pair.here)
    #expect(
      refusal(try pair.there.submit(pair.acceptance(of: letter), by: pair.mieke)) == .proposalUsed)
    try unaware.there.accept(unaware.acceptance(of: letter), by: unaware.mieke)
    #expect(unaware.there.views.peer(unaware.here.node)?.state == .active)
    try unaware.there.follow(unaware.here)
    try unaware.here.follow(unaware.there)
    #expect(unaware.there.views.peer(unaware.here.node)?.state == .ended)
    #expect(unaware.here.views.peer(unaware.there.node)?.state == .ended)
  }

  @Test("letters and ends that cross leave both sides of one mind, in either order of reading")
  func crossing() throws {
    var pair = try Pair()
    try pair.federate()
    try pair.there.follow(pair.here)
    // Each ends and asks again; then one says yes, and takes its own letter back before that.
    try pair.there.accept(FederationTests.end(pair.here.node), by: pair.mieke)
    try pair.here.accept(FederationTests.end(pair.there.node), by: pair.lena)
    try pair.here.accept(pair.proposal, by: pair.lena)
    let letter = try Self.letter(of: pair)
    var back = WireFederationProposed()
    back.terms = .with {
      $0.first = Data(pair.there.node.array)
      $0.second = Data(pair.here.node.array)
      $0.nearby = true
    }
    back.peer = pair.here.card
    try pair.there.accept(.federationProposed(back), by: pair.mieke)
    try pair.there.accept(FederationTests.end(pair.here.node), by: pair.mieke)
    try pair.there.accept(pair.acceptance(of: letter), by: pair.mieke)
    for hereFirst in [true, false] {
      var copy = pair
      if hereFirst { try copy.here.follow(copy.there) }
      try copy.there.follow(copy.here)
      if !hereFirst { try copy.here.follow(copy.there) }
      #expect(copy.here.views.peer(copy.there.node)?.state == .active)
      #expect(copy.there.views.peer(copy.here.node)?.state == .active)
    }
  }

  @Test(
    "made anew, only what was said since counts, whether the old was read before or not",
    arguments: [true, false])
  func afresh(readBefore: Bool) throws {
    var pair = try Pair()
    try pair.federate()
    let old = try pair.here.accept(
      .listingPosted(pair.here.listing(reach: .federation)), by: pair.lena,
      content: pair.here.text("Van vroeger"))
    let third = try TestNeighbourhood("Verder", seed: 14)
    try pair.here.accept(
      .federationProposed(
        .with {
          $0.terms.first = Data(pair.here.node.array)
          $0.terms.second = Data(third.node.array)
          $0.peer = third.card
        }), by: pair.lena)
    if readBefore { try pair.there.follow(pair.here) }
    try pair.there.accept(FederationTests.end(pair.here.node), by: pair.mieke)
    let between = try pair.here.accept(
      .listingPosted(pair.here.listing(reach: .federation)), by: pair.lena,
      content: pair.here.text("Tussenin"))
    try pair.here.follow(pair.there)
    try pair.federate()
    let new = try pair.here.accept(
      .listingPosted(pair.here.listing(reach: .federation)), by: pair.lena,
      content: pair.here.text("Nieuw"))
    try pair.there.follow(pair.here)
    let seen = pair.there.views
    let isGone = [old, between, new].map { seen.listing($0)?.withdrawn ?? true }
    #expect(isGone == [true, true, false])
    #expect(seen.word(of: pair.here.node, about: third.node)?.kind == .ended)
  }

  @Test("what a former peer posts and says about others is not heard")
  func unheard() throws {
    var pair = try Pair()
    try pair.federate()
    try pair.there.follow(pair.here)
    try pair.there.accept(FederationTests.end(pair.here.node), by: pair.mieke)
    let listing = try pair.here.accept(
      .listingPosted(pair.here.listing(reach: .federation)), by: pair.lena,
      content: pair.here.text("Rit"))
    let third = try TestNeighbourhood("Verder", seed: 14)
    try pair.here.accept(
      .federationProposed(
        .with {
          $0.terms.first = Data(pair.here.node.array)
          $0.terms.second = Data(third.node.array)
          $0.peer = third.card
        }), by: pair.lena)
    try pair.there.follow(pair.here)
    #expect(pair.there.views.listing(listing) == nil)
    #expect(pair.there.views.word(of: pair.here.node, about: third.node) == nil)
  }

  @Test("an offer of help from a former peer is not accepted; what was agreed before is settled")
  func agreements() throws {
    var pair = try Pair()
    try pair.federate()
    let anna = try pair.here.resident("Anna", invitedBy: pair.lena)
    var said: [UpdateID] = []
    for text in ["Rit", "Tuin"] {
      let listing = try pair.here.accept(
        .listingPosted(pair.here.listing(gift: true, reach: .federation)), by: anna,
        content: pair.here.text(text))
      try pair.there.follow(pair.here)
      said.append(
        try pair.there.accept(
          pair.there.proposal(on: listing, of: pair.here.node), by: pair.mieke))
    }
    try pair.here.follow(pair.there)
    let cited = try said.map { try #require(pair.here.views.update($0)).entry }
    try pair.here.accept(pair.here.yes(said[0], cites: cited[0]), by: anna)
    try pair.here.accept(FederationTests.end(pair.there.node), by: pair.lena)
    #expect(
      refusal(try pair.here.submit(pair.here.yes(said[1], cites: cited[1]), by: anna))
        == .peerUnknown)
    try pair.here.accept(pair.here.stated(said[0], 0), by: anna)
    try pair.there.follow(pair.here)
    try pair.there.accept(pair.there.confirmed(said[0], 0), by: pair.mieke)
    try pair.here.follow(pair.there)
    #expect(pair.here.views.agreement(said[0])?.state == .settled)
    #expect(pair.there.views.agreement(said[0])?.state == .settled)
  }
}
