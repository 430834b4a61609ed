import Exchange
import Logging
import Matching
import Storage
import Updates
import Vocabulary

/// Brings matches to the inboxes of those concerned. Follows the board: what is new is looked at
/// first, everything now and then, since requests are carried further and people's weeks fill.
///
/// Whom it tells of what is kept on disk, so a restart tells nobody twice.
struct Notifier: Sendable {
  /// Between two looks, in milliseconds.
  static let pause: Int64 = 1_000
  /// How long one look may take: a large board takes more looks, not more of the machine.
  static let share = Duration.milliseconds(40)
  /// Entries between two looks from which on the node has other things to do: somebody catches up,
  /// and matches are looked for when that is over, or after a minute of it.
  static let busy: Int64 = 1_000
  static let patience = 60
  /// Between two looks at everything.
  static let round = Interval.minutes(5)
  /// Of one listing, at most so many are told: the best. More would be noise.
  static let most = 5

  let services: NodeServices
  let logger: Logger

  /// Works until cancelled.
  func run() async {
    var plan = Plan()
    while !Task.isCancelled {
      do {
        try await look(&plan)
      } catch {
        logger.error("cannot look for matches", metadata: ["fault": "\(error)"])
      }
      try? await Task.sleep(for: .milliseconds(Self.pause))
    }
  }

  /// What is to be looked at, first things last.
  private struct Plan {
    var known: Set<UpdateID> = []
    var waiting: [UpdateID] = []
    var arrivals: Int64 = -1
    var rounded: Instant?
    private var seen: Int64?
    private var waited = 0

    /// True when entries come in faster than a neighbourhood speaks. Also at the first look.
    mutating func isBusy(_ latest: Int64) -> Bool {
      let isBusy = seen.map { latest - $0 > Notifier.busy } ?? true
      seen = latest
      waited = isBusy ? waited + 1 : 0
      return isBusy && waited <= Notifier.patience
    }

    mutating func next() -> UpdateID? { waiting.popLast() }
  }

  private func look(_ plan: inout Plan) async throws {
    let now = services.clock.now()
    let latest = try services.store.arrivals()
    if plan.isBusy(latest) { return }
    // The last round first comes to its end, however large the board.
    let isRound =
      plan.waiting.isEmpty && (plan.rounded.map { now - $0 >= Self.round || now < $0 } ?? true)
    if isRound || latest != plan.arrivals {
      let (open, arrivals) = try services.matches.openListings()
      let new = open.filter { !plan.known.contains($0) }
      let isOpen = Set(open)
      // The next one is the last: what is new, the latest first.
      plan.waiting =
        isRound ? open.reversed() : plan.waiting.filter { isOpen.contains($0) } + new.reversed()
      plan.known = isOpen
      plan.arrivals = arrivals
      if isRound {
        try await forget(at: now)
        plan.rounded = now
      }
    }
    let begun = ContinuousClock.now
    while begun.duration(to: .now) < Self.share, let id = plan.next() {
      // One that cannot be read is no reason to tell nobody of the others.
      do {
        try await tell(of: id, at: now)
      } catch {
        logger.error("cannot look for matches of one", metadata: ["fault": "\(error)"])
      }
    }
  }

  private func tell(of id: UpdateID, at now: Instant) async throws {
    guard let row = try services.store.listing(id) else { return }
    let notices = notices(
      of: row.listing, try services.matches.matches(of: row, most: Self.most).matches)
    guard !notices.isEmpty else { return }
    try await services.writer.run { [services] () throws(StorageFault) in
      try services.store.notify(notices, at: now)
    }
  }

  /// Each of the two who lives here hears of the other's.
  private func notices(of listing: Listing, _ matches: [Match]) -> [Notice] {
    matches.flatMap { match in
      let pair = [(listing, match.listing), (match.listing, listing)]
      return pair.filter { $0.0.node == services.node }
        .map { Notice(for: $0.0.author, mine: $0.0.id, other: $0.1.id) }
    }
  }

  private func forget(at now: Instant) async throws {
    try await services.writer.run { [services] () throws(StorageFault) in
      try services.store.forgetNotices(at: now)
    }
  }
}
