import Admission
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

extension SQLViews {
  func put(_ peer: Peer) throws {
    let card: [UInt8] = try peer.card.wire.serializedBytes()
    try prepare(
      """
      INSERT INTO peer (node, name, card, state, nearby, proposal) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (node) DO UPDATE SET name = excluded.name, card = excluded.card,
        state = excluded.state, nearby = excluded.nearby, proposal = excluded.proposal
      """
    ).run(
      .integer(try numbers.register(peer.node, in: db)), .text(peer.card.name), .blob(card),
      .count(peer.state.rawValue), .flag(peer.nearby), .identity(peer.proposal))
  }

  func put(_ link: Link) throws {
    try prepare(
      """
      INSERT INTO link (first, second, nearby, active) VALUES (?, ?, ?, ?)
      ON CONFLICT (first, second) DO UPDATE
      SET nearby = excluded.nearby, active = excluded.active
      """
    ).run(
      .integer(try numbers.register(link.first, in: db)),
      .integer(try numbers.register(link.second, in: db)), .flag(link.nearby),
      .flag(link.active))
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
