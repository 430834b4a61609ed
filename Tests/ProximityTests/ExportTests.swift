import Foundation
import Testing
import Vocabulary

@testable import Proximity

/// The text of a map's export.
func exported(_ map: StreetMap) -> [UInt8] {
  var text: [UInt8] = []
  MapExport.write(map) { text += $0 }
  return text
}

@Suite("A map written as OpenStreetMap XML")
struct ExportTests {
  private func imported(_ bytes: [UInt8]) throws -> [UInt8] {
    try MapImport.map(of: ArraySource(bytes))
  }

  /// Imports, exports and imports: both maps and both exports must be the same bytes.
  private func expectIdentical(_ village: MadeVillage, _ hint: String = "") throws {
    let first = try imported(Array(village.xml.utf8))
    let text = exported(try openMap(first))
    let second = try imported(text)
    #expect(second == first, "\(hint)")
    #expect(exported(try openMap(second)) == text, "\(hint)")
  }

  @Test("imported again it is the same map, byte for byte")
  func identical() throws { try expectIdentical(.usual()) }

  @Test("it names its source and licence, and is in order")
  func attribution() throws {
    let text = String(decoding: exported(try MadeVillage.usual().map()), as: UTF8.self)
    #expect(text.contains(StreetMap.attribution))
    #expect(text.contains("openstreetmap.org/copyright") && text.contains("odbl"))
    #expect(text.contains("<bounds minlat=\"51.0000000\" minlon=\"4.0000000\""))
    #expect(text.hasSuffix("</osm>\n"))
    let lastNode = try #require(text.range(of: "<node", options: .backwards))
    let firstWay = try #require(text.range(of: "<way"))
    #expect(lastNode.upperBound < firstWay.lowerBound)
  }

  @Test("gates, lights, ferries, limits and two ways between two points come back as they were")
  func particulars() throws {
    var village = MadeVillage.usual()
    village.way([400, 401, 402], ["highway": "secondary", "maxspeed": "70", "name": "Brug"])
    village.way([400, 401], ["highway": "cycleway", "surface": "sett"])
    village.way([401, 400], ["highway": "primary", "oneway": "-1"])
    village.way([402, 902], ["route": "ferry", "duration": "00:10"])
    village.way([902, 903, 904], ["highway": "tertiary", "junction": "roundabout"])
    village.way([300, 400], ["highway": "track", "tracktype": "grade5", "access": "private"])
    village.note(401, ["highway": "traffic_signals", "barrier": "cycle_barrier"])
    village.note(903, ["barrier": "wall"])
    try expectIdentical(village)
  }

  @Test("names of any kind come back as they were")
  func names() throws {
    var village = MadeVillage.usual()
    village.way(
      [500, 501], ["highway": "residential", "name": " &lt;Ca&quot;fé&gt; &amp;&#10; Cafe&#x301; "])
    village.note(
      501, ["addr:street": "’t  Hof\u{200b}ke&#xFFFF;", "addr:housenumber": "1 &amp; 3"])
    village.note(502, ["amenity": "pub", "name": "Café"])
    village.note(503, ["amenity": "pub", "name": "Cafe\u{301}", "addr:city": "Élders"])
    try expectIdentical(village)
  }

  @Test("any streets whatever come back as they were")
  func random() throws {
    let seed: UInt64 = 77
    var generator = SeededGenerator(seed: seed)
    let highways = [
      "motorway", "trunk", "primary", "residential", "living_street", "service", "track", "path",
      "cycleway", "footway", "steps", "bridleway", "pedestrian",
    ]
    let more = [
      ["oneway": "yes"], ["oneway": "-1"], ["surface": "sett"], ["smoothness": "bad"],
      ["maxspeed": "50"], ["maxspeed": "90"], ["bicycle": "dismount"], ["foot": "no"],
      ["access": "no"], ["oneway:bicycle": "no"], ["wheelchair": "no"], ["name": "Straat"],
    ]
    for round in 0..<25 {
      var village = MadeVillage()
      for _ in 0..<40 {
        let start = Int.random(in: 0..<800, using: &generator)
        let steps = Int.random(in: 1...4, using: &generator)
        let nodes = (0...steps).map { start + $0 * (generator.next() % 2 == 0 ? 1 : 100) }
        let highway = highways[Int.random(in: highways.indices, using: &generator)]
        let extra = more[Int.random(in: more.indices, using: &generator)].first
        if let extra {
          village.way(nodes, ["highway": highway, extra.key: extra.value])
        }
        if generator.next() % 4 == 0 {
          village.note(start, ["barrier": ["gate", "wall", "stile"][steps % 3]])
        }
      }
      try expectIdentical(village, "seed \(seed), round \(round)")
    }
  }

  @Test("nodes on one another, south of the equator and west of Greenwich, keep their order")
  func together() throws {
    let places = ["-0.0000005", "-0.0000005", "-0.0012", "0.0004"]
    var text = "<osm version='0.6'>"
    for (index, place) in places.enumerated() {
      text += "<node id='\(9 - index)' lat='\(place)' lon='-0.0000300'/>"
    }
    for (index, ends) in [(9, 7), (8, 7), (6, 8), (6, 9), (8, 9)].enumerated() {
      text += "<way id='\(7 - index)'><nd ref='\(ends.0)'/><nd ref='\(ends.1)'/>"
      text += "<tag k='highway' v='residential'/><tag k='maxspeed' v='\(30 + index * 10)'/></way>"
    }
    let first = try imported(Array((text + "</osm>").utf8))
    #expect(try imported(exported(try openMap(first))) == first)
  }

  @Test("a point that nobody can reach or leave is not on the map")
  func unused() throws {
    var village = MadeVillage.usual()
    let before = try village.map().summary
    village.way([700, 701], ["highway": "residential"])
    for end in [700, 701] { village.note(end, ["barrier": "wall"]) }
    #expect(try village.map().summary == before)
  }

  @Test("two points a world apart make no map a world large")
  func desert() throws {
    let text = """
      <osm version='0.6'><node id='1' lat='51' lon='4'/><node id='2' lat='-51' lon='-170'/>
      <way id='1'><nd ref='1'/><nd ref='2'/><tag k='highway' v='track'/></way></osm>
      """
    let first = try imported(Array(text.utf8))
    #expect(try openMap(first).summary.nodes == 2)
    #expect(try imported(exported(try openMap(first))) == first)
  }

  @Test("what says it exactly and says it wrongly is read as a way like others")
  func wrong() throws {
    for text in ["", "1 2 3", "1 2 3 4 5", "1 2 3 256", "a b c d", "0 0 0 0"] {
      let tags: Tags = ["highway": "residential", "gebuur:forward": text]
      #expect(WayRules(tags)?.isExact == false, "\(text)")
    }
  }
}
