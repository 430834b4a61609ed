import Exchange
import Sealing
import Storage
import Testing
import Updates
import Vocabulary
import WireFormat

/// A village living through random days: people join, ask, offer, agree, state, confirm, decline,
/// withdraw and erase, mostly sensibly and sometimes not.
struct History {
  let village: Village
  private var people: [Signer] = []

  var regisseur: Signer { people[0] }

  private var listings: [UpdateID] = []
  private var agreements: [UpdateID] = []
  private var transfers: [UpdateID] = []
  private var corrections: [UpdateID] = []
  /// Neighbours that hours may go to, and one resident of each.
  var neighbours: [(node: NodeID, resident: ResidentID)] = []
  private var texts: [(id: UpdateID, author: Signer)] = []
  private(set) var stored = 0
  private(set) var refused = 0

  init(_ village: Village) throws {
    self.village = village
    people = [try village.regisseur()]
  }

  mutating func live(_ steps: Int) throws {
    var left = steps
    while left > 0 {
      // Batches of differing length, as group commit makes them.
      let size = min(left, 1 + pick(6))
      left -= size
      let acts = try (0..<size).map { _ in try act() }
      try keep(acts, try village.submit(acts))
      village.now = village.now + .minutes(Int64(pick(90)))
    }
    try join()
  }

  private mutating func keep(_ acts: [Submitted], _ results: [SubmitResult]) throws {
    for (act, result) in zip(acts, results) {
      guard case .stored = result else {
        refused += 1
        continue
      }
      stored += 1
      switch act.update.kind {
      case .listingPosted: listings.append(act.update.id)
      case .agreementProposed: agreements.append(act.update.id)
      case .hoursGiven: transfers.append(act.update.id)
      case .correctionProposed: corrections.append(act.update.id)
      default: break
      }
      if act.content != nil, let author = act.update.resident {
        texts.append((act.update.id, person(author)))
      }
    }
    if people.count < 6 { try join() }
  }

  private mutating func join() throws {
    people.append(try village.resident("Buur \(people.count)", invitedBy: people[0]))
  }

  private mutating func act() throws -> Submitted {
    let who = people[pick(people.count)]
    let minutes = UInt32(15 * (1 + pick(3)))
    switch pick(18) {
    case 12...17: return try bookAct(minutes, by: who)

    case 0, 1:
      let reach = [WireReach.neighbourhood, .nearby, .federation][pick(3)]
      return try village.signed(
        village.listing(
          pick(2) == 0 ? .offer : .request, minutes: minutes, gift: pick(3) == 0,
          wanted: UInt32(1 + pick(2)), reach: reach, days: Int64(1 + pick(20))),
        by: who, content: village.text("Tekst \(stored)"))
    case 2, 3: return try village.signed(village.proposal(on: any(of: listings)), by: who)
    case 4...9: return try agreementAct(minutes)
    case 10: return try village.signed(village.withdrawal(any(of: listings)), by: who)
    default:
      if pick(2) == 0, !texts.isEmpty {
        let text = texts[pick(texts.count)]
        return try village.signed(
          village.erasure([text.id]), by: pick(4) == 0 ? who : text.author)
      }
      if pick(2) == 0 { return try termsAct(by: who) }
      return try village.signed(
        .profileSet(WireProfileSet()), by: who, content: village.profile("Naam \(stored)"))
    }
  }

  /// Something about when, how and with whom.
  private func termsAct(by who: Signer) throws -> Submitted {
    let other = people[pick(people.count)].resident ?? ResidentID(bytes: .zero)
    switch pick(3) {
    case 0:
      return try village.signed(
        village.attestation(.drivingLicence, of: other, days: Int64(pick(3))), by: regisseur)
    case 1:
      return try village.signed(
        village.detailed(pick(2) == 0 ? .offer : .request, attested: [.drivingLicence]), by: who,
        content: village.text("Uitvoerig \(stored)"))
    default:
      var said = MatchingPreferences()
      said.persons = [other]
      return try village.signed(
        .preferencesSet(WirePreferencesSet()), by: who, content: village.preferences(said))
    }
  }

