import Admission
import Exchange
import Matching
import Proximity
import Storage
import Synchronization
import Updates
import Vocabulary

/// Where a running node looks who could help whom: what the store knows, made ready for many
/// questions, and the streets. Asks the store again when entries came in or time makes it stale.
final class MatchDesk: Sendable {
  /// Loads of help and attestations change with time alone; a little late does no harm.
  private static let freshness = Interval.minutes(5)
  /// The store is asked again after this many times as long as it took: a node with very many
  /// listings has other things to do too.
  private static let leisure: Int64 = 20

  private struct Ready {
    var arrivals: Int64 = -1
    var read: Instant?
    var took = Interval(milliseconds: 0)
    var index = ListingIndex()
    /// The latest first.
    var open: [UpdateID] = []
    var answered: [UpdateID: Instant] = [:]
    var searches = Searches(on: nil)

    func isStale(_ latest: Int64, at now: Instant) -> Bool {
      guard let read, now >= read else { return true }
      let age = now - read
      if age >= MatchDesk.freshness { return true }
      return latest != arrivals && age.milliseconds >= took.milliseconds * MatchDesk.leisure
    }
  }

  private let store: NodeStore
  private let clock: NodeClock
  private let streets: Streets
  private let centre: Area
  private let ready = Mutex(Ready())

  /// `centre` is the neighbourhood's own area.
  init(store: NodeStore, clock: NodeClock, streets: Streets, centre: Area) {
    self.store = store
    self.clock = clock
    self.streets = streets
    self.centre = centre
  }

  /// Matches of a listing, the best first and of each person their best, and whether there are more.
  func matches(
    of row: ListingRow, most: Int
  ) throws -> (matches: [Match], more: Bool, streets: Bool) {
    try ask(about: row) { index, question, searches in
      var people: Set<ResidentID> = []
      let found = index.matches(question, searches: &searches)
        .filter { people.insert($0.listing.author).inserted }
      return (Array(found.prefix(most)), found.count > most, searches.map != nil)
    }
  }

  /// Those of some notices that would still be found.
  func standing(_ notices: [NoticeRow], of resident: ResidentID) throws -> [NoticeRow] {
    let byMine = Dictionary(grouping: notices) { $0.mine.listing.id }
    var fitting: Set<[UpdateID]> = []
    for (mine, group) in byMine.sorted(by: { $0.key < $1.key }) {
      guard let row = group.first?.mine else { continue }
      try ask(about: row) { index, question, searches in
        for notice in group
        where index.whyNot(notice.other.listing.id, question, searches: &searches) == nil {
          fitting.insert([mine, notice.other.listing.id])
        }
      }
    }
    return notices.filter { fitting.contains([$0.mine.listing.id, $0.other.listing.id]) }
  }

  /// Why one listing is not among the matches of another; nil when it is.
  func whyNot(_ other: UpdateID, for row: ListingRow) throws -> Gate? {
    try ask(about: row) { index, question, searches in
      index.whyNot(other, question, searches: &searches)
    }
  }

  /// Since when as many people have answered an open listing as are wanted.
  func answered(_ listing: UpdateID) throws -> Instant? {
    try withReady { ready, _ in ready.answered[listing] }
  }

  /// Every open listing as it stood when the store was last asked, the latest first; and how many
  /// entries had come in by then.
  func openListings() throws -> (open: [UpdateID], arrivals: Int64) {
    try withReady { ready, _ in (ready.open, ready.arrivals) }
  }

  private func ask<Answer>(
    about row: ListingRow,
    _ body: (ListingIndex, Question, inout Searches) -> Answer
  ) throws -> Answer {
    let listing = row.listing
    let history = try store.history(of: listing.author)
    let nearby = Set(
      try store.peers().filter { $0.peer.state == .active && $0.peer.nearby }.map(\.peer.node))
    return try withReady { ready, now in
      var question = Question(
        for: listing, text: row.text, answered: ready.answered[listing.id], at: now,
        secondsAhead: clock.secondsAhead)
      question.together = history.together
      question.agreements = history.agreements
      question.nearby = nearby
      question.weekEnds = clock.week(of: now).upperBound
      return body(ready.index, question, &ready.searches)
    }
  }

  private func withReady<Answer>(_ body: (inout Ready, Instant) -> Answer) throws -> Answer {
    let now = clock.now()
    let arrivals = try store.arrivals()
    let map = streets.map
    return try ready.withLock { ready in
      if ready.isStale(arrivals, at: now) {
        let facts = try store.matchingFacts(at: now, week: clock.week(of: now), centre: centre)
        ready.index = ListingIndex(facts)
        ready.open = facts.listings.map(\.listing.id)
        ready.answered = Dictionary(
          facts.listings.compactMap { open in open.answered.map { (open.listing.id, $0) } }
        ) { $1 }
        (ready.arrivals, ready.read, ready.took) = (arrivals, now, clock.now() - now)
      }
      if ready.searches.map !== map { ready.searches = Searches(on: map) }
      return body(&ready, now)
    }
  }
}

extension ListingIndex {
  init(_ facts: MatchingFacts) {
    self.init()
    for open in facts.listings { insert(open.listing, text: open.text, answered: open.answered) }
    for (resident, neighbour) in facts.neighbours.sorted(by: { $0.key < $1.key }) {
      know(resident, neighbour)
    }
  }
}

extension NodeClock {
  /// From Monday at midnight to the next, by the clock on the wall.
  func week(of now: Instant) -> Range<Instant> {
    let day: Int64 = 86_400_000
    let local = now.milliseconds + secondsAhead(now) * 1_000
    let days = local >= 0 ? local / day : (local - day + 1) / day
    let monday = days - ((days + 3) % 7 + 7) % 7
    func moment(_ days: Int64) -> Instant {
      let wall = Instant(milliseconds: days * day)
      return wall - .seconds(secondsAhead(wall - .seconds(secondsAhead(wall))))
    }
    return moment(monday)..<moment(monday + 7)
  }
}
