import SwiftProtobuf
import Synchronization
import Updates
import Vocabulary
import WireFormat

/// Peers' cards, decoded and with their signatures checked once instead of at every read.
/// Bounded: a card that no longer fits is checked again the next time.
final class CardCache: Sendable {
  private let cards = Mutex<[NodeID: (bytes: [UInt8], card: NodeCard)]>([:])

  /// The card behind stored bytes.
  func card(of node: NodeID, from bytes: [UInt8]) throws -> NodeCard {
    if let known = cards.withLock({ $0[node] }), known.bytes == bytes { return known.card }
    guard let wire = try? WireNodeCard(serializedBytes: bytes), let card = try? wire.verified()
    else { throw StorageFault.damaged("peer.card") }
    cards.withLock { cards in
      if cards.count < Limits.peers || cards[node] != nil { cards[node] = (bytes, card) }
    }
    return card
  }
}
