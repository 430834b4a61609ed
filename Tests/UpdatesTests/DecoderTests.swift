import FoundationEssentials
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

/// Bytes from strangers: valid ones, spoilt at random places by a seeded generator.
struct Mutator {
  private var generator: SeededGenerator
  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private mutating func below(_ count: Int) -> Int {
    count == 0 ? 0 : Int(generator.next() % UInt64(count))
  }

  mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...below(4) {
      let place = below(bytes.count + 1)
      switch below(7) {
      case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8(below(8))
      case 1 where place < bytes.count: bytes[place] = [0, 0x7f, 0x80, 0xff][below(4)]
      case 2: bytes.insert(contentsOf: generator.bytes(below(9)), at: place)
      case 3: bytes.removeSubrange(place..<min(bytes.count, place + below(9)))
      case 4: bytes = Array(bytes[..<place])
      case 5:
        bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + below(40))], at: place)
      default: bytes.append(contentsOf: [UInt8](repeating: 0xff, count: below(12)))
      }
    }
    return bytes
  }

  mutating func garbage() -> [UInt8] { generator.bytes(below(300)) }
}

@Suite("Decoders meet strangers' bytes")
struct DecoderTests {
  static let seeds: [UInt64] = [1, 2, 3]
  static let rounds = 1_200

  /// Feeds a decoder valid, spoilt and random bytes; `decode` says whether it took them.
  private func feed(
    _ valid: [[UInt8]], seed: UInt64, _ decode: ([UInt8]) throws -> Bool
  ) throws {
    var mutator = Mutator(seed: seed)
    var (taken, refused) = (0, 0)
    for round in 0..<Self.rounds {
      let bytes = round % 10 == 9 ? mutator.garbage() : mutator.mutated(valid[round % valid.count])
      if try decode(bytes) { taken += 1 } else { refused += 1 }
    }
    #expect(taken > 0 && refused > 0, "seed \(seed): \(taken) taken, \(refused) refused")
  }

  @Test("an update is refused, or read with its bytes untouched", arguments: seeds)
  func updates(_ seed: UInt64) throws {
    let valid = try UpdateVectors.load().valid.map { try unhex($0.signedUpdate) }
    try feed(valid, seed: seed) { bytes in
      do throws(Refused) {
        let update = try UnverifiedUpdate(decoding: bytes)
        #expect(update.signedBytes == bytes, "seed \(seed)")
        // Whatever was changed inside, only the author's own words verify.
        if (try? update.verified()) != nil {
          #expect(valid.contains { (try? UnverifiedUpdate(decoding: $0))?.id == update.id })
        }
        return true
      } catch {
        #expect(error.reason.rawValue < 200, "seed \(seed): \(error.reason)")
        return false
      }
    }
  }

  @Test("a header is refused, or read and written back to the same meaning", arguments: seeds)
  func headers(_ seed: UInt64) throws {
    let valid = try HeaderVectors.load().valid.map { try unhex($0.header) }
    try feed(valid, seed: seed) { bytes in
      do throws(EntryFault) {
        let header = try Header(decoding: bytes)
        #expect(try Header(decoding: header.encoded()) == header, "seed \(seed)")
        return true
      } catch {
        #expect(error == .malformedHeader, "seed \(seed)")
        return false
      }
    }
  }

  @Test("an entry is refused, or kept byte for byte and opened without harm", arguments: seeds)
  func entries(_ seed: UInt64) throws {
    let valid = try EntryVectors.load().entries.map(unhex)
    try feed(valid, seed: seed) { bytes in
      guard let wire = try? WireEntry(serializedBytes: bytes) else { return false }
      do throws(EntryFault) {
        let entry = try Entry(wire)
        #expect([UInt8](wire.header) == entry.headerBytes, "seed \(seed)")
        #expect(try Entry(entry.wire) == entry, "seed \(seed)")
        _ = try OpenedEntry(entry)
        return true
      } catch {
        return false
      }
    }
  }

  @Test("a submission is refused, or has the identity of its update", arguments: seeds)
  func submissions(_ seed: UInt64) throws {
    let valid = try UpdateVectors.load().valid.map { vector in
      var wire = WireSubmit()
      wire.signedUpdate = Data(try unhex(vector.signedUpdate))
      if let salt = vector.salt, let content = vector.content {
        wire.content.salt = Data(try unhex(salt))
        wire.content.bytes = Data(try unhex(content))
      }
      return try wire.serializedBytes() as [UInt8]
    }
    try feed(valid, seed: seed) { bytes in
      guard let wire = try? WireSubmit(serializedBytes: bytes) else { return false }
      guard let submission = try? Submission(wire) else { return false }
      let update = try UnverifiedUpdate(decoding: submission.signedUpdate)
      #expect(update.id == submission.id, "seed \(seed)")
      return true
    }
  }

  @Test("a code is refused, or printed again reads the same", arguments: seeds)
  func letters(_ seed: UInt64) throws {
    let valid = try LetterVectors.load().valid.filter { $0.prefix == LetterPrefix.invitation }
      .map { Array($0.code.utf8) }
    try feed(valid, seed: seed) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      let prefix = LetterPrefix.invitation
      guard let read = Letter<WireInvitation>.read(text, prefix: prefix) else { return false }
      _ = try? read.card.verified()
      let again = try Letter.print(read, prefix: prefix)
      #expect(Letter<WireInvitation>.read(again, prefix: prefix) == read, "seed \(seed)")
      return true
    }
  }
}
