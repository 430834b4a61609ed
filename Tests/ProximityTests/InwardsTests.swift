import Foundation
import Testing
import Vocabulary

@testable import Proximity

@Suite("Searches towards a place")
struct InwardsTests {
  static let extract = sharedFile("data/wechelderzande.osm.pbf")

  @Test("the time to a place, searched from that place backwards, is the time forwards")
  func everyPair() throws {
    let map = try MadeVillage.usual().map()
    let cells = (0..<map.layout.cells).map { map.cell($0) }
    try agree(cells, cells, map, within: 12 * 60_000)
  }

  @Test(
    "and so it is in a real village, one-ways and all",
    .enabled(if: extract != nil, "shared/data/wechelderzande.osm.pbf is absent"))
  func realVillage() throws {
    let file = try #require(Self.extract)
    let map = try openMap(MapImport.map(of: ArraySource([UInt8](try Data(contentsOf: file)))))
    let seed: UInt64 = 70
    var generator = SeededGenerator(seed: seed)
    let cells = (0..<map.layout.cells).map { map.cell($0) }
    let some = (0..<12).map { _ in cells[Int.random(in: cells.indices, using: &generator)] }
    try agree(some, some, map, within: 15 * 60_000)
  }

  private func agree(_ from: [Cell], _ to: [Cell], _ map: StreetMap, within most: Int64) throws {
    var reached = 0
    for means in Means.allCases {
      let travel = Travel(usual: means)
      let forwards = from.map {
        Surroundings(from: $0.centre, by: travel, within: most, on: map)
      }
      for target in to {
        let back = Surroundings(target.centre, .inwards, by: travel, within: most, on: map)
        for (start, there) in zip(from, forwards) {
          let journey = there.journey(to: target)
          let inwards = back.journey(to: start)
          #expect(
            inwards?.milliseconds == journey?.milliseconds, "\(means) \(start) to \(target)")
          #expect(inwards?.model == journey?.model)
          if inwards?.model == .streets { reached += 1 }
        }
      }
    }
    #expect(reached > 200)
  }

  @Test("a long ferry, and streets that are closed one way for all, take as long either way round")
  func longAndClosed() throws {
    var village = MadeVillage.usual()
    village.way([402, 2_402], ["route": "ferry"])
    village.way([400, 401, 402], ["highway": "primary", "oneway": "yes", "oneway:foot": "yes"])
    village.way([402, 502, 501], ["highway": "path", "oneway": "yes", "oneway:foot": "-1"])
    let map = try village.map()
    let cells = (0..<map.layout.cells).map { map.cell($0) }
    try agree(cells, cells, map, within: 90 * 60_000)
    let ferry = (0..<map.layout.nodes).flatMap { node in
      map.edges(of: node).filter { map.passage($0).has(Passage.ferry) }
        .map { map.edgeLength($0, of: node) }
    }
    let metres = MadeVillage.point(402).metres(to: MadeVillage.point(2_402))
    #expect(ferry == [Edge.length(metres), Edge.length(metres)] && metres > 655.35)
    let closed = (0..<map.layout.nodes).flatMap { node in
      map.edges(of: node).filter { map.passage($0) == Passage() }
    }
    #expect(!closed.isEmpty)
  }

  @Test("a one-way street makes the way there another than the way back")
  func oneWay() throws {
    let map = try MadeVillage.usual().map()
    let (north, south) = (MadeVillage.point(302), MadeVillage.point(2))
    let bicycle = Travel(usual: .bicycle)
    let out = Surroundings(north, .outwards, by: bicycle, within: 600_000, on: map)
    let into = Surroundings(north, .inwards, by: bicycle, within: 600_000, on: map)
    let (away, back) = (try #require(out.journey(to: south)), try #require(into.journey(to: south)))
    #expect(back.milliseconds < away.milliseconds)
    #expect(
      back.milliseconds
        == Journey.between(south, north, by: bicycle, on: map).milliseconds)
  }
}
