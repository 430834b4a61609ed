import Admission
import Foundation
import Storage
import Synchronization
import Testing
import Updates
import Vocabulary

@Suite("Room in the write-ahead log")
struct WriteAheadRoomTests {
  private func writer(_ village: Village) -> LogWriter {
    let now = village.now
    let salts = Mutex(SeededGenerator(seed: 4))
    return LogWriter(
      store: village.store, admission: village.admission, now: { now },
      salt: { salts.withLock { $0.bytes(Limits.saltBytes) } })
  }

  /// Bytes of the write-ahead log's file.
  private func length(_ village: Village) throws -> Int {
    let file = try FileManager.default.attributesOfItem(atPath: village.path + "-wal")
    return try #require(file[.size] as? Int)
  }

  /// Hands in one listing, and waits until the writer has nothing left to do.
  private func post(_ text: String, in village: Village, by lena: Signer, _ writer: LogWriter)
    async throws -> UpdateID
  {
    let one = try village.signed(village.listing(), by: lena, content: village.text(text))
    guard case .stored(let stored) = try await writer.submit(one) else {
      throw Refused(.malformed)
    }
    try await writer.run { () throws(StorageFault) in }
    return stored.id
  }

  @Test("a commit that lengthens the file makes room, and the next ones leave its length alone")
  func room() async throws {
    let village = try Village()
    let lena = try village.regisseur()
    let writer = writer(village)
    let before = try length(village)
    _ = try await post("nul", in: village, by: lena, writer)
    let roomy = try length(village)
    #expect(roomy >= before + 1 << 20)
    for number in 1...10 { _ = try await post("\(number)", in: village, by: lena, writer) }
    #expect(try length(village) == roomy)
    #expect(try village.store.verify().passed)
  }

  @Test("after a power cut everything that was answered is there, and the room is not taken for it")
  func powerCut() async throws {
    let village = try Village()
    let lena = try village.regisseur()
    let writer = writer(village)
    for number in 0..<3 { _ = try await post("\(number)", in: village, by: lena, writer) }
    // What the disk has at this moment; the index beside it lives in memory.
    let after = try Folder()
    for part in ["", "-wal"] {
      try FileManager.default.copyItem(
        atPath: village.path + part, toPath: after.path("gebuur.db" + part))
    }
    let store = try NodeStore.open(at: after.path("gebuur.db"), for: village.node)
    #expect(try store.head(of: village.node) == village.store.head(of: village.node))
    #expect(try store.verify().passed)
    try store.close()
  }

  @Test("a write-ahead log of nothing but room is an empty one")
  func nothingButRoom() throws {
    let village = try Village()
    let head = try village.store.head(of: village.node)
    try village.store.close()
    #expect(
      FileManager.default.createFile(
        atPath: village.path + "-wal", contents: Data(count: 1 << 20)))
    let store = try NodeStore.open(at: village.path, for: village.node)
    #expect(try store.head(of: village.node) == head)
    #expect(try store.verify().passed)
    try store.close()
  }

  @Test("an erasure leaves neither the text nor the room, and the next commit makes room again")
  func erasure() async throws {
    let village = try Village()
    let lena = try village.regisseur()
    let writer = writer(village)
    let listing = try await post("Zevenslaper onder de mat", in: village, by: lena, writer)
    let erasure = try village.signed(village.erasure([listing]), by: lena)
    guard case .stored = try await writer.submit(erasure) else {
      Issue.record("the erasure was refused")
      return
    }
    try await writer.run { () throws(StorageFault) in }
    #expect(try length(village) == 0)
    #expect(try !village.folder.contains("Zevenslaper"))
    _ = try await post("Iets anders", in: village, by: lena, writer)
    #expect(try length(village) > 1 << 20)
    #expect(try village.store.verify().passed)
  }
}
