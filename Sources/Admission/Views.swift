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
  /// A listing, our own or a peer's.
  func listing(_ id: UpdateID) throws -> Listing?
  /// Listings of a resident in our own log that are neither withdrawn nor expired.
  func openListings(of resident: ResidentID, at now: Instant) throws -> Int
  /// An agreement one of whose parties is a resident here.
  func agreement(_ id: UpdateID) throws -> Agreement?
  /// Agreements on a listing by one proposer, sorted by id.
  func agreements(on listing: UpdateID, by proposer: ResidentID) throws -> [Agreement]
  /// Agreements a resident proposed that are neither settled nor declined.
  func openAgreements(by proposer: ResidentID) throws -> Int
  /// An account of this neighbourhood's books.
  func account(_ id: AccountID) throws -> Account?
  /// True once the agreement's minutes were posted.
  func isPosted(_ agreement: UpdateID) throws -> Bool
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
  case listing(Listing)
  case agreement(Agreement)
  case account(Account)
  case transfer(Transfer)
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
