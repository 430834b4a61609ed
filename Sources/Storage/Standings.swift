import Admission
import Bookkeeping
import Exchange
import Updates
import Vocabulary

/// How far a resident may still go, and what the pot covers.
public struct Standing: Hashable, Sendable {
  /// Their account.
  public let account: Account
  /// Floor and ceiling in force.
  public let bounds: Bounds
  /// Minutes the solidarity pot can still cover this quarter.
  public let solidarityLeft: Minutes
}

/// Hours between a resident here and someone in another neighbourhood.
public struct TransitRow: Hashable, Sendable {
  /// The facts.
  public let transfer: BorderTransfer
  /// The other person; may be empty.
  public let otherName: String
  /// What the other neighbourhood calls itself.
  public let nodeName: String
  /// The words that came with them; may be empty.
  public let text: String
  /// The reader said it.
  public let mine: Bool
}

/// A proposed correction that waits for a yes.
public struct CorrectionRow: Hashable, Sendable {
  /// The facts.
  public let correction: Correction
  /// What the transfer is now.
  public let total: Minutes
  /// After this moment a yes comes too late.
  public let closes: Instant
  /// Who is on the other side; may be empty.
  public let otherName: String
  /// The reason.
  public let text: String
}

extension NodeStore {
  /// Where a resident stands now.
  public func standing(
    of resident: ResidentID, at now: Instant
  ) throws(StorageFault) -> Standing {
    try read { views in
      let id = AccountID.resident(resident)
      return Standing(
        account: try views.account(id) ?? Account(id: id), bounds: try views.bounds(of: id),
        solidarityLeft: try views.solidarityLeft(for: resident, at: now))
    }
  }

  /// A resident's account and the head of our log that it counts in, in one reading; nil for an
  /// empty log.
  public func accountAtHead(
    of resident: ResidentID
  ) throws(StorageFault) -> (head: LogHead, account: Account)? {
    try read { views in
      let id = AccountID.resident(resident)
      return try views.head(of: node).map { ($0, try views.account(id) ?? Account(id: id)) }
    }
  }

  /// Hours of a resident under way, and those of others that they as a regisseur put on their way;
  /// also what came back since `since`. Newest first.
  public func transits(
    of resident: ResidentID, since: Instant
  ) throws(StorageFault) -> [TransitRow] {
    try read { views in
      let open = "b.state <> \(BorderState.applied.rawValue)"
      let ends = [BorderState.voided, .withdrawn, .released].map { String($0.rawValue) }
      let recent = "(b.state NOT IN (\(ends.joined(separator: ", "))) OR b.started >= ?2)"
      return try views.prepare(
        """
        \(SQLViews.selectBorder)
        WHERE b.id IN (
            SELECT id FROM border WHERE payer = ?1 AND payer_node = 1
            UNION SELECT id FROM border WHERE payee = ?1 AND payee_node = 1
            UNION SELECT c.id FROM border c CROSS JOIN entry e ON e.update_id = c.id
              WHERE c.corrects IS NOT NULL AND c.payer_node = 1 AND e.resident = ?1)
          AND \(open) AND \(recent) ORDER BY b.started DESC, b.id LIMIT ?3
        """
      ).all(.identity(resident), .time(since), .count(Limits.transits)) { row in
        try views.transit(views.border(&row), of: resident)
      }
    }
  }

  /// Corrections that wait for the yes of a resident or of the other party; newest first.
  public func corrections(
    of resident: ResidentID, at now: Instant
  ) throws(StorageFault) -> [CorrectionRow] {
    try read { views in
      // Corrections are few and a resident's transfers may be many: CROSS JOIN keeps that order.
      // A party whom a pot paid for, or whose hours all went to it, has no leg.
      let silence = try views.policy().silence
      let since = now + Interval(milliseconds: -silence.milliseconds)
      return try views.prepare(
        """
        SELECT c.id FROM correction c CROSS JOIN transfer t ON t.id = c.transfer
        WHERE (EXISTS (SELECT 1 FROM leg WHERE account = ?1 AND transfer = t.number)
            OR EXISTS (SELECT 1 FROM aside WHERE resident = ?4 AND transfer = t.number))
          AND c.time >= ?2 AND NOT EXISTS (
          SELECT 1 FROM transfer WHERE about = t.id AND kind IN \(BookSchema.corrections))
        ORDER BY c.time DESC, c.id LIMIT ?3
        """
      ).all(
        .blob(AccountID.resident(resident).key), .time(since), .count(Limits.transits),
        .identity(resident)
      ) { try $0.identity(UpdateID.self) }
      .compactMap { try views.correctionRow($0, of: resident, silence: silence) }
    }
  }
}

extension SQLViews {
  fileprivate func transit(
    _ transfer: BorderTransfer, of resident: ResidentID
  ) throws -> TransitRow {
    let said = try text(of: transfer.id)
    let speaker = try update(transfer.id)?.resident
    let agreement = try transfer.agreement.flatMap { try self.agreement($0) }
    let listing = try agreement.flatMap { try listingRow($0.listing) }
    var other = transfer.payee == resident && speaker == transfer.payer ? said.name : ""
    if let agreement, let party = agreement.party(of: resident) {
      other = try name(of: party.other, in: agreement)
    }
    return TransitRow(
      transfer: transfer, otherName: other,
      nodeName: try self.name(of: transfer.other(than: node)) ?? "",
      text: listing?.text ?? said.text, mine: speaker == resident)
  }

  fileprivate func correctionRow(
    _ id: UpdateID, of resident: ResidentID, silence: Interval
  ) throws -> CorrectionRow? {
    guard let correction = try correction(id),
      let transfer = try transfer(correction.transfer), let total = transfer.total
    else { return nil }
    let parties = try transfer.legs.compactMap(\.account.resident) + asides(of: transfer.id)
    let others = parties.filter { $0 != resident }
    return CorrectionRow(
      correction: correction, total: total, closes: correction.time + silence,
      otherName: try others.first.map { try profileText(of: $0).name } ?? "",
      text: try text(of: id).text)
  }
}
