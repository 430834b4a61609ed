import Exchange
import Foundation
import Matching
import Proximity
import Testing
import Vocabulary

private let repository = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// A shared file of data; nil where it is absent.
func sharedFile(_ name: String) -> URL? {
  let folder =
    ProcessInfo.processInfo.environment["GEBUUR_SHARED"].map { URL(filePath: $0) }
    ?? repository.deletingLastPathComponent().appending(path: "shared")
  let file = folder.appending(path: name)
  return FileManager.default.fileExists(atPath: file.path) ? file : nil
}

/// Keeps an array's bytes in place for a map.
final class HeldBytes: @unchecked Sendable {
  // `@unchecked`: written once, before anybody else sees it.
  let start: UnsafeMutableRawBufferPointer

  init(_ bytes: [UInt8]) {
    start = .allocate(byteCount: bytes.count, alignment: 8)
    start.copyBytes(from: bytes)
  }

  deinit { start.deallocate() }
}

func openMap(_ source: [UInt8]) throws -> StreetMap {
  let held = HeldBytes(try MapImport.map(of: ArraySource(source)))
  return try StreetMap(UnsafeRawBufferPointer(held.start), owner: held)
}

/// A small made-up village: streets each way on a grid of ten by ten points, 0.003° apart, every
/// third of them one-way.
func gridMap() throws -> StreetMap {
  var xml = "<?xml version='1.0'?>\n<osm version=\"0.6\">\n"
  for row in 0..<10 {
    for column in 0..<10 {
      xml +=
        "<node id=\"\(row * 10 + column + 1)\" lat=\"51.\(String(row * 3 + 1_000).dropFirst())\""
        + " lon=\"4.\(String(column * 3 + 1_000).dropFirst())\"/>\n"
    }
  }
  for line in 0..<20 {
    xml += "<way id=\"\(line + 1)\">"
    for step in 0..<10 {
      let node = line < 10 ? line * 10 + step + 1 : step * 10 + line - 10 + 1
      xml += "<nd ref=\"\(node)\"/>"
    }
    xml += "<tag k=\"highway\" v=\"residential\"/>"
    if line % 3 == 1 { xml += "<tag k=\"oneway\" v=\"yes\"/>" }
    xml += "</way>\n"
  }
  return try openMap(Array((xml + "</osm>\n").utf8))
}

/// Areas along a map's streets, from the south.
func areas(of map: StreetMap) throws -> [Area] {
  let box = map.summary
  let middle = try #require(
    Coordinate(
      latitude: (Int64(box.southWest.latitude) + Int64(box.northEast.latitude)) / 2,
      longitude: (Int64(box.southWest.longitude) + Int64(box.northEast.longitude)) / 2))
  return Surroundings(from: middle, by: Travel(usual: .foot), within: 3 * 3_600_000, on: map)
    .areas().map(\.area)
}

func identity<ID: Identity>(_ number: Int, _ kind: UInt8 = 0) throws -> ID {
  var bytes = [UInt8](repeating: kind, count: 32)
  for place in 0..<8 { bytes[place] = UInt8(truncatingIfNeeded: number >> (56 - 8 * place)) }
  return ID(bytes: try #require(Bytes32(bytes)))
}

/// Saturday 21 November 2026, 12:00 UTC, at an hour ahead.
let noon = Instant(milliseconds: 1_795_262_400_000)
let anHour: @Sendable (Instant) -> Int64 = { _ in 3_600 }

/// A listing in the making.
struct Draft {
  var number: Int
  var author: Int
  var side = ListingSide.offer
  var category = Vocabulary.Category.garden
  var area: Area
  var node = 1
  var reach = Reach.federation
  var minutes: Int64 = 60
  var starts: Instant?
  var ends: Instant?
  var expires = noon + .days(30)
  var posted = noon - .minutes(1)
  var terms = ListingTerms()
  var withdrawn = false
  var agreed = 0

  func listing() throws -> Listing {
    Listing(
      id: try identity(number, 1), node: try identity(node, 2), sequence: UInt64(number),
      author: try identity(author, 3), side: side, category: category, area: area, reach: reach,
      gift: minutes == 0, minutes: Minutes(minutes), wanted: 1, starts: starts, ends: ends,
      expires: expires, posted: posted, terms: terms, withdrawn: withdrawn, agreed: agreed)
  }
}

/// One request of resident 1 and one offer of resident 2, both for the garden, in areas side by side
/// without a map; what is changed about them is what a test is about.
struct TwoNeighbours {
  var request: Draft
  var offer: Draft
  var asker = Neighbour()
  var helper = Neighbour()
  var texts = (request: "", offer: "")
  var now = noon
  var together: [ResidentID: Together] = [:]
  var agreements: [Agreement] = []
  var nearby: Set<NodeID> = []
  var weekEnds = Instant(milliseconds: .max)

  init() throws {
    let area = try #require(Area("9F367Q4C+"))
    request = Draft(number: 1, author: 1, side: .request, area: area)
    offer = Draft(number: 2, author: 2, area: area)
  }

  private func index() throws -> ListingIndex {
    var index = ListingIndex()
    index.insert(try request.listing(), text: texts.request)
    index.insert(try offer.listing(), text: texts.offer)
    index.know(try identity(1, 3), asker)
    index.know(try identity(2, 3), helper)
    return index
  }

  func question(offering: Bool = false) throws -> Question {
    var question = Question(
      for: try (offering ? offer : request).listing(),
      text: offering ? texts.offer : texts.request, at: now, secondsAhead: anHour)
    question.together = together
    question.agreements = agreements
    question.nearby = nearby
    question.weekEnds = weekEnds
    return question
  }

  /// What is found, and what is said when one asks why it is not; exactly one of them is there.
  func look(offering: Bool = false) throws -> (match: Match?, gate: Gate?) {
    let index = try index()
    var searches = Searches(on: nil)
    let question = try question(offering: offering)
    let found = index.matches(question, searches: &searches)
    let id = try (offering ? request : offer).listing().id
    let gate = index.whyNot(id, question, searches: &searches)
    #expect(found.isEmpty == (gate != nil))
    return (found.first, gate)
  }

  func gate(offering: Bool = false) throws -> Gate? { try look(offering: offering).gate }

  func reason(
    offering: Bool = false, _ isWanted: (Reason.Kind) -> Bool
  ) throws -> Reason? {
    let match = try #require(try look(offering: offering).match)
    #expect(match.points == match.reasons.reduce(0) { $0 + $1.points })
    return match.reasons.first { isWanted($0.kind) }
  }
}
