import Exchange
import Updates
import Vocabulary
import WireFormat

// The noticeboard. `protocol/05-updates.md` §Listings.

extension Rules {
  func checkListing(_ facts: WireListingPosted, by speaker: Resident) throws -> Destination {
    guard facts.gift || facts.minutes > 0, facts.minutes <= Limits.minutesPerAgreement else {
      throw Refused(.minutesOutOfRange, "minutes")
    }
    guard !facts.gift || facts.minutes == 0 else { throw Refused(.giftWithMinutes, "minutes") }
    guard Category(rawValue: facts.category.rawValue) != nil else {
      throw Refused(.fieldOutOfRange, "category")
    }
    guard Area(facts.area) != nil else { throw Refused(.fieldOutOfRange, "area") }
    guard let reach = Reach(rawValue: facts.reach.rawValue), reach != .addressed else {
      throw Refused(.fieldOutOfRange, "reach")
    }
    guard (1...UInt32(Limits.wanted)).contains(facts.wanted) else {
      throw Refused(.fieldOutOfRange, "wanted")
    }
    guard facts.starts >= 0, facts.ends >= facts.starts, (facts.starts == 0) == (facts.ends == 0),
      facts.ends == 0 || Instant(milliseconds: facts.ends) <= now + Limits.listingLife
    else { throw Refused(.fieldOutOfRange, "starts") }
    let expires = Instant(milliseconds: facts.expires)
    guard expires > now, expires - now <= Limits.listingLife else {
      throw Refused(.expiryOutOfRange, "expires")
    }
    guard ListingSide(rawValue: facts.side.rawValue) != nil else {
      throw Refused(.fieldOutOfRange, "side")
    }
    try checkTerms(facts, by: speaker)
    guard try views.openListings(of: speaker.id, at: now) < Limits.openListings else {
      throw Refused(.tooManyListings)
    }
    return Destination(reach)
  }

  func checkWithdrawal(
    _ withdrawal: WireListingWithdrawn, by speaker: Resident
  ) throws -> Destination {
    guard let id = UpdateID(withdrawal.listing), let listing = try views.listing(id) else {
      throw Refused(.listingUnknown)
    }
    guard listing.author == speaker.id, listing.node == position.node else {
      throw Refused(.listingNotYours)
    }
    guard !listing.withdrawn else { throw Refused(.listingClosed) }
    return Destination(listing.reach)
  }

  func checkPlaces(_ said: WireListingPlaces) throws -> Destination {
    guard let id = UpdateID(said.listing), let listing = try views.listing(id) else {
      throw Refused(.listingUnknown)
    }
    guard listing.node == position.node else { throw Refused(.listingNotYours) }
    guard Int(exactly: said.taken) == listing.taken else {
      throw Refused(.fieldOutOfRange, "taken")
    }
    guard listing.isUntold, now < listing.expires else { throw Refused(.notDue) }
    return Destination(listing.reach)
  }

  /// A listing that still takes somebody.
  func requireOpen(_ listing: Listing) throws {
    switch listing.state(at: now) {
    case .open: return
    case .filled: throw Refused(.listingFilled)
    case .withdrawn, .expired: throw Refused(.listingClosed)
    }
  }
}
