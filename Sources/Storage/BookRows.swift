import Admission
import Bookkeeping
import Exchange
import Updates
import Vocabulary

/// A pot with its latest movements.
public struct PotRow: Hashable, Sendable {
  /// What it is called.
  public let name: String
  /// How it stands, and what moved last.
  public let statement: AccountStatement
}

/// Two claims too far apart, that a regisseur here may decide.
public struct DisputeRow: Hashable, Sendable {
  /// The facts.
  public let agreement: Agreement
  /// What it was about; nil when we do not hold it.
  public let listing: ListingRow?
  /// Who helped; may be empty.
  public let helperName: String
  /// Who received help; may be empty.
  public let receiverName: String
  /// When silence posts the smaller claim; nil when it will not.
  public let postedAt: Instant?
}

/// What we and a peer may owe each other, and how much of it is left.
public struct ClearingRow: Hashable, Sendable {
  /// The peer.
  public let peer: Peer
  /// Above zero: we owe them.
  public let account: Account
  /// In force.
  public let bounds: Bounds
  /// Minutes that can still go to them.
  public let roomToThem: Minutes
  /// Minutes that can still come here.
  public let roomToUs: Minutes
  /// What we said; nil until then.
  public let ours: ClearingLimits?
  /// What they said; nil until then.
  public let theirs: ClearingLimits?
  /// Minutes of theirs that we let go without their decision, and that may still come.
  public let released: Minutes
  /// Steps of theirs that broke the rules.
  public let misdeeds: Int
}

/// A transfer across our border that is frozen.
public struct FrozenRow: Hashable, Sendable {
  /// The facts.
  public let transfer: BorderTransfer
  /// What the one of the two who lives here goes by; may be empty.
  public let residentName: String
  /// What the other neighbourhood calls itself.
  public let nodeName: String
}

/// How far hours can go for one resident, and across each border.
public struct LimitsRow: Hashable, Sendable {
  /// The rules of the neighbourhood.
  public let policy: Policy
  /// In force for the resident.
  public let bounds: Bounds
  /// What was set for them alone.
  public let own: OwnBounds
  /// Why; empty without bounds of their own, or when erased.
  public let reason: String
  /// One row for each peer, sorted by node.
  public let clearing: [ClearingRow]
}

extension NodeStore {
  /// Every pot, by name, the solidarity pot among them.
  public func pots() throws(StorageFault) -> [PotRow] {
    let names = try read { views in try views.pots() }
    let all = Set(names.prefix(Limits.rows).map(AccountID.pot) + [.solidarityPot])
    var pots: [PotRow] = []
    for case .pot(let name) in all.sorted() {
      let statement = try statement(of: .pot(name), limit: Limits.potLines)
      pots.append(PotRow(name: name, statement: statement))
    }
    return pots
  }

  /// Disputes whose payer lives here, oldest first.
  public func disputes() throws(StorageFault) -> [DisputeRow] {
    try read { views in
      try views.disputes(limit: Limits.rows).map { agreement in
        let helper: Agreement.Party = agreement.side == .offer ? .owner : .proposer
        return DisputeRow(
          agreement: agreement, listing: try views.listingRow(agreement.listing),
          helperName: try views.name(of: helper, in: agreement),
          receiverName: try views.name(of: helper.other, in: agreement),
          postedAt: agreement.postedBySilence?.at)
      }
    }
  }

  /// The rules, those for one resident, and what stands between us and each peer.
  public func limits(of resident: ResidentID) throws(StorageFault) -> LimitsRow {
    try read { views in
      let own = try views.resident(resident)?.bounds ?? OwnBounds()
      let applies = own.lowest != nil || own.highest != nil
      return LimitsRow(
        policy: try views.policy(), bounds: try views.bounds(of: .resident(resident)), own: own,
        reason: applies ? try own.said.map { try views.text(of: $0).text } ?? "" : "",
        clearing: try views.clearingRows())
    }
  }

  /// Frozen transfers, oldest first, and how many there are in all.
  public func frozen(
    limit: Int = Limits.rows
  ) throws(StorageFault) -> (rows: [FrozenRow], count: Int) {
    try read { views in
      let rows = try views.frozen(limit: max(0, min(limit, Limits.rows))).map { transfer in
        let resident = transfer.payerNode == node ? transfer.payer : transfer.payee
        return FrozenRow(
          transfer: transfer, residentName: try views.profileText(of: resident).name,
          nodeName: try views.name(of: transfer.other(than: node)) ?? "")
      }
      let count = try views.prepare("SELECT count(*) FROM border WHERE frozen = 1")
        .first { $0.count() }
      return (rows, count ?? 0)
    }
  }

  /// Minutes that can still cross between us and another node, the way that `towards` them says.
  public func borderRoom(
    with node: NodeID, towards: Bool
  ) throws(StorageFault) -> Minutes {
    try read { views in
      let rooms = try views.rooms(of: .clearing(node))
      return towards ? rooms.in : rooms.out
    }
  }
}

extension SQLViews {
  /// Frozen transfers, oldest first.
  func frozen(limit: Int) throws -> [BorderTransfer] {
    try prepare("\(Self.selectBorder) WHERE b.frozen = 1 ORDER BY b.started, b.id LIMIT ?")
      .all(.count(limit)) { try border(&$0) }
  }

  /// One row for each peer, sorted by node.
  func clearingRows() throws -> [ClearingRow] {
    try peers().map { peer in
      let id = AccountID.clearing(peer.node)
      let rooms = try rooms(of: id)
      return ClearingRow(
        peer: peer, account: try account(id) ?? Account(id: id), bounds: try bounds(of: id),
        roomToThem: rooms.in, roomToUs: rooms.out,
        ours: try clearingLimits(of: node, about: peer.node),
        theirs: try clearingLimits(of: peer.node, about: node),
        released: try releasedMinutes(from: peer.node), misdeeds: try misdeeds(of: peer.node))
    }
  }

  private func misdeeds(of peer: NodeID) throws -> Int {
    try prepare(
      """
      SELECT coalesce(sum(m.count), 0) FROM misdeed_count m JOIN node n ON n.number = m.node
      WHERE n.id = ?
      """
    ).first(.identity(peer)) { $0.count() } ?? 0
  }

  /// What one party of an agreement goes by.
  func name(of party: Agreement.Party, in agreement: Agreement) throws -> String {
    let signed =
      switch party {
      case .owner: try listingRow(agreement.listing)?.name ?? ""
      case .proposer: try text(of: agreement.id).name
      }
    return try name(of: party, in: agreement, signed: signed)
  }
}
