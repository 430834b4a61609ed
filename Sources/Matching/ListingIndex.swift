import Exchange
import Proximity
import Vocabulary

/// The open listings a node knows, by area, and what it knows of the people who posted them.
///
/// What is asked of it depends on what is in it, never on the order in which that came.
public struct ListingIndex: Sendable {
  /// One area's listings.
  struct Bucket: Sendable {
    let cell: Cell
    var shelf = Shelf()
  }

  /// In order of their cells.
  private(set) var buckets: [Bucket] = []
  /// By phone or screen: near to everybody.
  private(set) var remote = Shelf()
  private var entries: [UpdateID: Entry] = [:]
  private var people: [ResidentID: Int] = [:]
  private var profiles: [Profile?] = []
  /// How many offers and people name each means of travel.
  private var named: [Means: Int] = [:]

  /// Empty.
  public init() {}

  /// How many listings it holds.
  public var count: Int { entries.count }

  /// A listing it holds.
  public subscript(id: UpdateID) -> Listing? { entries[id]?.listing }

  /// What is posted in an area, in order of the ids.
  public func listings(in area: Area, _ side: ListingSide) -> [Listing] {
    let cell = Cell(area)
    let at = firstBucket(from: cell)
    let near = at < buckets.count && buckets[at].cell == cell ? buckets[at].shelf : Shelf()
    let here = (0..<Category.slots).flatMap { slot in
      near.entries(side, slot) + remote.entries(side, slot).filter { $0.listing.area == area }
    }
    return here.map(\.listing).sorted { $0.id < $1.id }
  }

  /// Adds a listing with its text, as far as that is not erased, and when it was first answered;
  /// what was known of the same listing is forgotten.
  public mutating func insert(_ listing: Listing, text: String = "", answered: Instant? = nil) {
    remove(listing.id)
    let entry = Entry(
      listing, text: text, answered: answered, person: makePlace(for: listing.author))
    entries[listing.id] = entry
    count(travelOf: entry, 1)
    guard !listing.terms.isRemote else { return remote.insert(entry) }
    let cell = Cell(listing.area)
    let at = firstBucket(from: cell)
    if at == buckets.count || buckets[at].cell != cell {
      buckets.insert(Bucket(cell: cell), at: at)
    }
    buckets[at].shelf.insert(entry)
  }

  /// Takes a listing out; false when it was not there.
  @discardableResult
  public mutating func remove(_ id: UpdateID) -> Bool {
    guard let entry = entries.removeValue(forKey: id) else { return false }
    count(travelOf: entry, -1)
    if entry.listing.terms.isRemote {
      remote.remove(entry)
      return true
    }
    let cell = Cell(entry.listing.area)
    let at = firstBucket(from: cell)
    guard at < buckets.count, buckets[at].cell == cell else { return true }
    buckets[at].shelf.remove(entry)
    if buckets[at].shelf.count == 0 { buckets.remove(at: at) }
    return true
  }

  /// Notes what is known of a resident; nil forgets it.
  public mutating func know(_ resident: ResidentID, _ neighbour: Neighbour?) {
    guard neighbour != nil || people[resident] != nil else { return }
    let place = makePlace(for: resident)
    if let means = profiles[place]?.known.preferences.travel?.means {
      named[means, default: 0] -= 1
    }
    if let means = neighbour?.preferences.travel?.means { named[means, default: 0] += 1 }
    profiles[place] = neighbour.map { Profile($0) }
  }

  /// What is known of a resident.
  public func neighbour(_ resident: ResidentID) -> Neighbour? { profile(of: resident)?.known }

  func entry(_ id: UpdateID) -> Entry? { entries[id] }
  func profile(_ entry: Entry) -> Profile? { profiles[entry.person] }
  func profile(of resident: ResidentID) -> Profile? { people[resident].flatMap { profiles[$0] } }

  /// Every means by which somebody here may travel to help.
  var means: [Means] {
    Means.allCases.filter { $0 == OwnTravel.usual.means || named[$0, default: 0] > 0 }
  }

  /// The first bucket at a cell or after it.
  func firstBucket(from cell: Cell) -> Int { firstBucket(row: cell.row, column: cell.column) }

  func firstBucket(row: Int32, column: Int32) -> Int {
    var (low, high) = (0, buckets.count)
    while low < high {
      let middle = (low + high) / 2
      let cell = buckets[middle].cell
      if (cell.row, cell.column) < (row, column) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The buckets within a rectangle, row by row.
  func forEachBucket(in extent: Surroundings.Extent?, _ body: (Bucket) -> Void) {
    guard let extent else { return }
    var at = firstBucket(row: extent.rows.lowerBound, column: extent.columns.lowerBound)
    while at < buckets.count {
      let cell = buckets[at].cell
      if cell.row > extent.rows.upperBound { return }
      if cell.column < extent.columns.lowerBound {
        at = firstBucket(row: cell.row, column: extent.columns.lowerBound)
      } else if cell.column > extent.columns.upperBound {
        at = firstBucket(row: cell.row + 1, column: extent.columns.lowerBound)
      } else {
        body(buckets[at])
        at += 1
      }
    }
  }

  private mutating func makePlace(for resident: ResidentID) -> Int {
    if let place = people[resident] { return place }
    people[resident] = profiles.count
    profiles.append(nil)
    return profiles.count - 1
  }

  private mutating func count(travelOf entry: Entry, _ change: Int) {
    guard entry.listing.side == .offer, let means = entry.listing.terms.travel?.means else {
      return
    }
    named[means, default: 0] += change
  }
}
