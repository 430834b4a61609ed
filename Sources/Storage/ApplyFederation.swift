import Admission
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

extension SQLViews {
  func put(_ peer: Peer) throws {
    known.peers.forget(peer.node)
    let card: [UInt8] = try peer.card.wire.serializedBytes()
    try prepare(
      """
      INSERT INTO peer (node, name, card, state, nearby, proposal, was_active, was_nearby,
        was_interrupted, due, asked, their_end)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (node) DO UPDATE SET name = excluded.name, card = excluded.card,
        state = excluded.state, nearby = excluded.nearby, proposal = excluded.proposal,
        was_active = excluded.was_active, was_nearby = excluded.was_nearby,
        was_interrupted = excluded.was_interrupted, due = excluded.due, asked = excluded.asked,
        their_end = excluded.their_end
      """
    ).run(
      .integer(try numbers.register(peer.node, in: db)), .text(peer.card.name), .blob(card),
      .count(peer.state.rawValue), .flag(peer.nearby), .identity(peer.proposal),
      .flag(peer.wasActive), .flag(peer.wasNearby), .flag(peer.wasInterrupted),
      peer.due.map { .sequence($0) } ?? .null, peer.asked.map { .sequence($0) } ?? .null,
      peer.theirEnd.map { .sequence($0) } ?? .null)
  }

  /// The one thing that changes often, without its card being written again.
  func raiseDue(of peer: Peer) throws {
    try prepare("UPDATE peer SET due = ? WHERE node = ?").run(
      peer.due.map { .sequence($0) } ?? .null,
      .integer(try numbers.register(peer.node, in: db)))
    known.peers.keep(peer, as: peer.node)
  }

  func put(_ word: Word) throws {
    try prepare(
      """
      INSERT INTO word (speaker, other, kind, proposal, nearby) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (speaker, other) DO UPDATE SET kind = excluded.kind,
        proposal = excluded.proposal, nearby = excluded.nearby
      """
    ).run(
      .integer(try numbers.register(word.speaker, in: db)),
      .integer(try numbers.register(word.other, in: db)), .count(word.kind.rawValue),
      .identity(word.proposal), .flag(word.nearby))
  }

  /// The listings of a node leave the board; what it said of third nodes counts as ended.
  func part(from node: NodeID) throws {
    let number = Value.integer(try numbers.register(node, in: db))
    try prepare("UPDATE listing SET withdrawn = 1 WHERE node = ? AND withdrawn = 0").run(number)
    try prepare(
      "UPDATE word SET kind = ?, nearby = 0 WHERE speaker = ? AND other <> \(Schema.ownNumber)"
    ).run(.count(Word.Kind.ended.rawValue), number)
  }

  func put(_ erasure: Erasure) throws {
    try prepare(
      """
      INSERT INTO erasure (request, origin, resident, time) VALUES (?, ?, ?, ?)
      ON CONFLICT (request) DO UPDATE SET origin = excluded.origin,
        resident = excluded.resident, time = excluded.time
      """
    ).run(
      .identity(erasure.request), .integer(try numbers.register(erasure.origin, in: db)),
      .identity(erasure.resident), .time(erasure.time))
    try prepare("DELETE FROM holder WHERE request = ?").run(.identity(erasure.request))
    for holder in erasure.holders {
      try prepare("INSERT INTO holder (request, node) VALUES (?, ?) ON CONFLICT DO NOTHING")
        .run(.identity(erasure.request), .integer(try numbers.register(holder, in: db)))
    }
  }

  func put(_ receipt: ErasureReceipt) throws {
    try prepare("INSERT INTO receipt (request, node) VALUES (?, ?) ON CONFLICT DO NOTHING")
      .run(.identity(receipt.request), .integer(try numbers.register(receipt.by, in: db)))
  }
}
