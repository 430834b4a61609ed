import Exchange
import Foundation
import Matching
import NodeRuntime
import Proximity
import Vocabulary

/// Which of ten thousand offers are within ten minutes by bicycle, nearest first? The same streets,
/// offers and questions for our matching and for PostGIS with pgRouting.
///
/// The same: the map (as we export it), the cost of each stretch, the nearest point of a street that
/// leads anywhere and the straight line to it, the way from the offer to the area that asks, every
/// offer within 600 s in order of its time. Not the same: ours is asked in its own process and also
/// weighs time, language, fairness and the like (here equal for all, so that nearness alone decides),
/// theirs answers over a socket with number and time only; ours counts whole milliseconds, rounded
/// up; two areas at one point of a street are as far apart as the crow flies, while theirs goes to the
/// street and back; pgRouting reads its stretches anew for each question, the areas' points are known to it.
enum NearestOffers: Measurement {
  static let name = "nearest"
  static let offers = 10_000
  static let areas = 300
  static let questions = 40

  static func measure(on ground: Ground) async throws -> [Figure] {
    guard let country = try ground.country() else { return [] }
    let gebuurd = try ground.program("gebuurd")
    _ = try gebuurd.time(["map", "import", "--directory", country.folder, country.extract])
    guard let map = try NodeDirectory(country.folder).openMap() else { throw Trouble("no map") }
    let board = OfferBoard(on: map)
    var searches = Searches(on: map, most: 0)
    // Once without a watch: the first questions wake the machine up.
    for area in board.questions { _ = board.matches(near: area, &searches) }
    var (times, answers): ([Double], [[OfferBoard.Found]]) = ([], [])
    for area in board.questions {
      let watch = Stopwatch()
      let found = board.matches(near: area, &searches)
      times.append(watch.seconds * 1e3)
      answers.append(board.numbered(found))
    }
    let found = answers.map { Double($0.count) }.median
    let name =
      "all of \(offers) offers in \(areas) areas within ten minutes, nearest first (\(Int(found)) "
      + "for the middle question), streets searched anew, median of \(questions)"
    let ours = times.median
    do {
      let other = try postgres(country, board, gebuurd, ground)
      let agreement = agreement(answers, other.offers)
      return [
        Figure(
          name: name, value: ours, unit: "ms",
          baseline: .init(
            value: other.milliseconds,
            meaning: "ms for PostGIS and pgRouting, \(other.way); \(agreement)"),
          goals: [.ratioBelow(1 / 20)])
      ]
    } catch let trouble as Trouble {
      print("nearest: not compared with PostGIS and pgRouting: \(trouble)")
      return [Figure(name: "\(name) (not compared: \(trouble))", value: ours, unit: "ms")]
    }
  }

  /// The better of pgRouting's two ways.
  private static func postgres(
    _ country: Country, _ board: OfferBoard, _ gebuurd: Program, _ ground: Ground
  ) throws -> (milliseconds: Double, way: String, offers: [[OfferBoard.Found]]) {
    let database = try Postgres(beside: ground.path)
    defer { database.stop() }
    guard try database.has(extensions: ["postgis", "pgrouting"]) else {
      throw Trouble("PostGIS or pgRouting is not installed, make bench-packages does")
    }
    let folder = country.folder
    _ = try gebuurd.time(
      ["map", "export", "--directory", folder, folder + "/export.osm"])
    try board.write(to: folder)
    let (program, arguments) = database.psql
    let text = try country.interpreter.read(
      ["Tests/Interop/pgrouting.py", folder, program] + arguments)
    let report = try JSONDecoder().decode(Report.self, from: Data(text.utf8))
    let (all, near) = (report.all.milliseconds.median, report.near.milliseconds.median)
    print(
      "nearest: pgRouting over all stretches \(Figure.text(all)) ms, near \(Figure.text(near)) ms")
    let better = near < all ? report.near : report.all
    return (
      better.milliseconds.median, near < all ? "stretches near" : "all stretches",
      better.offers.map { $0.map { (offer: Int($0[0]), seconds: $0[1]) } }
    )
  }

  private struct Report: Decodable {
    struct Way: Decodable {
      let milliseconds: [Double]
      let offers: [[[Double]]]
    }
    let all: Way
    let near: Way
  }

  /// The offers both found, and how many of them are a second apart or more.
  private static func agreement(
    _ ours: [[OfferBoard.Found]], _ theirs: [[OfferBoard.Found]]
  ) -> String {
    var (both, either, apart) = (0, 0, 0)
    for (one, other) in zip(ours, theirs) {
      let known = Dictionary(uniqueKeysWithValues: other.map { ($0.offer, $0.seconds) })
      let shared = one.compactMap { found in known[found.offer].map { abs($0 - found.seconds) } }
      both += shared.count
      either += one.count + other.count - shared.count
      apart += shared.count { $0 >= 1 }
    }
    return "\(both) of \(either) offers found by both, \(apart) of them 1 s apart or more"
  }
}
