import Vocabulary

/// Two people and one listing: who said yes, what they stated, how it ended.
///
/// The two parties may live in different neighbourhoods, whose logs reach us in any interleaving.
/// So facts are kept, each written by one party, and `state` is derived from them. Claims are judged
/// by the rules of the payer's neighbourhood as they stood at the payer's own yes, which both nodes
/// read in the payer's log. `protocol/05-updates.md` §Agreements.
public struct Agreement: Hashable, Sendable {
  /// Which of the two people.
  public enum Party: Int, Sendable, CaseIterable {
    /// Posted the listing.
    case owner = 1
    /// Answered it.
    case proposer = 2
    /// The one on the other side.
    public var other: Party { self == .owner ? .proposer : .owner }
  }

  /// What one party has said.
  public struct Statements: Hashable, Sendable {
    /// Called it off, or said no.
    public var declined = false
    /// Minutes they stated last; zero for a gift; nil when nothing was stated.
    public var stated: Minutes?
    /// Minutes of the other side they confirmed.
    public var confirmed: Minutes?
    /// Nothing said yet.
    public init() {}
    /// States every field.
    public init(declined: Bool, stated: Minutes?, confirmed: Minutes?) {
      self.declined = declined
      self.stated = stated
      self.confirmed = confirmed
    }
  }

  /// The proposal's update.
  public let id: UpdateID
  /// The listing it answers.
  public let listing: UpdateID
  /// Offer or request.
  public let side: ListingSide
  /// Carries no minutes.
  public let gift: Bool
  /// Who posted the listing.
  public let owner: ResidentID
  /// The owner's neighbourhood.
  public let ownerNode: NodeID
  /// Who answered it.
  public let proposer: ResidentID
  /// The proposer's neighbourhood.
  public let proposerNode: NodeID
  /// The owner said yes.
  public private(set) var accepted: Bool
  /// The update that said so; nil until then.
  public private(set) var acceptance: UpdateID?
  /// What the owner said since.
  public var ownerSaid: Statements
  /// What the proposer said since.
  public var proposerSaid: Statements
  /// When the last fact came in.
  public var changed: Instant
  /// Claims no further apart are not a dispute; as the payer's neighbourhood had it at the payer's
  /// yes. Before that it means nothing.
  public var tolerance: Minutes
  /// How long a claim waits for an answer, in days; likewise.
  public var silenceDays: Int
  /// What the payer's node took as the outcome: set once, never changed.
  public var decided: Minutes?
  /// The regisseur's word that decided it, with its reason; nil when nobody had to.
  public var resolution: UpdateID?
  /// Nobody took it any further, and the owner's node closed it.
  public var lapsed: Bool
  /// The update that carries its hours across the border: its RESERVE. Nil before, after a VOID,
  /// and for agreements within one neighbourhood.
  public var carried: UpdateID?
  /// From when on its hours may be put on their way across the border; nil when none wait.
  public var waits: Instant?
  /// When the listing's help ends; nil in consultation.
  public let ends: Instant?

  /// States every field.
  public init(
    id: UpdateID, listing: UpdateID, side: ListingSide, gift: Bool, owner: ResidentID,
    ownerNode: NodeID, proposer: ResidentID, proposerNode: NodeID, accepted: Bool = false,
    acceptance: UpdateID? = nil,
    ownerSaid: Statements = Statements(), proposerSaid: Statements = Statements(),
    changed: Instant, tolerance: Minutes = Minutes(15), silenceDays: Int = 14,
    decided: Minutes? = nil, resolution: UpdateID? = nil, lapsed: Bool = false,
    carried: UpdateID? = nil,
    waits: Instant? = nil, ends: Instant? = nil
  ) {
    self.id = id
    self.listing = listing
    self.side = side
    self.gift = gift
    self.owner = owner
    self.ownerNode = ownerNode
    self.proposer = proposer
    self.proposerNode = proposerNode
    self.accepted = accepted
    self.acceptance = acceptance
    self.ownerSaid = ownerSaid
    self.proposerSaid = proposerSaid
    self.changed = changed
    self.tolerance = tolerance
    self.silenceDays = silenceDays
    self.decided = decided
    self.resolution = resolution
    self.lapsed = lapsed
    self.carried = carried
    self.waits = waits
    self.ends = ends
  }
}

/// Where an agreement stands. Raw values are the wire's.
public enum AgreementState: Int, Sendable, CaseIterable {
  case proposed = 1
  case agreed = 2
  case stated = 3
  case settled = 4
  case declined = 5
  case lapsed = 6
  case disputed = 7

