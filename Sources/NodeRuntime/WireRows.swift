import Admission
import Bookkeeping
import Exchange
import FoundationEssentials
import Storage
import Updates
import Vocabulary
import WireFormat

/// Turns rows of the views into rows of an answer, as one resident may see them.
struct WireRows {
  let services: NodeServices
  let resident: ResidentID
  let now: Instant

  func listing(_ row: ListingRow) -> WireListingRow {
    let listing = row.listing
    var wire = WireListingRow()
    wire.id = Data(listing.id.array)
    wire.facts = facts(listing)
    wire.author = Data(listing.author.array)
    wire.node = Data(listing.node.array)
    wire.nodeName = row.nodeName ?? services.neighbourhood.name
    wire.text = row.text
    wire.name = row.name
    wire.agreed = UInt32(clamping: listing.agreed)
    wire.posted = listing.posted.milliseconds
    wire.state = WireListingState(rawValue: listing.state(at: now).rawValue) ?? .unspecified
    wire.mine = listing.author == resident && listing.node == services.node
    wire.erased = row.erased
    return wire
  }

  private func facts(_ listing: Listing) -> WireListingPosted {
    var facts = WireListingPosted()
    facts.side = WireListingSide(rawValue: listing.side.rawValue) ?? .unspecified
    facts.category = WireCategory(rawValue: listing.category.rawValue) ?? .unspecified
    facts.area = listing.area.code
    facts.reach = WireReach(rawValue: listing.reach.rawValue) ?? .unspecified
    facts.gift = listing.gift
    facts.minutes = UInt32(clamping: listing.minutes.count)
    facts.wanted = UInt32(clamping: listing.wanted)
    facts.starts = listing.starts?.milliseconds ?? 0
    facts.ends = listing.ends?.milliseconds ?? 0
    facts.expires = listing.expires.milliseconds
    facts.say(listing.terms)
    return facts
  }

  func agreement(_ row: AgreementRow) -> WireAgreementRow {
    let agreement = row.agreement
    let other = row.party.other
    var wire = WireAgreementRow()
    wire.id = Data(agreement.id.array)
    if let listing = row.listing { wire.listing = self.listing(listing) }
    wire.state = WireAgreementState(rawValue: agreement.state.rawValue) ?? .unspecified
    wire.iHelp = agreement.helper == resident
    wire.iProposed = row.party == .proposer
    wire.otherName = row.otherName
    wire.other = Data(agreement.resident(other).array)
    wire.otherNode = Data(agreement.node(of: other).array)
    wire.otherNodeName = row.otherNodeName ?? services.neighbourhood.name
    wire.gift = agreement.gift
    let (mine, theirs) = (agreement[row.party].stated, agreement[other].stated)
    wire.iStated = mine != nil
    wire.otherStated = theirs != nil
    wire.myMinutes = UInt32(clamping: mine?.count ?? 0)
    wire.otherMinutes = UInt32(clamping: theirs?.count ?? 0)
    wire.minutes = UInt32(
      clamping: (agreement.settled ?? agreement.stands ?? theirs ?? mine)?.count ?? 0)
    wire.proposalText = row.proposalText
    wire.proposalEntry = Data(row.proposalEntry?.array ?? [])
    wire.changed = agreement.changed.milliseconds
    wire.postedAt = row.postedAt?.milliseconds ?? 0
    wire.borderRoom = row.borderRoom?.count ?? 0
    wire.hours = hours(of: row)
    wire.resolved = agreement.resolution != nil
    (wire.resolvedBy, wire.reason) = (row.resolution.name, row.resolution.text)
    wire.thanked = row.thanked
    wire.thanks = row.thanks
    if let said = row.otherYes { wire.otherYes.signedUpdate = Data(said.signed) }
    if let said = row.place, let content = said.content {
      wire.place.signedUpdate = Data(said.signed)
      wire.place.content = content.wire
    }
    wire.placeShared = row.sharesPlace
    return wire
  }

  func peer(_ row: PeerRow) -> WirePeerRow {
    var wire = WirePeerRow()
    wire.node = Data(row.peer.node.array)
    wire.name = row.peer.card.name
    wire.state =
      row.frozen ? .frozen : WirePeerState(rawValue: row.peer.state.rawValue) ?? .unspecified
    wire.nearby = row.peer.nearby
    wire.have = row.have
    wire.acknowledged = row.acknowledged.map { $0 + 1 } ?? 0
    wire.connected = services.presence.isConnected(row.peer.node)
    wire.lastSeen = row.lastSeen?.milliseconds ?? 0
    wire.trouble = services.presence.trouble(with: row.peer.node)
    wire.full = row.full
    wire.ahead = row.ahead
    return wire
  }

  func erasure(_ row: ErasureRow) -> WireErasureRow {
    var wire = WireErasureRow()
    wire.request = Data(row.erasure.request.array)
    wire.time = row.erasure.time.milliseconds
    wire.confirmed = row.confirmed.map { Data($0.node.array) }
    wire.confirmedNames = row.confirmed.map(\.name)
    wire.waiting = row.waiting.map { Data($0.node.array) }
    wire.waitingNames = row.waiting.map(\.name)
    return wire
  }
}
