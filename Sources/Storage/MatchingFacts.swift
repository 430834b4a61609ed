import Admission
import Bookkeeping
import Exchange
import Matching
import Updates
import Vocabulary

/// What a node knows at one moment that matching asks for: open listings, and the people behind
/// those of its own neighbourhood.
public struct MatchingFacts: Sendable {
  /// A listing that can be answered.
  public struct Open: Sendable {
    /// The facts.
    public let listing: Listing
    /// What its author wrote; empty when erased.
    public let text: String
    /// Since when as many people have answered it as are wanted, as far as we have heard; nil while
    /// there are fewer. Who said no, or did not answer in time, does not count.
    public let answered: Instant?
  }

  /// Listings on the board, the newest `Limits.matchedListings`, the latest first.
  public let listings: [Open]
  /// Residents of this neighbourhood who have not left.
  public let neighbours: [ResidentID: Neighbour]
}

extension NodeStore {
  /// How many entries were ever taken in. What matching knows cannot change while it stays the same, time apart.
  public func arrivals() throws(StorageFault) -> Int64 {
    try read { views in
      try views.prepare("SELECT max(arrival) FROM entry").first { $0.integer() } ?? 0
    }
  }

  /// Everything matching needs to know at a moment. `week` is this week by the clock on the wall;
  /// `centre` is the area that listings have whose author named none.
  public func matchingFacts(
    at now: Instant, week: Range<Instant>, centre: Area
  ) throws(StorageFault) -> MatchingFacts {
    try read { views in
      let listings = try views.openOnBoard(at: now)
      var neighbours = try views.residentsToMatch(at: now)
      for help in try views.helpGiven(since: min(now - .days(30), week.lowerBound)) {
        neighbours[help.helper]?.count(help, at: now, week: week)
      }
      for open in listings.reversed() where open.listing.node == node {
        neighbours[open.listing.author]?.note(open.listing, centre: centre)
      }
      return MatchingFacts(listings: listings, neighbours: neighbours)
    }
  }

  /// What a resident of this neighbourhood did with others before, and their agreements that count
  /// for what is suggested to them.
  public func history(
    of resident: ResidentID
  ) throws(StorageFault) -> (together: [ResidentID: Together], agreements: [Agreement]) {
    try read { views in
      let agreements = try views.agreements(of: resident)
      var together: [ResidentID: Together] = [:]
      for agreement in agreements where agreement.state == .settled {
        let other = agreement.owner == resident ? agreement.proposer : agreement.owner
        together[other, default: Together(settled: 0)].settled += 1
      }
      for other in try views.thankedWith(resident) {
        together[other, default: Together(settled: 0)].thanked += 1
      }
      return (together, agreements)
    }
  }
}

extension Neighbour {
  fileprivate mutating func count(
    _ help: SQLViews.HelpGiven, at now: Instant, week: Range<Instant>
  ) {
    if help.at >= now - .days(30) { lastMonth = lastMonth.adding(help.minutes) ?? lastMonth }
    if week.contains(help.at) { thisWeek = thisWeek.adding(help.minutes) ?? thisWeek }
    if help.isDone { lastHelped = max(lastHelped ?? help.at, help.at) }
  }

  /// The latest listing with a place of its own says about where somebody lives; an open request for
  /// company, that they would like some.
  fileprivate mutating func note(_ listing: Listing, centre: Area) {
    if listing.area != centre { home = listing.area }
    if listing.side == .request, [.company, .listening, .outing].contains(listing.category) {
      isShortOfCompany = true
    }
  }
}

extension SQLViews {
  fileprivate struct HelpGiven {
    let helper: ResidentID
    let minutes: Minutes
    /// When the help begins, else when they agreed on it or stated it.
    let at: Instant
    let isDone: Bool
  }

  private static let calledOff =
    "\(AgreementState.declined.rawValue), \(AgreementState.lapsed.rawValue)"
  /// A gift states no minutes: it counts as an hour of somebody's time.
  private static let minutesOfGift: Int64 = 60

