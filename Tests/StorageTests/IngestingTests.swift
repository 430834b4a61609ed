import Admission
import Exchange
import Foundation
import Sealing
import Storage
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Taking in another log")
struct IngestingTests {
  @Test("new entries are taken, held ones skipped, and the board shows what may cross")
  func following() throws {
    let pair = try Pair()
    try pair.here.accept(
      pair.here.listing(reach: .nearby), by: pair.lena, content: pair.here.text("Voor buren"))
    try pair.here.accept(pair.here.listing(), by: pair.lena, content: pair.here.text("Van ons"))
    let held = try #require(try pair.there.store.head(of: pair.here.node)).sequence
    let head = try #require(try pair.here.store.head(of: pair.here.node))
    #expect(
      try pair.there.follow(pair.here)
        == .taken(head: head, added: Int(head.sequence - held), erasures: false))
    #expect(
      try pair.there.follow(pair.here) == .taken(head: head, added: 0, erasures: false))
    #expect(try pair.there.store.heads().contains(head))
    let board = try pair.there.store.board(BoardQuery(), at: pair.there.now)
    #expect(board.map(\.text) == ["Voor buren"])
  }

  @Test("what does not continue the log, or is not its node's, changes nothing")
  func refusals() throws {
    let pair = try Pair()
    let before = try pair.there.store.head(of: pair.here.node)
    for words in ["een", "twee", "drie"] {
      try pair.here.accept(
        pair.here.listing(reach: .nearby), by: pair.lena, content: pair.here.text(words))
    }
    let log = try pair.here.log()
    let key = pair.here.key.publicKey
    let store = pair.there.store
    let held = Int(try #require(before).sequence) + 1
    let gap = Array(log[(held + 1)...])
    #expect(try store.ingest(gap, of: pair.here.node, signedBy: key) == .refused(.brokenChain))
    let new = Array(log[held...])
    #expect(
      try store.ingest(new, of: pair.there.node, signedBy: key) == .refused(.wrongNode))
    #expect(
      try store.ingest(new, of: pair.here.node, signedBy: pair.there.key.publicKey)
        == .refused(.badNodeSignature))
    #expect(
      try store.ingest(new.reversed(), of: pair.here.node, signedBy: key)
        == .refused(.brokenChain))
    #expect(try store.head(of: pair.here.node) == before)
    #expect(try store.board(BoardQuery(), at: pair.there.now).isEmpty)
    guard case .taken(_, 3, false) = try store.ingest(new, of: pair.here.node, signedBy: key)
    else {
      Issue.record("the honest batch was not taken")
      return
    }
  }

  @Test("two signed histories are proof: kept once, and the log is frozen")
  func fork() throws {
    let pair = try Pair()
    let (here, there) = (pair.here, pair.there)
    let log = try here.log()
    let last = try #require(log.last?.entry)
    let before = try #require(log.dropLast().last?.entry)
    let other = try OpenedEntry(
      Entry(
        after: before.head, at: here.now + .minutes(1), reach: .neighbourhood, audience: nil,
        update: #require(last.update), content: nil, node: here.node, key: here.key))
    let key = here.key.publicKey
    // A forgery is no proof.
    let forged = try OpenedEntry(
      Entry(
        headerBytes: other.entry.headerBytes, signature: [UInt8](repeating: 1, count: 64),
        update: other.entry.update, content: nil))
    #expect(
      try there.store.ingest([forged], of: here.node, signedBy: key)
        == .refused(.badNodeSignature))
    #expect(try there.store.forks().isEmpty)

    guard case .fork(let evidence) = try there.store.ingest([other], of: here.node, signedBy: key)
    else {
      Issue.record("the fork was not seen")
      return
    }
    #expect(evidence.node == here.node && evidence.signingKey == key)
    for (header, signature) in [
      (evidence.firstHeader, evidence.firstSignature),
      (evidence.secondHeader, evidence.secondSignature),
    ] {
      #expect(Verifying.isValid(signature, over: header, by: key, for: .header))
    }
    #expect(evidence.firstHeader == last.headerBytes)
    #expect(evidence.secondHeader == other.entry.headerBytes)
    #expect(try there.store.forks() == [evidence])
    #expect(try there.store.peers().map(\.frozen) == [true])
    try here.accept(here.listing(reach: .nearby), by: pair.lena, content: here.text("later"))
    #expect(try there.follow(here) == .refused(.fork))
    #expect(try there.store.verify().passed)
  }

  @Test("a log that repeats an update means it once")
  func repetition() throws {
    let pair = try Pair()
    let listing = try pair.here.accept(
      pair.here.listing(reach: .nearby), by: pair.lena, content: pair.here.text("Geheim"))
    try pair.here.accept(pair.here.withdrawal(listing), by: pair.lena)
    try pair.there.follow(pair.here)
    let posted = try #require(try pair.here.log().first { $0.update?.id == listing })
    let head = try #require(try pair.here.store.head(of: pair.here.node))
    let again = try OpenedEntry(
      Entry(
        after: head, at: pair.here.now, reach: .nearby, audience: nil,
        update: #require(posted.entry.update), content: posted.entry.content,
        node: pair.here.node, key: pair.here.key))
    guard
      case .taken(_, 1, _) = try pair.there.store.ingest(
        [again], of: pair.here.node, signedBy: pair.here.key.publicKey)
    else {
      Issue.record("the repetition was not taken")
      return
    }
    #expect(try pair.there.store.listing(listing)?.listing.withdrawn == true)
    #expect(
      try pair.there.store.stored(listing)?.position.sequence == posted.entry.header.sequence)
    let held = try #require(
      try pair.there.store.entries(
        of: pair.here.node, from: head.sequence + 1, limit: 1, maxBytes: .max
      ).first)
    #expect(held.content == nil)
    #expect(try pair.there.store.verify().passed)
  }

  @Test("progress is remembered and never goes back")
  func progress() throws {
    let pair = try Pair()
    let (store, peer) = (pair.here.store, pair.there.node)
    #expect(try store.peers().map(\.acknowledged) == [nil])
    try store.saw(peer, at: Instant(milliseconds: 5))
    try store.acknowledge(by: peer, upTo: 3, at: Instant(milliseconds: 9))
    try store.acknowledge(by: peer, upTo: 2, at: Instant(milliseconds: 7))
    let row = try #require(try store.peers().first)
    #expect(row.acknowledged == 3 && row.lastSeen == Instant(milliseconds: 9))
    #expect(row.have == (try #require(try store.head(of: peer))).sequence + 1)
    #expect(row.peer.state == .active && !row.frozen)
  }

  @Test("the federation counts as changed when our log or a peer's changes it, and only then")
  func changes() throws {
    let pair = try Pair()
    let store = pair.here.store
    let before = store.federationChanges
    #expect(before > 0)
    try pair.here.accept(pair.here.listing(), by: pair.lena, content: pair.here.text("Soep?"))
    try pair.there.accept(
      pair.there.listing(reach: .federation), by: pair.mieke, content: pair.there.text("Brood"))
    try pair.here.follow(pair.there)
    #expect(store.federationChanges == before)
    try pair.there.accept(
      .federationEnded(.with { $0.peer = .init(pair.here.node.array) }), by: pair.mieke)
    #expect(store.federationChanges == before)
    try pair.here.follow(pair.there)
    #expect(store.federationChanges > before)
  }
}
