import Exchange
import Matching
import Proximity
import Testing
import Vocabulary

/// Made-up residents with all sorts of listings and wishes, and the slow and plain way to find out
/// who matches whom: every listing is looked at, every way searched from the helper's door.
struct CrowdOnMap {
  let seed: UInt64
  let map: StreetMap?
  var index = ListingIndex()
  var listings: [UpdateID: (Listing, String)] = [:]
  var neighbours: [ResidentID: Neighbour] = [:]
  private var generator: SeededGenerator
  private var ways: [Way: Surroundings] = [:]
  private let nearby: Set<NodeID>

  private struct Way: Hashable {
    let area: Area
    let means: Means
  }

  init(
    seed: UInt64, residents: Int, on map: StreetMap, areas wanted: Int, showing: Bool? = true
  ) throws {
    self.seed = seed
    self.map = showing == nil ? nil : map
    generator = SeededGenerator(seed: seed)
    nearby = [try identity(2, 2)]
    let all = try areas(of: map)
    let some = (0..<wanted).map { _ in all[Int.random(in: all.indices, using: &generator)] }
    var number = 0
    for resident in 1...residents {
      let home = pick(some)
      let neighbour = try neighbour(home)
      if chance(85) {
        neighbours[try identity(resident, 3)] = neighbour
        index.know(try identity(resident, 3), neighbour)
      }
      for _ in 0..<Int.random(in: 1...2, using: &generator) {
        number += 1
        let text = (0..<3).map { _ in pick(Self.words) }.joined(separator: " ")
        let listing = try draft(number, resident, chance(90) ? home : pick(some)).listing()
        listings[listing.id] = (listing, text)
        index.insert(listing, text: text)
      }
    }
  }

  static let words = [
    "haag", "fiets", "koffie", "markt", "kleinzoon", "belastingen", "soep", "hond", "met", "voor",
    "Lille", "boeken", "trap", "zonnige", "terras",
  ]
  private static let windows = [
    WeeklyWindow(days: 31, from: 540, to: 720), WeeklyWindow(days: 96, from: 600, to: 1_080),
    WeeklyWindow(days: 2, from: 840, to: 930), WeeklyWindow(days: 127, from: 1_080, to: 1_320),
  ].compactMap(\.self)
  private static let languages = ["nl", "fr", "ar", "tr"].compactMap { SpokenLanguage($0) }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &generator) < percent
  }

  private mutating func pick<T>(_ list: [T]) -> T {
    list[Int.random(in: list.indices, using: &generator)]
  }

  private mutating func travel() -> OwnTravel? {
    OwnTravel(pick(Means.allCases), most: Int.random(in: 3...25, using: &generator))
  }

  private mutating func neighbour(_ home: Area) throws -> Neighbour {
    var known = Neighbour()
    known.home = chance(50) ? home : nil
    known.preferences.travel = chance(60) ? travel() : nil
    known.preferences.weeklyMost = chance(30) ? Minutes(120) : nil
    known.preferences.avoidsOwnArea = chance(20)
    for _ in 0..<4 where chance(30) {
      known.preferences.persons.append(
        try identity(Int.random(in: 1...100, using: &generator), 3))
    }
    if chance(20) { known.preferences.categories = [pick(Category.allCases)] }
    if chance(60) { known.preferences.languages = [pick(Self.languages), pick(Self.languages)] }
    known.thisWeek = Minutes(Int64.random(in: 0...150, using: &generator))
    known.lastMonth = Minutes(Int64.random(in: 0...2_000, using: &generator))
    known.lastHelped = chance(50) ? noon - .days(Int64.random(in: 0...30, using: &generator)) : nil
    known.attestations = chance(50) ? [pick(Attestation.allCases)] : []
    known.isShortOfHours = chance(20)
    known.isShortOfCompany = chance(20)
    return known
  }

  private mutating func draft(_ number: Int, _ author: Int, _ area: Area) -> Draft {
    var draft = Draft(number: number, author: author, area: area)
    draft.side = chance(50) ? .offer : .request
    draft.category = chance(10) ? .other : pick(Array(Category.allCases.prefix(6)))
    draft.node = chance(70) ? 1 : Int.random(in: 2...3, using: &generator)
    draft.reach = pick([.neighbourhood, .nearby, .federation, .federation])
    draft.minutes = chance(20) ? 0 : Int64.random(in: 1...8, using: &generator) * 15
    if chance(40) {
      draft.starts = noon + .minutes(Int64.random(in: -100...8_000, using: &generator))
      draft.ends = draft.starts.map { $0 + .minutes(chance(50) ? 90 : 4_000) }
    }
    if chance(40) { draft.terms.weekly = [pick(Self.windows)] }
    draft.terms.isRemote = chance(8)
    draft.terms.travel = chance(50) ? travel() : nil
    if chance(20) { draft.terms.languages = [pick(Self.languages)] }
    if chance(10) { draft.terms.attestations = [pick(Attestation.allCases)] }
    draft.terms.widening = pick(Widening.allCases)
    draft.posted = noon - .minutes(Int64.random(in: 0...8_000, using: &generator))
    draft.expires = noon + .minutes(chance(5) ? -1 : 9_000)
    draft.agreed = chance(5) ? 1 : 0
    draft.withdrawn = chance(3)
    return draft
  }

  /// A question of somebody whose listing is open, at whatever node.
  mutating func question() -> Question {
    let all = listings.values.sorted { $0.0.id < $1.0.id }
      .filter { $0.0.state(at: noon) == .open }
    let (seeker, text) = pick(all)
    var question = Question(for: seeker, text: text, at: noon, secondsAhead: anHour)
    question.nearby = nearby
    for (other, _) in all.prefix(60) where other.author != seeker.author {
      if chance(20) { question.together[other.author] = Together(settled: 2, thanked: 1) }
      guard chance(10) else { continue }
      var agreement = Agreement(
        id: other.id, listing: other.id, side: other.side, gift: false, owner: other.author,
        ownerNode: other.node, proposer: seeker.author, proposerNode: seeker.node, changed: noon)
      agreement.ownerSaid.declined = chance(50)
      question.agreements.append(agreement)
    }
    return question
  }

  /// What anybody with patience would find.
  mutating func exhaustive(_ question: Question) -> [(id: UInt64, points: Int)] {
    var found: [(listing: Listing, points: Int, time: Int64)] = []
    for (id, (listing, text)) in listings {
      if question.agreements.contains(where: { $0.listing == id }) { continue }
      guard let (points, time) = judge(question, listing, text) else { continue }
      found.append((listing, points, time))
    }
    return found.sorted {
      ($1.points, $0.time, $0.listing.posted, $0.listing.id)
        < ($0.points, $1.time, $1.listing.posted, $1.listing.id)
    }.map { ($0.listing.sequence, $0.points) }
  }

  mutating func journey(_ from: Area, _ to: Area, _ own: OwnTravel, _ most: Int) -> Int64? {
    let way = Way(area: from, means: own.means)
    let around =
      ways[way]
      ?? Surroundings(
        from: Cell(from).centre, by: Travel(usual: own.means), within: 30 * 60_000, on: map)
    ways[way] = around
    guard let time = around.journey(to: to)?.milliseconds,
      time <= Int64(min(own.most, most)) * 60_000
    else { return nil }
    return time
  }
}
