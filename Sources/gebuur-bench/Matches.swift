import Foundation
import Matching
import Proximity
import Vocabulary

/// Who could help with a request, among all offers of a neighbourhood, and of ten times as many.
enum Matches: Measurement {
  static let name = "matches"
  static let offers = 10_000
  static let villages = 10
  static let requests = 200

  static func measure(on ground: Ground) async throws -> [Figure] {
    guard let map = try realMap() else {
      print("matches: no map; GEBUUR_SHARED names the folder with data/wechelderzande.osm.pbf")
      return []
    }
    var crowd = MatchCrowd(around: map)
    crowd.settle(village: 0, offers: offers)
    let requests = (0..<requests).map { _ in crowd.question() }
    var anew = Searches(on: map, most: 0)
    // Once without a watch: the first questions wake the machine up.
    _ = median(requests, crowd.index, &anew)
    let (one, found) = median(requests, crowd.index, &anew)
    var kept = Searches(on: map, most: 10_000)
    _ = median(requests, crowd.index, &kept)
    let (again, _) = median(requests, crowd.index, &kept)
    for village in 1..<villages { crowd.settle(village: village, offers: offers) }
    _ = median(requests, crowd.index, &anew)
    let (large, foundLarge) = median(requests, crowd.index, &anew)
    let (largeAgain, _) = median(requests, crowd.index, &kept)
    guard found == foundLarge else { throw Trouble("other matches among more offers") }
    let among = "among \(offers) offers in \(MatchCrowd.size) areas"
    return [
      Figure(
        name: "matches for one request \(among), streets searched anew, median", value: one,
        unit: "ms", goals: [.below(2)]),
      Figure(
        name: "matches for one request \(among), searches kept, median", value: again, unit: "ms",
        goals: [.below(2)]),
      Figure(
        name: "the same among \(crowd.index.count) offers, streets searched anew, median",
        value: large, unit: "ms",
        baseline: .init(value: one, meaning: "ms among \(offers)"), goals: [.ratioBelow(1.3)]),
      Figure(
        name: "the same among \(crowd.index.count) offers, searches kept, median",
        value: largeAgain, unit: "ms",
        baseline: .init(value: again, meaning: "ms among \(offers)"), goals: [.ratioBelow(1.3)]),
      Figure(
        name: "matches found for one request, before the best fifty are taken",
        value: Double(found) / Double(requests.count), unit: ""),
    ]
  }

  /// Milliseconds for one request, and how many matches all of them have.
  private static func median(
    _ questions: [Question], _ index: ListingIndex, _ searches: inout Searches
  ) -> (milliseconds: Double, found: Int) {
    var times: [Double] = []
    for question in questions {
      let watch = Stopwatch()
      _ = index.matches(question, searches: &searches, most: 50)
      times.append(watch.seconds * 1_000)
    }
    let found = questions.reduce(0) { $0 + index.matches($1, searches: &searches).count }
    return (times.median, found)
  }

  private static func realMap() throws -> StreetMap? {
    let folder = ProcessInfo.processInfo.environment["GEBUUR_SHARED"] ?? "../shared"
    let path = folder + "/data/wechelderzande.osm.pbf"
    guard let extract = FileManager.default.contents(atPath: path) else { return nil }
    let held = HeldMap(try MapImport.map(of: ArraySource([UInt8](extract))))
    return try StreetMap(UnsafeRawBufferPointer(held.bytes), owner: held)
  }
}

/// A map's bytes in memory.
private final class HeldMap: @unchecked Sendable {
  // `@unchecked`: written once, before anybody else sees it.
  let bytes: UnsafeMutableRawBufferPointer

  init(_ map: [UInt8]) {
    bytes = .allocate(byteCount: map.count, alignment: 8)
    bytes.copyBytes(from: map)
  }

  deinit { bytes.deallocate() }
}
