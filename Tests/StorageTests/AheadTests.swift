import Admission
import Exchange
import FoundationEssentials
import Sealing
import Storage
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

/// Times that another node's log says. `protocol/06-gossip.md` §4.
@Suite("A log whose clock runs ahead")
struct AheadTests {
  private func take(
    _ log: [OpenedEntry], of here: Village, by there: Village, at now: Instant
  ) throws -> IngestResult {
    let voice = OwnVoice(admission: there.admission, now: now, random: there.salt)
    return try there.store.ingest(
      log, of: here.node, signedBy: here.key.publicKey, saying: voice
    ).result
  }

  @Test("it is taken up to what is still to come, and that when it is as late here")
  func waits() throws {
    let pair = try Pair()
    let (here, there) = (pair.here, pair.there)
    func post() throws {
      try here.accept(here.listing(reach: .federation), by: pair.lena, content: here.text("Soep"))
    }
    try there.follow(here)
    let now = here.now
    try post()
    here.now = now + Limits.skew + .minutes(1)
    try post()
    try post()
    let log = try here.log()
    let (early, honest) = (log[log.count - 2].entry, log[log.count - 3].entry)
    #expect(early.header.time == here.now)
    #expect(
      try take(log, of: here, by: there, at: now)
        == .taken(head: honest.head, added: 1, erasures: false))
    #expect(try there.store.peers().map(\.ahead) == [true])
    for _ in 0..<2 { #expect(try take(log, of: here, by: there, at: now) == .early) }
    // Nobody is full, and nothing else is in the way.
    #expect(try there.store.peers().map(\.full) == [false])
    let almost = now + .minutes(1) + Interval(milliseconds: -1)
    #expect(try take(log, of: here, by: there, at: almost) == .early)
    #expect(
      try take(log, of: here, by: there, at: now + .minutes(1))
        == .taken(head: here.store.head(of: here.node), added: 2, erasures: false))
    #expect(try there.store.peers().map(\.ahead) == [false])
    let verification = try there.store.verify()
    #expect(verification.passed, "\(verification)")
  }

  @Test("a clock in the year 9999 says nothing here, however often it is tried")
  func farAhead() throws {
    let pair = try Pair()
    let (here, there) = (pair.here, pair.there)
    try there.follow(here)
    let (now, head) = (here.now, try here.store.head(of: here.node))
    here.now = Instant(milliseconds: 253_370_764_800_000)
    try here.accept(here.listing(reach: .federation), by: pair.lena, content: here.text("Soep"))
    for year in 0..<5 as Range<Int64> {
      #expect(
        try take(here.log(), of: here, by: there, at: now + .days(365 * year)) == .early)
    }
    #expect(try there.store.head(of: here.node) == head)
    #expect(try there.store.peers().map(\.ahead) == [true])
  }

  /// Two yeses on a listing of `owner`'s, and the helper's claim of an hour; known on both sides.
  private func claimed(
    in pair: Pair, ownedBy owner: (Village, Signer), helpedBy helper: (Village, Signer)
  ) throws -> UpdateID {
    let (home, away) = (owner.0, helper.0)
    let listing = try home.accept(
      home.listing(minutes: 60, reach: .federation), by: owner.1, content: home.text("Rit"))
    try away.follow(home)
    let id = try away.accept(away.proposal(on: listing, of: home.node), by: helper.1)
    try home.follow(away)
    let cited = try #require(try home.store.read { try $0.update(id) }).entry
    try home.accept(home.yes(id, cites: cited), by: owner.1)
    try away.follow(home)
    try away.accept(away.stated(id, 60), by: helper.1)
    try home.follow(away)
    return id
  }

  private func speak(_ village: Village) throws {
    _ = try village.store.sayDuties(
      OwnVoice(admission: village.admission, now: village.now, random: village.salt))
  }

  @Test("a neighbour in the year 9999 keeps no shared agreement from ending by silence")
  func silence() throws {
    let pair = try Pair()
    let (here, there) = (pair.here, pair.there)
    try here.accept(here.clearingLimits(with: there.node, 500), by: pair.lena)
    try there.accept(there.clearingLimits(with: here.node, 500), by: pair.mieke)
    try pair.gossip()
    func state(_ village: Village, _ id: UpdateID) throws -> AgreementState? {
      try village.store.read { try $0.agreement(id)?.state }
    }
    let paidThere = try claimed(
      in: pair, ownedBy: (there, pair.mieke), helpedBy: (here, pair.lena))
    let paidHere = try claimed(
      in: pair, ownedBy: (here, pair.lena), helpedBy: (there, pair.mieke))
    for id in [paidThere, paidHere] { #expect(try state(there, id) == .stated) }

    // Every word of hers would begin the silence anew, for eight thousand years.
    here.now = Instant(milliseconds: 253_370_764_800_000)
    try here.accept(here.stated(paidThere, 90), by: pair.lena)
    #expect(try there.follow(here, speaking: true) == .early)
    let due = try there.store.read { try $0.agreement(paidThere)?.postedBySilence?.at }
    there.now = try #require(due)
    try speak(there)
    #expect(try state(there, paidThere) == .settled)
    try here.follow(there, speaking: true)
    let settled = try [here, there].map { village in
      try village.store.read { try $0.agreement(paidThere)?.settled }
    }
    #expect(settled == [Minutes(60), Minutes(60)])

    // What only the other node may decide ends with the federation.
    try speak(here)
    #expect(try state(here, paidHere) == .settled)
    #expect(try there.follow(here, speaking: true) == .early)
    #expect(try state(there, paidHere) == .stated)
    try there.accept(
      .federationEnded(.with { $0.peer = Data(here.node.array) }), by: pair.mieke)
    there.now = there.now + Limits.agreementSilence
    try speak(there)
    #expect(try state(there, paidHere) == .lapsed)
    for village in [here, there] {
      let verification = try village.store.verify()
      #expect(verification.passed, "\(verification)")
    }
  }
}
