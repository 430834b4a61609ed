import Exchange
import Matching
import Proximity
import Vocabulary

/// Made-up residents with an offer each: one village on a real map, and others like it further than
/// anybody there travels.
struct MatchCrowd {
  /// Areas of each village: those around the middle of the map.
  static let size = 300
  private(set) var index = ListingIndex()
  private let areas: [Area]
  private var generator = SeededGenerator(seed: 300)
  private static let now = Instant(milliseconds: 1_795_262_400_000)
  private static let words = [
    "haag", "fiets", "koffie", "markt", "kleinzoon", "belastingen", "soep", "hond", "boeken",
    "trap", "zonnig", "terras", "dienstencentrum", "apotheek", "wandelen", "verhuis",
  ]
  private static let windows = [
    WeeklyWindow(days: 31, from: 540, to: 720), WeeklyWindow(days: 96, from: 600, to: 1_080),
    WeeklyWindow(days: 2, from: 840, to: 930), WeeklyWindow(days: 127, from: 1_080, to: 1_320),
  ].compactMap(\.self)

  init(around map: StreetMap) {
    let box = map.summary
    let north = (Int64(box.southWest.latitude) + Int64(box.northEast.latitude)) / 2
    let east = (Int64(box.southWest.longitude) + Int64(box.northEast.longitude)) / 2
    var around: [(metres: Double, cell: Cell)] = []
    for row in Int64(-15)...15 {
      for column in Int64(-15)...15 {
        guard let middle = Coordinate(latitude: north, longitude: east),
          let point = Coordinate(latitude: north + row * 25_000, longitude: east + column * 25_000)
        else { continue }
        around.append((middle.metres(to: Cell(point).centre), Cell(point)))
      }
    }
    areas = around.sorted { ($0.metres, $0.cell) < ($1.metres, $1.cell) }
      .prefix(Self.size).compactMap(\.cell.area)
  }

  /// Adds a village's residents, each with an offer; each village half a degree north of the last.
  mutating func settle(village: Int, offers: Int) {
    for _ in 0..<offers {
      let author = ResidentID(bytes: bytes())
      var known = Neighbour()
      known.lastMonth = Minutes(Int64.random(in: 0...1_500, using: &generator))
      known.preferences.weeklyMost = chance(20) ? Minutes(180) : nil
      known.preferences.avoidsOwnArea = chance(10)
      known.preferences.travel = chance(50) ? travel() : nil
      index.know(author, known)
      index.insert(
        listing(.offer, author, in: village), text: text())
    }
  }

  /// A request somewhere in the first village.
  mutating func question() -> Question {
    let seeker = listing(.request, ResidentID(bytes: bytes()), in: 0)
    return Question(for: seeker, text: text(), at: Self.now, secondsAhead: { _ in 3_600 })
  }

  private mutating func listing(_ side: ListingSide, _ author: ResidentID, in village: Int)
    -> Listing
  {
    let area = Self.moved(pick(areas), by: village)
    var terms = ListingTerms()
    if chance(40) { terms.weekly = [pick(Self.windows)] }
    if side == .offer, chance(40) { terms.travel = travel() }
    // Who helps by phone is near to everybody; such offers are the first village's only.
    terms.isRemote = side == .offer && village == 0 && chance(3)
    let starts = Self.now + .minutes(Int64.random(in: 60...8_000, using: &generator))
    let isOnce = chance(30)
    return Listing(
      id: UpdateID(bytes: bytes()), node: NodeID(bytes: .zero), sequence: 1, author: author,
      side: side, category: pick(Category.allCases), area: area,
      reach: .federation, gift: false, minutes: Minutes(60), wanted: 1,
      starts: isOnce ? starts : nil, ends: isOnce ? starts + .minutes(180) : nil,
      expires: Self.now + .days(30), posted: Self.now - .minutes(5), terms: terms)
  }

  private static func moved(_ area: Area, by village: Int) -> Area {
    let here = Cell(area).centre
    return Coordinate(
      latitude: Int64(here.latitude) + Int64(village) * 5_000_000,
      longitude: Int64(here.longitude)
    ).flatMap { Cell($0).area } ?? area
  }

  private mutating func text() -> String {
    (0..<6).map { _ in pick(Self.words) }.joined(separator: " ")
  }

  private mutating func travel() -> OwnTravel? {
    OwnTravel(
      chance(50) ? .bicycle : pick(Means.allCases), most: Int.random(in: 5...20, using: &generator))
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &generator) < percent
  }

  private mutating func pick<T>(_ list: [T]) -> T {
    list[Int.random(in: list.indices, using: &generator)]
  }

  private mutating func bytes() -> Bytes32 { Bytes32(generator.bytes(32)) ?? .zero }
}
