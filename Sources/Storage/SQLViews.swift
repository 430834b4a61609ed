import Admission
import Bookkeeping
import GRDB
import Updates
import Vocabulary

/// What the rules know, as tables, seen from inside one transaction.
///
/// Lives no longer than the transaction it was made for.
public struct SQLViews {
  /// The node whose views these are.
  public let node: NodeID
  let db: Database
  let numbers: NodeNumbers
  let cards: CardCache
  let touched = Touched()
  let known = KnownRows()

  init(_ db: Database, node: NodeID, cards: CardCache) {
    self.db = db
    self.node = node
    self.cards = cards
    numbers = NodeNumbers(own: node)
  }

  func prepare(_ sql: String) throws -> Prepared { try Prepared(db, sql) }
}

/// What a transaction changes about what a followed log takes: bytes, and what was noted of it.
struct StoredChange {
  var bytes: Int64 = 0
  var isFull: Bool?
  var isAhead: Bool?
}

/// What a transaction changed that others keep in memory, or that is written down at its end.
final class Touched {
  /// A peer, or what a node said about another.
  var federation = false
  /// What followed logs take more or less than before, by the number of their node.
  var stored: [Int64: StoredChange] = [:]
  /// What our own log grew by, as it is held.
  var written: [Entry] = []
  /// Some content was erased.
  var erased = false
  /// Our node owes more words than one transaction says.
  var owesWords = false
}

/// The small numbers that stand for nodes inside the database, remembered for one transaction: a
/// number given out in it is gone when it rolls back.
final class NodeNumbers {
  private var known: [NodeID: Int64]

  init(own: NodeID) { known = [own: Schema.ownNumber] }

  /// The number of a node that some row mentions; nil for a node never heard of.
  func number(of node: NodeID, in db: Database) throws -> Int64? {
    if let number = known[node] { return number }
    let number = try Prepared(db, "SELECT number FROM node WHERE id = ?")
      .first(.identity(node)) { $0.integer() }
    known[node] = number
    return number
  }

  /// The number of a node, given out now if need be.
  func register(_ node: NodeID, in db: Database) throws -> Int64 {
    if let number = try number(of: node, in: db) { return number }
    try Prepared(db, "INSERT INTO node (id) VALUES (?)").run(.identity(node))
    let number = db.lastInsertedRowID
    known[node] = number
    return number
  }
}

extension SQLViews: Views {
  public func update(_ id: UpdateID) throws -> StoredUpdate? {
    try prepare(
      """
      SELECT n.id, e.sequence, e.time, e.hash, e.resident, e.reach,
        CASE WHEN e.reach = \(Reach.addressed.rawValue) THEN e.header END
      FROM entry e JOIN node n ON n.number = e.log WHERE e.update_id = ?
      """
    ).first(.identity(id)) { row in
      StoredUpdate(
        id: id,
        position: Position(
          node: try row.identity(), sequence: row.sequence(), time: row.time()),
        entry: try row.identity(), resident: try row.identityOrNil(), reach: try row.word(),
        audience: try row.blobOrNil().flatMap { try Header(decoding: $0).audience })
    }
  }

  public func isErased(_ update: UpdateID) throws -> Bool {
    try prepare("SELECT 1 FROM erased WHERE update_id = ?").first(.identity(update)) { _ in true }
      ?? false
  }

  public func resident(_ id: ResidentID) throws -> Resident? {
    try known.residents.row(id) {
      try prepare(
        """
        SELECT role, joined, profile, preferences, floor, ceiling, limits, left
        FROM resident WHERE id = ?
        """
      ).first(.identity(id)) { row in
        var resident = Resident(
          id: id, role: try row.word(), joined: row.time(), profile: try row.identityOrNil(),
          preferences: try row.identityOrNil())
        resident.bounds = OwnBounds(
          lowest: row.minutesOrNil(), highest: row.minutesOrNil(), said: try row.identityOrNil())
        resident.left = row.flag()
        return resident
      }
    }
  }

  public func regisseurs() throws -> Int {
    try prepare("SELECT count(*) FROM resident WHERE role = ? AND left = 0")
      .first(.count(Role.regisseur.rawValue)) { $0.count() } ?? 0
  }

  public func device(_ key: SigningKey) throws -> Device? {
    try prepare("SELECT resident, seal_key FROM device WHERE key = ?")
      .first(.identity(key)) { row in
        Device(key: key, resident: try row.identity(), sealKey: try row.identity())
      }
  }

  public func invitation(_ key: SigningKey) throws -> Invitation? {
    try prepare("SELECT role, expires, issuer, used_by FROM invitation WHERE key = ?")
      .first(.identity(key)) { row in
        Invitation(
          key: key, role: try row.word(), expires: row.time(), issuer: try row.identityOrNil(),
          usedBy: try row.identityOrNil())
      }
  }

  public func openInvitations(by issuer: ResidentID, at now: Instant) throws -> Int {
    try prepare(
      "SELECT count(*) FROM invitation WHERE used_by IS NULL AND issuer = ? AND expires > ?"
    ).first(.identity(issuer), .time(now)) { $0.count() } ?? 0
  }
}
