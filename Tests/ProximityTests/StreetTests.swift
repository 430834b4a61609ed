import Foundation
import Testing
import Vocabulary

@testable import Proximity

@Suite("A street network of our own making")
struct StreetTests {
  let map: StreetMap

  init() throws { map = try MadeVillage.usual().map() }

  private func seconds(_ from: Int, _ to: Int, _ means: Means, speed: Int? = nil) throws -> Int64 {
    let travel = try #require(Travel(means, speed: speed))
    let journey = Journey.between(
      MadeVillage.point(from), MadeVillage.point(to), by: travel, on: map)
    #expect(journey.model == .streets)
    return journey.seconds
  }

  @Test("a plain street takes as long one way as the other, and its length at the given speed")
  func plain() throws {
    let metres = MadeVillage.point(0).metres(to: MadeVillage.point(300))
    let expected = metres * 3.6 / 15
    let there = try seconds(0, 300, .bicycle)
    #expect(abs(Double(there) - expected) < 1.1, "\(there) for \(metres) m")
    #expect(try seconds(300, 0, .bicycle) == there)
    #expect(try seconds(0, 300, .foot) > there * 3)
  }

  @Test("a one-way street is respected by cars and bicycles, not by walkers")
  func oneWay() throws {
    #expect(try seconds(2, 302, .bicycle) < seconds(302, 2, .bicycle))
    #expect(try seconds(2, 302, .car) < seconds(302, 2, .car))
    #expect(try seconds(2, 302, .foot) == seconds(302, 2, .foot))
  }

  @Test("where bicycles are excepted from it they go both ways, and cars still do not")
  func excepted() throws {
    #expect(try seconds(4, 304, .bicycle) == seconds(304, 4, .bicycle))
    #expect(try seconds(4, 304, .car) < seconds(304, 4, .car))
  }

  @Test("steps are for feet; a bicycle is carried slowly, a rollator goes round")
  func steps() throws {
    #expect(try seconds(6, 306, .foot) < seconds(6, 306, .rollator))
    #expect(try seconds(6, 306, .bicycle) > seconds(0, 300, .bicycle))
    let travel = Travel(usual: .car)
    let round = Journey.between(
      MadeVillage.point(6), MadeVillage.point(306), by: travel, on: map)
    #expect(round.metres > 400)
  }

  @Test("cobbles slow who rolls, not who walks")
  func surface() throws {
    #expect(try seconds(8, 308, .foot) == seconds(0, 300, .foot))
    #expect(try seconds(8, 308, .bicycle) > seconds(0, 300, .bicycle))
  }

  @Test("nobody but a car takes the motorway, and a private gate closes a street")
  func closed() throws {
    let straight = MadeVillage.point(10).metres(to: MadeVillage.point(310))
    let walk = Journey.between(
      MadeVillage.point(10), MadeVillage.point(310), by: Travel(usual: .foot), on: map)
    #expect(Double(walk.metres) > straight + 200)
    let gate = Journey.between(
      MadeVillage.point(12), MadeVillage.point(312), by: Travel(usual: .bicycle), on: map)
    #expect(Double(gate.metres) > straight + 200)
  }

  @Test("a bicycle is walked along a footpath")
  func pushed() throws {
    let walked = try seconds(14, 314, .bicycle)
    #expect(walked > (try seconds(0, 300, .bicycle)) * 2)
    #expect(walked <= (try seconds(0, 300, .foot)) * 2)
  }

  @Test("faster is never slower, and nothing beats the crow at the same speed")
  func speed() throws {
    let seed: UInt64 = 4
    var generator = SeededGenerator(seed: seed)
    let doors = (0...14).map { $0 } + (0...14).map { 300 + $0 }
    for _ in 0..<200 {
      let from = doors[Int.random(in: doors.indices, using: &generator)]
      let to = doors[Int.random(in: doors.indices, using: &generator)]
      let crow = MadeVillage.point(from).metres(to: MadeVillage.point(to))
      for means in Means.allCases {
        let slow = Int.random(in: Means.speeds, using: &generator)
        let fast = Int.random(in: slow...Means.speeds.upperBound, using: &generator)
        let one = try #require(Travel(means, speed: slow))
        let other = try #require(Travel(means, speed: fast))
        let (a, b) = (MadeVillage.point(from), MadeVillage.point(to))
        let slowly = Journey.between(a, b, by: one, on: map).milliseconds
        let quickly = Journey.between(a, b, by: other, on: map).milliseconds
        #expect(quickly <= slowly, "seed \(seed): \(from) \(to) \(means) \(slow) \(fast)")
        #expect(Double(slowly) >= (crow * 3_600_000 / Double(slow)).rounded(.down))
      }
    }
  }

  @Test("one search and a question for each area say the same")
  func reach() throws {
    let origin = MadeVillage.point(7)
    let travel = Travel(usual: .bicycle)
    let reach = Surroundings(from: origin, by: travel, within: 4 * 60_000, on: map)
    let areas = reach.areas()
    #expect(areas.count > 10 && reach.model == .streets)
    let cells = areas.map { Cell($0.area) }
    #expect(cells == cells.sorted())
    for (area, journey) in areas {
      #expect(journey.milliseconds <= reach.limit)
      let centre = Cell(area).centre
      let single = Journey.between(origin, centre, by: travel, on: map)
      if journey.model == .streets { #expect(single == journey, "\(area)") }
      #expect(reach.journey(to: area) == journey)
    }
    let half = Surroundings(from: origin, by: travel, within: 2 * 60_000, on: map).areas()
    #expect(Set(half.map(\.area)).isStrictSubset(of: Set(areas.map(\.area))))
  }

  @Test("without a map, and off it, the crow flies with a detour and says so")
  func crow() throws {
    let here = try #require(Coordinate(degreesNorth: 51, east: 4))
    let there = try #require(Coordinate(degreesNorth: 51.02, east: 4))
    let travel = Travel(usual: .bicycle)
    let journey = Journey.between(here, there, by: travel, on: nil)
    #expect(journey.model == .crow)
    #expect(abs(Double(journey.metres) - here.metres(to: there) * 1.3) < 2)
    #expect(abs(journey.seconds - journey.metres * 3_600 / 15_000) < 2)
    let far = try #require(Coordinate(degreesNorth: 52, east: 5))
    #expect(Journey.between(here, far, by: travel, on: map).model == .crow)
    #expect(Surroundings(from: far, by: travel, within: 600_000, on: map).model == .crow)
  }
}
