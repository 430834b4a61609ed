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

@Suite("Federation and erasure")
struct FederationTests {
  /// Two neighbourhoods whose regisseurs both signed.
  struct Pair {
    var here: TestNeighbourhood
    var there: TestNeighbourhood
    let lena: Signer
    let mieke: Signer
    var terms: WireFederationTerms

    init() throws {
      here = try TestNeighbourhood("Hier", seed: 11)
      there = try TestNeighbourhood("Daar", seed: 12)
      lena = try here.regisseur()
      mieke = try there.regisseur()
      terms = WireFederationTerms()
      terms.first = Data(here.node.array)
      terms.second = Data(there.node.array)
      terms.nearby = true
    }

    var proposal: WireUpdate.OneOf_Kind {
      var proposed = WireFederationProposed()
      proposed.terms = terms
      proposed.peer = there.card
      return .federationProposed(proposed)
    }

    func acceptance(of signed: [UInt8]) throws -> WireUpdate.OneOf_Kind {
      var accepted = WireFederationAccepted()
      accepted.terms = terms
      accepted.proposal = try WireSignedUpdate(serializedBytes: signed)
      accepted.peer = here.card
      return .federationAccepted(accepted)
    }

    mutating func federate() throws {
      try here.accept(proposal, by: lena)
      let signed = try #require(here.log.last?.update).signedBytes
      try there.accept(acceptance(of: signed), by: mieke)
      try here.follow(there)
    }
  }

  @Test("two regisseurs' signatures make two nodes federated")
  func bothSign() throws {
    var pair = try Pair()
    try pair.here.accept(pair.proposal, by: pair.lena)
    #expect(pair.here.views.peer(pair.there.node)?.state == .proposed)
    let signed = try #require(pair.here.log.last?.update).signedBytes
    try pair.there.accept(pair.acceptance(of: signed), by: pair.mieke)
    #expect(pair.there.views.peer(pair.here.node)?.state == .active)
    try pair.here.follow(pair.there)
    #expect(pair.here.views.peer(pair.there.node)?.state == .active)
  }

  @Test("a forged proposal, other terms, oneself and a resident's hand are refused")
  func refusals() throws {
    var pair = try Pair()
    let anna = try pair.here.resident("Anna", invitedBy: pair.lena)
    #expect(refusal(try pair.here.submit(pair.proposal, by: anna)) == .notRegisseur)
    var own = WireFederationProposed()
    own.terms = pair.terms
    own.peer = pair.here.card
    #expect(refusal(try pair.here.submit(.federationProposed(own), by: pair.lena)) == .peerIsSelf)
    var wrongCard = WireFederationProposed()
    wrongCard.terms = pair.terms
    wrongCard.peer = pair.there.card
    wrongCard.peer.channelKeySignature = pair.here.card.channelKeySignature
    #expect(
      refusal(try pair.here.submit(.federationProposed(wrongCard), by: pair.lena)) == .cardForged)

