import Foundation
import Vocabulary

@testable import Proximity

/// Keeps an array's bytes in place for a map.
final class HeldBytes: @unchecked Sendable {
  let start: UnsafeMutableRawBufferPointer

  init(_ bytes: [UInt8]) {
    start = .allocate(byteCount: bytes.count, alignment: 8)
    start.copyBytes(from: bytes)
  }

  deinit { start.deallocate() }
}

func openMap(_ bytes: [UInt8]) throws -> StreetMap {
  let held = HeldBytes(bytes)
  return try StreetMap(UnsafeRawBufferPointer(held.start), owner: held)
}

/// A small village of our own making, in OpenStreetMap's XML. Nodes lie on a grid of 0.001°:
/// node `r * 100 + c` is in row r and column c.
struct MadeVillage {
  static let south = 51.0
  static let west = 4.0
  private var nodes: [Int: [(String, String)]] = [:]
  private var ways: [(nodes: [Int], tags: [(String, String)])] = []

  static func point(_ node: Int) -> Coordinate {
    Coordinate(
      uncheckedLatitude: 510_000_000 + Int32(node / 100) * 10_000,
      longitude: 40_000_000 + Int32(node % 100) * 10_000)
  }

  mutating func way(_ nodes: [Int], _ tags: KeyValuePairs<String, String>) {
    ways.append((nodes, tags.map { ($0.key, $0.value) }))
    for node in nodes { self.nodes[node, default: []] += [] }
  }

  mutating func note(_ node: Int, _ tags: KeyValuePairs<String, String>) {
    nodes[node, default: []] += tags.map { ($0.key, $0.value) }
  }

  var xml: String {
    func tags(_ all: [(String, String)]) -> String {
      all.map { "<tag k=\"\($0.0)\" v=\"\($0.1)\"/>" }.joined()
    }
    func degrees(_ value: Int32) -> String {
      let text = String(value)
      return text.dropLast(7) + "." + text.suffix(7)
    }
    var text = "<?xml version='1.0' encoding='UTF-8'?>\n<osm version=\"0.6\">\n<!-- a > b -->\n"
    for (node, noted) in nodes.sorted(by: { $0.key < $1.key }) {
      let point = Self.point(node)
      text +=
        "<node id=\"\(node)\" lat=\"\(degrees(point.latitude))\" lon='\(degrees(point.longitude))'>"
        + tags(noted) + "</node>\n"
    }
    for (index, way) in ways.enumerated() {
      text += "<way id=\"\(index + 1)\">"
      text += way.nodes.map { "<nd ref=\"\($0)\"/>" }.joined() + tags(way.tags) + "</way>\n"
    }
    return text + "<relation id=\"1\"><member type=\"way\" ref=\"1\" role=\"\"/></relation></osm>\n"
  }

  func map() throws -> StreetMap {
    try openMap(try MapImport.map(of: ArraySource(Array(xml.utf8))))
  }

  /// Two long streets north and south, and between them one street of each kind:
  /// column 0 plain, 2 one-way, 4 one-way but not for bicycles, 6 steps, 8 a cobbled street,
  /// 10 a motorway, 12 a gate, 14 a footpath.
  static func usual() -> MadeVillage {
    var village = MadeVillage()
    let columns = Array(0...14)
    village.way(columns, ["highway": "residential", "name": "Lindelaan"])
    village.way(columns.map { 300 + $0 }, ["highway": "residential", "name": "Sint-Jansstraat"])
    func across(_ column: Int, _ tags: KeyValuePairs<String, String>) {
      village.way([column, 100 + column, 200 + column, 300 + column], tags)
    }
    across(0, ["highway": "residential", "name": "Élodie &amp; Jefstraat"])
    across(2, ["highway": "residential", "oneway": "yes", "name": "Enkelpad"])
    across(4, ["highway": "residential", "oneway": "yes", "oneway:bicycle": "no"])
    across(6, ["highway": "steps"])
    across(8, ["highway": "residential", "surface": "unhewn_cobblestone"])
    across(10, ["highway": "motorway"])
    across(12, ["highway": "residential"])
    across(14, ["highway": "footway"])
    village.note(212, ["barrier": "gate", "access": "private"])
    village.note(1, ["addr:street": "Lindelaan", "addr:housenumber": "12a"])
    village.note(3, ["addr:street": "Lindelaan", "addr:housenumber": "14"])
    village.note(301, ["addr:street": "Sint-Jansstraat", "addr:housenumber": "3"])
    village.note(107, ["place": "village", "name": "Testdorp"])
    village.note(109, ["amenity": "community_centre", "name": "De Ronde Tafel"])
    return village
  }
}
