import Admission
import Bookkeeping
import Exchange
import Updates
import Vocabulary

/// An account and its latest transfers.
public struct AccountStatement: Hashable, Sendable {
  /// Where it stands.
  public let account: Account
  /// Newest first.
  public let lines: [StatementLine]
}

/// One transfer, as one side of it reads it.
public struct StatementLine: Hashable, Sendable {
  /// Grows with every transfer of this node.
  public let number: Int64
  /// The transfer, with every leg.
  public let transfer: Transfer
  /// Minutes in or out: positive when they arrived, zero when a pot paid or got all of this side's
  /// part.
  public let minutes: Minutes
  /// The account's balance after it.
  public let balance: Minutes
  /// The account on the other side with most minutes.
  public let other: AccountID
  /// What the other side goes by, the person when there is one; may be empty.
  public let otherName: String
  /// What the other person's neighbourhood calls itself; nil for our own.
  public let elsewhere: String?
  /// Across the border of a resident's own hours: who is on the other side.
  public let crossed: Address?
  /// The listing's text, or the words that came with it; empty when erased.
  public let text: String
  /// Why it is what it is, and who said so: of a correction, and of help that a regisseur decided.
  public let reason: Words
  /// What kind of help it was; nil when the listing is not known.
  public let category: Category?
  /// The agreement it settled, or that the corrected transfer settled; nil for others.
  public let agreement: UpdateID?
  /// A later transfer corrects it.
  public let corrected: Bool
  /// The entry of the update that names the transfer: of an agreement the proposal.
  public let entry: EntryHash?
}

/// Somebody in another neighbourhood.
public struct Address: Hashable, Sendable {
  /// Their neighbourhood.
  public let node: NodeID
  /// They.
  public let resident: ResidentID
}

extension NodeStore {
  /// An account with its newest transfers; one without any transfer stands at zero. `before`:
  /// only lines with a smaller number.
  public func statement(
    of id: AccountID, limit: Int = Limits.rows, before: Int64? = nil
  ) throws(StorageFault) -> AccountStatement {
    try read { views in
      let account = try views.account(id) ?? Account(id: id)
      var balance = account.balance
      if let before {
        balance = balance.subtracting(try views.moved(on: id, since: before)) ?? balance
      }
      let lines = try views.transfers(
        of: id, before: before ?? .max, limit: max(0, min(limit, Limits.rows))
      ).map { number, transfer, entry in
        let line = try views.line(number, transfer, of: id, balance: balance, entry: entry)
        balance = balance.subtracting(line.minutes) ?? balance
        return line
      }
      return AccountStatement(account: account, lines: lines)
    }
  }
}

extension SQLViews {
  /// Minutes that transfers of this number and later moved.
  fileprivate func moved(on id: AccountID, since number: Int64) throws -> Minutes {
    try prepare("SELECT coalesce(sum(minutes), 0) FROM leg WHERE account = ? AND transfer >= ?")
      .first(.blob(id.key), .integer(number)) { $0.minutes() } ?? .zero
  }

  fileprivate func transfers(
    of id: AccountID, before: Int64, limit: Int
  ) throws -> [(Int64, Transfer, EntryHash?)] {
    try prepare(
      """
      SELECT t.number, t.id, t.kind, t.time, t.about, e.hash
      FROM (
        SELECT transfer FROM leg WHERE account = ?1 AND transfer < ?2
        UNION ALL SELECT transfer FROM aside WHERE resident = ?4 AND transfer < ?2
        ORDER BY transfer DESC LIMIT ?3
      ) l JOIN transfer t ON t.number = l.transfer
        LEFT JOIN entry e ON e.update_id = t.id
      ORDER BY t.number DESC
      """
    ).all(.blob(id.key), .integer(before), .count(limit), .identity(id.resident)) { row in
      let number = row.integer()
      let transfer = Transfer(
        id: try row.identity(), kind: try row.word(), legs: try legs(of: number),
        time: row.time(), about: try row.identityOrNil())
      return (number, transfer, try row.identityOrNil())
    }
  }

