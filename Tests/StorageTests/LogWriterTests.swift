import Admission
import Dispatch
import Foundation
import GRDB
import Sealing
import Storage
import Synchronization
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("The log writer")
struct LogWriterTests {
  private func writer(
    _ village: Village, patience: DispatchTimeInterval = .seconds(1),
    committed: @escaping @Sendable (NodeID) -> Void = { _ in }
  ) -> LogWriter {
    let now = village.now
    let salts = Mutex(SeededGenerator(seed: 4))
    let writer = LogWriter(
      store: village.store, admission: village.admission, now: { now },
      salt: { salts.withLock { $0.bytes(Limits.saltBytes) } }, patience: patience)
    writer.follow(committed)
    return writer
  }

  @Test("many at once: each submitter gets the answer to what it submitted")
  func answers() async throws {
    let village = try Village()
    let lena = try village.regisseur()
    let grown = Mutex(0)
    let node = village.node
    let writer = writer(village) { log in
      #expect(log == node)
      grown.withLock { $0 += 1 }
    }
    // Every third one is out of range; few enough listings for one resident.
    let submitted = try (0..<120).map { number in
      try village.signed(
        village.listing(minutes: number % 3 == 0 ? 0 : 30), by: lena,
        content: village.text("\(number)"))
    }
    let results = await withTaskGroup(of: (Int, Result<SubmitResult, any Error>).self) { group in
      for (number, one) in submitted.enumerated() {
        group.addTask {
          do {
            return (number, .success(try await writer.submit(one)))
          } catch {
            return (number, .failure(error))
          }
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    var sequences: Set<UInt64> = []
    for (number, one) in submitted.enumerated() {
      switch try #require(results[number]).get() {
      case .stored(let stored):
        #expect(stored.id == one.update.id && number % 3 != 0)
        #expect(try village.store.stored(one.update.id) == stored)
        sequences.insert(stored.position.sequence)
      case .refused(let refused):
        #expect(refused.reason == .minutesOutOfRange && number % 3 == 0)
      case .repeated: Issue.record("\(number) was said to be stored before")
      }
    }
    #expect(sequences == Set(2..<82))
    // The submitters are told first; the writer's next turn comes after both.
    try await writer.run { () throws(StorageFault) in }
    #expect(grown.withLock { $0 } >= 1)
    #expect(try village.store.verify().passed)
  }

  @Test("a fault in the middle of a batch leaves nothing of its cause, and the others are stored")
  func poison() async throws {
    let village = try Village()
    let lena = try village.regisseur()
    // The database itself fails halfway the changes of one particular submission.
    let outside = try DatabaseQueue(path: village.path)
    try await outside.write { db in
      try db.execute(
        sql: """
          CREATE TRIGGER poison BEFORE INSERT ON listing WHEN new.minutes = 45 BEGIN
            SELECT RAISE(ABORT, 'disk on fire');
          END
          """)
    }
    try outside.close()
    let batch = try [30, 45, 60].map { minutes in
      try village.signed(
        village.listing(minutes: minutes), by: lena, content: village.text("\(minutes)"))
    }
    let before = try village.store.head(of: village.node)
    #expect(throws: StorageFault.self) { try village.submit(batch) }
    #expect(try village.store.head(of: village.node) == before)
    for one in batch { #expect(try village.store.stored(one.update.id) == nil) }

    let writer = writer(village)
    let results = await withTaskGroup(of: (Int, Bool).self) { group in
      for (number, one) in batch.enumerated() {
        group.addTask { (number, (try? await writer.submit(one)) != nil) }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    #expect(results == [0: true, 1: false, 2: true])
    #expect(try village.store.stored(batch[1].update.id) == nil)
    #expect(try village.store.counts(at: village.now).openListings == 2)
    #expect(try village.store.verify().passed)
  }

  @Test("an erasure that a reader holds up is finished by itself when the reader is done")
  func settling() async throws {
    let village = try Village()
    let lena = try village.regisseur()
    let listing = try village.accept(
      village.listing(), by: lena, content: village.text("Zevenslaper onder de mat"))
    let writer = writer(village, patience: .milliseconds(1))
    let reader = try NodeStore.openReadOnly(at: village.path)
    let erasure = try village.signed(village.erasure([listing]), by: lena)
    let (held, holds) = AsyncStream<Void>.makeStream()
    let done = DispatchSemaphore(value: 0)
    DispatchQueue.global().async {
      try? reader.read { views in
        _ = try views.listing(listing)
        holds.finish()
        done.wait()
      }
    }
    for await _ in held {}
    guard case .stored = try await writer.submit(erasure) else {
      Issue.record("the erasure was refused")
      return
    }
    #expect(village.store.owesScrub)
    done.signal()
    while village.store.owesScrub { try await writer.run { () throws(StorageFault) in } }
    #expect(try !village.folder.contains("Zevenslaper"))
  }

  @Test("entries of a peer go through the same queue")
  func ingest() async throws {
    let here = try Village()
    let there = try Village(seed: 2)
    let writer = writer(here)
    let result = try await writer.ingest(
      there.log(), of: there.node, signedBy: there.key.publicKey)
    #expect(result == .taken(head: try there.store.head(of: there.node), added: 1, erasures: false))
    try await writer.acknowledge(by: there.node, upTo: 0, at: here.now)
  }
}
