import Foundation
import Testing
import Vocabulary

@testable import Proximity

@Suite(
  "What holds for every street of Wechelderzande",
  .enabled(if: Extract.file != nil, "shared/data/wechelderzande.osm.pbf is absent"))
struct WechelderzandeStreetTests {
  let map: StreetMap
  let streets: StreetListener

  init() throws {
    map = try openMap(try Extract.map.get())
    var listener = StreetListener()
    try OSMFile.read(ArraySource(try Extract.bytes.get()), into: &listener) { _ in }
    streets = listener
  }

  /// What leads from a node to another, as the map has it.
  private func stretches(_ from: Int, _ to: Int) -> [(length: UInt32, passage: Passage)] {
    map.edges(of: from).filter { Int(map.edgeEnd($0)) == to }
      .map { (map.edgeLength($0, of: from), map.passage($0)) }
  }

  @Test("a stretch costs as much there as back, unless its street is one-way")
  func symmetric() {
    var (alike, different) = (0, 0)
    for node in 0..<map.layout.nodes {
      for end in Set(map.edges(of: node).map { Int(map.edgeEnd($0)) }).sorted() {
        let (there, back) = (stretches(node, end), stretches(end, node))
        let isAlike =
          there.count == back.count
          && zip(there, back).allSatisfy { one, other in
            Means.allCases.allSatisfy { means in
              let travel = Travel(usual: means)
              return one.passage.allows(means.network) == other.passage.allows(means.network)
                && travel.cost(one.length, one.passage) == travel.cost(other.length, other.passage)
            }
          }
        if isAlike { alike += 1 } else { different += 1 }
        #expect(
          isAlike || streets.isOneWay(map.point(node), map.point(end)),
          "\(map.point(node)) to \(map.point(end))")
      }
    }
    print("\(alike) stretches alike in both directions, \(different) not")
    #expect(alike > 1_000 && different > 0)
  }

  @Test("each stretch is there in both directions, a closed one with an empty passage")
  func paired() {
    for node in 0..<map.layout.nodes {
      for edge in map.edges(of: node) {
        let end = Int(map.edgeEnd(edge))
        #expect(stretches(node, end).count == stretches(end, node).count, "\(node) to \(end)")
        let (passage, length) = (map.passage(edge), map.edgeLength(edge, of: node))
        #expect(passage.access & 0x0f != 0 || passage == Passage())
        #expect(length == Edge.length(map.point(node).metres(to: map.point(end))))
      }
    }
  }

  @Test("every one-way street is driven along, and gone round against")
  func oneWays() {
    let car = Travel(usual: .car)
    var driven = 0
    for (start, end) in streets.oneWays {
      // Off the streets that lead anywhere the way begins elsewhere.
      guard map.nearest(to: start, .car)?.metres == 0, map.nearest(to: end, .car)?.metres == 0,
        start != end
      else { continue }
      let straight = start.metres(to: end)
      let along = Journey.between(start, end, by: car, on: map)
      let against = Journey.between(end, start, by: car, on: map)
      #expect(abs(Double(along.metres) - straight) < 2, "\(start) to \(end)")
      #expect(Double(against.metres) > straight + 2, "\(end) to \(start)")
      driven += 1
    }
    print("\(driven) of \(streets.oneWays.count) one-way stretches driven")
    #expect(driven > 0 && driven * 2 > streets.oneWays.count)
  }

  @Test("every line of the index resolves to itself")
  func lines() {
    let book = AddressBook(map)
    var (alone, among) = (0, 0)
    for line in 0..<map.layout.places {
      let place = book.place(line)
      switch book.resolve(place.label) {
      case .one(let point, let found):
        #expect(found == place && point == place.point, "\(place.label)")
        alone += 1
      case .several(let found):
        #expect(found.contains(place), "\(place.label): \(found.map(\.label))")
        among += 1
      case .none: Issue.record("\(place.label) is not found")
      }
    }
    print("\(alone) lines found alone, \(among) among others of the same name")
  }

  @Test("written as OpenStreetMap XML and imported again it is the same map, byte for byte")
  func exported() throws {
    let text = ProximityTests.exported(map)
    #expect(try MapImport.map(of: ArraySource(text)) == Extract.map.get())
  }
}

/// Hears where streets are one-way for cars.
struct StreetListener: OSMVisitor {
  var wantsNodes: Bool { true }
  var wantsWays: Bool { true }
  private var points: [Int64: Coordinate] = [:]
  private var found: [(Int64, Int64)] = []

  /// Their stretches, each in its direction.
  var oneWays: [(Coordinate, Coordinate)] {
    found.compactMap { ends in
      guard let start = points[ends.0], let end = points[ends.1] else { return nil }
      return (start, end)
    }
  }

  mutating func node(_ id: Int64, at point: Coordinate, tags: @autoclosure () throws -> Tags) {
    points[id] = point
  }

  mutating func way(_ id: Int64, nodes: [Int64], tags: Tags) {
    guard tags["highway"] != nil else { return }
    let isBack = tags["oneway"] == "-1"
    guard isBack || tags["oneway"] == "yes" || tags["junction"] == "roundabout" else { return }
    for (start, end) in zip(nodes, nodes.dropFirst()) {
      found.append(isBack ? (end, start) : (start, end))
    }
  }

  /// Whether two points lie on one of those stretches.
  func isOneWay(_ one: Coordinate, _ other: Coordinate) -> Bool {
    oneWays.contains { start, end in
      [one, other].allSatisfy {
        start.metres(to: $0) + $0.metres(to: end) < start.metres(to: end) + 0.1
      }
    }
  }
}
