import Exchange
import Vocabulary

extension SQLViews {
  public func listing(_ id: UpdateID) throws -> Listing? {
    try prepare("\(Self.selectListing) WHERE e.update_id = ?")
      .first(.identity(id)) { try Listing(&$0) }
  }

  public func openListings(of resident: ResidentID, at now: Instant) throws -> Int {
    try prepare(
      """
      SELECT count(*) FROM listing
      WHERE node = \(Schema.ownNumber) AND author = ? AND withdrawn = 0 AND expires > ?
      """
    ).first(.identity(resident), .time(now)) { $0.count() } ?? 0
  }

  public func untoldListings(at now: Instant, limit: Int) throws -> [Listing] {
    try prepare(
      """
      \(Self.selectListing) WHERE l.untold = 1 AND l.expires > ?
      ORDER BY l.expires, l.number LIMIT ?
      """
    ).all(.time(now), .count(limit)) { try Listing(&$0) }
  }

  public func agreement(_ id: UpdateID) throws -> Agreement? {
    try prepare("\(Self.selectAgreement) WHERE a.id = ?")
      .first(.identity(id)) { try Agreement(&$0) }
  }

  public func agreements(
    on listing: UpdateID, by proposer: ResidentID
  ) throws -> [Agreement] {
    try prepare("\(Self.selectAgreement) WHERE a.listing = ? AND a.proposer = ? ORDER BY a.id")
      .all(.identity(listing), .identity(proposer)) { try Agreement(&$0) }
  }

  public func openAgreements(by proposer: ResidentID) throws -> Int {
    try prepare("SELECT count(*) FROM agreement WHERE proposer = ? AND open = 1")
      .first(.identity(proposer)) { $0.count() } ?? 0
  }

  public func silentAgreements(by moment: Instant, limit: Int) throws -> [Agreement] {
    try prepare(
      "\(Self.selectAgreement) WHERE a.ends_by <= ? ORDER BY a.ends_by, a.id LIMIT ?"
    ).all(.time(moment), .count(limit)) { try Agreement(&$0) }
  }

  /// Disputes that are for our node to end, the longest due first.
  func disputes(limit: Int) throws -> [Agreement] {
    try prepare(
      """
      \(Self.selectAgreement)
      WHERE a.ends_by IS NOT NULL AND a.state = \(AgreementState.disputed.rawValue)
      ORDER BY a.ends_by, a.id LIMIT ?
      """
    ).all(.count(limit)) { try Agreement(&$0) }
  }

  public func quietAgreements(
    with other: NodeID, since: Instant, limit: Int
  ) throws -> [Agreement] {
    guard let number = try numbers.number(of: other, in: db) else { return [] }
    return try prepare(
      """
      \(Self.selectAgreement)
      WHERE a.open = 1 AND a.quiet_since <= ?1 AND (a.owner_node = ?2 OR a.proposer_node = ?2)
      ORDER BY a.quiet_since, a.id LIMIT ?3
      """
    ).all(.time(since), .integer(number), .count(limit)) { try Agreement(&$0) }
  }

  public func carriedNext(at now: Instant, besides: Set<UpdateID>) throws -> [Agreement] {
    var found: [Agreement] = []
    var last: Int64 = 0
    // From node to node through the index, however many agreements wait for each.
    while let next = try prepare(
      "SELECT carry_to FROM agreement WHERE carry_to > ? ORDER BY carry_to LIMIT 1"
    ).first(.integer(last), read: { $0.integer() }) {
      last = next
      found += try prepare(
        """
        \(Self.selectAgreement)
        WHERE a.carry_to = ? AND a.waits <= ? ORDER BY a.waits, a.id LIMIT ?
        """
      ).all(.integer(next), .time(now), .count(besides.count + 1)) { try Agreement(&$0) }
        .filter { !besides.contains($0.id) }.prefix(1)
    }
    return found.sorted { $0.payeeNode < $1.payeeNode }
  }

