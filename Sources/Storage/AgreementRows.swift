import Admission
import Bookkeeping
import Exchange
import Updates
import Vocabulary

/// What somebody signed with a name; empty where there is none any more.
public struct Words: Hashable, Sendable {
  /// Who.
  public let name: String
  /// What.
  public let text: String

  init(_ text: PersonalText = PersonalText(nil)) {
    (name, self.text) = (text.name, text.text)
  }
}

/// An agreement as one of its two parties reads it.
public struct AgreementRow: Hashable, Sendable {
  /// The facts.
  public let agreement: Agreement
  /// Which of the two the reader is.
  public let party: Agreement.Party
  /// The listing it is about; nil when we do not hold it.
  public let listing: ListingRow?
  /// What the other person goes by; may be empty.
  public let otherName: String
  /// What the other's neighbourhood calls itself; nil for our own.
  public let otherNodeName: String?
  /// What the proposer wrote; empty when erased.
  public let proposalText: String
  /// The entry of the proposal: what a yes across the border cites.
  public let proposalEntry: EntryHash?
  /// When silence posts the smaller claim; nil when it will not, or not here.
  public let postedAt: Instant?
  /// Minutes that can still cross, the way this takes; nil within one neighbourhood, and for gifts.
  public let borderRoom: Minutes?
  /// What carries its hours across; nil when nothing does.
  public let transit: BorderTransfer?
  /// The reader said thanks.
  public let thanked: Bool
  /// What the other said in thanks; empty when nothing, or erased.
  public let thanks: String
  /// Who decided between two claims, and why; empty when nobody had to.
  public let resolution: Words
  /// The other's own yes, as they signed it: their proposal or acceptance. Nil before it.
  public let otherYes: SaidUpdate?
  /// Where the other says to come, sealed for the reader; nil before, after, and when erased.
  public let place: SaidUpdate?
  /// The reader said where to come.
  public let sharesPlace: Bool
}

extension NodeStore {
  /// Agreements of a resident, the latest changed first: those still open, or all of them.
  public func agreements(
    of resident: ResidentID, ended: Bool, limit: Int = Limits.rows
  ) throws(StorageFault) -> [AgreementRow] {
    try read { views in
      let open = ended ? "" : " AND open = 1"
      return try views.prepare(
        """
        \(SQLViews.selectAgreementRow) WHERE a.id IN (
          SELECT id FROM agreement WHERE owner = ?1\(open)
          UNION SELECT id FROM agreement WHERE proposer = ?1\(open))
        ORDER BY a.changed DESC, a.id LIMIT ?2
        """
      ).all(.identity(resident), .count(max(0, min(limit, Limits.rows)))) { row in
        try views.agreementRow(&row, for: resident)
      }
    }
  }

  /// One agreement of a resident; nil when there is none of that id or it is others'.
  public func agreement(
    _ id: UpdateID, of resident: ResidentID
  ) throws(StorageFault) -> AgreementRow? {
    try read { views in
      try views.prepare(
        "\(SQLViews.selectAgreementRow) WHERE a.id = ?1 AND (a.owner = ?2 OR a.proposer = ?2)"
      ).first(.identity(id), .identity(resident)) { row in
        try views.agreementRow(&row, for: resident)
      }
    }
  }

  /// Agreements on one listing that a resident is party to, sorted by id.
  public func agreements(
    on listing: UpdateID, of resident: ResidentID
  ) throws(StorageFault) -> [AgreementRow] {
    try read { views in
      try views.prepare(
        """
        \(SQLViews.selectAgreementRow)
        WHERE a.listing = ?1 AND (a.owner = ?2 OR a.proposer = ?2) ORDER BY a.id LIMIT ?3
        """
      ).all(.identity(listing), .identity(resident), .count(Limits.rows)) { row in
        try views.agreementRow(&row, for: resident)
      }
    }
  }
}

extension SQLViews {
  fileprivate static let selectAgreementRow = """
    SELECT \(agreementColumns), e.hash, e.content_bytes FROM agreement a \
    LEFT JOIN node o ON o.number = a.owner_node LEFT JOIN node p ON p.number = a.proposer_node \
    LEFT JOIN entry e ON e.update_id = a.id
    """

  fileprivate func agreementRow(
    _ row: inout RowReader, for resident: ResidentID
  ) throws -> AgreementRow {
    let agreement = try Agreement(&row)
    let entry: EntryHash? = try row.identityOrNil()
    let proposal = PersonalText(row.blobOrNil())
    let listing = try listingRow(agreement.listing)
    let party = agreement.party(of: resident) ?? .proposer
    let otherNode = agreement.node(of: party.other)
    return AgreementRow(
      agreement: agreement, party: party, listing: listing,
      otherName: try name(
        of: party.other, in: agreement,
        signed: party.other == .owner ? listing?.name ?? "" : proposal.name),
      otherNodeName: try name(of: otherNode), proposalText: proposal.text, proposalEntry: entry,
      postedAt: agreement.postedBySilence?.at, borderRoom: try borderRoom(agreement, otherNode),
      transit: try agreement.carried.flatMap { try border($0) },
      thanked: try isThanked(agreement.id, by: resident),
      thanks: try thanks(for: agreement.id, by: agreement.resident(party.other)),
      resolution: try agreement.resolution.map { Words(try text(of: $0)) } ?? Words(),
      otherYes: try yes(of: party.other, in: agreement),
      place: agreement.isOpen ? try place(of: party.other, in: agreement) : nil,
      sharesPlace: try place(of: party, in: agreement) != nil)
  }

  private func borderRoom(_ agreement: Agreement, _ other: NodeID) throws -> Minutes? {
    guard agreement.crossesBorder, !agreement.gift else { return nil }
    let rooms = try rooms(of: .clearing(other))
    return agreement.payerNode == node ? rooms.in : rooms.out
  }

  private func thanks(for agreement: UpdateID, by resident: ResidentID) throws -> String {
    let said: UpdateID? = try prepare(
      "SELECT said FROM thanks WHERE agreement = ? AND resident = ?"
    ).first(.identity(agreement), .identity(resident)) { try $0.identity() }
    return try said.map { try text(of: $0).text } ?? ""
  }

  /// What one party goes by: the profile of a resident here, else the name they `signed` with.
  func name(
    of party: Agreement.Party, in agreement: Agreement, signed: String
  ) throws -> String {
    guard agreement.node(of: party) == node else { return signed }
    let profile = try profileText(of: agreement.resident(party)).name
    return profile.isEmpty ? signed : profile
  }
}