  /// Something about an agreement, usually what its state asks for and by whom it is due.
  private func agreementAct(_ minutes: UInt32) throws -> Submitted {
    let id = any(of: agreements)
    guard let agreement = try village.store.read({ try $0.agreement(id) }), pick(6) != 0 else {
      let kinds = [
        village.yes(id), village.stated(id, minutes), village.confirmed(id, minutes),
        village.no(id),
      ]
      return try village.signed(kinds[pick(4)], by: people[pick(people.count)])
    }
    let stater: Agreement.Party = pick(2) == 0 ? .owner : .proposer
    switch agreement.state {
    case .proposed: return try village.signed(village.yes(id), by: person(agreement.owner))
    case .agreed where pick(3) == 0:
      return try village.signed(
        village.place(id), by: person(agreement.resident(stater)), content: village.box())
    case .agreed:
      return try village.signed(
        village.stated(id, minutes), by: person(agreement.resident(stater)))
    case .stated, .disputed, .settled, .declined, .lapsed:
      let said: Agreement.Party = agreement.ownerSaid.stated == nil ? .proposer : .owner
      let due = UInt32(agreement[said].stated?.count ?? 0)
      return try village.signed(
        village.confirmed(id, due), by: person(agreement.resident(said.other)))
    }
  }

  /// Something about hours and the rules of the books.
  private mutating func bookAct(_ minutes: UInt32, by who: Signer) throws -> Submitted {
    let other = people[pick(people.count)].resident ?? ResidentID(bytes: .zero)
    let note = village.note("Omdat \(stored)")
    switch pick(13) {
    case 0, 1: return try village.signed(village.hours(minutes, to: other), by: who, content: note)
    case 2, 3, 4:
      guard !neighbours.isEmpty else {
        return try village.signed(village.contribution(minutes), by: who, content: note)
      }
      let far = neighbours[pick(neighbours.count)]
      return try village.signed(
        village.hours(minutes, to: far.resident, of: far.node), by: who, content: note)
    case 5: return try village.signed(village.recall(any(of: transfers)), by: who)
    case 6:
      return try village.signed(
        village.policy(floor: -Int64(60 + pick(300)), ceiling: Int64(60 + pick(400))),
        by: pick(3) == 0 ? who : regisseur)
    case 7:
      return try village.signed(
        village.limits(of: other, floor: -30, ceiling: 90), by: regisseur, content: note)
    case 8:
      return try village.signed(
        village.correction(of: any(of: transfers + agreements), to: minutes + 15), by: who,
        content: note)
    case 9:
      let id = any(of: corrections)
      return try village.signed(village.correctionYes(id), by: who)
    case 10:
      return try village.signed(
        village.correcting(any(of: transfers + agreements), to: minutes), by: regisseur,
        content: note)
    case 11:
      return try village.signed(
        pick(2) == 0 ? village.contribution(minutes) : village.grant(minutes, to: other),
        by: pick(2) == 0 ? who : regisseur, content: note)
    default:
      let id = any(of: agreements)
      return pick(2) == 0
        ? try village.signed(village.thanks(for: id), by: who, content: note)
        : try village.signed(village.resolution(of: id, minutes), by: regisseur, content: note)
    }
  }

  private func person(_ id: ResidentID) -> Signer {
    people.first { $0.resident == id } ?? people[0]
  }

  private func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &village.generator) }

  private func any(of ids: [UpdateID]) -> UpdateID {
    // Mostly recent ones, so that something comes of them; sometimes one nobody knows.
    if ids.isEmpty || pick(20) == 0 { return UpdateID(bytes: .zero) }
    return ids.suffix(8)[ids.suffix(8).startIndex + pick(min(8, ids.count))]
  }
}
