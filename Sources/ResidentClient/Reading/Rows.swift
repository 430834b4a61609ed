import Exchange
import Screens
import Vocabulary
import WireFormat

// The node's answers as the screens want them. Nil for a row that makes no sense: one bad row
// must not hide the others.

extension ListingLine {
  init?(_ row: WireListingRow, at home: NodeID) {
    guard let id = UpdateID(row.id), let side = ListingSide(rawValue: row.facts.side.rawValue)
    else { return nil }
    let facts = row.facts
    let node = NodeID(row.node)
    self.init(
      id: id, side: side, category: Category(rawValue: facts.category.rawValue) ?? .other,
      area: facts.area, reach: Reach(rawValue: facts.reach.rawValue) ?? .neighbourhood,
      minutes: facts.gift ? nil : Int64(facts.minutes), wanted: Int(facts.wanted),
      agreed: Int(row.agreed),
      window: facts.starts > 0 && facts.ends >= facts.starts
        ? Instant(milliseconds: facts.starts)..<Instant(milliseconds: facts.ends) : nil,
      expires: Instant(milliseconds: facts.expires), posted: Instant(milliseconds: row.posted),
      state: ListingState(rawValue: row.state.rawValue) ?? .open, author: ResidentID(row.author),
      node: node, elsewhere: node == nil || node == home ? nil : row.nodeName,
      text: row.erased ? nil : row.text, name: row.name, mine: row.mine,
      terms: ListingTerms(facts))
  }
}

extension AgreementLine {
  init?(_ row: WireAgreementRow, at home: NodeID, for reader: ResidentIdentity) {
    guard let id = UpdateID(row.id), let state = AgreementState(rawValue: row.state.rawValue)
    else { return nil }
    let node = NodeID(row.otherNode)
    self.init(
      id: id, listing: row.hasListing ? ListingLine(row.listing, at: home) : nil, state: state,
      iHelp: row.iHelp, iProposed: row.iProposed, otherName: row.otherName,
      elsewhere: node == nil || node == home ? nil : row.otherNodeName, gift: row.gift,
      mine: row.iStated ? Int64(row.myMinutes) : nil,
      theirs: row.otherStated ? Int64(row.otherMinutes) : nil,
      settled: state == .settled || row.hours == .waiting ? Int64(row.minutes) : nil,
      words: row.proposalText,
      changed: Instant(milliseconds: row.changed),
      outcome: AgreementOutcome(
        postedAt: row.postedAt > 0 ? Instant(milliseconds: row.postedAt) : nil,
        borderRoom: row.gift || node == home ? nil : row.borderRoom,
        road: AgreementOutcome.Road(rawValue: row.hours.rawValue) ?? .none,
        thanked: row.thanked, thanks: row.thanks,
        resolution: row.resolved ? HoursReason(by: row.resolvedBy, words: row.reason) : nil),
      place: row.otherPlace(for: reader), sharing: row.sharing)
  }
}

extension WireAgreementRow {
  /// Who receives help is visited, unless it goes by phone.
  fileprivate var sharing: PlaceSharing {
    if placeShared { return .shared }
    return hasListing && !listing.facts.remote && !iHelp && state == .agreed ? .open : .none
  }
}

extension LinkLine {
  init?(_ row: WirePeerRow) {
    guard let node = NodeID(row.node), let state = LinkState(rawValue: row.state.rawValue)
    else { return nil }
    self.init(
      node: node, name: row.name, state: state, nearby: row.nearby, have: row.have,
      acknowledged: row.acknowledged, connected: row.connected,
      lastSeen: row.lastSeen > 0 ? Instant(milliseconds: row.lastSeen) : nil,
      trouble: row.trouble, full: row.full, ahead: row.ahead)
  }
}

extension ErasureLine {
  init?(_ row: WireErasureRow) {
    guard let request = UpdateID(row.request) else { return nil }
    self.init(
      request: request, time: Instant(milliseconds: row.time), confirmed: row.confirmedNames,
      waiting: row.waitingNames)
  }
}

extension ProfileScreen {
  init(_ profile: WireProfile, own: ResidentID) {
    let resident = ResidentID(profile.resident) ?? own
    self.init(
      resident: resident, name: profile.name, words: profile.text,
      role: Role(rawValue: profile.role.rawValue) ?? .resident,
      joined: profile.joined > 0 ? Instant(milliseconds: profile.joined) : nil,
      update: UpdateID(profile.update), own: resident == own)
  }
}
