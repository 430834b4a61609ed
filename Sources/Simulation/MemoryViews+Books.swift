import Admission
import Bookkeeping
import Exchange
import Vocabulary

extension MemoryViews {
  public func policy(of node: NodeID) -> Policy { rules[node] ?? .initial }
  public func policy() -> Policy { policy(of: node) }
  public func account(_ id: AccountID) -> Account? { accounts[id] }

  public func pots() -> [String] { accounts.keys.sorted().compactMap(\.potName) }
  public func transfer(_ id: UpdateID) -> Transfer? { transfers[id] }
  public func asides(of transfer: UpdateID) -> [ResidentID] {
    asideTable[transfer, default: []].sorted()
  }
  public func isCorrected(_ transfer: UpdateID, besides: UpdateID?) -> Bool {
    transfers.values.contains {
      $0.about == transfer && $0.kind.isCorrection && $0.id != besides
    }
      || borders.values.contains {
        $0.corrects == transfer && !$0.state.isVoided && $0.id != besides
      }
  }
  public func correction(_ id: UpdateID) -> Correction? { corrections[id] }
  public func covered(_ resident: ResidentID, in quarter: Quarter) -> Minutes {
    coveredTable[resident]?[quarter] ?? .zero
  }
  public func clearingLimits(of speaker: NodeID, about other: NodeID) -> ClearingLimits? {
    clearing[[speaker, other]]
  }
  public func isThanked(_ agreement: UpdateID, by resident: ResidentID) -> Bool {
    thanks.contains { $0.agreement == agreement && $0.by == resident }
  }
  public func regisseurs() -> Int {
    residents.values.count { $0.role == .regisseur && !$0.left }
  }
  public func standingListings(of resident: ResidentID) -> [Listing] {
    listings.values.filter { $0.node == node && $0.author == resident && !$0.withdrawn }
      .sorted { $0.id < $1.id }
  }

  public func runningAgreements(of resident: ResidentID) -> Int {
    agreements.values.count {
      ($0.isOpen || $0.waits != nil) && $0.party(of: resident) != nil
    }
  }
  public func silentAgreements(by moment: Instant, limit: Int) -> [Agreement] {
    let due = agreements.values.compactMap { agreement in
      agreement.endedBy == node ? agreement.endsBy.map { (at: $0, agreement) } : nil
    }
    return due.filter { $0.at <= moment }.sorted { ($0.at, $0.1.id) < ($1.at, $1.1.id) }
      .prefix(limit).map(\.1)
  }
  public func quietAgreements(with other: NodeID, since: Instant, limit: Int) -> [Agreement] {
    let quiet = agreements.values.filter { agreement in
      agreement.isOpen && agreement.quietSince <= since
        && (agreement.ownerNode == other || agreement.proposerNode == other)
    }
    return Array(quiet.sorted { ($0.quietSince, $0.id) < ($1.quietSince, $1.id) }.prefix(limit))
  }
  public func carriedNext(at now: Instant, besides: Set<UpdateID>) -> [Agreement] {
    let waiting = agreements.values.filter { !besides.contains($0.id) }.compactMap { agreement in
      agreement.waits.flatMap { $0 <= now ? (since: $0, agreement) : nil }
    }
    return Dictionary(grouping: waiting, by: \.1.payeeNode).sorted { $0.key < $1.key }
      .compactMap { $0.value.min { ($0.since, $0.1.id) < ($1.since, $1.1.id) }?.1 }
  }

  public func clearingSums(of speaker: NodeID, with peer: NodeID) -> ClearingSums {
    func sum(_ payer: NodeID, _ payee: NodeID, _ states: Set<BorderState>) -> Minutes {
      Minutes(
        borders.values.filter {
          $0.payerNode == payer && $0.payeeNode == payee && states.contains($0.state)
        }.reduce(0) { $0 + $1.minutes.count })
    }
    return ClearingSums(
      committed: sum(speaker, peer, [.committed, .applied]), applied: sum(peer, speaker, [.applied])
    )
  }
  public func clearingStatement(of speaker: NodeID, about peer: NodeID) -> ClearingStatement? {
    clearingStatements[[speaker, peer]]
  }

  public func border(_ id: UpdateID) -> BorderTransfer? { borders[id] }
  public func dueBorders(limit: Int) -> [BorderTransfer] {
    Array(oldest { $0.isDue(at: node) }.prefix(limit))
  }
  public func unansweredBorders(
    to other: NodeID?, since: Instant, limit: Int
  ) -> [BorderTransfer] {
    let unanswered = oldest {
      $0.state == .reserved && $0.payerNode == node && $0.started <= since
        && (other == nil || $0.payeeNode == other)
    }
    return Array(unanswered.prefix(limit))
  }
  public func promisedBorders(from other: NodeID, limit: Int) -> [BorderTransfer] {
    Array(
      oldest { $0.state == .accepted && $0.payeeNode == node && $0.payerNode == other }
        .prefix(limit))
  }
  public func releasedMinutes(from other: NodeID) -> Minutes {
    Minutes(
      borders.values.reduce(0) { sum, transfer in
        guard transfer.payerNode == other, transfer.payeeNode == node, transfer.released != nil,
          transfer.state == .released || transfer.state == .committed
        else { return sum }
        return sum + transfer.minutes.count
      })
  }
  private func oldest(_ belongs: (BorderTransfer) -> Bool) -> [BorderTransfer] {
    borders.values.filter(belongs).sorted { ($0.started, $0.id) < ($1.started, $1.id) }
  }

  /// Minutes that are promised and not posted: in and out are equal; anything else is a fault.
  public var heldSum: Int64 {
    accounts.values.reduce(0) { $0 + $1.heldIn.count - $1.heldOut.count }
  }
}
