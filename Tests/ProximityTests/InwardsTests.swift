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