  public func runningAgreements(of resident: ResidentID) throws -> Int {
    try prepare(
      """
      SELECT
        (SELECT count(*) FROM agreement WHERE owner = ?1 AND (open = 1 OR waits IS NOT NULL))
        + (SELECT count(*) FROM agreement WHERE proposer = ?1
          AND (open = 1 OR waits IS NOT NULL))
      """
    ).first(.identity(resident)) { $0.count() } ?? 0
  }

  public func standingListings(of resident: ResidentID) throws -> [Listing] {
    try prepare(
      """
      \(Self.selectListing)
      WHERE l.node = \(Schema.ownNumber) AND l.author = ? AND l.withdrawn = 0
      ORDER BY e.update_id
      """
    ).all(.identity(resident)) { try Listing(&$0) }
  }

  static let listingColumns = """
    e.update_id, n.id, e.sequence, l.author, l.side, l.category, l.area, l.reach, l.gift, l.minutes, \
    l.wanted, l.starts, l.ends, l.expires, l.posted, l.weekly, l.remote, l.means, l.most, \
    l.languages, l.attestations, l.widening, l.withdrawn, l.agreed, l.told
    """
  static let selectListing = """
    SELECT \(listingColumns) FROM listing l JOIN entry e ON e.arrival = l.number \
    JOIN node n ON n.number = l.node
    """
  static let agreementColumns = """
    a.id, a.listing, a.side, a.gift, a.owner, o.id, a.proposer, p.id, a.accepted, a.acceptance, \
    a.owner_declined, a.owner_stated, a.owner_confirmed, \
    a.proposer_declined, a.proposer_stated, a.proposer_confirmed, a.changed, \
    a.tolerance, a.silence_days, a.decided, a.resolution, a.lapsed, a.carried, a.waits, a.ends
    """
  static let selectAgreement = """
    SELECT \(agreementColumns) FROM agreement a \
    JOIN node o ON o.number = a.owner_node JOIN node p ON p.number = a.proposer_node
    """
}

extension Listing {
  /// From `SQLViews.listingColumns`.
  init(_ row: inout RowReader) throws {
    self.init(
      id: try row.identity(), node: try row.identity(), sequence: row.sequence(),
      author: try row.identity(), side: try row.word(), category: try row.word(),
      area: try row.area(), reach: try row.word(), gift: row.flag(), minutes: row.minutes(),
      wanted: row.count(), starts: row.timeOrNil(), ends: row.timeOrNil(), expires: row.time(),
      posted: row.time(), terms: try ListingTerms(&row), withdrawn: row.flag(), agreed: row.count(),
      told: row.countOrNil())
  }
}

extension Agreement {
  /// From `SQLViews.agreementColumns`.
  init(_ row: inout RowReader) throws {
    self.init(
      id: try row.identity(), listing: try row.identity(), side: try row.word(),
      gift: row.flag(), owner: try row.identity(), ownerNode: try row.identity(),
      proposer: try row.identity(), proposerNode: try row.identity(), accepted: row.flag(),
      acceptance: try row.identityOrNil(),
      ownerSaid: Statements(&row), proposerSaid: Statements(&row), changed: row.time(),
      tolerance: row.minutes(), silenceDays: row.count(),
      decided: row.minutesOrNil(), resolution: try row.identityOrNil(), lapsed: row.flag(),
      carried: try row.identityOrNil(),
      waits: row.timeOrNil(), ends: row.timeOrNil())
  }
}

extension Agreement.Statements {
  fileprivate init(_ row: inout RowReader) {
    self.init(
      declined: row.flag(), stated: row.minutesOrNil(), confirmed: row.minutesOrNil())
  }
}

extension RowReader {
  /// A coarse place.
  mutating func area() throws -> Area {
    guard let area = Area(text()) else { throw StorageFault.damaged("listing.area") }
    return area
  }
}
