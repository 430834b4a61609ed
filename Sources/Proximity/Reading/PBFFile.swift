/// The outside of an `.osm.pbf`: a row of blobs, each with a header and packed with zlib
/// (https://wiki.openstreetmap.org/wiki/PBF_Format).
struct PBFFile {
  private let source: any ByteSource
  /// The format's own bounds.
  static let headerBytes = 64 << 10
  static let blobBytes = 32 << 20
  static let features: Set = ["OsmSchema-V0.6", "DenseNodes", "HistoricalInformation"]

  init(_ source: any ByteSource) { self.source = source }

  func read(into visitor: inout some OSMVisitor, progress: (Int) -> Void) throws {
    var at = 0
    var isFirst = true
    while at < source.count {
      let (type, size, start) = try header(at: at)
      let packed = try source.bytes(at: start, count: size)
      guard packed.count == size else { throw MapFault.endsEarly(at: start + packed.count) }
      guard isFirst == (type == "OSMHeader") || (type != "OSMHeader" && type != "OSMData") else {
        throw MapFault.damaged(at: at, what: "the order of its blocks")
      }
      do {
        if type == "OSMHeader" {
          try checkHeader(try Self.unpack(packed))
          isFirst = false
        } else if type == "OSMData" {
          try PBFBlock(try Self.unpack(packed)).read(into: &visitor)
        }
      } catch MapFault.damaged(_, let what) {
        // Inside a block places are counted from its start; people count from the file's.
        throw MapFault.damaged(at: at, what: what)
      }
      at = start + size
      progress(at)
    }
  }

  /// The type and size of the blob whose header starts at `at`, and where it starts itself.
  private func header(at: Int) throws -> (type: String, size: Int, start: Int) {
    let length = try source.bytes(at: at, count: 4)
    guard length.count == 4 else { throw MapFault.endsEarly(at: at + length.count) }
    let count = length.reduce(0) { $0 << 8 | Int($1) }
    guard count <= Self.headerBytes else {
      throw MapFault.damaged(at: at, what: "a block's header")
    }
    let bytes = try source.bytes(at: at + 4, count: count)
    guard bytes.count == count else { throw MapFault.endsEarly(at: at + 4 + bytes.count) }
    var reader = ProtobufReader(bytes)
    var (type, size): (String, UInt64) = ("", 0)
    do {
      while let field = try reader.next() {
        if field.number == 1 { type = reader.text(field.range) }
        if field.number == 3 { size = field.value }
      }
    } catch { throw MapFault.damaged(at: at, what: "a block's header") }
    guard size <= UInt64(Self.blobBytes) else {
      throw MapFault.damaged(at: at, what: "a block's size")
    }
    return (type, Int(size), at + 4 + count)
  }

  private static func unpack(_ blob: [UInt8]) throws -> [UInt8] {
    var reader = ProtobufReader(blob)
    var size: UInt64 = 0
    var packed: Range<Int>?
    while let field = try reader.next() {
      switch field.number {
      case 1: return Array(blob[field.range])
      case 2: size = field.value
      case 3: packed = field.range
      case 4...7: throw MapFault.needs(feature: "blocks packed with something other than zlib")
      default: break
      }
    }
    guard let packed, size <= UInt64(blobBytes),
      let plain = Inflate.zlib(blob[packed], size: Int(size))
    else { throw MapFault.damaged(at: 0, what: "a packed block") }
    return plain
  }

  private func checkHeader(_ bytes: [UInt8]) throws {
    var reader = ProtobufReader(bytes)
    while let field = try reader.next() {
      guard field.number == 4 else { continue }
      let feature = reader.text(field.range)
      guard Self.features.contains(feature) else { throw MapFault.needs(feature: feature) }
    }
  }
}
