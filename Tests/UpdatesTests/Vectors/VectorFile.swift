import Foundation
import Testing

/// One file of `protocol/vectors`: how it is made from fixed seeds, and where it lies.
protocol VectorFile: Codable {
  static var name: String { get }
  static func make() throws -> Self
}

extension VectorFile {
  static func load() throws -> Self {
    try JSONDecoder().decode(
      Self.self, from: Data(contentsOf: Vectors.folder.appending(path: name)))
  }

  static func made() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(make()) + Data("\n".utf8)
  }

  /// Writes the file when asked to, then holds it against what would be made now.
  static func keep() throws {
    let file = Vectors.folder.appending(path: name)
    let made = try made()
    if Vectors.areToBeWritten { try made.write(to: file) }
    #expect(try Data(contentsOf: file) == made, "\(name) is not what its seeds make")
  }
}

enum Vectors {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let folder = root.appending(path: "protocol/vectors")
  static let areToBeWritten =
    ProcessInfo.processInfo.environment["GEBUUR_WRITE_VECTORS"] == "1"

  @Suite("Vectors are kept")
  struct Kept {
    @Test("every file is what its fixed seeds make")
    func files() throws {
      try Base32Vectors.keep()
      try HashVectors.keep()
      try IdentityVectors.keep()
      try SignatureVectors.keep()
      try HeaderVectors.keep()
      try EntryVectors.keep()
      try UpdateVectors.keep()
      try LetterVectors.keep()
    }
  }
}

/// Hexadecimal, as the vectors write bytes.
func hex(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef")
  return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
}

func unhex(_ text: String) throws -> [UInt8] {
  let digits = try text.map { try #require($0.hexDigitValue) }
  #expect(digits.count % 2 == 0)
  return stride(from: 0, to: digits.count - 1, by: 2).map {
    UInt8(digits[$0] << 4 | digits[$0 + 1])
  }
}
