import Exchange
import Foundation
import Matching
import Proximity
import Testing
import Vocabulary

@Suite("The ranking against an exhaustive reference")
struct PropertyTests {
  static let extract = sharedFile("data/wechelderzande.osm.pbf")

  @Test(
    "a thousand residents on the real map: everything that matches is found, in the same order",
    .enabled(if: extract != nil, "shared/data/wechelderzande.osm.pbf is absent"))
  func realMap() throws {
    let file = try #require(Self.extract)
    let map = try openMap([UInt8](try Data(contentsOf: file)))
    try compare(CrowdOnMap(seed: 1_000, residents: 1_000, on: map, areas: 40), questions: 40)
  }

  @Test("and on a small map of our own making, one-ways and all", arguments: [1, 2, 3])
  func madeMap(_ seed: UInt64) throws {
    try compare(CrowdOnMap(seed: seed, residents: 150, on: gridMap(), areas: 40), questions: 25)
  }

  @Test("and without a map", arguments: [4, 5])
  func noMap(_ seed: UInt64) throws {
    let map = try gridMap()
    try compare(
      CrowdOnMap(seed: seed, residents: 150, on: map, areas: 40, showing: nil), questions: 25)
  }

  private func compare(_ crowd: CrowdOnMap, questions: Int) throws {
    var crowd = crowd
    var searches = Searches(on: crowd.map)
    var found = 0
    for _ in 0..<questions {
      let question = crowd.question()
      let reference = crowd.exhaustive(question)
      let matches = crowd.index.matches(question, searches: &searches)
      let about = "seed \(crowd.seed), listing \(question.seeker.sequence)"
      #expect(matches.map(\.listing.sequence) == reference.map(\.id), "\(about)")
      #expect(matches.map(\.points) == reference.map(\.points), "\(about)")
      for match in matches {
        #expect(match.points == match.reasons.reduce(0) { $0 + $1.points }, "\(about)")
      }
      let best = crowd.index.matches(question, searches: &searches, most: 7)
      #expect(best == Array(matches.prefix(7)), "\(about)")
      found += matches.count
      let ids = Set(matches.map(\.listing.id))
      for listing in crowd.listings.keys.sorted() {
        let gate = crowd.index.whyNot(listing, question, searches: &searches)
        #expect((gate == nil) == ids.contains(listing), "\(about): \(String(describing: gate))")
      }
    }
    print("seed \(crowd.seed): \(found) matches for \(questions) listings, all found")
    #expect(found > questions)
  }

  @Test("the order in which listings came makes no difference, nor does what came and went")
  func order() throws {
    let map = try gridMap()
    var crowd = try CrowdOnMap(seed: 6, residents: 120, on: map, areas: 40)
    var other = ListingIndex()
    for resident in crowd.neighbours.keys.sorted().reversed() {
      other.know(resident, Neighbour())
      other.know(resident, crowd.neighbours[resident])
    }
    let shuffled = crowd.listings.values.sorted { $0.0.id > $1.0.id }
    for (listing, _) in shuffled { other.insert(listing, text: "iets heel anders") }
    for (listing, _) in shuffled.prefix(60) { other.remove(listing.id) }
    for (listing, text) in shuffled { other.insert(listing, text: text) }
    #expect(other.count == crowd.index.count)
    var (one, two) = (Searches(on: map), Searches(on: map, most: 0))
    for _ in 0..<30 {
      let question = crowd.question()
      #expect(
        crowd.index.matches(question, searches: &one)
          == other.matches(question, searches: &two))
    }
  }

  @Test("taking the best one away changes nothing about the others")
  func removing() throws {
    var crowd = try CrowdOnMap(seed: 7, residents: 120, on: gridMap(), areas: 40)
    var searches = Searches(on: crowd.map)
    for _ in 0..<20 {
      let question = crowd.question()
      let matches = crowd.index.matches(question, searches: &searches)
      guard let best = matches.first else { continue }
      var index = crowd.index
      let wasThere = index.remove(best.listing.id)
      #expect(wasThere)
      #expect(index.matches(question, searches: &searches) == Array(matches.dropFirst()))
    }
  }

  @Test("an area's listings are those that were posted there, in order")
  func byArea() throws {
    let crowd = try CrowdOnMap(seed: 8, residents: 120, on: gridMap(), areas: 10)
    for area in Set(crowd.listings.values.map(\.0.area)) {
      for side in ListingSide.allCases {
        let there = crowd.listings.values.map(\.0).filter { $0.area == area && $0.side == side }
        #expect(
          crowd.index.listings(in: area, side).map(\.id) == there.map(\.id).sorted())
      }
    }
  }
}