  fileprivate func openOnBoard(at now: Instant) throws -> [MatchingFacts.Open] {
    try prepare(
      """
      SELECT \(Self.listingColumns), e.content_bytes,
        (SELECT iif(count(*) >= l.wanted, max(f.time), NULL)
          FROM agreement a JOIN entry f ON f.update_id = a.id
          WHERE a.listing = e.update_id AND a.state NOT IN (\(Self.calledOff)))
      FROM listing l JOIN node n ON n.number = l.node JOIN entry e ON e.arrival = l.number
        LEFT JOIN peer p ON p.node = l.node
      WHERE \(Self.visible) AND l.withdrawn = 0 AND l.agreed < l.wanted AND l.expires > ?
      ORDER BY l.node = \(Schema.ownNumber) DESC, l.posted DESC, l.number DESC LIMIT \(Limits.matchedListings)
      """
    ).all(.time(now)) { row in
      MatchingFacts.Open(
        listing: try Listing(&row), text: PersonalText(row.blobOrNil()).text,
        answered: row.timeOrNil())
    }
  }

  fileprivate func residentsToMatch(at now: Instant) throws -> [ResidentID: Neighbour] {
    let policy = try policy()
    var found: [ResidentID: Neighbour] = [:]
    let rows = try prepare(
      """
      SELECT r.id, coalesce(a.balance, 0), r.floor
      FROM resident r LEFT JOIN account a ON a.key = x'01' || r.id WHERE r.left = 0
      """
    ).all { row in
      (id: try row.identity(ResidentID.self), balance: row.minutes(), floor: row.minutesOrNil())
    }
    for row in rows {
      var neighbour = Neighbour()
      neighbour.preferences = try preferences(of: row.id)
      neighbour.attestations = try attestations(of: row.id, at: now).map(\.kind)
      let floor = (row.floor ?? policy.resident.lowest).count
      neighbour.isShortOfHours = row.balance.count < 0 && 2 * row.balance.count <= floor
      found[row.id] = neighbour
    }
    return found
  }

  fileprivate func helpGiven(since: Instant) throws -> [HelpGiven] {
    try prepare(
      """
      SELECT iif(a.side = \(ListingSide.request.rawValue), a.proposer, a.owner), a.gift,
        coalesce(a.decided, a.owner_stated, a.proposer_stated, l.minutes, 0),
        coalesce(l.starts, a.changed) AS at, a.state
      FROM agreement a LEFT JOIN entry e ON e.update_id = a.listing
        LEFT JOIN listing l ON l.number = e.arrival
      WHERE a.accepted = 1 AND at >= ? AND a.state NOT IN (\(Self.calledOff))
      """
    ).all(.time(since)) { row in
      let helper: ResidentID = try row.identity()
      let gift = row.flag()
      let minutes = row.minutes()
      return HelpGiven(
        helper: helper, minutes: gift ? Minutes(Self.minutesOfGift) : minutes, at: row.time(),
        isDone: try row.word(AgreementState.self) == .settled)
    }
  }

  fileprivate func agreements(of resident: ResidentID) throws -> [Agreement] {
    try prepare(
      """
      \(Self.selectAgreement) WHERE a.id IN (
        SELECT id FROM agreement WHERE owner = ?1 UNION SELECT id FROM agreement WHERE proposer = ?1)
      ORDER BY a.id
      """
    ).all(.identity(resident)) { try Agreement(&$0) }
  }

  /// Whoever thanked a resident or was thanked by them, once for each time.
  fileprivate func thankedWith(_ resident: ResidentID) throws -> [ResidentID] {
    try prepare(
      """
      SELECT iif(a.owner = ?1, a.proposer, a.owner) FROM thanks t
      JOIN agreement a ON a.id = t.agreement WHERE a.owner = ?1 OR a.proposer = ?1
      """
    ).all(.identity(resident)) { try $0.identity() }
  }
}
