import Matching
import Updates
import Vocabulary

/// A match that was found for a resident and brought to their inbox.
public struct NoticeRow: Hashable, Sendable {
  /// What the resident posted.
  public let mine: ListingRow
  /// What was found for it.
  public let other: ListingRow
  /// When it was found.
  public let found: Instant
  /// The resident has seen it.
  public let seen: Bool
}

/// Something to bring to an inbox: for whom, what they posted, and what was found for it.
public struct Notice: Hashable, Sendable {
  /// For whom.
  public let resident: ResidentID
  /// What they posted.
  public let mine: UpdateID
  /// What was found for it.
  public let other: UpdateID

  /// States every field.
  public init(for resident: ResidentID, mine: UpdateID, other: UpdateID) {
    self.resident = resident
    self.mine = mine
    self.other = other
  }
}

/// The inbox follows the log; it is no part of the log's views. Matches are never stored as facts: here stands
/// only who was told of what, so that nobody is told twice.
extension NodeStore {
  /// Brings notices to inboxes; those that were brought before stay as they are.
  public func notify(_ notices: [Notice], at now: Instant) throws(StorageFault) {
    try write { views in
      for notice in notices {
        try views.prepare(
          "INSERT OR IGNORE INTO notice (resident, mine, other, found, seen) VALUES (?, ?, ?, ?, 0)"
        ).run(
          .identity(notice.resident), .identity(notice.mine), .identity(notice.other), .time(now))
      }
    }
  }

  /// The newest notices of a resident about listings that both can still be answered: unseen ones
  /// first.
  public func inbox(
    of resident: ResidentID, at now: Instant, limit: Int = Limits.rows
  ) throws(StorageFault) -> [NoticeRow] {
    try read { views in
      try views.notices(of: resident, at: now, limit: limit).compactMap { notice in
        guard let mine = try views.listingRow(notice.mine),
          let other = try views.listingRow(notice.other)
        else { return nil }
        return NoticeRow(mine: mine, other: other, found: notice.found, seen: notice.seen)
      }
    }
  }

  /// Remembers that a resident has seen everything found until a moment.
  public func see(upTo found: Instant, by resident: ResidentID) throws(StorageFault) {
    try write { views in
      try views.prepare("UPDATE notice SET seen = 1 WHERE resident = ? AND found <= ? AND seen = 0")
        .run(.identity(resident), .time(found))
    }
  }

  /// Forgets notices about listings that never come back.
  public func forgetNotices(at now: Instant) throws(StorageFault) {
    try write { views in
      try views.prepare(
        """
        DELETE FROM notice WHERE number IN (
          SELECT t.number FROM notice t
          JOIN entry e ON e.update_id IN (t.mine, t.other)
          JOIN listing l ON l.number = e.arrival
          WHERE l.withdrawn = 1 OR l.expires <= ?)
        """
      ).run(.time(now))
    }
  }
}

extension SQLViews {
  fileprivate func notices(
    of resident: ResidentID, at now: Instant, limit: Int
  ) throws -> [(mine: UpdateID, other: UpdateID, found: Instant, seen: Bool)] {
    try prepare(
      """
      SELECT t.mine, t.other, t.found, t.seen FROM notice t
      JOIN entry e ON e.update_id = t.mine JOIN listing m ON m.number = e.arrival
      JOIN entry f ON f.update_id = t.other JOIN listing l ON l.number = f.arrival
      LEFT JOIN peer p ON p.node = l.node
      WHERE t.resident = ?1 AND m.withdrawn = 0 AND m.agreed < m.wanted AND m.expires > ?2
        AND l.withdrawn = 0 AND l.agreed < l.wanted AND l.expires > ?2 AND \(Self.visible)
      ORDER BY t.seen, t.number DESC LIMIT ?3
      """
    ).all(.identity(resident), .time(now), .count(max(0, min(limit, Limits.rows)))) { row in
      (try row.identity(), try row.identity(), row.time(), row.flag())
    }
  }
}
