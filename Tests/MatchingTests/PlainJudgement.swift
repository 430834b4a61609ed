import Exchange
import Matching
import Proximity
import Vocabulary

extension CrowdOnMap {
  /// One pair, judged by reading Sources/Matching/README.md aloud: points and milliseconds.
  mutating func judge(_ question: Question, _ other: Listing, _ text: String) -> (Int, Int64)? {
    let seeker = question.seeker
    let asks = seeker.side == .request
    let (request, offer) = asks ? (seeker, other) : (other, seeker)
    guard request.side == .request, offer.side == .offer, request.author != offer.author,
      request.state(at: noon) == .open, offer.state(at: noon) == .open
    else { return nil }
    let (asker, helper) = (neighbours[request.author], neighbours[offer.author])
    var points = 0

    let pairs = CategoryNeighbours.pairs.filter { ($0, $1) == (request.category, offer.category) }
    let back = CategoryNeighbours.pairs.filter { ($1, $0) == (request.category, offer.category) }
    let shared = said(question.text).intersection(said(text)).count
    if request.category == .other || offer.category == .other {
      guard shared > 0 else { return nil }
      points += 10
    } else if request.category == offer.category {
      points += 40
    } else if !pairs.isEmpty || !back.isEmpty {
      points += 20
    } else {
      return nil
    }
    points += min(shared, 3) * 4

    let day: Int64 = 24 * 60
    let waited = (noon - request.posted).milliseconds / 60_000
    let begins = request.starts.map { ($0 - request.posted).milliseconds / 60_000 / 4 } ?? day
    let step = min(
      Int(waited / max(15, min(day, begins))), request.terms.widening.rawValue)
    if request.node != offer.node {
      let crosses: (Reach) -> Bool = { reach in
        reach == .federation || reach == .nearby && question.nearby.contains(other.node)
      }
      guard crosses(offer.reach), crosses(request.reach),
        request.terms.widening != .federation || step == 3
      else { return nil }
    }

    switch meeting(request, offer) {
    case nil: return nil
    case false?: points += 8
    case true?: points += 15
    }

    let own = offer.terms.travel ?? helper?.preferences.travel ?? .usual
    var time: Int64 = 600_000
    if request.terms.isRemote || offer.terms.isRemote {
      points += 10
    } else {
      guard let way = journey(offer.area, request.area, own, [10, 15, 20, 20][step]) else {
        return nil
      }
      time = way
      points += max(0, 20 - Int((way + 59_999) / 60_000))
    }

    func languages(_ listing: Listing, _ who: Neighbour?) -> [SpokenLanguage] {
      listing.terms.languages.isEmpty ? who?.preferences.languages ?? [] : listing.terms.languages
    }
    let (wanted, spoken) = (languages(request, asker), languages(offer, helper))
    if !wanted.isEmpty, !spoken.isEmpty {
      if Set(wanted).isDisjoint(with: spoken) { return nil }
      points += 6
    }
    let seen = offer.terms.attestations + (helper?.attestations ?? [])
    if !Set(request.terms.attestations).isSubset(of: seen) { return nil }
    if !request.terms.attestations.isEmpty { points += 4 }

    if neighbours[seeker.author]?.preferences.persons.contains(other.author) == true { return nil }
    if neighbours[other.author]?.preferences.persons.contains(seeker.author) == true { return nil }
    if let helper {
      let wishes = helper.preferences
      if wishes.categories.contains(request.category) { return nil }
      if wishes.avoidsOwnArea, request.area == helper.home { return nil }
      let expected = request.minutes.count > 0 ? request.minutes.count : offer.minutes.count
      if let most = wishes.weeklyMost, helper.thisWeek.count + max(1, expected) > most.count {
        return nil
      }
    }

    if let before = question.together[other.author] {
      points += 6 + 2 * min(3, before.settled) + (before.thanked > 0 ? 4 : 0)
    }
    if !asks {
      points += min(14, Int(waited / 720))
    } else if let helper {
      points += max(0, 12 - Int(helper.lastMonth.count / 120))
      if helper.lastHelped.map({ noon - $0 >= .days(14) }) ?? true { points += 3 }
      if helper.isShortOfHours { points += 4 }
    } else {
      points += 8
    }
    if helper?.isShortOfCompany == true || asker?.isShortOfCompany == true { points += 4 }
    return (points, time)
  }

  private func said(_ text: String) -> Set<String> {
    Set(text.lowercased().split(separator: " ").map(String.init)).subtracting(["met", "voor"])
  }

  /// Nil when no time suits both; true when both said when. Minute by minute, for sixteen days.
  private func meeting(_ request: Listing, _ offer: Listing) -> Bool? {
    func isOpen(_ listing: Listing) -> Bool {
      listing.starts == nil && listing.terms.weekly.isEmpty
    }
    if isOpen(request) || isOpen(offer) {
      return [request, offer].contains { $0.ends.map { $0 <= noon } ?? false } ? nil : false
    }
    let (one, other) = (minutes(of: request), minutes(of: offer))
    for a in one {
      for b in other {
        let both = a.clamped(to: b)
        let least = min(
          request.minutes.count > 0 ? Int(request.minutes.count) : 15, length(request, a),
          length(offer, b))
        let left = both.upperBound - max(0, both.lowerBound)
        if a.overlaps(b), left > 0, left >= least { return true }
      }
    }
    return nil
  }

  /// How long a window was before now and its listing's period cut it.
  private func length(_ listing: Listing, _ window: Range<Int>) -> Int {
    if let weekly = listing.terms.weekly.first { return weekly.to - weekly.from }
    return window.count
  }

  /// When a listing suits, in minutes from noon, which is one o'clock on a Saturday.
  private func minutes(of listing: Listing) -> [Range<Int>] {
    func minute(_ moment: Instant) -> Int { Int((moment - noon).milliseconds / 60_000) }
    let period = (listing.starts.map(minute) ?? -100_000)..<(listing.ends.map(minute) ?? 100_000)
    guard let weekly = listing.terms.weekly.first else { return [period] }
    return (-1...16).compactMap { day in
      guard weekly.days >> ((day + 5 + 70) % 7) & 1 == 1 else { return nil }
      let midnight = day * 1_440 - 13 * 60
      let window = (midnight + weekly.from)..<(midnight + weekly.to)
      return window.overlaps(period) ? window.clamped(to: period) : nil
    }
  }
}
