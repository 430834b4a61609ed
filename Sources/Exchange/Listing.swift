import Vocabulary

/// What somebody can give or needs, as the noticeboard knows it. Facts only: the text is content
/// and stays with its entry, so that erasing it there erases it everywhere.
public struct Listing: Hashable, Sendable {
  /// The update that posted it.
  public let id: UpdateID
  /// Whose log holds it.
  public let node: NodeID
  /// Its place in that log.
  public let sequence: UInt64
  /// Who posted it.
  public let author: ResidentID
  /// Offer or request.
  public let side: ListingSide
  /// What kind of help.
  public let category: Category
  /// About where.
  public let area: Area
  /// Who may see it.
  public let reach: Reach
  /// Carries no minutes at all.
  public let gift: Bool
  /// Expected minutes; zero for a gift.
  public let minutes: Minutes
  /// People wanted (request) or people who can be helped (offer), 1 … `Limits.wanted`.
  public let wanted: Int
  /// Start of the window; nil when in consultation.
  public let starts: Instant?
  /// End of the window; nil when in consultation.
  public let ends: Instant?
  /// When it leaves the board by itself.
  public let expires: Instant
  /// When the log took it.
  public let posted: Instant
  /// When it suits, how one gets there, in which languages.
  public let terms: ListingTerms
  /// Taken off the board: by its author, or because they left.
  public var withdrawn: Bool
  /// Places taken: agreements both sides said yes to and nobody called off. Of another log's listing
  /// those we know of, until its node says how many there are; from then on what it said last.
  public var agreed: Int
  /// Places taken as the log's own node said last, 0 … `wanted`; nil before it said anything. At
  /// home `wanted` once its author said that it is off the board: that word tells it all.
  public var told: Int?

  /// States every field.
  public init(
    id: UpdateID, node: NodeID, sequence: UInt64, author: ResidentID, side: ListingSide,
    category: Category, area: Area, reach: Reach, gift: Bool, minutes: Minutes, wanted: Int,
    starts: Instant?, ends: Instant?, expires: Instant, posted: Instant,
    terms: ListingTerms = ListingTerms(), withdrawn: Bool = false, agreed: Int = 0,
    told: Int? = nil
  ) {
    self.id = id
    self.node = node
    self.sequence = sequence
    self.author = author
    self.side = side
    self.category = category
    self.area = area
    self.reach = reach
    self.gift = gift
    self.minutes = minutes
    self.wanted = wanted
    self.starts = starts
    self.ends = ends
    self.expires = expires
    self.posted = posted
    self.terms = terms
    self.withdrawn = withdrawn
    self.agreed = agreed
    self.told = told
  }

  /// Where it stands at a moment.
  public func state(at now: Instant) -> ListingState {
    if withdrawn { return .withdrawn }
    if now >= expires { return .expired }
    return agreed >= wanted ? .filled : .open
  }

  /// Places taken as others are told, 0 … `wanted`: all of them when it is withdrawn. Agreements can
  /// be one too many, when one that was called off turns out to have been kept.
  public var taken: Int { withdrawn ? wanted : min(agreed, wanted) }

  /// True when other neighbourhoods can read it and were told otherwise about its places. Until it
  /// expires, its own node owes them a word.
  public var isUntold: Bool { reach.crossesBorder && taken != told ?? 0 }
}

/// Where a listing stands. Raw values are the wire's.
public enum ListingState: Int, Sendable, CaseIterable {
  case open = 1
  case filled = 2
  case withdrawn = 3
  case expired = 4
}
