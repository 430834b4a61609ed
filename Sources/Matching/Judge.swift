import Exchange
import Proximity
import Vocabulary

/// One question made ready to be held against many listings.
struct Judge {
  let question: Question
  let seeker: Entry
  let profile: Profile?
  let days: LocalDays
  /// How far the seeker is carried; meaningless for an offer.
  let step: ReachStep
  /// How the seeker travels when it is an offer.
  let own: OwnTravel
  /// Answers to the seeker, by who gave them, and to others' listings.
  private(set) var answers: [ResidentID: Gate] = [:]
  private(set) var answered: [UpdateID: Gate] = [:]

  init(_ question: Question, _ index: ListingIndex) {
    self.question = question
    let listing = question.seeker
    seeker = Entry(listing, text: question.text, answered: question.answered, person: -1)
    profile = index.profile(of: listing.author)
    own = seeker.travel ?? profile?.travel ?? .usual
    days = LocalDays(around: question.now, question.secondsAhead)
    step = ReachStep.of(listing, at: question.now, answered: question.answered)
    for agreement in question.agreements {
      guard let party = agreement.party(of: listing.author) else { continue }
      let gate: Gate? =
        switch agreement.state {
        case .declined: .declined
        case .lapsed: nil
        case .proposed, .agreed, .stated, .settled, .disputed: .agreed
        }
      guard let gate else { continue }
      if agreement.listing == listing.id {
        let other = agreement.resident(party.other)
        if answers[other] != .agreed { answers[other] = gate }
      } else if answered[agreement.listing] != .agreed {
        answered[agreement.listing] = gate
      }
    }
  }

  var asks: Bool { seeker.listing.side == .request }
  /// What the seeker's side is matched with.
  var wanted: ListingSide { asks ? .offer : .request }
  var isOpen: Bool { seeker.listing.state(at: question.now) == .open }

  /// The two in their parts.
  struct Pair {
    let request: Entry
    let offer: Entry
    let asker: Profile?
    let helper: Profile?
    let step: ReachStep
  }

  @inline(__always)
  func pair(_ other: Entry, _ theirs: Profile?) -> Pair {
    guard !asks else {
      return Pair(request: seeker, offer: other, asker: profile, helper: theirs, step: step)
    }
    let theirStep = ReachStep.of(other.listing, at: question.now, answered: other.answered)
    return Pair(request: other, offer: seeker, asker: theirs, helper: profile, step: theirStep)
  }

  /// The first thing that stands between the two, travel left out.
  func gate(_ other: Entry, _ pair: Pair, _ common: CommonTime) -> Gate? {
    let (mine, theirs) = (seeker.listing, other.listing)
    if mine.side == theirs.side { return .sameSide(theirs.side) }
    if mine.author == theirs.author { return .own }
    let states = (mine.state(at: question.now), theirs.state(at: question.now))
    if states.0 != .open { return .notOpen(states.0, isYours: true) }
    if states.1 != .open { return .notOpen(states.1, isYours: false) }
    switch CategoryNeighbours.relation(mine.category, theirs.category) {
    case .same, .near: break
    case .byWords where seeker.words.shared(with: other.words) > 0: break
    case .byWords, .unrelated: return .category(yours: mine.category, theirs: theirs.category)
    }
    if mine.node != theirs.node, let gate = border(pair) { return gate }
    if common == .never { return .noCommonTime }
    if let spoken = languages(pair), spoken.shared.isEmpty, spoken.isPublic {
      return .noCommonLanguage
    }
    let missing = pair.request.attestations.subtracting(seen(pair))
    if !missing.isEmpty { return .attestation(missing.list) }
    if !answers.isEmpty, let gate = answers[theirs.author] { return gate }
    if !answered.isEmpty, let gate = answered[theirs.id] { return gate }
    return nil
  }

  private func border(_ pair: Pair) -> Gate? {
    func crosses(_ reach: Reach) -> Bool {
      switch reach {
      case .neighbourhood: false
      case .nearby:
        question.nearby.contains(
          pair.request.listing.node == seeker.listing.node
            ? pair.offer.listing.node : pair.request.listing.node)
      case .federation, .addressed: true
      }
    }
    let request = pair.request.listing
    guard crosses(pair.offer.listing.reach), crosses(request.reach) else { return .reach }
    // Who may see it is one thing; when it is suggested over there another.
    let waits = request.terms.widening == .federation && pair.step < .federation
    return waits ? .notYetFederated : nil
  }

  /// Languages both speak, and whether both listings say so; nil when one of the two said nothing.
  private func languages(_ pair: Pair) -> (shared: [SpokenLanguage], isPublic: Bool)? {
    func spoken(_ entry: Entry, _ profile: Profile?) -> [SpokenLanguage] {
      let said = entry.listing.terms.languages
      return said.isEmpty ? profile?.languages ?? [] : said
    }
    let wanted = spoken(pair.request, pair.asker)
    if wanted.isEmpty { return nil }
    let offered = spoken(pair.offer, pair.helper)
    if offered.isEmpty { return nil }
    return (wanted.filter(offered.contains), pair.request.saysLanguages && pair.offer.saysLanguages)
  }

