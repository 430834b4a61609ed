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
  func matches(of row: ListingRow, most: Int) throws -> (matches: [Match], more: Bool) {
    try ask(about: row) { index, question, searches in
      var people: Set<ResidentID> = []
      let found = index.matches(question, searches: &searches)
        .filter { people.insert($0.listing.author).inserted }
      return (Array(found.prefix(most)), found.count > most)
    }
  }

  /// Those of a resident's notices that would still be found.
  func standing(_ notices: [NoticeRow], of resident: ResidentID) throws -> [NoticeRow] {
    if notices.isEmpty { return [] }
    let context = try context(of: resident)
    return try withReady { ready, now in
      notices.filter { notice in
        let question = question(about: notice.mine, context, ready, at: now)
        return ready.index.whyNot(
          notice.other.listing.id, question, searches: &ready.searches) == nil
      }
    }
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
    let context = try context(of: row.listing.author)
    return try withReady { ready, now in
      body(ready.index, question(about: row, context, ready, at: now), &ready.searches)
    }
  }

  /// What every question of one author shares.
  private struct Context {
    let together: [ResidentID: Together]
    let agreements: [Agreement]
    let nearby: Set<NodeID>
  }

  private func context(of author: ResidentID) throws -> Context {
    let history = try store.history(of: author)
    let near = try store.peers().filter { $0.peer.state == .active && $0.peer.nearby }
    return Context(
      together: history.together, agreements: history.agreements,
      nearby: Set(near.map(\.peer.node)))
  }

  private func question(
    about row: ListingRow, _ context: Context, _ ready: Ready, at now: Instant
  ) -> Question {
    var question = Question(
      for: row.listing, text: row.text, answered: ready.answered[row.listing.id], at: now,
      secondsAhead: clock.secondsAhead)
    question.together = context.together
    question.agreements = context.agreements
    question.nearby = context.nearby
    question.weekEnds = week(of: now).upperBound
    return question
  }

  private func week(of now: Instant) -> Range<Instant> {
    LocalDays.week(of: now, clock.secondsAhead)
  }

  private func withReady<Answer>(_ body: (inout Ready, Instant) -> Answer) throws -> Answer {
    let now = clock.now()
    let arrivals = try store.arrivals()
    let map = streets.map
    return try ready.withLock { ready in
      if ready.isStale(arrivals, at: now) {
        let facts = try store.matchingFacts(at: now, week: week(of: now), centre: centre)
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
