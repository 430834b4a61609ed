import Foundation
import Testing
import Vocabulary

@testable import Proximity

/// The streets of a real village: © OpenStreetMap contributors, ODbL.
enum Extract {
  static let file = sharedFile("data/wechelderzande.osm.pbf")
  static let bytes = Result { [UInt8](try Data(contentsOf: try #require(file))) }
  static let map = Result { try MapImport.map(of: ArraySource(try bytes.get())) }
}

/// Hears every address of a file.
private struct AddressListener: OSMVisitor {
  var wantsNodes: Bool { true }
  var wantsWays: Bool { true }
  var points: [Int64: Coordinate] = [:]
  var found: [(named: Named, nodes: [Int64])] = []

  mutating func node(_ id: Int64, at point: Coordinate, tags: @autoclosure () throws -> Tags) throws
  {
    points[id] = point
    for named in Named.all(in: try tags()) { found.append((named, [id])) }
  }

  mutating func way(_ id: Int64, nodes: [Int64], tags: Tags) {
    if WayRules(tags) != nil { return }
    for named in Named.all(in: tags) { found.append((named, nodes)) }
  }
}

@Suite(
  "Wechelderzande as it is",
  .enabled(if: Extract.file != nil, "shared/data/wechelderzande.osm.pbf is absent"))
struct WechelderzandeTests {
  let map: StreetMap

  init() throws { map = try openMap(try Extract.map.get()) }

  @Test("imported twice it is the same, byte for byte, and what was promised is in it")
  func twice() throws {
    var objects = 0
    let again = try MapImport.map(of: ArraySource(try Extract.bytes.get())) { step in
      if case .laying(let count) = step { objects = count }
    }
    #expect(try Extract.map.get() == again)
    #expect(objects == 11_582 + 2_342)
    let summary = map.summary
    #expect(summary.places > 1_400 && summary.nodes > 1_000 && summary.edges > summary.nodes)
  }

  @Test("every address of the extract resolves to itself")
  func addresses() throws {
    var listener = AddressListener()
    try OSMFile.read(ArraySource(try Extract.bytes.get()), into: &listener) { _ in }
    let book = AddressBook(map)
    let houses = listener.found.filter { $0.named.kind == .address }
    #expect(houses.count > 1_400)
    var ambiguous = 0
    for house in houses {
      let corners = house.nodes.compactMap { listener.points[$0] }
      let text = "\(house.named.name) \(house.named.number)"
      let found: [FoundPlace] =
        switch book.resolve(text) {
        case .one(_, let place): place.map { [$0] } ?? []
        case .several(let places): places
        case .none: []
        }
      if found.count > 1 { ambiguous += 1 }
      #expect(
        found.contains { place in
          Folding.number(place.number) == Folding.number(house.named.number)
            && corners.contains { $0.metres(to: place.point) < 300 }
        }, "\(text): \(found.map(\.label))")
    }
    print("\(houses.count) addresses, \(ambiguous) of them ambiguous")
    #expect(ambiguous * 50 < houses.count)
  }

  @Test("walking is as long there as back, nothing beats the crow, faster is never slower")
  func times() throws {
    let seed: UInt64 = 51
    var generator = SeededGenerator(seed: seed)
    let cells = (0..<map.layout.cells).map { map.cell($0) }
    var streets = 0
    for _ in 0..<150 {
      let a = cells[Int.random(in: cells.indices, using: &generator)].centre
      let b = cells[Int.random(in: cells.indices, using: &generator)].centre
      let crow = a.metres(to: b)
      for means in Means.allCases {
        let usual = Travel(usual: means)
        let there = Journey.between(a, b, by: usual, on: map)
        #expect(
          Double(there.milliseconds) >= (crow * 3_600_000 / Double(usual.speed)).rounded(.down))
        let speed = Int.random(in: Means.speeds, using: &generator)
        let other = try #require(Travel(means, speed: speed))
        let its = Journey.between(a, b, by: other, on: map).milliseconds
        #expect(
          speed > usual.speed ? its <= there.milliseconds : its >= there.milliseconds,
          "seed \(seed): \(a) \(b) \(means) \(speed)")
        #expect(Double(its) >= (crow * 3_600_000 / Double(speed)).rounded(.down))
        if there.model == .streets { streets += 1 }
        if means == .foot {
          let back = Journey.between(b, a, by: usual, on: map)
          #expect(back.milliseconds == there.milliseconds, "seed \(seed): \(a) \(b)")
        }
      }
    }
    #expect(streets > 300)
  }

  @Test("ten minutes by bicycle cover the village, two do not")
  func reach() throws {
    let book = AddressBook(map)
    guard case .one(let dorp, _) = book.resolve("Wechelderzande") else {
      Issue.record("the village is not on its own map")
      return
    }
    let ten = Surroundings(from: dorp, by: Travel(usual: .bicycle), within: 600_000, on: map)
      .areas()
    let two = Surroundings(from: dorp, by: Travel(usual: .bicycle), within: 120_000, on: map)
      .areas()
    print("areas within 10 minutes: \(ten.count), within 2: \(two.count), of \(map.layout.cells)")
    #expect(ten.count > 60 && two.count < ten.count / 2 && !two.isEmpty)
  }
}
