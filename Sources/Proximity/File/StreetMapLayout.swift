/// Where everything is in a map file; the format is in this module's README.md.
struct StreetMapLayout: Equatable {
  static let magic = Array("GEBUURMP".utf8)
  static let version: UInt32 = 3
  static let headerBytes = 80
  static let extentAt = 56
  static let edgeBytes = 8
  /// Stands for a length that does not fit: as far as the ends of the stretch lie apart.
  static let longLength = UInt16.max
  /// Passages are told by a number of 16 bits.
  static let mostPassages = 1 << 16
  static let cellBytes = 28
  static let nameBytes = 20
  static let placeBytes = 12
  /// Indices have 32 bits, and the whole must fit an address space with room to spare.
  static let mostNodes = 200_000_000

  var nodes = 0
  var edges = 0
  var passages = 0
  var cells = 0
  var texts = 0
  var textBytes = 0
  var names = 0
  var places = 0

  var pointsAt: Int { Self.headerBytes }
  var firstEdgesAt: Int { pointsAt + nodes * 8 }
  var edgesAt: Int { firstEdgesAt + (nodes + 1) * 4 }
  var passagesAt: Int { edgesAt + edges * Self.edgeBytes }
  var cellsAt: Int { passagesAt + passages * 4 }
  var textStartsAt: Int { cellsAt + cells * Self.cellBytes }
  var namesAt: Int { textStartsAt + (texts + 1) * 4 }
  var placesAt: Int { namesAt + names * Self.nameBytes }
  var homesAt: Int { placesAt + places * Self.placeBytes }
  var textsAt: Int { homesAt + nodes }
  /// The file ends here, filled up to a multiple of eight.
  var end: Int { (textsAt + textBytes + 7) / 8 * 8 }

  /// Guards against damage, not against forgery: a multiplication for each eight bytes.
  static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    var at = 0
    while at + 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      sum = (sum ^ word) &* 0x9e37_79b9_7f4a_7c15
      sum ^= sum >> 29
      at += 8
    }
    return sum
  }
}
