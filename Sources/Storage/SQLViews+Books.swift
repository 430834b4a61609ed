import Admission
import Bookkeeping
import Exchange
import Vocabulary

extension SQLViews {
  public func policy(of node: NodeID) throws -> Policy {
    guard let number = try numbers.number(of: node, in: db) else { return .initial }
    return try prepare(
      """
      SELECT floor, ceiling, small_difference, silence_days, starter, pot_floor,
        solidarity_per_quarter FROM policy WHERE node = ?
      """
    ).first(.integer(number)) { row in
      Policy(
        resident: Bounds(lowest: row.minutes(), highest: row.minutes()),
        smallDifference: row.minutes(), silenceDays: row.count(), starter: row.minutes(),
        potFloor: row.minutes(), solidarityPerQuarter: row.minutes())
    } ?? .initial
  }

  public func account(_ id: AccountID) throws -> Account? {
    try known.accounts.row(id) {
      try prepare(
        "SELECT balance, held_out, held_in, given, received FROM account WHERE key = ?"
      ).first(.blob(id.key)) { Account(id: id, &$0) }
    }
  }

  public func pots() throws -> [String] {
    try prepare("SELECT key FROM account WHERE key >= ? AND key < ? ORDER BY key")
      .all(.blob([2]), .blob([3])) { try $0.account().potName }.compactMap(\.self)
  }

  public func transfer(_ id: UpdateID) throws -> Transfer? {
    try prepare("SELECT number, kind, time, about FROM transfer WHERE id = ?")
      .first(.identity(id)) { row in
        let number = row.integer()
        return Transfer(
          id: id, kind: try row.word(), legs: try legs(of: number), time: row.time(),
          about: try row.identityOrNil())
      }
  }

  public func asides(of transfer: UpdateID) throws -> [ResidentID] {
    try prepare(
      """
      SELECT a.resident FROM transfer t JOIN aside a ON a.transfer = t.number
      WHERE t.id = ? ORDER BY a.resident
      """
    ).all(.identity(transfer)) { try $0.identity() }
  }

  func legs(of transfer: Int64) throws -> [Leg] {
    try prepare("SELECT account, minutes FROM leg WHERE transfer = ? ORDER BY account")
      .all(.integer(transfer)) { Leg(try $0.account(), $0.minutes()) }
  }

  public func isCorrected(_ transfer: UpdateID, besides: UpdateID?) throws -> Bool {
    try prepare(
      """
      SELECT 1 FROM transfer
      WHERE about = ?1 AND kind IN \(BookSchema.corrections) AND id IS NOT ?2
      UNION ALL
      SELECT 1 FROM border
      WHERE corrects = ?1 AND state NOT IN \(BookSchema.givenUp) AND id IS NOT ?2 LIMIT 1
      """
    ).first(.identity(transfer), .identity(besides)) { _ in true } ?? false
  }

  public func correction(_ id: UpdateID) throws -> Correction? {
    try prepare("SELECT transfer, minutes, proposer, time FROM correction WHERE id = ?")
      .first(.identity(id)) { row in
        Correction(
          id: id, transfer: try row.identity(), minutes: row.minutes(), by: try row.identity(),
          time: row.time())
      }
  }

  public func covered(_ resident: ResidentID, in quarter: Quarter) throws -> Minutes {
    try prepare("SELECT minutes FROM covered WHERE resident = ? AND quarter = ?")
      .first(.identity(resident), .integer(quarter.number)) { $0.minutes() } ?? .zero
  }

  public func clearingLimits(
    of speaker: NodeID, about other: NodeID
  ) throws -> ClearingLimits? {
    guard let from = try numbers.number(of: speaker, in: db),
      let to = try numbers.number(of: other, in: db)
    else { return nil }
    return try prepare(
      "SELECT we_may_owe, they_may_owe FROM clearing_limit WHERE speaker = ? AND peer = ?"
    ).first(.integer(from), .integer(to)) { row in
      ClearingLimits(
        speaker: speaker, peer: other, weMayOwe: row.minutes(), theyMayOwe: row.minutes())
    }
  }

  public func isThanked(_ agreement: UpdateID, by resident: ResidentID) throws -> Bool {
    try prepare("SELECT 1 FROM thanks WHERE agreement = ? AND resident = ?")
      .first(.identity(agreement), .identity(resident)) { _ in true } ?? false
  }
}

// Transfers across the border.
extension SQLViews {
  public func clearingSums(of speaker: NodeID, with peer: NodeID) throws -> ClearingSums {
    guard let from = try numbers.number(of: speaker, in: db),
      let to = try numbers.number(of: peer, in: db)
    else { return ClearingSums(committed: .zero, applied: .zero) }
    func sum(_ payer: Int64, _ payee: Int64, _ states: [BorderState]) throws -> Minutes {
      var sum = Minutes.zero
      for state in states {
        let part = try prepare(
          """
          SELECT coalesce(sum(minutes), 0) FROM border
          WHERE payer_node = ? AND payee_node = ? AND state = ?
          """
        ).first(.integer(payer), .integer(payee), .count(state.rawValue)) { $0.minutes() }
        sum = sum.adding(part ?? .zero) ?? Minutes(.max)
      }
      return sum
    }
    return ClearingSums(
      committed: try sum(from, to, [.committed, .applied]), applied: try sum(to, from, [.applied]))
  }