  private func seen(_ pair: Pair) -> AttestationSet {
    pair.offer.attestations.union(pair.helper?.attestations ?? [])
  }

  /// What people told their own node and nobody else.
  func privateGate(_ other: Entry, _ theirs: Profile?, _ pair: Pair) -> (Gate, isOwn: Bool)? {
    if let profile, profile.excludedPersons.contains(other.listing.author) {
      return (.person, true)
    }
    if let theirs, theirs.excludedPersons.contains(seeker.listing.author) {
      return (.person, false)
    }
    if let spoken = languages(pair), spoken.shared.isEmpty, !spoken.isPublic {
      return (.noCommonLanguage, other.saysLanguages)
    }
    guard let helper = pair.helper else { return nil }
    let category = pair.request.listing.category
    if helper.excludes(category) { return (.excludedCategory(category), !asks) }
    let request = pair.request.listing
    if helper.known.preferences.avoidsOwnArea, request.area == helper.known.home {
      return (.ownArea, !asks)
    }
    let isThisWeek = request.starts.map { $0 < question.weekEnds } ?? true
    if isThisWeek, let most = helper.known.preferences.weeklyMost {
      let expected = request.minutes > .zero ? request.minutes : pair.offer.listing.minutes
      let sum = helper.known.thisWeek.adding(max(expected, Minutes(1))) ?? Minutes(.max)
      if sum > most { return (.weeklyMost(most), !asks) }
    }
    return nil
  }

  /// How the helper of a pair travels, and whether the listing itself says so.
  func travel(_ pair: Pair) -> (own: OwnTravel, isPublic: Bool) {
    if let own = pair.offer.travel { return (own, true) }
    if let own = pair.helper?.travel { return (own, false) }
    return (.usual, true)
  }

  func common(_ other: Entry, _ pair: Pair) -> CommonTime {
    days.common(
      seeker.listing, other.listing, minutes: pair.request.listing.minutes.count,
      now: question.now)
  }

  /// Adds up what speaks for a pair. `way` is nil for help by phone or screen.
  func weigh(
    _ other: Entry, _ pair: Pair, _ common: CommonTime, way: Journey?, tells: Bool
  ) -> Tally {
    var tally = Tally(tells: tells)
    let (request, offer) = (pair.request.listing, pair.offer.listing)
    switch CategoryNeighbours.relation(request.category, offer.category) {
    case .same:
      tally.add(Weights.sameCategory, .sameCategory(request.category))
    case .near:
      tally.add(
        Weights.nearCategory, .nearCategory(asked: request.category, offered: offer.category))
    case .byWords, .unrelated: tally.add(Weights.byWords, .byWords)
    }
    let shared = seeker.words.shared(with: other.words)
    if shared > 0 {
      tally.add(Weights.words(shared), .words(seeker.words.words(sharedWith: other.words)))
    }
    if case .window(let from, let to) = common {
      tally.add(Weights.time, .time(from: from, to: to))
    } else {
      tally.add(Weights.timeOpen, .timeOpen)
    }
    if let way {
      let minutes = way.wholeMinutes
      let (own, isPublic) = travel(pair)
      // How somebody travels can tell how well they walk: only a bound is told.
      let tells = isPublic || !asks
      tally.add(
        Weights.travel(minutes),
        .travel(
          minutes: tells ? minutes : pair.step.minutes, means: tells ? own.means : nil,
          model: way.model))
    } else {
      tally.add(Weights.remote, .remote)
    }
    if let spoken = languages(pair) {
      tally.add(Weights.language, .languages(spoken.isPublic ? spoken.shared : []))
    }
    if !pair.request.attestations.isEmpty {
      tally.add(Weights.attested, .attested(pair.request.attestations.list))
    }
    if !question.together.isEmpty, let before = question.together[other.listing.author],
      before.settled > 0 || before.thanked > 0
    {
      tally.add(
        Weights.together(before), .together(times: before.settled, thanked: before.thanked > 0))
    }
    fairness(pair, &tally)
    return tally
  }

  private func fairness(_ pair: Pair, _ tally: inout Tally) {
    if asks {
      let share = pair.helper.map { Weights.fairShare($0.known, at: question.now) }
      tally.add(share ?? Weights.unknownShare, .fairShare)
      if pair.helper?.known.isShortOfHours == true {
        tally.add(Weights.shortOfHours, .shortOfHours)
      }
    } else {
      let waited = question.now - pair.request.listing.posted
      let days = Int(clamping: max(0, waited.milliseconds) / 86_400_000)
      tally.add(Weights.waiting(waited), .waiting(days: days))
    }
    if pair.helper?.known.isShortOfCompany == true || pair.asker?.known.isShortOfCompany == true {
      tally.add(Weights.shortOfCompany, .shortOfCompany)
    }
  }
}

extension Journey {
  /// Minutes, rounded up.
  var wholeMinutes: Int { Int(clamping: (milliseconds + Search.minute - 1) / Search.minute) }
}
