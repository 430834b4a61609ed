import Exchange
import Logging
import Matching
import Storage
import Updates
import Vocabulary

/// Brings matches to the inboxes of those concerned. Follows the board: what is new is looked at
/// at once, everything now and then, since requests are carried further and people's weeks fill.
///
/// Whom it tells of what is kept on disk, so a restart tells nobody twice.
struct Notifier: Sendable {
  /// Between two looks at what is new, in milliseconds.
  static let pause: Int64 = 1_000
  /// Between two looks at everything.
  static let round = Interval.minutes(5)
  /// Of one listing, at most so many are told: the best. More would be noise.
  static let most = 20

  let services: NodeServices
  let logger: Logger

  /// Works until cancelled.
  func run() async {
    var known: Set<UpdateID> = []
    var arrivals: Int64 = -1
    var rounded: Instant?
    while !Task.isCancelled {
      let now = services.clock.now()
      do {
        let isRound = rounded.map { now - $0 >= Self.round || now < $0 } ?? true
        let latest = try services.store.arrivals()
        if isRound || latest != arrivals {
          let open = try services.matches.openListings()
          try await tell(of: open.filter { isRound || !known.contains($0.id) }, at: now)
          if isRound { try await forget(at: now) }
          known = Set(open.map(\.id))
          arrivals = latest
          if isRound { rounded = now }
        }
      } catch {
        logger.error("cannot look for matches", metadata: ["fault": "\(error)"])
      }
      try? await Task.sleep(for: .milliseconds(Self.pause))
    }
  }

  private func tell(of listings: [Listing], at now: Instant) async throws {
    for listing in listings {
      guard let row = try services.store.listing(listing.id) else { continue }
      let notices = notices(
        of: listing, try services.matches.matches(of: row, most: Self.most).matches)
      guard !notices.isEmpty else { continue }
      try await services.writer.run { [services] () throws(StorageFault) in
        try services.store.notify(notices, at: now)
      }
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
