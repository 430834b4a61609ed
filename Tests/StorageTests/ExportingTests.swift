import Storage
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Exporting a log")
struct ExportingTests {
  private func export(_ village: Village) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let count = try village.store.exportLog(of: village.node, at: village.now) { bytes += $0 }
    #expect(count == UInt64(try village.log().count))
    return bytes
  }

  @Test("what is read back is the log, erased text excepted")
  func roundTrip() throws {
    let village = try Village()
    let lena = try village.regisseur()
    let listing = try village.accept(
      village.listing(), by: lena, content: village.text("Voor even"))
    try village.accept(village.listing(), by: lena, content: village.text("Voor altijd"))
    try village.accept(village.erasure([listing]), by: lena)
    let contents = try LogFile.read(try export(village))
    #expect(contents.node == village.node && contents.exported == village.now)
    #expect(contents.entries == (try village.log().map(\.entry)))
    #expect(contents.entries.map { $0.content == nil } == [true, false, true, false, true])
  }

  @Test("a file that was cut, lengthened or made up is not a log")
  func damage() throws {
    let village = try Village()
    _ = try village.regisseur()
    let bytes = try export(village)
    #expect(throws: LogFileFault.notALog) { try LogFile.read([]) }
    #expect(throws: LogFileFault.notALog) { try LogFile.read([0]) }
    #expect(throws: LogFileFault.tooLarge) { try LogFile.read([0xff, 0xff, 0xff, 0xff, 1]) }
    let more = bytes + (try LogFile.record(try #require(village.log().last?.entry)))
    #expect(throws: LogFileFault.miscounted) { try LogFile.read(more) }
    #expect(throws: LogFileFault.malformed(record: 2)) { try LogFile.read(bytes + [0x00]) }
    for length in 1..<bytes.count {
      #expect(throws: LogFileFault.self) { try LogFile.read(Array(bytes.prefix(length))) }
    }
  }
}
