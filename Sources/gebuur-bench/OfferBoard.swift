import Exchange
import Foundation
import Matching
import Proximity
import Vocabulary

/// Offers that differ in nothing but where they are, strewn over a map with a fixed seed, and areas
/// from which they are asked for.
struct OfferBoard {
  typealias Found = (offer: Int, seconds: Double)
  let questions: [Area]
  private let areas: [Area]
  private var index = ListingIndex()
  private var numbers: [UpdateID: Int] = [:]
  private var offers: [Area: [Int]] = [:]
  private static let now = Instant(milliseconds: 1_795_262_400_000)

  init(on map: StreetMap) {
    var generator = SeededGenerator(seed: 300)
    let (low, high) = (map.summary.southWest, map.summary.northEast)
    let middle = Coordinate(
      latitude: (Int64(low.latitude) + Int64(high.latitude)) / 2,
      longitude: (Int64(low.longitude) + Int64(high.longitude)) / 2)
    let reach = Surroundings(
      from: middle ?? low, by: Travel(usual: .bicycle), within: Surroundings.longest, on: map)
    let all = reach.areas().map(\.area).shuffled(using: &generator)
    areas = Array(all.prefix(NearestOffers.areas))
    questions = Array(areas.prefix(NearestOffers.questions))
    for offer in 0..<NearestOffers.offers {
      let area = areas[Int.random(in: areas.indices, using: &generator)]
      let listing = Self.listing(.offer, number: offer, in: area)
      index.insert(listing)
      numbers[listing.id] = offer
      offers[area, default: []].append(offer)
    }
  }

  /// All that can come to an area within ten minutes, the nearest first.
  func matches(near area: Area, _ searches: inout Searches) -> [Match] {
    let seeker = Self.listing(.request, number: NearestOffers.offers, in: area)
    let question = Question(for: seeker, at: Self.now, secondsAhead: { _ in 3_600 })
    return index.matches(question, searches: &searches)
  }

  /// The same by the offers' numbers, with seconds.
  func numbered(_ matches: [Match]) -> [Found] {
    matches.compactMap { match in
      guard let number = numbers[match.listing.id], let journey = match.journey else { return nil }
      return (number, Double(journey.milliseconds) / 1_000)
    }
  }

  private static func listing(_ side: ListingSide, number: Int, in area: Area) -> Listing {
    let id = Bytes32((0..<32).map { UInt8(truncatingIfNeeded: number >> ($0 * 8 % 64)) }) ?? .zero
    return Listing(
      id: UpdateID(bytes: id), node: NodeID(bytes: .zero), sequence: 1,
      author: ResidentID(bytes: id), side: side, category: .groceries, area: area,
      reach: .neighbourhood, gift: false, minutes: Minutes(60), wanted: 1, starts: nil, ends: nil,
      expires: now + .days(30), posted: now - .minutes(5), terms: ListingTerms())
  }

  /// The same for another program: areas.csv, offers.csv, questions.csv.
  func write(to folder: String) throws {
    func file(_ name: String, _ lines: [String]) throws {
      let text = lines.joined(separator: "\n") + "\n"
      try Data(text.utf8).write(to: URL(filePath: folder + "/" + name))
    }
    try file(
      "areas.csv",
      areas.map {
        "\($0.code),\(Cell($0).centre.degreesNorth),\(Cell($0).centre.degreesEast)"
      })
    try file(
      "offers.csv", areas.flatMap { area in (offers[area] ?? []).map { "\($0),\(area.code)" } })
    try file("questions.csv", questions.map(\.code))
  }
}
