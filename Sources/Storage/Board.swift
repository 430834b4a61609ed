import Exchange
import Updates
import Vocabulary

/// A listing as people read it.
public struct ListingRow: Hashable, Sendable {
  /// The facts.
  public let listing: Listing
  /// What its author wrote; empty when erased.
  public let text: String
  /// How its author signed it, or else the author's profile name; may be empty.
  public let name: String
  /// What its neighbourhood calls itself; nil for our own.
  public let nodeName: String?
  /// The author had the text erased.
  public let erased: Bool
}

/// What to look for on the noticeboard.
public struct BoardQuery: Hashable, Sendable {
  /// Only this side; nil for both.
  public var side: ListingSide?
  /// Only this kind of help; nil for all.
  public var category: Category?
  /// Only what this resident posted here; nil for everybody and every neighbourhood.
  public var author: ResidentID?
  /// Leave out what is filled, withdrawn or expired.
  public var openOnly: Bool
  /// Rows at most; never more than `Limits.rows`.
  public var limit: Int

  /// States every field.
  public init(
    side: ListingSide? = nil, category: Category? = nil, author: ResidentID? = nil,
    openOnly: Bool = true, limit: Int = Limits.rows
  ) {
    self.side = side
    self.category = category
    self.author = author
    self.openOnly = openOnly
    self.limit = limit
  }
}

extension NodeStore {
  /// Listings, our own and those peers let us see, newest first.
  public func board(
    _ query: BoardQuery, at now: Instant
  ) throws(StorageFault) -> [ListingRow] {
    try read { views in
      var conditions = [SQLViews.visible]
      var values: [Value] = []
      if query.openOnly {
        conditions.append("l.withdrawn = 0 AND l.agreed < l.wanted AND l.expires > ?")
        values.append(.time(now))
      }
      if let side = query.side {
        conditions.append("l.side = ?")
        values.append(.count(side.rawValue))
      }
      if let category = query.category {
        conditions.append("l.category = ?")
        values.append(.count(category.rawValue))
      }
      if let author = query.author {
        conditions.append("l.node = \(Schema.ownNumber) AND l.author = ?")
        values.append(.identity(author))
      }
      values.append(.count(max(0, min(query.limit, Limits.rows))))
      return try views.prepare(
        """
        \(SQLViews.selectListingRow) WHERE \(conditions.joined(separator: " AND "))
        ORDER BY l.posted DESC, l.number DESC LIMIT ?
        """
      ).all(values) { try views.listingRow(&$0) }
    }
  }

  /// One listing, open or not; nil when we do not know it.
  public func listing(_ id: UpdateID) throws(StorageFault) -> ListingRow? {
    try read { try $0.listingRow(id) }
  }
}

extension SQLViews {
  func listingRow(_ id: UpdateID) throws -> ListingRow? {
    try prepare("\(Self.selectListingRow) WHERE e.update_id = ?")
      .first(.identity(id)) { try listingRow(&$0) }
  }

  /// From `selectListingRow`.
  func listingRow(_ row: inout RowReader) throws -> ListingRow {
    let listing = try Listing(&row)
    let peer = row.textOrNil()
    let written = PersonalText(row.blobOrNil())
    let profile = PersonalText(row.blobOrNil())
    return ListingRow(
      listing: listing, text: written.text,
      name: written.name.isEmpty ? profile.name : written.name,
      nodeName: listing.node == node ? nil : peer ?? listing.node.short, erased: row.flag())
  }

  /// Our own, and what a standing federation lets cross the border. A neighbourhood we left is
  /// off the board, though its log stays.
  static let visible = """
    (l.node = \(Schema.ownNumber) OR (p.state = 2 AND (l.reach = 3 OR (l.reach = 2 AND p.nearby))))
    """

  // LEFT JOIN also where a row always exists: it keeps `listing` the outer loop, whose index
  // gives the board's order.
  static let selectListingRow = """
    SELECT \(listingColumns), p.name, e.content_bytes, f.content_bytes, \
    EXISTS (SELECT 1 FROM erased WHERE update_id = e.update_id) \
    FROM listing l LEFT JOIN node n ON n.number = l.node LEFT JOIN peer p ON p.node = l.node \
    LEFT JOIN entry e ON e.arrival = l.number \
    LEFT JOIN resident r ON r.id = l.author AND l.node = \(Schema.ownNumber) \
    LEFT JOIN entry f ON f.update_id = r.profile
    """
}
