/// Writes what a map file holds as OpenStreetMap XML. Importing that gives the same map file again,
/// byte for byte.
///
/// The usual tags tell other programs roughly what a stretch is; they cannot tell what a gate in
/// the middle of it costs, or how fast a car gets along. Tags of our own therefore say it exactly,
/// and whoever imports them asks no other.
public enum MapExport {
  /// A stretch in the direction of its way: access, surface, km/h of a car and seconds of delay,
  /// as in the map file. Without it nobody goes there.
  static let forward = "gebuur:forward"
  /// The same against the direction of the way.
  static let backward = "gebuur:backward"
  /// What a line of the index is, where no usual tag says so.
  static let kind = "gebuur:kind"
  static let kinds: [(kind: PlaceKind, word: String)] = [
    (.street, "street"), (.place, "place"), (.site, "site"),
  ]
  /// About how much text is given to `take` at a time, in bytes.
  static let piece = 1 << 16

  /// Gives the text of the file, piece by piece; nodes first, both they and the ways by number.
  public static func write(
    _ map: StreetMap, progress: (_ done: Int, _ of: Int) -> Void = { _, _ in },
    take: ([UInt8]) throws -> Void
  ) rethrows {
    var writer = MapExportWriter(map)
    let all = map.layout.nodes * 2 + map.layout.places
    writer.begin()
    func pass(_ done: Int) throws {
      guard writer.text.count >= piece || done == all else { return }
      try take(writer.text)
      writer.text.removeAll(keepingCapacity: true)
      progress(done, all)
    }
    for node in 0..<map.layout.nodes {
      writer.node(node)
      try pass(node)
    }
    let book = AddressBook(map)
    for line in 0..<map.layout.places {
      writer.place(book.place(line), number: map.layout.nodes + line + 1)
      try pass(map.layout.nodes + line)
    }
    for node in 0..<map.layout.nodes {
      writer.stretches(from: node)
      try pass(map.layout.nodes + map.layout.places + node)
    }
    writer.end()
    try pass(all)
  }
}

/// The text of an export.
private struct MapExportWriter {
  private let map: StreetMap
  private var ways = 0
  var text: [UInt8] = []

  init(_ map: StreetMap) { self.map = map }

