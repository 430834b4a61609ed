import Admission
import Bookkeeping
import GRDB
import Vocabulary

extension SQLViews {
  func put(_ account: Account) throws {
    known.accounts.forget(account.id)
    try prepare(
      """
      INSERT INTO account (key, balance, held_out, held_in, given, received)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (key) DO UPDATE SET balance = excluded.balance, held_out = excluded.held_out,
        held_in = excluded.held_in, given = excluded.given, received = excluded.received
      """
    ).run(
      .blob(account.id.key), .minutes(account.balance), .minutes(account.heldOut),
      .minutes(account.heldIn), .minutes(account.given), .minutes(account.received))
  }

  /// Never replaces: what was posted stays.
  func add(_ transfer: Transfer) throws {
    try prepare("INSERT INTO transfer (id, kind, time, about) VALUES (?, ?, ?, ?)").run(
      .identity(transfer.id), .count(transfer.kind.rawValue), .time(transfer.time),
      .identity(transfer.about))
    let number = db.lastInsertedRowID
    for leg in transfer.legs {
      try prepare("INSERT INTO leg (transfer, account, minutes) VALUES (?, ?, ?)").run(
        .integer(number), .blob(leg.account.key), .minutes(leg.minutes))
    }
  }

  func add(_ aside: Aside) throws {
    try prepare(
      "INSERT INTO aside (transfer, resident) SELECT number, ?2 FROM transfer WHERE id = ?1"
    )
    .run(.identity(aside.transfer), .identity(aside.resident))
  }

  func put(_ policy: Policy, of node: NodeID) throws {
    try prepare(
      """
      INSERT OR REPLACE INTO policy (node, floor, ceiling, small_difference, silence_days,
        starter, pot_floor, solidarity_per_quarter)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """
    ).run(
      .integer(try numbers.register(node, in: db)),
      .minutes(policy.resident.lowest), .minutes(policy.resident.highest),
      .minutes(policy.smallDifference), .count(policy.silenceDays), .minutes(policy.starter),
      .minutes(policy.potFloor), .minutes(policy.solidarityPerQuarter))
  }

  func put(_ correction: Correction) throws {
    try prepare(
      "INSERT INTO correction (id, transfer, minutes, proposer, time) VALUES (?, ?, ?, ?, ?)"
    ).run(
      .identity(correction.id), .identity(correction.transfer), .minutes(correction.minutes),
      .identity(correction.by), .time(correction.time))
  }

  func put(_ covered: Covered) throws {
    try prepare(
      """
      INSERT INTO covered (resident, quarter, minutes) VALUES (?, ?, ?)
      ON CONFLICT (resident, quarter) DO UPDATE SET minutes = excluded.minutes
      """
    ).run(
      .identity(covered.resident), .integer(covered.quarter.number), .minutes(covered.minutes))
  }

  func put(_ transfer: BorderTransfer) throws {
    let before = known.borders.forget(transfer.id)
    try prepare(
      """
      INSERT INTO border (id, payer_node, payer, payee_node, payee, minutes, kind, agreement,
        corrects, reserve, started, state, last, reason, recalled, released, frozen, due)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET state = excluded.state, last = excluded.last,
        reason = excluded.reason, recalled = excluded.recalled, released = excluded.released,
        frozen = excluded.frozen, due = excluded.due
      """
    ).run(
      .identity(transfer.id), .integer(try numbers.register(transfer.payerNode, in: db)),
      .identity(transfer.payer), .integer(try numbers.register(transfer.payeeNode, in: db)),
      .identity(transfer.payee), .minutes(transfer.minutes), .count(transfer.kind.rawValue),
      .identity(transfer.agreement), .identity(transfer.corrects), .identity(transfer.reserve),
      .time(transfer.started), .count(transfer.state.rawValue),
      .identity(transfer.last), .count(Int(transfer.reason)), .flag(transfer.recalled),
      .identity(transfer.released), .flag(transfer.frozen), .flag(transfer.isDue(at: node)))
    let legs = transfer.isHeld(at: node) ? transfer.legs : []
    guard legs != before?.legs else { return }
    try prepare("DELETE FROM hold WHERE transfer = ?").run(.identity(transfer.id))
    for leg in legs {
      try prepare("INSERT INTO hold (transfer, account, minutes) VALUES (?, ?, ?)").run(
        .identity(transfer.id), .blob(leg.account.key), .minutes(leg.minutes))
    }
  }

  func put(_ limits: ClearingLimits) throws {
    try prepare(
      """
      INSERT INTO clearing_limit (speaker, peer, we_may_owe, they_may_owe) VALUES (?, ?, ?, ?)
      ON CONFLICT (speaker, peer) DO UPDATE SET we_may_owe = excluded.we_may_owe,
        they_may_owe = excluded.they_may_owe
      """
    ).run(
      .integer(try numbers.register(limits.speaker, in: db)),
      .integer(try numbers.register(limits.peer, in: db)), .minutes(limits.weMayOwe),
      .minutes(limits.theyMayOwe))
  }

  func put(_ statement: ClearingStatement) throws {
    try prepare(
      """
      INSERT INTO clearing_statement (speaker, peer, committed, applied, time)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (speaker, peer) DO UPDATE SET committed = excluded.committed,
        applied = excluded.applied, time = excluded.time
      """
    ).run(
      .integer(try numbers.register(statement.speaker, in: db)),
      .integer(try numbers.register(statement.peer, in: db)),
      .minutes(statement.sums.committed), .minutes(statement.sums.applied),
      .time(statement.time))
  }

  /// The first ones of a kind are kept whole, the rest are only counted: whoever lies a million times
  /// costs no more than a number.
  func add(_ report: MisdeedReport) throws {
    let node = Value.integer(try numbers.register(report.node, in: db))
    let kind = Value.count(report.misdeed.rawValue)
    try prepare(
      """
      INSERT INTO misdeed_count (node, misdeed, count) VALUES (?, ?, 1)
      ON CONFLICT (node, misdeed) DO UPDATE SET count = count + 1
      """
    ).run(node, kind)
    let count =
      try prepare("SELECT count FROM misdeed_count WHERE node = ? AND misdeed = ?")
      .first(node, kind) { $0.count() } ?? 0
    guard count <= Limits.misdeedsKept else { return }
    try prepare(
      "INSERT INTO misdeed (node, transfer, misdeed, entry, time) VALUES (?, ?, ?, ?, ?)"
    ).run(
      node, .identity(report.transfer),
      .count(report.misdeed.rawValue), .identity(report.entry), .time(report.time))
  }

  func add(_ thanks: Thanks) throws {
    try prepare("INSERT INTO thanks (agreement, resident, said, time) VALUES (?, ?, ?, ?)").run(
      .identity(thanks.agreement), .identity(thanks.by), .identity(thanks.update),
      .time(thanks.time))
  }
}
