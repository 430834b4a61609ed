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
}
