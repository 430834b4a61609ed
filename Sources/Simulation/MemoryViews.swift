import Admission
import Bookkeeping
import Exchange
import Updates
import Vocabulary

/// The views as plain dictionaries: what the rules read in simulation, and the obvious model that
/// storage is compared with.
public struct MemoryViews: Views, Hashable, Sendable {
  public let node: NodeID
  public var updates: [UpdateID: StoredUpdate] = [:]
  public var residents: [ResidentID: Resident] = [:]
  public var devices: [SigningKey: Device] = [:]
  public var invitations: [SigningKey: Invitation] = [:]
  public var attestations: [ResidentID: [Attestation: HeldAttestation]] = [:]
  public var listings: [UpdateID: Listing] = [:]
  public var agreements: [UpdateID: Agreement] = [:]
  public var accounts: [AccountID: Account] = [:]
  public var transfers: [UpdateID: Transfer] = [:]
  var asideTable: [UpdateID: Set<ResidentID>] = [:]
  public var peerTable: [NodeID: Peer] = [:]
  public var words: [[NodeID]: Word] = [:]
  var rules: [NodeID: Policy] = [:]
  public var corrections: [UpdateID: Correction] = [:]
  var coveredTable: [ResidentID: [Quarter: Minutes]] = [:]
  public var borders: [UpdateID: BorderTransfer] = [:]
  public var misdeeds: Set<MisdeedReport> = []
  public var clearing: [[NodeID]: ClearingLimits] = [:]
  var clearingStatements: [[NodeID]: ClearingStatement] = [:]
  public var thanks: Set<Thanks> = []
  public var places: [UpdateID: [ResidentID: SharedPlace]] = [:]
  public var erasures: [UpdateID: Erasure] = [:]
  public var receipts: Set<ErasureReceipt> = []
  public var erased: Set<UpdateID> = []

  /// Empty views of one node.
  public init(node: NodeID) { self.node = node }

  public func update(_ id: UpdateID) -> StoredUpdate? { updates[id] }
  public func resident(_ id: ResidentID) -> Resident? { residents[id] }
  public func device(_ key: SigningKey) -> Device? { devices[key] }
  public func invitation(_ key: SigningKey) -> Invitation? { invitations[key] }
  public func openInvitations(by issuer: ResidentID, at now: Instant) -> Int {
    invitations.values.count { $0.issuer == issuer && $0.usedBy == nil && now < $0.expires }
  }
  public func attestation(_ kind: Attestation, of resident: ResidentID) -> HeldAttestation? {
    attestations[resident]?[kind]
  }
  public func listing(_ id: UpdateID) -> Listing? { listings[id] }
  public func openListings(of resident: ResidentID, at now: Instant) -> Int {
    listings.values.count {
      $0.node == node && $0.author == resident && !$0.withdrawn && now < $0.expires
    }
  }
  public func untoldListings(at now: Instant, limit: Int) -> [Listing] {
    let untold = listings.values.filter { $0.node == node && $0.isUntold && now < $0.expires }
    return Array(
      untold.sorted { ($0.expires, $0.sequence) < ($1.expires, $1.sequence) }.prefix(limit))
  }
  public func agreement(_ id: UpdateID) -> Agreement? { agreements[id] }
  public func agreements(on listing: UpdateID, by proposer: ResidentID) -> [Agreement] {
    agreements.values.filter { $0.listing == listing && $0.proposer == proposer }
      .sorted { $0.id < $1.id }
  }
  public func openAgreements(by proposer: ResidentID) -> Int {
    agreements.values.count { $0.proposer == proposer && $0.isOpen }
  }
  public func peer(_ node: NodeID) -> Peer? { peerTable[node] }
  public func peers() -> [Peer] { peerTable.values.sorted { $0.node < $1.node } }
  public func word(of speaker: NodeID, about other: NodeID) -> Word? { words[[speaker, other]] }
  public func isErased(_ update: UpdateID) -> Bool { erased.contains(update) }

  /// Makes one change.
  public mutating func apply(_ change: ViewChange) {
    switch change {
    case .resident(let resident): residents[resident.id] = resident
    case .device(let device): devices[device.key] = device
    case .invitation(let invitation): invitations[invitation.key] = invitation
    case .attestation(let held): attestations[held.resident, default: [:]][held.kind] = held
    case .listing(let listing): listings[listing.id] = listing
    case .agreement(let agreement): agreements[agreement.id] = agreement
    case .account(let account): accounts[account.id] = account
    case .transfer(let transfer): transfers[transfer.id] = transfer
    case .aside(let aside): asideTable[aside.transfer, default: []].insert(aside.resident)
    case .policy(let node, let policy): rules[node] = policy
    case .correction(let correction): corrections[correction.id] = correction
    case .covered(let covered):
      coveredTable[covered.resident, default: [:]][covered.quarter] = covered.minutes
    case .border(var transfer):
      // Nothing is remembered that a database would not hold.
      if !transfer.isHeld(at: node) { transfer.legs = [] }
      borders[transfer.id] = transfer
    case .misdeed(let report): misdeeds.insert(report)
    case .clearingLimits(let said): clearing[[said.speaker, said.peer]] = said
    case .clearingStatement(let said): clearingStatements[[said.speaker, said.peer]] = said
    case .thanks(let said): thanks.insert(said)
    case .place(let shared): places[shared.agreement, default: [:]][shared.by] = shared
    case .peer(let peer): peerTable[peer.node] = peer
    case .word(let word): words[[word.speaker, word.other]] = word
    case .erasure(let erasure): erasures[erasure.request] = erasure
    case .receipt(let receipt): receipts.insert(receipt)
    case .erase(let update): erased.insert(update)
    case .parted(let other): part(from: other)
    }
  }

  private mutating func part(from other: NodeID) {
    for (id, listing) in listings where listing.node == other { listings[id]?.withdrawn = true }
    for (key, word) in words where word.speaker == other && word.other != node {
      words[key] = Word(other, of: word.other, .ended, proposal: word.proposal, nearby: false)
    }
  }

  /// Remembers where an entry's update stands, then makes its changes.
  public mutating func take(_ opened: OpenedEntry, _ changes: [ViewChange]) {
    if let update = opened.update {
      let header = opened.entry.header
      updates[update.id] = StoredUpdate(
        id: update.id,
        position: Position(node: header.node, sequence: header.sequence, time: header.time),
        entry: opened.entry.hash, resident: update.resident, reach: header.reach,
        audience: header.audience)
    }
    for change in changes { apply(change) }
  }

  /// All standing federations among other nodes.
  public var links: [Link] {
    words.values.compactMap { word in
      guard word.speaker != node, word.other != node else { return nil }
      return words[[word.other, word.speaker]].flatMap { Link(word, $0) }
    }
  }

  /// The sum of all accounts; anything but zero is a fault.
  public var sum: Minutes { Minutes(accounts.values.reduce(0) { $0 + $1.balance.count }) }
}
