import FoundationEssentials
import Sealing
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Signed statements of hours")
struct HoursStatementTests {
  let key = SigningKeyPair(seed: Hashing.hash([7], for: .node))
  var statement: HoursStatement {
    HoursStatement(
      node: NodeID.of(foundingKey: key.publicKey), neighbourhood: "Wechelderzande",
      resident: ResidentID(bytes: Hashing.hash([2], for: .resident)), name: "Mia",
      given: Minutes(750), received: Minutes(90), sequence: 41,
      time: Instant(milliseconds: 1_790_000_000_000))
  }

  func read(_ signed: WireSignedHours) throws -> HoursStatement {
    try HoursStatement(code: Letter.print(signed, prefix: LetterPrefix.hours))
  }

  @Test("what the node signed is read back from its printed code")
  func roundTrip() throws {
    #expect(try read(statement.signed(by: key)) == statement)
  }

  @Test("any byte changed, anywhere, is refused")
  func tampered() throws {
    let genuine: [UInt8] = try statement.signed(by: key).serializedBytes()
    for index in genuine.indices {
      for change: UInt8 in [0x01, 0x08, 0x80, 0xff] {
        var bytes = genuine
        bytes[index] ^= change
        let code = LetterPrefix.hours + ":" + Base32.encode(bytes)
        #expect(throws: HoursStatement.Fault.self, "byte \(index) ^ \(change)") {
          try HoursStatement(code: code)
        }
      }
    }
  }

  @Test("any byte of the facts changed, with a check that fits again, is refused")
  func forged() throws {
    let genuine = try statement.signed(by: key)
    let body = [UInt8](genuine.body)
    for index in body.indices {
      var forged = genuine
      forged.body[forged.body.startIndex + index] ^= 0x01
      forged.check = Data(crc([UInt8](forged.body) + [UInt8](forged.signature)))
      #expect(throws: HoursStatement.Fault.self, "byte \(index)") { try read(forged) }
    }
  }

  @Test("another's key cannot speak for the node")
  func otherKey() throws {
    let other = SigningKeyPair(seed: Hashing.hash([8], for: .node))
    #expect(throws: HoursStatement.Fault.otherNode) { try read(statement.signed(by: other)) }
  }

  /// zlib's `crc32`, by itself.
  private func crc(_ bytes: [UInt8]) -> [UInt8] {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
    }
    return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: ~sum >> $0) }
  }
}
