import Admission
import Updates
import Vocabulary

/// A peer and how far each side has come.
public struct PeerRow: Hashable, Sendable {
  /// Where we stand with it.
  public let peer: Peer
  /// Entries of its log that we hold.
  public let have: UInt64
  /// The last sequence of our log that it holds on disk; nil before it said so.
  public let acknowledged: UInt64?
  /// When it was last connected; nil when never.
  public let lastSeen: Instant?
  /// It signed two histories; its log is taken no further.
  public let frozen: Bool
  /// Bytes that the entries of its log take here.
  public let bytes: Int64
  /// Its log met the quota: what came next was not taken.
  public let full: Bool
  /// Its log says times that are still to come here: what says so was not taken yet.
  public let ahead: Bool
}

extension NodeStore {
  /// Every peer, sorted by node.
  public func peers() throws(StorageFault) -> [PeerRow] {
    try read { views in
      try views.prepare(
        """
        SELECT \(SQLViews.peerColumns),
          (SELECT max(sequence) + 1 FROM entry WHERE log = p.node),
          r.acknowledged, r.seen, EXISTS (SELECT 1 FROM fork WHERE log = p.node),
          coalesce(s.bytes, 0), coalesce(s.is_full, 0), coalesce(s.is_ahead, 0)
        FROM peer p JOIN node n ON n.number = p.node LEFT JOIN progress r ON r.node = p.node
          LEFT JOIN stored s ON s.log = p.node
        ORDER BY n.id
        """
      ).all { row in
        PeerRow(
          peer: try views.peer(&row), have: row.sequence(),
          acknowledged: row.integerOrNil().map { UInt64(clamping: $0) },
          lastSeen: row.timeOrNil(), frozen: row.flag(), bytes: row.integer(), full: row.flag(),
          ahead: row.flag())
      }
    }
  }

  /// How far each peer has said that it holds our log.
  public func acknowledgements() throws(StorageFault) -> [NodeID: UInt64] {
    Dictionary(
      uniqueKeysWithValues: try peers().compactMap { row in
        row.acknowledged.map { (row.peer.node, $0) }
      })
  }

  /// A peer says that our log up to `sequence` is on its disk. Never goes back.
  public func acknowledge(
    by peer: NodeID, upTo sequence: UInt64, at time: Instant
  ) throws(StorageFault) {
    try write { views in
      try views.prepare(
        """
        INSERT INTO progress (node, acknowledged, seen) VALUES (?, ?, ?)
        ON CONFLICT (node) DO UPDATE
        SET acknowledged = max(coalesce(acknowledged, 0), excluded.acknowledged),
          seen = max(coalesce(seen, 0), excluded.seen)
        """
      ).run(
        .integer(try views.numbers.register(peer, in: views.db)), .sequence(sequence),
        .time(time))
    }
  }

  /// A peer was connected.
  public func saw(_ peer: NodeID, at time: Instant) throws(StorageFault) {
    try write { views in
      try views.prepare(
        """
        INSERT INTO progress (node, seen) VALUES (?, ?)
        ON CONFLICT (node) DO UPDATE SET seen = max(coalesce(seen, 0), excluded.seen)
        """
      ).run(.integer(try views.numbers.register(peer, in: views.db)), .time(time))
    }
  }
}