  fileprivate func line(
    _ number: Int64, _ transfer: Transfer, of id: AccountID, balance: Minutes, entry: EntryHash?
  ) throws -> StatementLine {
    let minutes = transfer.legs.first { $0.account == id }?.minutes ?? .zero
    let other = transfer.counterpart(of: id)
    let agreement = try self.agreement(behind: transfer)
    let listing = try agreement.flatMap { try listingRow($0.listing) }
    let said = try words(of: transfer)
    let (name, elsewhere) = try person(
      on: other, agreement: agreement, account: id,
      signed: try signs(transfer) ? said.name : "")
    return StatementLine(
      number: number, transfer: transfer, minutes: minutes, balance: balance, other: other,
      otherName: name, elsewhere: elsewhere, crossed: try address(across: transfer, from: id),
      text: transfer.kind.isCorrection ? said.text : listing?.text ?? said.text,
      reason: transfer.kind.isCorrection
        ? Words(said)
        : Words(try agreement?.resolution.map { try text(of: $0) } ?? PersonalText(nil)),
      category: listing?.listing.category, agreement: agreement?.id,
      corrected: try isCorrected(transfer.id), entry: entry)
  }

  /// True when who is on the other side of a border signed the words that came with hours: not the
  /// account's own resident, nor a regisseur.
  private func signs(_ transfer: Transfer) throws -> Bool {
    guard transfer.crossesBorder, let border = try border(transfer.id), border.payerNode != node
    else { return false }
    return try update(transfer.id)?.resident == border.payer
  }

  private func address(across transfer: Transfer, from id: AccountID) throws -> Address? {
    guard transfer.crossesBorder, let own = id.resident, let border = try border(transfer.id)
    else { return nil }
    if border.payerNode == node, border.payer == own {
      return Address(node: border.payeeNode, resident: border.payee)
    }
    guard border.payeeNode == node, border.payee == own else { return nil }
    return Address(node: border.payerNode, resident: border.payer)
  }

  /// The agreement a transfer settled; of a correction, that of what it corrects.
  private func agreement(behind transfer: Transfer) throws -> Agreement? {
    guard let about = transfer.about else { return nil }
    guard transfer.kind.isCorrection else { return try agreement(about) }
    return try self.transfer(about)?.about.flatMap { try self.agreement($0) }
  }

  /// Who is on the other side: across the border a person when an agreement names them, or when
  /// they `signed` the note that came with their hours.
  private func person(
    on other: AccountID, agreement: Agreement?, account: AccountID, signed: String
  ) throws -> (String, elsewhere: String?) {
    // Whoever was helped when a pot stepped in has no leg of their own.
    if let agreement, let resident = account.resident, let party = agreement.party(of: resident) {
      let place = try name(of: agreement.node(of: party.other))
      return (try name(of: party.other, in: agreement), place)
    }
    guard case .clearing(let node) = other else { return (try name(of: other), nil) }
    return (account.resident == nil ? "" : signed, try name(of: node))
  }

  /// The words that came with a transfer; of a correction both agreed on, those of its proposal.
  private func words(of transfer: Transfer) throws -> PersonalText {
    let own = try text(of: transfer.id)
    guard transfer.kind.isCorrection, own.text.isEmpty, let about = transfer.about else {
      return own
    }
    let proposals: [UpdateID] = try prepare(
      "SELECT id FROM correction WHERE transfer = ? ORDER BY time, id LIMIT 2"
    ).all(.identity(about)) { try $0.identity() }
    // Of several proposals the views do not tell which one found a yes: none is quoted.
    guard let only = proposals.first, proposals.count == 1 else { return own }
    return try text(of: only)
  }

  func name(of account: AccountID) throws -> String {
    switch account {
    case .resident(let resident): try profileText(of: resident).name
    case .pot(let name): name
    case .clearing(let node): try name(of: node) ?? ""
    }
  }

  /// The words that came with an update; empty where there are none any more.
  func text(of update: UpdateID) throws -> PersonalText {
    let bytes = try prepare("SELECT content_bytes FROM entry WHERE update_id = ?")
      .first(.identity(update)) { $0.blobOrNil() }
    return PersonalText(bytes ?? nil)
  }
}

extension Transfer {
  /// Who is on the other side of an account: of several the one with most minutes.
  fileprivate func counterpart(of id: AccountID) -> AccountID {
    // Without a leg, a pot stands where the account would.
    let own = (legs.first { $0.account == id } ?? potLeg)?.minutes ?? .zero
    return legs.filter { $0.account != id && ($0.minutes < .zero) != (own < .zero) }
      .max { $0.minutes.count.magnitude < $1.minutes.count.magnitude }?.account ?? id
  }
}