  /// True when nothing can be said about it any more.
  public var isFinal: Bool {
    switch self {
    case .settled, .declined, .lapsed: true
    case .proposed, .agreed, .stated, .disputed: false
    }
  }
}

extension Agreement {
  /// Which party a resident is; nil for everyone else.
  public func party(of resident: ResidentID) -> Party? {
    resident == owner ? .owner : resident == proposer ? .proposer : nil
  }

  /// The resident on one side.
  public func resident(_ party: Party) -> ResidentID { party == .owner ? owner : proposer }
  /// The neighbourhood of one side.
  public func node(of party: Party) -> NodeID { party == .owner ? ownerNode : proposerNode }

  /// The one who gives help.
  public var helper: ResidentID { side == .offer ? owner : proposer }
  /// The one who receives it.
  public var receiver: ResidentID { side == .offer ? proposer : owner }
  /// True when the two live in different neighbourhoods.
  public var crossesBorder: Bool { ownerNode != proposerNode }

  /// What one party said.
  public subscript(party: Party) -> Statements {
    get { party == .owner ? ownerSaid : proposerSaid }
    set { if party == .owner { ownerSaid = newValue } else { proposerSaid = newValue } }
  }

  /// Where the books decide about it: the neighbourhood of who received the help.
  public var payerNode: NodeID { side == .offer ? proposerNode : ownerNode }
  /// The neighbourhood of who gave it.
  public var payeeNode: NodeID { side == .offer ? ownerNode : proposerNode }

  /// Which party receives help.
  public var payer: Party { side == .offer ? .proposer : .owner }

  /// Minutes both sides stand by; nil until then. A confirmation counts only while it equals what
  /// the other side stated.
  public var stands: Minutes? {
    guard accepted else { return nil }
    for party in Party.allCases {
      guard let stated = self[party].stated else { continue }
      if self[party.other].confirmed == stated || self[party.other].stated == stated {
        return stated
      }
    }
    return nil
  }

  /// The outcome: what the payer's node decided; in a gift, where there is nothing to decide, that
  /// both sides stand by it.
  public var settled: Minutes? { decided ?? (gift ? stands : nil) }

  /// The claims, smaller first; equal when only one side stated. Nil when nobody did.
  public var claims: (low: Minutes, high: Minutes)? {
    let claims = [ownerSaid.stated, proposerSaid.stated].compactMap(\.self)
    guard let low = claims.min(), let high = claims.max() else { return nil }
    return (low, high)
  }

  /// Where it stands. Settled wins over called off: help that both stand by was given.
  public var state: AgreementState {
    if settled != nil { return .settled }
    if ownerSaid.declined || proposerSaid.declined { return .declined }
    if lapsed { return .lapsed }
    guard accepted else { return .proposed }
    guard let (low, high) = claims else { return .agreed }
    return high.count - low.count > tolerance.count ? .disputed : .stated
  }

  /// The owner's first yes; later ones change nothing.
  public mutating func accept(_ update: UpdateID) {
    guard !accepted else { return }
    accepted = true
    acceptance = update
  }

  /// True while something can still be said about it.
  public var isOpen: Bool { !state.isFinal }

  /// True when it takes one of the listing's places.
  public var takesPlace: Bool { accepted && state != .declined && state != .lapsed }

  /// Since when nothing happened: the last fact, or the end of the help when that is later and
  /// both are waiting for it.
  public var quietSince: Instant { state == .agreed ? max(changed, ends ?? changed) : changed }

  /// The node whose word ends it when people say nothing: who pays decides about claims, who posted
  /// the listing closes the rest.
  public var endedBy: NodeID {
    switch state {
    case .stated, .disputed: payerNode
    case .proposed, .agreed, .settled, .declined, .lapsed: ownerNode
    }
  }

  /// When silence ends it, by a word of `endedBy`; nil once it has ended.
  public var endsBy: Instant? {
    switch state {
    case .proposed: quietSince + Limits.proposalSilence
    case .agreed: quietSince + Limits.agreementSilence
    case .stated: changed + .days(Int64(silenceDays))
    case .disputed: changed + .days(4 * Int64(silenceDays))
    case .settled, .declined, .lapsed: nil
    }
  }

  /// What silence makes of claims, and when; nil when there is nothing silence may decide.
  public var postedBySilence: (minutes: Minutes, at: Instant)? {
    guard state == .stated || state == .disputed, let claims, let endsBy else { return nil }
    return (claims.low, endsBy)
  }

  /// True when its hours have to cross the border and nothing carries them yet.
  public func mustCarry(at node: NodeID) -> Bool {
    guard let decided, decided > .zero else { return false }
    return crossesBorder && !gift && payerNode == node && carried == nil
  }
}
