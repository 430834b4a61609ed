import Bookkeeping
import Updates
import Vocabulary

/// All identities whose text begins the same way: a range of 32 bytes, both ends included.
struct PrefixRange: Equatable {
  static let characters = 52

  let lowest: UpdateID
  let highest: UpdateID

  /// Nil when nothing can begin so.
  init?(_ text: String) {
    let prefix = Base32.normalise(text).lowercased()
    let missing = Self.characters - prefix.utf8.count
    guard !prefix.isEmpty, missing >= 0 else { return nil }
    // The last character carries one bit only: "g" is the highest it can be.
    let zeroes = String(repeating: "0", count: missing)
    let ones = missing == 0 ? "" : String(repeating: "z", count: missing - 1) + "g"
    guard let low = Base32.decode(prefix + zeroes).flatMap(UpdateID.init),
      let high = Base32.decode(prefix + ones).flatMap(UpdateID.init)
    else { return nil }
    lowest = low
    highest = high
  }
}

extension NodeStore {
  /// How many identities one prefix is resolved to, at most.
  public static let resolvedMost = 20

  /// Whole identities of the listings on the board and of the resident's own listings and
  /// agreements that begin as typed; sorted.
  public func resolve(
    prefix: String, for resident: ResidentID
  ) throws(StorageFault) -> [UpdateID] {
    guard let range = PrefixRange(prefix) else { return [] }
    return try read { views in
      try views.prepare(
        """
        SELECT e.update_id AS id FROM entry e JOIN listing l ON l.number = e.arrival
          LEFT JOIN peer p ON p.node = l.node
          WHERE e.update_id >= ?1 AND e.update_id <= ?2 AND \(SQLViews.visible)
        UNION
        SELECT a.id AS id FROM agreement a
          WHERE a.id BETWEEN ?1 AND ?2 AND (a.owner = ?3 OR a.proposer = ?3)
        ORDER BY id LIMIT ?4
        """
      ).all(
        .identity(range.lowest), .identity(range.highest), .identity(resident),
        .count(Self.resolvedMost)
      ) { try $0.identity() }
    }
  }

  /// Whole identities of hours across the border that a resident put on their way, as giver or as
  /// regisseur, and that begin as typed; sorted.
  public func resolveTransits(
    prefix: String, of resident: ResidentID
  ) throws(StorageFault) -> [UpdateID] {
    guard let range = PrefixRange(prefix) else { return [] }
    return try read { views in
      try views.prepare(
        """
        SELECT b.id FROM border b JOIN entry e ON e.update_id = b.id
        WHERE b.id BETWEEN ?1 AND ?2 AND b.payer_node = \(Schema.ownNumber) AND e.resident = ?3
        ORDER BY b.id LIMIT ?4
        """
      ).all(
        .identity(range.lowest), .identity(range.highest), .identity(resident),
        .count(Self.resolvedMost)
      ) { try $0.identity() }
    }
  }

  /// Whole identities of transfers here that begin as typed: those to which `resident` is party, or
  /// all of them when it is nil; sorted.
  public func resolveTransfers(
    prefix: String, of resident: ResidentID?
  ) throws(StorageFault) -> [UpdateID] {
    guard let range = PrefixRange(prefix) else { return [] }
    return try read { views in
      try views.prepare(
        """
        SELECT t.id FROM transfer t WHERE t.id BETWEEN ?1 AND ?2 AND (?3 IS NULL
          OR EXISTS (SELECT 1 FROM leg WHERE account = ?3 AND transfer = t.number)
          OR EXISTS (SELECT 1 FROM aside WHERE resident = ?5 AND transfer = t.number))
        ORDER BY t.id LIMIT ?4
        """
      ).all(
        .identity(range.lowest), .identity(range.highest),
        .blob(resident.map { AccountID.resident($0).key }), .count(Self.resolvedMost),
        .identity(resident)
      ) { try $0.identity() }
    }
  }

  /// Residents here who have not left, whose id begins as typed or who go by that name. Sorted.
  public func resolveResidents(_ typed: String) throws(StorageFault) -> [ResidentID] {
    try read { views in
      // Both, so that nobody can pass for another by the name they choose.
      var found =
        try PrefixRange(typed).map { range in
          try views.prepare(
            "SELECT id FROM resident WHERE id BETWEEN ? AND ? AND left = 0 ORDER BY id LIMIT ?"
          ).all(
            .identity(range.lowest), .identity(range.highest), .count(Self.resolvedMost)
          ) { try $0.identity(ResidentID.self) }
        } ?? []
      let name = typed.lowercased()
      found += try views.prepare(
        """
        SELECT r.id, e.content_bytes FROM resident r JOIN entry e ON e.update_id = r.profile
        WHERE r.left = 0 ORDER BY r.id
        """
      ).all { row in (try row.identity(ResidentID.self), PersonalText(row.blobOrNil()).name) }
        .filter { $0.1.lowercased() == name }.map(\.0)
      return Array(Set(found).sorted().prefix(Self.resolvedMost))
    }
  }
}
