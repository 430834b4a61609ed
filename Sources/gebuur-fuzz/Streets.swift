import Proximity
import Vocabulary

/// A street with an address, a gate and a one-way lane, to ask things of.
enum FuzzedStreets {
  static let text = """
    <osm version="0.6"><node id="1" lat="51.26" lon="4.79"/><node id="2" lat="51.261" lon="4.79"/>
    <node id="3" lat="51.262" lon="4.793"><tag k="barrier" v="gate"/></node>
    <node id="4" lat="51.26" lon="4.791"><tag k="addr:street" v="Sint-Jansstraat"/>
    <tag k="addr:housenumber" v="12a"/></node><node id="5" lat="51.2605" lon="4.7905">
    <tag k="place" v="village"/><tag k="name" v="Testdorp"/></node>
    <way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/>
    <tag k="name" v="Sint-Jansstraat"/></way><way id="2"><nd ref="3"/><nd ref="1"/>
    <tag k="highway" v="track"/><tag k="oneway" v="yes"/></way></osm>
    """
  static let bytes = (try? MapImport.map(of: ArraySource(Array(text.utf8)))) ?? []
  static let map = try? open(bytes)

  static func open(_ bytes: [UInt8]) throws -> StreetMap {
    let held = HeldBytes(bytes)
    return try StreetMap(UnsafeRawBufferPointer(held.start), owner: held)
  }

  /// An extract of whatever kind; a map made of it must come back from its own export.
  static func readExtract(_ bytes: [UInt8]) {
    guard let made = try? MapImport.map(of: ArraySource(bytes)) else { return }
    // SAFETY: stopping is how libFuzzer hears of a finding.
    guard let map = try? open(made) else { fatalError("an imported map does not open") }
    var text: [UInt8] = []
    MapExport.write(map) { text += $0 }
    if (try? MapImport.map(of: ArraySource(text))) == made { return }
    // SAFETY: see above.
    fatalError("an exported map does not come back")
  }

  /// A whole map with other bytes here and there (six each: where, and what), its checksum set
  /// right: damage alone is found by that, forgery is not.
  static func readMap(_ changes: [UInt8]) {
    var forged = bytes
    for start in stride(from: 0, to: changes.count - 5, by: 6) {
      let at = (Int(changes[start]) | Int(changes[start + 1]) << 8) % max(1, forged.count - 4)
      for index in 0..<4 { forged[at + index] = changes[start + 2 + index] }
    }
    seal(&forged)
    if let map = try? open(forged) { ask(map, "Sint-Jansstraat 12a") }
    if let map = try? open(changes) { ask(map, "Sint-Jansstraat 12a") }
  }

  static func readAddress(_ text: String) {
    if let map { _ = AddressBook(map).resolve(text) }
    _ = AddressBook.point(text)
  }

  private static func ask(_ map: StreetMap, _ text: String) {
    _ = AddressBook(map).resolve(text)
    guard let a = Coordinate(degreesNorth: 51.26, east: 4.79),
      let b = Coordinate(degreesNorth: 51.262, east: 4.793)
    else { return }
    for means in Means.allCases {
      let reach = Surroundings(from: a, by: Travel(usual: means), within: 600_000, on: map)
      _ = reach.areas()
      _ = reach.journey(to: b)
      _ = ReachDrawing.svg(of: reach, title: text)
    }
    MapExport.write(map) { _ in }
  }

  /// The checksum as Sources/Proximity/README.md has it.
  private static func seal(_ bytes: inout [UInt8]) {
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    for at in stride(from: 24, through: bytes.count - 8, by: 8) {
      let word = bytes[at..<at + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      sum = (sum ^ word) &* 0x9e37_79b9_7f4a_7c15
      sum ^= sum >> 29
    }
    for index in 0..<8 { bytes[16 + index] = UInt8(truncatingIfNeeded: sum >> (8 * index)) }
  }
}

/// Keeps bytes in place for a map.
private final class HeldBytes: @unchecked Sendable {
  // `@unchecked`: written once, before anybody else has it.
  let start: UnsafeMutableRawBufferPointer

  init(_ bytes: [UInt8]) {
    start = .allocate(byteCount: bytes.count, alignment: 8)
    start.copyBytes(from: bytes)
  }

  deinit { start.deallocate() }
}
