import Bookkeeping
import Exchange
import Updates
import Vocabulary
import WireFormat

extension Reading {
  func withdrawn(_ id: UpdateID?, by resident: ResidentID) throws -> [ViewChange] {
    guard let id, var listing = try views.listing(id), listing.author == resident,
      listing.node == position.node
    else { return [] }
    listing.withdrawn = true
    return [.listing(listing)]
  }

  func proposed(_ proposal: WireAgreementProposed, by resident: ResidentID) throws -> [ViewChange] {
    guard let id = UpdateID(proposal.listing), let listing = try views.listing(id),
      NodeID(proposal.listingNode) == listing.node, listing.author != resident,
      // Of a peer's proposals only those on our own listings concern us.
      isOurs || listing.node == views.node, listing.node == position.node || listing.gift,
      try views.agreement(update.id) == nil
    else { return [] }
    return [
      .agreement(
        Agreement(
          id: update.id, listing: id, side: listing.side, gift: listing.gift,
          owner: listing.author, ownerNode: listing.node, proposer: resident,
          proposerNode: position.node, changed: position.time))
    ]
  }

  /// Lets one party add its fact to an agreement, then draws the consequences: places on the
  /// listing, and minutes once both sides stand by the same number.
  func agreementChanges(
    _ id: UpdateID?, by resident: ResidentID,
    _ say: (inout Agreement, Agreement.Party) -> Void
  ) throws -> [ViewChange] {
    guard let id, let before = try views.agreement(id), let party = before.party(of: resident),
      before.node(of: party) == position.node
    else { return [] }
    var after = before
    say(&after, party)
    after.changed = max(before.changed, position.time)
    var changes: [ViewChange] = [.agreement(after)]
    if before.takesPlace != after.takesPlace, var listing = try views.listing(after.listing) {
      listing.agreed = max(0, listing.agreed + (after.takesPlace ? 1 : -1))
      changes.append(.listing(listing))
    }
    if before.settled == nil, let minutes = after.settled {
      changes += try posted(after, minutes)
    }
    return changes
  }

  private func posted(_ agreement: Agreement, _ minutes: Minutes) throws -> [ViewChange] {
    guard isOurs, !agreement.gift, !agreement.crossesBorder,
      try !views.isPosted(agreement.id)
    else { return [] }
    let transfer = Transfer(
      id: agreement.id, payer: .resident(agreement.receiver), payee: .resident(agreement.helper),
      minutes: minutes, time: position.time)
    let payer = try views.account(transfer.payer) ?? Account(id: transfer.payer)
    let payee = try views.account(transfer.payee) ?? Account(id: transfer.payee)
    guard let after = try? Posting.post(transfer, payer: payer, payee: payee) else { return [] }
    return [.account(after.payer), .account(after.payee), .transfer(transfer)]
  }
}