    try pair.here.accept(pair.proposal, by: pair.lena)
    var signed = try #require(pair.here.log.last?.update).signedBytes
    var changed = pair
    changed.terms.nearby = false
    #expect(
      refusal(try pair.there.submit(changed.acceptance(of: signed), by: pair.mieke))
        == .proposalForged)
    signed[signed.count - 1] ^= 1
    #expect(
      refusal(try pair.there.submit(pair.acceptance(of: signed), by: pair.mieke))
        == .proposalForged)
  }

  /// A third node that reads logs in the given order.
  func third(_ logs: TestNeighbourhood...) throws -> MemoryViews {
    var reader = try TestNeighbourhood("Verder", seed: 14)
    for log in logs { try reader.follow(log) }
    return reader.views
  }

  @Test("a third node sees a federation once both logs say so, whichever it reads first")
  func link() throws {
    var pair = try Pair()
    try pair.federate()
    let expected = [Link(pair.here.node, pair.there.node, nearby: true)]
    #expect(try third(pair.here, pair.there).links == expected)
    #expect(try third(pair.there, pair.here).links == expected)
    #expect(try third(pair.there).links.isEmpty)
    #expect(try third(pair.here).links.isEmpty)
  }

  @Test("an acceptance of a proposal that stands in no log makes no link")
  func forgedLink() throws {
    var pair = try Pair()
    let stranger = try TestNeighbourhood("Elders", seed: 13)
    let forger = Signer(
      key: stranger.key, resident: pair.lena.resident, neighbourhood: pair.here.node)
    let signed = try forger.sign(
      pair.proposal, created: pair.here.now, nonce: [UInt8](repeating: 1, count: 16),
      contentSalt: [])
    try pair.there.accept(pair.acceptance(of: signed.signedUpdate), by: pair.mieke)
    #expect(try third(pair.here, pair.there).links.isEmpty)
    try pair.here.accept(pair.proposal, by: pair.lena)
    #expect(try third(pair.here, pair.there).links.isEmpty)
    #expect(try third(pair.there, pair.here).links.isEmpty)
  }

  static func end(_ node: NodeID) -> WireUpdate.OneOf_Kind {
    .federationEnded(.with { $0.peer = Data(node.array) })
  }

  @Test("an ended federation stays ended in every order of reading", arguments: [true, false])
  func ended(byFirst: Bool) throws {
    var pair = try Pair()
    try pair.federate()
    let letter = try #require(pair.here.log.last?.update).signedBytes
    if byFirst {
      try pair.here.accept(Self.end(pair.there.node), by: pair.lena)
    } else {
      try pair.there.accept(Self.end(pair.here.node), by: pair.mieke)
    }
    #expect(try third(pair.here, pair.there).links.isEmpty)
    #expect(try third(pair.there, pair.here).links.isEmpty)
    try pair.here.follow(pair.there)
    try pair.there.follow(pair.here)
    #expect(pair.here.views.peer(pair.there.node)?.state == .ended)
    #expect(pair.there.views.peer(pair.here.node)?.state == .ended)
    // The old letter does not bring it back; a new one does.
    #expect(
      refusal(try pair.there.submit(pair.acceptance(of: letter), by: pair.mieke)) == .proposalUsed)
    try pair.federate()
    try pair.there.follow(pair.here)
    #expect(pair.here.views.peer(pair.there.node)?.state == .active)
    #expect(pair.there.views.peer(pair.here.node)?.state == .active)
    #expect(try third(pair.here, pair.there).links.count == 1)
    #expect(try third(pair.there, pair.here).links.count == 1)
  }

  @Test("saying yes again to the letter of an ended federation does nothing, even when signed")
  func replayedLetter() throws {
    var pair = try Pair()
    try pair.federate()
    let letter = try #require(pair.here.log.last?.update).signedBytes
    try pair.there.accept(Self.end(pair.here.node), by: pair.mieke)
    // A node that breaks its own rules forgets its end and says yes once more.
    pair.there.views.peerTable[pair.here.node]?.state = .proposed
    try pair.there.accept(pair.acceptance(of: letter), by: pair.mieke)
    #expect(try third(pair.here, pair.there).links.isEmpty)
    #expect(try third(pair.there, pair.here).links.isEmpty)
    try pair.here.follow(pair.there)
    #expect(pair.here.views.peer(pair.there.node)?.state == .ended)
  }

  @Test("an answer to an earlier, wider proposal does not count")
  func earlierProposal() throws {
    var pair = try Pair()
    try pair.here.accept(pair.proposal, by: pair.lena)
    let wide = try #require(pair.here.log.last?.update).signedBytes
    var narrow = pair
    narrow.terms.nearby = false
    try pair.here.accept(narrow.proposal, by: pair.lena)
    try pair.there.accept(pair.acceptance(of: wide), by: pair.mieke)
    try pair.here.follow(pair.there)
    #expect(pair.here.views.peer(pair.there.node)?.state == .proposed)
    #expect(pair.here.views.peer(pair.there.node)?.nearby == false)
    #expect(try third(pair.here, pair.there).links.isEmpty)
    #expect(try third(pair.there, pair.here).links.isEmpty)
  }

  @Test("the first of two equal letters may be the one that arrives; not one from before an end")
  func earlierLetter() throws {
    var pair = try Pair()
    try pair.here.accept(pair.proposal, by: pair.lena)
    let first = try #require(pair.here.log.last?.update).signedBytes
    try pair.here.accept(pair.proposal, by: pair.lena)
    var late = pair
    try pair.there.accept(pair.acceptance(of: first), by: pair.mieke)
    try pair.here.follow(pair.there)
    #expect(pair.here.views.peer(pair.there.node)?.state == .active)

    try late.here.accept(Self.end(late.there.node), by: late.lena)
    try late.here.accept(late.proposal, by: late.lena)
    try late.there.accept(late.acceptance(of: first), by: late.mieke)
    try late.here.follow(late.there)
    #expect(late.here.views.peer(late.there.node)?.state == .proposed)
  }

  @Test("a former neighbour is waited for when a text is erased")
  func formerHolder() throws {
    var pair = try Pair()
    try pair.federate()
    let anna = try pair.here.resident("Anna", invitedBy: pair.lena)
    let listing = try pair.here.accept(
      .listingPosted(pair.here.listing(reach: .nearby)), by: anna, content: pair.here.text("Rit"))
    try pair.here.accept(Self.end(pair.there.node), by: pair.lena)
    let request = try pair.here.accept(pair.here.erasure([listing]), by: anna)
    #expect(pair.here.views.erasures[request]?.holders == [pair.there.node])
  }

  @Test("a letter accepted before an older end was read stays accepted")
  func crossing() throws {
    var pair = try Pair()
    try pair.federate()
    try pair.there.accept(Self.end(pair.here.node), by: pair.mieke)
    try pair.here.accept(Self.end(pair.there.node), by: pair.lena)
    try pair.federate()
    #expect(pair.there.views.peer(pair.here.node)?.state == .active)
    try pair.there.follow(pair.here)
    #expect(pair.there.views.peer(pair.here.node)?.state == .active)
    #expect(pair.here.views.peer(pair.there.node)?.state == .active)
  }

  @Test("an answer to a proposal our regisseur never signed does not federate us")
  func unasked() throws {
    var pair = try Pair()
    let stranger = try TestNeighbourhood("Elders", seed: 13)
    let forger = Signer(
      key: stranger.key, resident: pair.lena.resident, neighbourhood: pair.here.node)
    let signed = try forger.sign(
      pair.proposal, created: pair.here.now, nonce: [UInt8](repeating: 1, count: 16),
      contentSalt: [])
    try pair.here.accept(pair.proposal, by: pair.lena)
    try pair.there.accept(pair.acceptance(of: signed.signedUpdate), by: pair.mieke)
    try pair.here.follow(pair.there)
    #expect(pair.here.views.peer(pair.there.node)?.state == .proposed)
  }

  @Test("a neighbour from across the border gives a ride as a gift, settled in both books of facts")
  func acrossTheBorder() throws {
    var pair = try Pair()
    try pair.federate()
    let anna = try pair.here.resident("Anna", invitedBy: pair.lena)
    let tom = try pair.there.resident("Tom", invitedBy: pair.mieke)
    let gift = try pair.here.accept(
      .listingPosted(pair.here.listing(gift: true, reach: .nearby)), by: anna,
      content: pair.here.text("Rit"))
    let paid = try pair.here.accept(
      .listingPosted(pair.here.listing(reach: .nearby)), by: anna, content: pair.here.text("Tuin"))
    try pair.there.follow(pair.here)
    #expect(
      refusal(
        try pair.there.submit(pair.there.proposal(on: paid, of: pair.here.node), by: tom))
        == .acrossTheBorderOnlyGifts)
    let agreement = try pair.there.accept(
      pair.there.proposal(on: gift, of: pair.here.node), by: tom)
    try pair.here.follow(pair.there)
    #expect(
      refusal(try pair.here.submit(pair.here.yes(agreement), by: anna)) == .agreementUnknown)
    let cited = try #require(pair.here.views.update(agreement)).entry
    try pair.here.accept(pair.here.yes(agreement, cites: cited), by: anna)
    try pair.there.follow(pair.here)
    #expect(pair.there.views.agreement(agreement)?.state == .agreed)
    try pair.there.accept(pair.there.stated(agreement, 0), by: tom)
    try pair.here.follow(pair.there)
    try pair.here.accept(pair.here.confirmed(agreement, 0), by: anna)
    try pair.there.follow(pair.here)
    #expect(pair.here.views.agreement(agreement)?.state == .settled)
    #expect(
      pair.there.views.agreement(agreement)?.ownerSaid
        == pair.here.views.agreement(agreement)?.ownerSaid)
    #expect(pair.there.views.agreement(agreement)?.state == .settled)
  }

  @Test("a resident erases their own text, everywhere, and nobody else's")
  func erasure() throws {
    var pair = try Pair()
    try pair.federate()
    let anna = try pair.here.resident("Anna", invitedBy: pair.lena)
    let listing = try pair.here.accept(
      .listingPosted(pair.here.listing(reach: .nearby)), by: anna, content: pair.here.text("Rit"))
    try pair.there.follow(pair.here)
    #expect(
      refusal(try pair.here.submit(pair.here.erasure([listing]), by: pair.lena))
        == .targetNotYours)
    #expect(refusal(try pair.here.submit(pair.here.erasure([]), by: anna)) == .nothingToErase)
    let ghost = try #require(UpdateID([UInt8](repeating: 9, count: 32)))
    #expect(refusal(try pair.here.submit(pair.here.erasure([ghost]), by: anna)) == .targetUnknown)
    let request = try pair.here.accept(pair.here.erasure([listing]), by: anna)
    try pair.there.follow(pair.here)
    #expect(pair.here.views.isErased(listing) && pair.there.views.isErased(listing))
    #expect(pair.there.views.listing(listing)?.withdrawn == true)
    #expect(pair.here.views.erasures[request]?.holders == [pair.there.node])

    var confirmed = WireErasureConfirmed()
    confirmed.origin = Data(pair.here.node.array)
    confirmed.request = Data(request.array)
    try pair.there.accept(.erasureConfirmed(confirmed), by: pair.there.nodeSigner)
    try pair.here.follow(pair.there)
    #expect(pair.here.views.receipts.map(\.by) == [pair.there.node])
  }

  @Test("a peer's log cannot touch our residents, our listings or our books")
  func foreignLies() throws {
    var pair = try Pair()
    try pair.federate()
    let anna = try pair.here.resident("Anna", invitedBy: pair.lena)
    let listing = try pair.here.accept(
      .listingPosted(pair.here.listing(reach: .federation)), by: anna,
      content: pair.here.text("Rit"))
    let before = pair.here.views
    // The other node signs whatever it likes with keys of its own making, in Anna's name.
    let lies: [WireUpdate.OneOf_Kind] = [
      .listingWithdrawn(.with { $0.listing = Data(listing.array) }),
      pair.there.erasure([listing]), pair.there.stated(listing, 600),
      .invitationIssued(
        .with {
          $0.invitationKey = Data(anna.key.publicKey.array)
          $0.expires = .max
          $0.role = .regisseur
        }),
      .profileSet(WireProfileSet()),
    ]
    let liar = Signer(
      key: pair.there.key, resident: anna.resident, neighbourhood: pair.there.node)
    for (index, lie) in lies.enumerated() {
      let signed = try liar.sign(
        lie, created: pair.there.now, nonce: pair.there.generator.bytes(16), contentSalt: [])
      let update = try UnverifiedUpdate(decoding: signed.signedUpdate).verified()
      let entry = try Entry(
        after: pair.there.head, at: pair.there.now, reach: .federation, audience: nil,
        update: Salted(salt: pair.there.generator.bytes(16), bytes: update.signedBytes),
        content: nil, node: pair.there.node, key: pair.there.key)
      pair.there.log.append(OpenedEntry(written: entry, update: update))
      pair.there.head = entry.head
      try pair.here.follow(pair.there)
      #expect(pair.here.views.listings == before.listings, "lie \(index)")
      #expect(pair.here.views.erased == before.erased, "lie \(index)")
      #expect(pair.here.views.accounts == before.accounts, "lie \(index)")
      #expect(pair.here.views.invitations == before.invitations, "lie \(index)")
      #expect(pair.here.views.residents == before.residents, "lie \(index)")
    }
  }
}
