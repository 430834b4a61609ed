import Sealing
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Codes for receiving hours")
struct ResidentCodeTests {
  let code = ResidentCode(
    node: NodeID(bytes: Hashing.hash([1], for: .node)),
    resident: ResidentID(bytes: Hashing.hash([2], for: .resident)))

  @Test("a code is read as it was printed, with spaces and line breaks in it")
  func roundTrip() throws {
    let printed = try code.printed()
    #expect(printed.hasPrefix("gebuur-resident:"))
    #expect(ResidentCode(printed) == code)
    #expect(ResidentCode(printed.prefix(40) + "\n  " + printed.dropFirst(40)) == code)
    #expect(ResidentCode("gebuur-node:" + printed.dropFirst(16)) == nil)
  }

  @Test("one character mistyped, anywhere, or two that changed places, is found out")
  func typos() throws {
    let printed = Array(try code.printed())
    for index in 16..<printed.count {
      var other = printed
      other[index] = printed[index] == "7" ? "8" : "7"
      // The same 32 bytes may be written in other ways; they may not become other bytes.
      if let read = ResidentCode(String(other)) { #expect(read == code, "at \(index)") }
      guard index + 1 < printed.count, printed[index] != printed[index + 1] else { continue }
      other = printed
      other.swapAt(index, index + 1)
      if let read = ResidentCode(String(other)) { #expect(read == code, "at \(index)") }
    }
  }

  @Test("the check is the CRC-32 that everybody knows")
  func check() throws {
    let zero = ResidentCode(node: NodeID(bytes: .zero), resident: ResidentID(bytes: .zero))
    let wire: WireResidentCode = try #require(
      Letter.read(zero.printed(), prefix: LetterPrefix.resident))
    // zlib.crc32(bytes(64))
    #expect([UInt8](wire.check) == [0x75, 0x8d, 0x63, 0x36])
  }
}
