import Dispatch
import Foundation
import Sealing
import Synchronization
import Testing
import Updates
import Vocabulary

@testable import Storage

@Suite("The queue in front of the disk")
struct CommitQueueTests {
  @Test(
    "what comes when nothing else does is done on the spot; what comes meanwhile waits its turn")
  func turns() async {
    let queue = CommitQueue()
    let done = Mutex<[Int]>([])
    let note: @Sendable (Int) -> Void = { number in done.withLock { $0.append(number) } }
    let caller = ThreadName()
    queue.runAtOnce {
      note(1)
      #expect(ThreadName() == caller)
      // From inside, too: it would wait for itself.
      queue.runAtOnce { note(2) }
      #expect(done.withLock { $0 } == [1])
    }
    let (held, goOn) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    queue.run {
      held.signal()
      goOn.wait()
      note(3)
    }
    await withCheckedContinuation { answer in
      DispatchQueue.global().async {
        held.wait()
        answer.resume()
      }
    }
    queue.runAtOnce { note(4) }
    #expect(done.withLock { $0 } == [1, 2])
    goOn.signal()
    await withCheckedContinuation { answer in queue.run { answer.resume() } }
    #expect(done.withLock { $0 } == [1, 2, 3, 4])
  }

  @Test("more words than one transaction says are said without anybody asking")
  func words() async throws {
    let pair = try Pair()
    let (here, there) = (pair.here, pair.there)
    try here.accept(here.clearingLimits(with: there.node, 500), by: pair.lena)
    try there.accept(there.clearingLimits(with: here.node, 500), by: pair.mieke)
    try pair.gossip()
    let payee = try #require(pair.mieke.resident)
    for _ in 0..<Limits.dutiesAtOnce + 3 {
      _ = try here.accept(here.hours(1, to: payee, of: there.node), by: pair.lena)
    }
    let now = there.now
    let salts = Mutex(SeededGenerator(seed: 6))
    let writer = LogWriter(
      store: there.store, admission: there.admission, now: { now },
      salt: { salts.withLock { $0.bytes(Limits.saltBytes) } })
    let from = try #require(try there.store.head(of: here.node)).sequence
    let fresh = try here.log().filter { $0.entry.header.sequence > from }
    _ = try await writer.ingest(fresh, of: here.node, signedBy: here.key.publicKey)
    // Those who wait come after the rest of the words.
    for _ in 0..<2 { try await writer.run { () throws(StorageFault) in } }
    #expect(try there.store.read { try $0.dueBorders(limit: 1) }.isEmpty)
  }
}

/// Which thread runs this.
private struct ThreadName: Equatable {
  private let id = pthread_self()
}
