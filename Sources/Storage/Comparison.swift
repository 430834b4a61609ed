import GRDB

/// Two databases side by side, view by view, row by row, with the numbers of nodes resolved to
/// their identities.
enum Comparison {
  /// A view: what names a row, and what the row says.
  private struct View {
    let name: String
    let key: String
    let columns: [Column]

    init(_ name: String, key: String, _ columns: [Column]) {
      self.name = name
      self.key = key
      self.columns = columns
    }

    var sql: String {
      let text = columns.map { "'\($0.name)=' || quote(\($0.value))" }
      let value = text.isEmpty ? "''" : text.joined(separator: " || ' ' || ")
      return "SELECT \(key) AS k, \(value) AS v FROM \(name) ORDER BY k"
    }
  }

  private struct Column: ExpressibleByStringLiteral {
    let name: String
    let value: String

    init(stringLiteral name: String) { (self.name, value) = (name, name) }

    /// A node, by its identity.
    init(node name: String) { (self.name, value) = (name, Comparison.identity(name)) }
  }

  private static func identity(_ number: String) -> String {
    "(SELECT id FROM node WHERE number = \(number))"
  }

  private static let views: [View] = [
    View(
      "resident", key: "hex(id)",
      ["role", "joined", "profile", "preferences", "floor", "ceiling", "limits", "left"]),
    View("attestation", key: "hex(resident) || ' ' || kind", ["expires", "seen_by"]),
    View("device", key: "hex(key)", ["resident", "seal_key"]),
    View("invitation", key: "hex(key)", ["role", "expires", "issuer", "used_by"]),
    View(
      "listing", key: "hex((SELECT update_id FROM entry WHERE arrival = listing.number))",
      [
        Column(node: "node"), "author", "side", "category", "area", "reach", "gift",
        "minutes",
        "wanted", "starts", "ends", "expires", "posted", "weekly", "remote", "means", "most",
        "languages", "attestations", "widening", "withdrawn", "agreed", "told", "untold",
      ]),
    View(
      "agreement", key: "hex(id)",
      [
        "listing", "side", "gift", "owner", Column(node: "owner_node"), "proposer",
        Column(node: "proposer_node"),
        "accepted", "acceptance",
        "owner_declined", "owner_stated", "owner_confirmed", "proposer_declined",
        "proposer_stated", "proposer_confirmed", "changed", "tolerance", "silence_days", "decided",
        "resolution", "lapsed",
        "carried", "waits", "ends", Column(node: "carry_to"), "quiet_since", "ends_by", "state",
        "open",
      ]),
    View("account", key: "hex(key)", ["balance", "held_out", "held_in", "given", "received"]),
    View("transfer", key: "hex(id)", ["number", "kind", "time", "about"]),
    View("leg", key: "transfer || ' ' || hex(account)", ["minutes"]),
    View("aside", key: "transfer || ' ' || hex(resident)", []),
    View("books", key: "number", ["sum", "held"]),
    View(
      "policy", key: "hex(\(identity("node")))",
      [
        "floor", "ceiling", "small_difference", "silence_days", "starter", "pot_floor",
        "solidarity_per_quarter",
      ]),
    View("covered", key: "hex(resident) || ' ' || quarter", ["minutes"]),
    View("correction", key: "hex(id)", ["transfer", "minutes", "proposer", "time"]),
    View(
      "border", key: "hex(id)",
      [
        Column(node: "payer_node"), "payer", Column(node: "payee_node"), "payee", "minutes",
        "kind", "agreement", "corrects", "reserve", "started", "state", "last", "reason",
        "recalled", "released", "frozen", "due",
      ]),
    View("hold", key: "hex(transfer) || hex(account)", ["minutes"]),
    View(
      "clearing_limit", key: "hex(\(identity("speaker"))) || hex(\(identity("peer")))",
      ["we_may_owe", "they_may_owe"]),
    View(
      "clearing_statement", key: "hex(\(identity("speaker"))) || hex(\(identity("peer")))",
      ["committed", "applied", "time"]),
    View(
      "misdeed", key: "hex(\(identity("node"))) || hex(entry)", ["transfer", "misdeed", "time"]),
    View(
      "misdeed_count", key: "hex(\(identity("node"))) || misdeed", ["count"]),
    View("thanks", key: "hex(agreement) || hex(resident)", ["said", "time"]),
    View("place", key: "hex(agreement) || hex(resident)", ["said"]),
    View(
      "peer", key: "hex(\(identity("node")))",
      [
        "name", "card", "state", "nearby", "proposal", "was_active", "was_nearby",
        "was_interrupted", "due", "asked", "their_end",
      ]),
    View(
      "word", key: "hex(\(identity("speaker"))) || hex(\(identity("other")))",
      ["kind", "proposal", "nearby"]),
    View("erasure", key: "hex(request)", [Column(node: "origin"), "resident", "time"]),
    View("holder", key: "hex(request) || hex(\(identity("node")))", []),
    View("receipt", key: "hex(request) || hex(\(identity("node")))", []),
    View("erased", key: "hex(update_id)", []),
  ]

  /// Every difference, by view and key.
  static func differences(_ live: Database, _ rebuilt: Database) throws -> [Difference] {
    try views.flatMap { try differences(in: $0, live, rebuilt) }
  }

  /// Walks both in the order of their keys.
  private static func differences(
    in view: View, _ live: Database, _ rebuilt: Database
  ) throws -> [Difference] {
    let (left, right) = (
      try Row.fetchCursor(live, sql: view.sql), try Row.fetchCursor(rebuilt, sql: view.sql)
    )
    var found: [Difference] = []
    var (one, other) = (try left.nextPair(), try right.nextPair())
    while one != nil || other != nil {
      if let a = one, let b = other, a.key == b.key {
        if a.value != b.value {
          found.append(Difference(view: view.name, key: a.key, live: a.value, rebuilt: b.value))
        }
        (one, other) = (try left.nextPair(), try right.nextPair())
      } else if let a = one, other.map({ a.key < $0.key }) ?? true {
        found.append(Difference(view: view.name, key: a.key, live: a.value, rebuilt: nil))
        one = try left.nextPair()
      } else if let b = other {
        found.append(Difference(view: view.name, key: b.key, live: nil, rebuilt: b.value))
        other = try right.nextPair()
      }
    }
    return found
  }
}

extension RowCursor {
  fileprivate func nextPair() throws -> (key: String, value: String)? {
    try next().map { ($0["k"], $0["v"]) }
  }
}
