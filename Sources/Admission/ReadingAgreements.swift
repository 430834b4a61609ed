import Bookkeeping
import Exchange
import Updates
import Vocabulary
import WireFormat

extension Reading {
  func withdrawn(_ id: UpdateID?, by resident: ResidentID) throws -> [ViewChange] {
    guard let id, let listing = try views.listing(id), listing.author == resident,
      listing.node == position.node
    else { return [] }
    return [.listing(offBoard(listing))]
  }

  /// Withdrawn by a word that goes as far as the listing does: its node owes nobody another.
  func offBoard(_ listing: Listing) -> Listing {
    var listing = listing
    listing.withdrawn = true
    if listing.node == views.node { listing.told = listing.wanted }
    return listing
  }

  /// The log's own node counts what others cannot read: at home that is only remembered.
  func told(_ said: WireListingPlaces) throws -> [ViewChange] {
    guard let id = UpdateID(said.listing), var listing = try views.listing(id),
      listing.node == position.node, listing.reach.crossesBorder,
      let taken = Int(exactly: said.taken), taken <= listing.wanted
    else { return [] }
    listing.told = taken
    if !isOurs { listing.agreed = taken }
    return [.listing(listing)]
  }

  func proposed(_ proposal: WireAgreementProposed, by resident: ResidentID) throws -> [ViewChange] {
    guard let id = UpdateID(proposal.listing), let listing = try views.listing(id),
      NodeID(proposal.listingNode) == listing.node, listing.author != resident,
      // Of a peer's proposals only those on our own listings concern us.
      isOurs || listing.node == views.node, try views.agreement(update.id) == nil
    else { return [] }
    var agreement = Agreement(
      id: update.id, listing: id, side: listing.side, gift: listing.gift, owner: listing.author,
      ownerNode: listing.node, proposer: resident, proposerNode: position.node,
      changed: position.time, ends: listing.ends)
    if agreement.payer == .proposer { try underRules(&agreement) }
    return [.agreement(agreement)]
  }

  func accepted(_ id: UpdateID?, by resident: ResidentID) throws -> [ViewChange] {
    try agreementChanges(id, by: resident) { agreement, party in
      guard party == .owner, !agreement.accepted else { return }
      agreement.accept(update.id)
      if agreement.payer == .owner { try underRules(&agreement) }
    }
  }

  /// The payer said yes: the rules of this log's neighbourhood, as they stand here, are those by
  /// which both nodes judge the claims.
  private func underRules(_ agreement: inout Agreement) throws {
    let policy = try views.policy(of: position.node)
    agreement.tolerance = policy.smallDifference
    agreement.silenceDays = policy.silenceDays
  }

  /// Lets one party add its fact to an agreement, then draws the consequences: places on the
  /// listing, and minutes once both sides stand by the same number.
  func agreementChanges(
    _ id: UpdateID?, by resident: ResidentID,
    _ say: (inout Agreement, Agreement.Party) throws -> Void
  ) throws -> [ViewChange] {
    guard let id, let before = try views.agreement(id), let party = before.party(of: resident),
      before.node(of: party) == position.node
    else { return [] }
    var after = before
    try say(&after, party)
    // What was called off stays so: a late word about it decides nothing.
    if !after.gift, after.payerNode == views.node, before.isOpen { after.decided = after.stands }
    return try changes(from: before, to: after)
  }

  /// A party's last word on where to come. Nobody but the other party can read what it says.
  func placed(_ shared: WirePlaceShared, by resident: ResidentID) throws -> [ViewChange] {
    guard let id = UpdateID(shared.agreement), let agreement = try views.agreement(id),
      let party = agreement.party(of: resident), agreement.node(of: party) == position.node,
      agreement.accepted
    else { return [] }
    return [.place(SharedPlace(agreement: id, by: resident, update: update.id))]
  }

  /// The payer's node decides, in its own log or as we read it in theirs.
  /// `resolution`: a regisseur's word on it.
  func decided(
    _ id: UpdateID?, _ minutes: Minutes, resolution: UpdateID? = nil
  ) throws -> [ViewChange] {
    guard let id, let before = try views.agreement(id), before.payerNode == position.node,
      before.decided == nil
    else { return [] }
    guard before.mayBeDecided else { return [] }
    var after = before
    after.decided = before.gift ? .zero : minutes
    after.resolution = resolution
    return try changes(from: before, to: after)
  }

  /// A party's node closes what nobody took any further.
  func lapsed(_ id: UpdateID?) throws -> [ViewChange] {
    guard let id, let before = try views.agreement(id),
      before.ownerNode == position.node || before.proposerNode == position.node
    else { return [] }
    var after = before
    after.lapsed = true
    return try changes(from: before, to: after)
  }

  /// The consequences of a fact: places on the listing, and minutes once they are decided.
  private func changes(from before: Agreement, to next: Agreement) throws -> [ViewChange] {
    var after = next
    after.changed = max(before.changed, position.time)
    let decides = before.decided == nil && after.decided != nil
    if decides, after.mustCarry(at: views.node) { after.waits = position.time }
    var changes: [ViewChange] = [.agreement(after)]
    if before.takesPlace != after.takesPlace, var listing = try views.listing(after.listing),
      // Whoever counts for us counts these too: adding them would count them twice.
      listing.node == views.node || listing.told == nil
    {
      listing.agreed = max(0, listing.agreed + (after.takesPlace ? 1 : -1))
      changes.append(.listing(listing))
    }
    if decides, isOurs, !after.gift, !after.crossesBorder, let minutes = after.decided {
      changes += try books.help(
        after.id, minutes: minutes, payer: after.receiver, payee: after.helper, about: after.id)
    }
    return changes
  }
}

extension Agreement {
  /// True when there is something to decide: both said yes, and somebody stated minutes. Which
  /// claims the payer's node had read when it decided, nobody else can know.
  var mayBeDecided: Bool { accepted && claims != nil }
}
