import Exchange
import Vocabulary

/// A listing as the board shows it.
public struct ListingLine: Sendable {
  /// The update that posted it.
  public let id: UpdateID
  /// Offer or request.
  public let side: ListingSide
  /// What kind of help.
  public let category: Category
  /// About where: a Plus Code, as received.
  public let area: String
  /// Who may see it.
  public let reach: Reach
  /// Expected minutes; nil for a gift.
  public let minutes: Int64?
  /// People wanted.
  public let wanted: Int
  /// People who agreed.
  public let agreed: Int
  /// Start and end; nil when to be agreed.
  public let window: Range<Instant>?
  /// When it suits, how one gets there, in which languages.
  public let terms: ListingTerms
  /// When it leaves the board.
  public let expires: Instant
  /// When it was posted.
  public let posted: Instant
  /// Where it stands.
  public let state: ListingState
  /// Who posted it; nil when the node did not say.
  public let author: ResidentID?
  /// Where they live; nil when the node did not say.
  public let node: NodeID?
  /// What their neighbourhood is called, when it is another one than the reader's; else nil.
  public let elsewhere: String?
  /// What they wrote; nil when it was erased.
  public let text: String?
  /// How they sign; may be empty.
  public let name: String
  /// The reader posted it.
  public let mine: Bool

  /// States every field.
  public init(
    id: UpdateID, side: ListingSide, category: Category, area: String, reach: Reach,
    minutes: Int64?, wanted: Int, agreed: Int, window: Range<Instant>?, expires: Instant,
    posted: Instant, state: ListingState, author: ResidentID?, node: NodeID?, elsewhere: String?,
    text: String?, name: String, mine: Bool, terms: ListingTerms = ListingTerms()
  ) {
    self.id = id
    self.side = side
    self.category = category
    self.area = area
    self.reach = reach
    self.minutes = minutes
    self.wanted = wanted
    self.agreed = agreed
    self.window = window
    self.expires = expires
    self.posted = posted
    self.state = state
    self.author = author
    self.node = node
    self.elsewhere = elsewhere
    self.text = text
    self.name = name
    self.mine = mine
    self.terms = terms
  }

  func when(on page: Page) -> String {
    guard let window else {
      return terms.weekly.isEmpty ? page.say(.toBeAgreed) : page.weekly(terms.weekly)
    }
    return page.window(from: window.lowerBound, to: window.upperBound)
  }

  func howLong(on page: Page) -> String {
    minutes.map { page.shortDuration($0) } ?? page.say(.gift)
  }

  func who(on page: Page) -> String {
    let name = page.quote(name)
    let person = mine ? page.say(.you) : name.isEmpty ? page.say(.aNeighbour) : name
    return elsewhere.map { "\(person) (\(page.quote($0)))" } ?? person
  }

  func words(on page: Page) -> String { text.map { page.quote($0) } ?? page.say(.erased) }

  /// As programs read it.
  var json: JSON {
    .of([
      "id": .text(id.description), "short": .text(id.short), "side": .text("\(side)"),
      "category": .text("\(category)"), "text": .text(text ?? ""), "erased": .bool(text == nil),
      "name": .text(name),
      "area": .text(area), "reach": .text("\(reach)"), "gift": .bool(minutes == nil),
      "minutes": .number(orNull: minutes), "wanted": .number(Int64(wanted)),
      "agreed": .number(Int64(agreed)), "starts": .time(window?.lowerBound),
      "ends": .time(window?.upperBound), "expires": .time(expires), "posted": .time(posted),
      "state": .text("\(state)"), "mine": .bool(mine),
      "author": .text(orNull: author?.description), "node": .text(orNull: node?.description),
      "elsewhere": .text(orNull: elsewhere), "terms": terms.json,
    ])
  }
}
