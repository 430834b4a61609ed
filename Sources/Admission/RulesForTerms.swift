import Exchange
import Updates
import Vocabulary
import WireFormat

// When it suits, how one gets there, what was seen of whom. `protocol/05-updates.md` §7, §8.

extension Rules {
  /// Every list as reading would keep it, so that one listing has one form.
  func checkTerms(_ facts: WireListingPosted, by speaker: Resident) throws {
    let terms = ListingTerms(facts)
    guard
      facts.weekly.map({ [$0.days, $0.from, $0.to] })
        == terms.weekly.map({ [$0.numbers.0, $0.numbers.1, $0.numbers.2] })
    else { throw Refused(.fieldOutOfRange, "weekly") }
    guard facts.hasTravel == (terms.travel != nil) else {
      throw Refused(.fieldOutOfRange, "travel")
    }
    guard facts.languages == terms.languages.map(\.code) else {
      throw Refused(.fieldOutOfRange, "languages")
    }
    guard facts.attestations.map(\.rawValue) == terms.attestations.map(\.rawValue) else {
      throw Refused(.fieldOutOfRange, "attestations")
    }
    guard facts.widening.rawValue == terms.widening.rawValue,
      terms.widening == .none || facts.side == .request,
      terms.widening != .federation || facts.reach != .neighbourhood
    else { throw Refused(.fieldOutOfRange, "widening") }
    guard facts.side == .offer else { return }
    // The node vouches for what an offer shows.
    for kind in terms.attestations {
      guard let held = try views.attestation(kind, of: speaker.id), now < held.expires else {
        throw Refused(.attestationMissing, "\(kind)")
      }
    }
  }

  func checkPreferences(
    _ said: WirePreferencesContent, by speaker: Resident
  ) throws -> Destination {
    let read = MatchingPreferences(said)
    guard said.hasTravel == (read.travel != nil) else { throw Refused(.fieldOutOfRange, "travel") }
    guard Int64(said.weeklyMost) == read.weeklyMost?.count ?? 0 else {
      throw Refused(.fieldOutOfRange, "weekly_most")
    }
    guard said.persons.map({ ResidentID($0) }) == read.persons,
      !read.persons.contains(speaker.id)
    else { throw Refused(.fieldOutOfRange, "persons") }
    guard said.categories.map(\.rawValue) == read.categories.map(\.rawValue) else {
      throw Refused(.fieldOutOfRange, "categories")
    }
    guard said.languages == read.languages.map(\.code) else {
      throw Refused(.fieldOutOfRange, "languages")
    }
    return Destination(.neighbourhood)
  }

  func checkAttestation(_ given: WireAttestationGiven, by speaker: Resident) throws -> Destination {
    try speaker.requireRegisseur()
    guard let about = ResidentID(given.resident), try views.resident(about)?.left == false else {
      throw Refused(.recipientUnknown, "resident")
    }
    guard about != speaker.id else { throw Refused(.partyCannotDecide) }
    guard Attestation(rawValue: given.attestation.rawValue) != nil else {
      throw Refused(.fieldOutOfRange, "attestation")
    }
    let expires = Instant(milliseconds: given.expires)
    guard given.expires == 0 || expires > now && expires - now <= Limits.attestationLife else {
      throw Refused(.expiryOutOfRange, "expires")
    }
    return Destination(.neighbourhood)
  }
}
