@testable import Proximity

/// Writes `.osm.pbf` by hand, with what real extracts seldom have: plain nodes, blobs that are not
/// packed, other granularities.
struct PackedVillage {
  private(set) var bytes: [UInt8] = []

  init(features: [String] = ["OsmSchema-V0.6"]) {
    blob("OSMHeader", features.flatMap { Self.field(4, Array($0.utf8)) })
  }

  mutating func blob(_ type: String, _ content: [UInt8]) {
    let blob = Self.field(1, content)
    let header = Self.field(1, Array(type.utf8)) + Self.field(3, UInt64(blob.count))
    bytes += [0, 0, UInt8(header.count >> 8), UInt8(header.count & 0xff)] + header + blob
  }

  /// One block with one street of three nodes and its name.
  mutating func street(granularity: Int64 = 100) {
    let strings =
      ["", "highway", "residential", "name", "Lindelaan", "addr:housenumber", "7"]
      + ["addr:street"]
    var block = Self.field(1, strings.flatMap { Self.field(1, Array($0.utf8)) })
    var group: [UInt8] = []
    for node in 1...3 {
      let point = MadeVillage.point(node)
      var fields = Self.field(1, Self.zigzag(Int64(node)))
      fields += Self.field(8, Self.zigzag(Int64(point.latitude) * 100 / granularity))
      fields += Self.field(9, Self.zigzag(Int64(point.longitude) * 100 / granularity))
      if node == 2 { fields += Self.field(2, [5, 7]) + Self.field(3, [6, 4]) }
      group += Self.field(1, fields)
    }
    let way = Self.field(1, 1) + Self.field(2, [1, 3]) + Self.field(3, [2, 4])
    group += Self.field(3, way + Self.field(8, [2, 2, 2]))
    block += Self.field(2, group) + Self.field(17, UInt64(granularity))
    blob("OSMData", block)
  }

  static func zigzag(_ value: Int64) -> UInt64 { UInt64(bitPattern: (value << 1) ^ (value >> 63)) }

  static func varint(_ value: UInt64) -> [UInt8] {
    value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7f) | 0x80] + varint(value >> 7)
  }

  static func field(_ number: UInt64, _ value: UInt64) -> [UInt8] {
    varint(number << 3) + varint(value)
  }

  static func field(_ number: UInt64, _ content: [UInt8]) -> [UInt8] {
    varint(number << 3 | 2) + varint(UInt64(content.count)) + content
  }
}
