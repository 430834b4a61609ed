import Bookkeeping
import Exchange
import Updates
import Vocabulary
import WireFormat

/// What an update in a log changes in the views: the same function for a fresh submission, a
/// peer's entry and a rebuild, so that rebuilt views equal live ones.
///
/// Total: an entry that makes no sense changes nothing. It never refuses; that was the business of
/// the log's own node.
public enum Projection {
  /// The changes, in order; of an entry whose update we do not hold only that it is missing. Throws
  /// only when the views' storage fails.
  public static func changes(
    of opened: OpenedEntry, views: some Views
  ) throws -> [ViewChange] {
    guard let update = opened.update else {
      return try changes(lackingBodyOf: opened.entry.header, views: views)
    }
    return try Reading(
      views: views, position: Position(opened.entry.header), entry: opened.entry.hash,
      update: update
    ).changes()
  }

  /// What follows from an entry that came without the body we have a right to: its node does not
  /// think of us as its peer, and what it asks to erase may have passed us by.
  static func changes(
    lackingBodyOf header: Header, views: some Views
  ) throws -> [ViewChange] {
    guard header.reach == .federation || header.reach == .nearby, header.node != views.node,
      var peer = try views.peer(header.node), !peer.wasInterrupted,
      header.reach == .federation || peer.nearby
    else { return [] }
    peer.wasInterrupted = true
    return [.peer(peer)]
  }
}

/// One update being read into the views.
struct Reading<V: Views> {
  let views: V
  let position: Position
  let entry: EntryHash
  let update: VerifiedUpdate

  /// True for our own log; a peer's log can only change what is that peer's.
  var isOurs: Bool { position.node == views.node }

  func changes() throws -> [ViewChange] {
    guard try isHeard() else { return [] }
    return try said() + owed()
  }

  private func said() throws -> [ViewChange] {
    guard let resident = update.resident else { return try nodeChanges() }
    switch update.kind {
    case .enrolment(let enrolment): return try enrolled(enrolment, resident)
    case .invitationIssued(let issued): return invited(issued, by: resident)
    case .profileSet: return try profiled(resident) { $0.profile = update.id }
    case .preferencesSet: return try profiled(resident) { $0.preferences = update.id }
    case .attestationGiven(let given): return attested(given, by: resident)
    case .listingPosted(let facts):
      return Listing(facts, id: update.id, author: resident, at: position).map { [.listing($0)] }
        ?? []
    case .listingWithdrawn(let withdrawal):
      return try withdrawn(UpdateID(withdrawal.listing), by: resident)
    case .agreementProposed(let proposal): return try proposed(proposal, by: resident)
    case .agreementAccepted(let yes):
      return try accepted(UpdateID(yes.agreement), by: resident)
    case .agreementDeclined(let no):
      return try agreementChanges(UpdateID(no.agreement), by: resident) { agreement, party in
        agreement[party].declined = true
      }
    case .minutesStated(let said):
      guard said.minutes <= Limits.minutesPerAgreement else { return [] }
      return try agreementChanges(UpdateID(said.agreement), by: resident) { agreement, party in
        agreement[party].stated = agreement.gift ? .zero : Minutes(Int64(said.minutes))
      }
    case .minutesConfirmed(let said):
      guard said.minutes <= Limits.minutesPerAgreement else { return [] }
      return try agreementChanges(UpdateID(said.agreement), by: resident) { agreement, party in
        agreement[party].confirmed = agreement.gift ? .zero : Minutes(Int64(said.minutes))
      }
    case .placeShared(let shared): return try placed(shared, by: resident)
    case .erasureRequested(let erasure): return try erased(erasure, by: resident)
    case .federationProposed(let proposed): return try federating(proposed)
    case .federationAccepted(let accepted): return try federated(accepted)
    case .federationEnded(let ended): return try federationEnded(ended)
    case .founding, .announcement, .erasureConfirmed, nil: return []
    default: return try bookChanges(by: resident)
    }
  }

  private func nodeChanges() throws -> [ViewChange] {
    switch update.kind {
    case .founding(let founding): return isOurs ? founded(founding) : []
    case .announcement(let announcement): return try announced(announcement)
    case .erasureConfirmed(let confirmed):
      // Ours: what we owe others is done. A peer's: what they did for us.
      guard isOurs || NodeID(confirmed.origin) == views.node,
        let request = UpdateID(confirmed.request)
      else { return [] }
      return [.receipt(ErasureReceipt(request: request, by: position.node))]
    case .minutesLapsed(let lapsed):
      return try decided(UpdateID(lapsed.agreement), Minutes(Int64(lapsed.minutes)))
    case .agreementLapsed(let closed): return try lapsed(UpdateID(closed.agreement))
    case .transferReserved(let reserved): return try self.reserved(reserved)
    case .clearingStated(let said): return try stated(said)
    case .listingPlaces(let said): return try told(said)
    case .transferAccepted(let said):
      return try stepped(
        UpdateID(said.transfer), EntryHash(said.cites).map { .accept(cites: $0) })
    case .transferRejected(let said):
      return try stepped(
        UpdateID(said.transfer),
        EntryHash(said.cites).map {
          .reject(cites: $0, reason: UInt16(clamping: said.reason))
        })
    case .transferCommitted(let said):
      return try stepped(
        UpdateID(said.transfer), EntryHash(said.cites).map { .commit(cites: $0) })
    case .transferVoided(let said):
      return try stepped(UpdateID(said.transfer), .void(cites: EntryHash(said.cites)))
    case .transferReleased(let said):
      return try stepped(UpdateID(said.transfer), .release(cites: EntryHash(said.cites)))
    case .transferApplied(let said):
      return try stepped(
        UpdateID(said.transfer), EntryHash(said.cites).map { .applied(cites: $0) })
    default: return []
    }
  }
}

extension Listing {
  /// Reads the facts of a posted listing; nil when they are out of their ranges. A category of a
  /// newer version counts as "other".
  init?(_ facts: WireListingPosted, id: UpdateID, author: ResidentID, at position: Position) {
    guard let side = ListingSide(rawValue: facts.side.rawValue), let area = Area(facts.area),
      let reach = Reach(rawValue: facts.reach.rawValue), reach != .addressed,
      facts.minutes <= Limits.minutesPerAgreement, facts.gift == (facts.minutes == 0),
      (1...UInt32(Limits.wanted)).contains(facts.wanted)
    else { return nil }
    self.init(
      id: id, node: position.node, sequence: position.sequence, author: author, side: side,
      category: Category(rawValue: facts.category.rawValue) ?? .other, area: area, reach: reach,
      gift: facts.gift, minutes: Minutes(Int64(facts.minutes)), wanted: Int(facts.wanted),
      starts: facts.starts == 0 ? nil : Instant(milliseconds: facts.starts),
      ends: facts.ends == 0 ? nil : Instant(milliseconds: facts.ends),
      expires: Instant(milliseconds: facts.expires), posted: position.time,
      terms: ListingTerms(facts))
  }
}