  mutating func begin() {
    let (low, high) = (map.summary.southWest, map.summary.northEast)
    put(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- \(StreetMap.attribution) -->
      <osm version="0.6" generator="gebuurd" copyright="OpenStreetMap and contributors" \
      attribution="https://www.openstreetmap.org/copyright" \
      license="https://opendatacommons.org/licenses/odbl/1-0/">
       <bounds minlat="\(Self.degrees(low.latitude))" minlon="\(Self.degrees(low.longitude))" \
      maxlat="\(Self.degrees(high.latitude))" maxlon="\(Self.degrees(high.longitude))"/>

      """)
  }

  mutating func end() { put("</osm>\n") }

  mutating func node(_ node: Int) { put(" " + Self.node(node + 1, map.point(node)) + "/>\n") }

  mutating func place(_ place: FoundPlace, number: Int) {
    put(" " + Self.node(number, place.point) + ">\n")
    let isAddress = place.kind == .address
    tag(isAddress ? "addr:street" : "name", place.name)
    if isAddress { tag("addr:housenumber", place.number) }
    if !place.town.isEmpty { tag("addr:city", place.town) }
    if place.kind == .place { tag("place", "locality") }
    if let word = MapExport.kinds.first(where: { $0.kind == place.kind })?.word {
      tag(MapExport.kind, word)
    }
    put(" </node>\n")
  }

  /// Every stretch between here and a higher node, there and back as one way; the others have been
  /// written there.
  mutating func stretches(from node: Int) {
    var (last, turn) = (-1, 0)
    for edge in map.edges(of: node) {
      let end = Int(map.edgeEnd(edge))
      // Edges are sorted by their ends: several to the same node stand together.
      (last, turn) = (end, end == last ? turn + 1 : 0)
      let back = map.edges(of: end).filter { Int(map.edgeEnd($0)) == node }
      guard end > node, turn < back.count else { continue }
      let (passage, other) = (map.passage(edge), map.passage(back[turn]))
      if passage == Passage() {
        way(end, node, other, nil)
      } else {
        way(node, end, passage, other == Passage() ? nil : other)
      }
    }
  }

  private mutating func way(_ from: Int, _ to: Int, _ there: Passage, _ back: Passage?) {
    ways += 1
    put(" <way id=\"\(ways)\">\n  <nd ref=\"\(from + 1)\"/>\n  <nd ref=\"\(to + 1)\"/>\n")
    for (key, value) in there.usualTags(back: back) { tag(key, value) }
    tag(MapExport.forward, there.exported)
    if let back { tag(MapExport.backward, back.exported) }
    put(" </way>\n")
  }

  private mutating func tag(_ key: String, _ value: String) {
    put("  <tag k=\"\(key)\" v=\"")
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "&"): put("&amp;")
      case UInt8(ascii: "<"): put("&lt;")
      case UInt8(ascii: ">"): put("&gt;")
      case UInt8(ascii: "\""): put("&quot;")
      default: text.append(byte)
      }
    }
    put("\"/>\n")
  }

  private mutating func put(_ more: String) { text += more.utf8 }

  private static func node(_ number: Int, _ point: Coordinate) -> String {
    "<node id=\"\(number)\" lat=\"\(degrees(point.latitude))\" lon=\"\(degrees(point.longitude))\""
  }

  /// Ten-millionths as degrees, without a detour through binary fractions.
  private static func degrees(_ value: Int32) -> String {
    let digits = String(value.magnitude)
    let padded = String(repeating: "0", count: max(0, 8 - digits.count)) + digits
    return (value < 0 ? "-" : "") + padded.dropLast(7) + "." + padded.suffix(7)
  }
}

extension Passage {
  /// Four numbers, 0 to 255: access, surface, km/h of a car, seconds of delay.
  fileprivate var exported: String { "\(access) \(surface) \(carSpeed) \(delay)" }

  /// Nil for anything else than four such numbers.
  init?(exported text: String) {
    let numbers = text.split(separator: " ").compactMap { UInt8($0) }
    guard numbers.count == 4, text.split(separator: " ").count == 4 else { return nil }
    self.init(
      access: numbers[0], surface: numbers[1], carSpeed: numbers[2], delay: numbers[3])
  }

  /// Roughly the same in OpenStreetMap's usual words, for other programs.
  fileprivate func usualTags(back: Passage?) -> [(String, String)] {
    func may(_ kind: NetworkKind) -> Bool { allows(kind) || back?.allows(kind) == true }
    func both(_ kind: NetworkKind) -> Bool { allows(kind) == (back?.allows(kind) == true) }
    func word(_ is: Bool) -> String { `is` ? "yes" : "no" }
    let isPushed = has(Passage.pushed)
    var tags: [(String, String)] = []
    if has(Passage.ferry) {
      tags.append(("route", "ferry"))
    } else if has(Passage.steps) {
      tags.append(("highway", "steps"))
    } else if may(.car) {
      tags.append(("highway", "unclassified"))
    } else {
      tags.append(("highway", may(.bicycle) && !isPushed ? "cycleway" : "footway"))
    }
    tags.append(("foot", word(may(.foot))))
    tags.append(("wheelchair", word(may(.rollator))))
    tags.append(("bicycle", isPushed ? "dismount" : word(may(.bicycle))))
    tags.append(("motor_vehicle", word(may(.car))))
    for (kind, key) in [
      (NetworkKind.foot, "oneway:foot"), (.bicycle, "oneway:bicycle"),
      (.car, "oneway:motor_vehicle"),
    ] where may(kind) && !both(kind) { tags.append((key, allows(kind) ? "yes" : "-1")) }
    let smoothness = ["good", "intermediate", "bad", "very_bad"]
    tags.append(("smoothness", smoothness[min(Int(surface), 3)]))
    return tags
  }
}
