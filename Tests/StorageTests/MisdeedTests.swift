import Admission
import Bookkeeping
import Foundation
import Sealing
import Storage
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

/// What a lying node costs those who read it. `protocol/10-books.md` §7, §8.
@Suite("A node that lies a thousand times")
struct MisdeedTests {
  /// Hours that arrived in another neighbourhood.
  private func given(_ count: Int, in pair: Pair) throws -> [UpdateID] {
    let (here, there) = (pair.here, pair.there)
    try here.accept(here.clearingLimits(with: there.node, 500), by: pair.lena)
    try there.accept(there.clearingLimits(with: here.node, 500), by: pair.mieke)
    try pair.gossip()
    let payee = try #require(pair.mieke.resident)
    let ids = try (0..<count).map { _ in
      try here.accept(here.hours(10, to: payee, of: there.node), by: pair.lena)
    }
    for _ in 0..<4 {
      try there.follow(here, speaking: true)
      try here.follow(there, speaking: true)
    }
    for id in ids {
      #expect(try there.store.read { try $0.border(id)?.state } == .applied)
    }
    return ids
  }

  /// The node of `here` writes what its rules would never let it.
  private func lie(_ kinds: [WireUpdate.OneOf_Kind], in pair: Pair) throws {
    let (here, there) = (pair.here, pair.there)
    var head = try here.store.head(of: here.node)
    var log: [OpenedEntry] = []
    for kind in kinds {
      let update = try here.admission.say(kind, at: here.now, nonce: here.salt())
      let entry = try Entry(
        after: head, at: here.now, reach: .addressed, audience: there.node,
        update: Salted(salt: here.salt(), bytes: update.signedBytes), content: nil,
        node: here.node, key: here.key)
      head = entry.head
      log.append(try OpenedEntry(entry))
    }
    let result = try there.store.ingest(log, of: here.node, signedBy: here.key.publicKey)
    #expect(result == .taken(head: head, added: kinds.count, erasures: false))
  }

  @Test("is remembered by its first lies of a kind and their number; what it lied about is frozen")
  func bounded() throws {
    let pair = try Pair()
    let ids = try given(4, in: pair)
    func void(_ id: UpdateID) -> WireUpdate.OneOf_Kind {
      .transferVoided(.with { $0.transfer = Data(id.array) })
    }
    func accept(_ id: UpdateID) -> WireUpdate.OneOf_Kind {
      .transferAccepted(
        .with { ($0.transfer, $0.cites) = (Data(id.array), Data(id.array)) })
    }
    let many = 3 * Limits.misdeedsKept
    let lies =
      Array(repeating: void(ids[0]), count: many) + [void(ids[1])]
      + Array(repeating: accept(ids[0]), count: many) + [accept(ids[2])]
    try lie(lies, in: pair)
    let books = try pair.there.store.wholeBooks()
    #expect(books.misdeeds.count == 2 * Limits.misdeedsKept)
    #expect(books.misdeeds.allSatisfy { $0.transfer == ids[0] })
    #expect(books.clearing.map(\.misdeeds) == [lies.count])
    // Those that were only counted froze what they name all the same.
    #expect(Set(books.frozen.map(\.id)) == Set(ids.prefix(3)))
    #expect(books.frozen.allSatisfy { $0.state == .applied } && books.sum == .zero)
    let shown = try pair.there.store.frozen(limit: 2)
    #expect(shown.rows.map(\.transfer) == Array(books.frozen.prefix(2)) && shown.count == 3)
    #expect(shown.rows.allSatisfy { $0.residentName == "Mieke" })
    let verification = try pair.there.store.verify()
    #expect(verification.passed, "\(verification)")
  }
}
