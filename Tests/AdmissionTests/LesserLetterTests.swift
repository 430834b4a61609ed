import Admission
import FoundationEssentials
import Simulation
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Asking again for less")
struct LesserLetterTests {
  /// The other side asks, too.
  static func counterProposal(to pair: FederationTests.Pair) -> WireUpdate.OneOf_Kind {
    .federationProposed(
      .with {
        $0.terms.first = pair.terms.second
        $0.terms.second = pair.terms.first
        $0.terms.nearby = pair.terms.nearby
        $0.peer = pair.here.card
      })
  }

  @Test(
    "a letter taken back by a lesser one: refused once that is known, undone otherwise, never half",
    arguments: [false, true])
  func lesserLetter(widerAgain: Bool) throws {
    var pair = try FederationTests.Pair()
    try pair.here.accept(pair.proposal, by: pair.lena)
    let wide = try #require(pair.here.log.last?.update).signedBytes
    var narrow = pair
    narrow.terms.nearby = false
    try pair.here.accept(narrow.proposal, by: pair.lena)
    let lesser = try #require(pair.here.log.last?.update).signedBytes
    if widerAgain { try pair.here.accept(pair.proposal, by: pair.lena) }
    let last = try #require(pair.here.log.last?.update).signedBytes
    // Had they asked as well, and so read our log, they would know.
    var aware = pair
    try aware.there.accept(Self.counterProposal(to: aware), by: aware.mieke)
    try aware.there.follow(aware.here)
    #expect(
      refusal(try aware.there.submit(aware.acceptance(of: wide), by: aware.mieke)) == .proposalUsed)

    try pair.there.accept(pair.acceptance(of: wide), by: pair.mieke)
    #expect(pair.there.views.peer(pair.here.node)?.state == .active)
    for hereFirst in [true, false] {
      var copy = pair
      if hereFirst { try copy.here.follow(copy.there) }
      try copy.there.follow(copy.here)
      if !hereFirst { try copy.here.follow(copy.there) }
      let (ours, theirs) = (
        try #require(copy.here.views.peer(copy.there.node)),
        try #require(copy.there.views.peer(copy.here.node))
      )
      #expect(ours.state == .proposed && theirs.state == .ended)
      // They get to read it: it is owed to them.
      #expect(ours.due == copy.here.head?.sequence)
      // The letter that stands makes both active, with its terms.
      copy.terms.nearby = widerAgain
      let letter = widerAgain ? last : lesser
      try copy.there.accept(copy.acceptance(of: letter), by: copy.mieke)
      try copy.here.follow(copy.there)
      for peer in [
        copy.here.views.peer(copy.there.node), copy.there.views.peer(copy.here.node),
      ] {
        #expect(peer?.state == .active && peer?.nearby == widerAgain)
      }
    }
  }

  @Test("the lesser letter, accepted before any was read, stays accepted")
  func lesserAtOnce() throws {
    var pair = try FederationTests.Pair()
    try pair.here.accept(pair.proposal, by: pair.lena)
    pair.terms.nearby = false
    try pair.federate()
    try pair.there.follow(pair.here)
    #expect(pair.here.views.peer(pair.there.node)?.state == .active)
    #expect(pair.there.views.peer(pair.here.node)?.state == .active)
  }
}