  public func clearingStatement(
    of speaker: NodeID, about peer: NodeID
  ) throws -> ClearingStatement? {
    guard let from = try numbers.number(of: speaker, in: db),
      let to = try numbers.number(of: peer, in: db)
    else { return nil }
    return try prepare(
      "SELECT committed, applied, time FROM clearing_statement WHERE speaker = ? AND peer = ?"
    ).first(.integer(from), .integer(to)) { row in
      ClearingStatement(
        speaker: speaker, peer: peer,
        sums: ClearingSums(committed: row.minutes(), applied: row.minutes()), time: row.time())
    }
  }

  public func border(_ id: UpdateID) throws -> BorderTransfer? {
    try known.borders.row(id) {
      try prepare("\(Self.selectBorder) WHERE b.id = ?").first(.identity(id)) { try border(&$0) }
    }
  }

  public func dueBorders(limit: Int) throws -> [BorderTransfer] {
    try prepare("\(Self.selectBorder) WHERE b.due = 1 ORDER BY b.started, b.id LIMIT ?")
      .all(.count(limit)) { try border(&$0) }
  }

  public func unansweredBorders(
    to node: NodeID?, since: Instant, limit: Int
  ) throws -> [BorderTransfer] {
    guard let node else {
      return try prepare("\(Self.selectUnanswered) ORDER BY b.started, b.id LIMIT ?")
        .all(.time(since), .count(limit)) { try border(&$0) }
    }
    guard let number = try numbers.number(of: node, in: db) else { return [] }
    return try prepare(
      "\(Self.selectUnanswered) AND b.payee_node = ? ORDER BY b.started, b.id LIMIT ?"
    ).all(.time(since), .integer(number), .count(limit)) { try border(&$0) }
  }

  public func promisedBorders(from node: NodeID, limit: Int) throws -> [BorderTransfer] {
    guard let number = try numbers.number(of: node, in: db) else { return [] }
    return try prepare(
      """
      \(Self.selectBorder)
      WHERE b.state = \(BorderState.accepted.rawValue) AND b.payee_node = 1 AND b.payer_node = ?
      ORDER BY b.started, b.id LIMIT ?
      """
    ).all(.integer(number), .count(limit)) { try border(&$0) }
  }

  public func releasedMinutes(from node: NodeID) throws -> Minutes {
    guard let number = try numbers.number(of: node, in: db) else { return .zero }
    return try prepare(
      """
      SELECT coalesce(sum(minutes), 0) FROM border
      WHERE released IS NOT NULL AND state IN \(BookSchema.owedStill)
        AND payee_node = 1 AND payer_node = ?
      """
    ).first(.integer(number)) { $0.minutes() } ?? .zero
  }

  private static let selectUnanswered = """
    \(selectBorder)
    WHERE b.state = \(BorderState.reserved.rawValue) AND b.payer_node = 1 AND b.started <= ?
    """

  static let selectBorder = """
    SELECT b.id, p.id, b.payer, q.id, b.payee, b.minutes, b.kind, b.agreement, b.corrects, b.reserve, b.started, \
    b.state, b.last, b.reason, b.recalled, b.released, b.frozen FROM border b \
    JOIN node p ON p.number = b.payer_node JOIN node q ON q.number = b.payee_node
    """

  func border(_ row: inout RowReader) throws -> BorderTransfer {
    let id: UpdateID = try row.identity()
    let transfer = BorderTransfer(
      id: id, payerNode: try row.identity(), payer: try row.identity(),
      payeeNode: try row.identity(), payee: try row.identity(), minutes: row.minutes(),
      kind: try row.word(), agreement: try row.identityOrNil(),
      corrects: try row.identityOrNil(), reserve: try row.identity(), started: row.time(),
      state: try row.word(), last: try row.identity(), reason: UInt16(clamping: row.integer()),
      recalled: row.flag(), released: try row.identityOrNil(), frozen: row.flag(),
      legs: try held(for: id))
    known.borders.keep(transfer, as: id)
    return transfer
  }

  private func held(for transfer: UpdateID) throws -> [Leg] {
    try prepare("SELECT account, minutes FROM hold WHERE transfer = ? ORDER BY account")
      .all(.identity(transfer)) { Leg(try $0.account(), $0.minutes()) }
  }
}

extension Account {
  /// From the columns balance, held_out, held_in, given, received.
  init(id: AccountID, _ row: inout RowReader) {
    self.init(
      id: id, balance: row.minutes(), heldOut: row.minutes(), heldIn: row.minutes(),
      given: row.minutes(), received: row.minutes())
  }
}

extension RowReader {
  mutating func account() throws -> AccountID {
    guard let id = AccountID(key: blob()) else { throw StorageFault.damaged("account") }
    return id
  }
}
