import Bookkeeping
import Exchange
import Updates
import Vocabulary

/// What the rules may read. Read inside the transaction that will append, so that a decision can
/// never rest on something that changed meanwhile. Throws only when the storage itself fails.
public protocol Views {
  /// The node whose views these are.
  var node: NodeID { get }
  /// An update by its identity, in any log we hold.
  func update(_ id: UpdateID) throws -> StoredUpdate?
  /// A resident of this neighbourhood.
  func resident(_ id: ResidentID) throws -> Resident?
  /// A device of a resident of this neighbourhood.
  func device(_ key: SigningKey) throws -> Device?
  /// An invitation of this neighbourhood.
  func invitation(_ key: SigningKey) throws -> Invitation?
  /// Unused and unexpired invitations of one issuer.
  func openInvitations(by issuer: ResidentID, at now: Instant) throws -> Int
  /// What was seen last of a resident of this neighbourhood, whether it still counts or not.
  func attestation(_ kind: Attestation, of resident: ResidentID) throws -> HeldAttestation?
  /// A listing, our own or a peer's.
  func listing(_ id: UpdateID) throws -> Listing?
  /// Listings of a resident in our own log that are neither withdrawn nor expired.
  func openListings(of resident: ResidentID, at now: Instant) throws -> Int
  /// Listings of our own log of which other neighbourhoods are to hear how many places are taken,
  /// those that expire first.
  func untoldListings(at now: Instant, limit: Int) throws -> [Listing]
  /// The names of the pots that have an account here, sorted.
  func pots() throws -> [String]
  /// An agreement one of whose parties is a resident here.
  func agreement(_ id: UpdateID) throws -> Agreement?
  /// Agreements on a listing by one proposer, sorted by id.
  func agreements(on listing: UpdateID, by proposer: ResidentID) throws -> [Agreement]
  /// Agreements a resident proposed that are neither settled nor declined.
  func openAgreements(by proposer: ResidentID) throws -> Int
  /// Open agreements that silence ended by then and our node is to say so, the longest due first.
  func silentAgreements(by moment: Instant, limit: Int) throws -> [Agreement]
  /// Open agreements shared with one other neighbourhood that were quiet since then or longer,
  /// oldest first.
  func quietAgreements(with other: NodeID, since: Instant, limit: Int) throws -> [Agreement]
  /// Agreements of which a resident is either party that are open, or whose hours still wait for
  /// the border.
  func runningAgreements(of resident: ResidentID) throws -> Int
  /// Listings of a resident in our own log that are not withdrawn, sorted by id.
  func standingListings(of resident: ResidentID) throws -> [Listing]
  /// Residents here who are regisseur and have not left.
  func regisseurs() throws -> Int
  /// The rules of a neighbourhood's books as its log has them: ours, or a peer's as far as we have
  /// read it.
  func policy(of node: NodeID) throws -> Policy
  /// An account of this neighbourhood's books.
  func account(_ id: AccountID) throws -> Account?
  /// What was posted under this id.
  func transfer(_ id: UpdateID) throws -> Transfer?
  /// Residents here whose part of a transfer a pot paid or got wholly, sorted.
  func asides(of transfer: UpdateID) throws -> [ResidentID]
  /// True when a correction of this transfer, other than `besides`, was posted or is on its way
  /// across the border.
  func isCorrected(_ transfer: UpdateID, besides: UpdateID?) throws -> Bool
  /// A proposed correction.
  func correction(_ id: UpdateID) throws -> Correction?
  /// What the solidarity pot paid for a resident in a quarter.
  func covered(_ resident: ResidentID, in quarter: Quarter) throws -> Minutes
  /// A transfer across our border.
  func border(_ id: UpdateID) throws -> BorderTransfer?
  /// Transfers across our border that wait for a word of ours, oldest first.
  func dueBorders(limit: Int) throws -> [BorderTransfer]
  /// Transfers from here, to one node or to any, that wait for an answer since then or longer,
  /// oldest first.
  func unansweredBorders(
    to node: NodeID?, since: Instant, limit: Int
  ) throws -> [BorderTransfer]
  /// Transfers from one node that ours accepted and of which we read no decision, oldest first.
  func promisedBorders(from node: NodeID, limit: Int) throws -> [BorderTransfer]
  /// Minutes from one node that ours let go without a decision, and that it may still commit.
  func releasedMinutes(from node: NodeID) throws -> Minutes
  /// Of each neighbourhood that hours of agreements wait to cross to, the agreement that waits
  /// longest and may be tried by now; `besides` are left out.
  func carriedNext(at now: Instant, besides: Set<UpdateID>) throws -> [Agreement]
  /// What one node's log says last that it and another may owe each other.
  func clearingLimits(of speaker: NodeID, about other: NodeID) throws -> ClearingLimits?
  /// What the transfers with a peer add up to in one of the two logs: ours, or the peer's as far as
  /// we have read it.
  func clearingSums(of speaker: NodeID, with peer: NodeID) throws -> ClearingSums
  /// What one node's log stated last of its account with another.
  func clearingStatement(of speaker: NodeID, about peer: NodeID) throws -> ClearingStatement?
  /// True when this party of the agreement said thanks.
  func isThanked(_ agreement: UpdateID, by resident: ResidentID) throws -> Bool
  /// Where we stand with another node.
  func peer(_ node: NodeID) throws -> Peer?
  /// All peers, sorted by node.
  func peers() throws -> [Peer]
  /// The last thing one node's log says of its federation with another.
  func word(of speaker: NodeID, about other: NodeID) throws -> Word?
  /// True when the update's content must not be stored (again).
  func isErased(_ update: UpdateID) throws -> Bool
}

/// One change to what the rules know. `put` cases replace the whole record of the same identity.
public enum ViewChange: Hashable, Sendable {
  case resident(Resident)
  case device(Device)
  case invitation(Invitation)
  case attestation(HeldAttestation)
  case listing(Listing)
  case agreement(Agreement)
  case account(Account)
  case transfer(Transfer)
  /// Of a transfer that was posted before it.
  case aside(Aside)
  case policy(NodeID, Policy)
  case correction(Correction)
  case covered(Covered)
  /// With its legs: they are held exactly while `isHeld` says so.
  case border(BorderTransfer)
  case misdeed(MisdeedReport)
  case clearingLimits(ClearingLimits)
  case clearingStatement(ClearingStatement)
  case thanks(Thanks)
  case place(SharedPlace)
  case peer(Peer)
  case word(Word)
  case erasure(Erasure)
  case receipt(ErasureReceipt)
  /// A federation ended: the other node's listings leave the board, and its words about third
  /// nodes count as ended.
  case parted(NodeID)
  /// Content and salt of this update go, and never come back.
  case erase(UpdateID)
}

extension Views {
  /// The rules of our own books.
  public func policy() throws -> Policy { try policy(of: node) }
  /// True when a correction of this transfer was posted or is on its way across the border.
  public func isCorrected(_ transfer: UpdateID) throws -> Bool {
    try isCorrected(transfer, besides: nil)
  }
}
