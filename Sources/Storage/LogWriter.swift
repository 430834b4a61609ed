import Admission
import Dispatch
import Synchronization
import Updates
import Vocabulary

/// One queue in front of the store: whatever waits while a commit is on its way to disk goes
/// into the next one together. Answers come after the commit, each to its own submitter.
///
/// Runs on its own thread, because a commit blocks until the disk has it; what a quick disk soon has
/// and nobody else waits for, on the caller's.
public final class LogWriter: Sendable {
  /// Submissions in one transaction, at most.
  public static let batch = 512
  /// Submissions that may wait; more are refused at once.
  public static let waitingMost = 8_192

  private let store: NodeStore
  private let admission: Admission
  private let now: @Sendable () -> Instant
  private let salt: @Sendable () -> [UInt8]
  private let follower = Mutex<(@Sendable (NodeID) -> Void)?>(nil)
  private let patience: DispatchTimeInterval
  private let queue = CommitQueue()
  private let waiting = Mutex(Waiting())

  private struct Waiting {
    var submissions: [Submission] = []
    var scheduled = false
    var scrubbing = false
  }

  private struct Submission: Sendable {
    let submitted: Submitted
    let answer: CheckedContinuation<Result<SubmitResult, StorageFault>, Never>
  }

  /// The only writer of a store.
  ///
  /// `salt` gives fresh random bytes. An erasure whose traces could not be removed at once, because
  /// another process reads, is tried again every `patience`.
  public init(
    store: NodeStore, admission: Admission, now: @escaping @Sendable () -> Instant,
    salt: @escaping @Sendable () -> [UInt8],
    patience: DispatchTimeInterval = .seconds(1)
  ) {
    self.store = store
    self.admission = admission
    self.now = now
    self.salt = salt
    self.patience = patience
  }

  /// From now on `tell` is told which log grew: after the commit and before the submitters, on the
  /// thread that made it, so it must be quick. The last one counts.
  public func follow(_ tell: @escaping @Sendable (NodeID) -> Void) {
    follower.withLock { $0 = tell }
  }

  private func grew(_ log: NodeID) { follower.withLock(\.self)?(log) }

  /// Admits and appends one update, a resident's or the node's own; returns after the commit.
  public func submit(_ one: Submitted) async throws(StorageFault) -> SubmitResult {
    let result = await withCheckedContinuation { answer in
      enqueue(Submission(submitted: one, answer: answer))
    }
    return try result.get()
  }

  /// Takes in entries of a log; returns after the commit. See `NodeStore.ingest`.
  public func ingest(
    _ opened: [OpenedEntry], of log: NodeID, signedBy key: SigningKey
  ) async throws(StorageFault) -> IngestResult {
    try await withCheckedContinuation {
      (answer: CheckedContinuation<Result<IngestResult, StorageFault>, Never>) in
      ingest(opened, of: log, signedBy: key) { answer.resume(returning: $0) }
    }.get()
  }

  /// The same for who does not wait: `answer` is called on the thread that makes the commit, which
  /// is the caller's when the writer has nothing else to do.
  public func ingest(
    _ opened: [OpenedEntry], of log: NodeID, signedBy key: SigningKey,
    answer: @escaping @Sendable (Result<IngestResult, StorageFault>) -> Void
  ) {
    queue.runAtOnce { [self] in
      let result = Result { () throws(StorageFault) in
        let (result, said) = try store.ingest(opened, of: log, signedBy: key, saying: voice)
        if said > 0 { grew(store.node) }
        if case .taken(_, let added, _) = result, added > 0 { grew(log) }
        return result
      }
      settle()
      answer(result)
    }
  }

  /// Says what our node owes, also what only the clock makes due. See `NodeStore.sayDuties`.
  public func sayDuties() async throws(StorageFault) {
    try await run { [self] () throws(StorageFault) in
      if try store.sayDuties(voice) > 0 { grew(store.node) }
      settle()
    }
  }

  private var voice: OwnVoice { OwnVoice(admission: admission, now: now(), random: salt) }

  /// Notes what a peer holds of our log. See `NodeStore.acknowledge`.
  public func acknowledge(
    by peer: NodeID, upTo sequence: UInt64, at time: Instant
  ) async throws(StorageFault) {
    try await run { [store] () throws(StorageFault) in
      try store.acknowledge(by: peer, upTo: sequence, at: time)
    }
  }

  /// Runs a write between the batches.
  public func run<T: Sendable>(
    _ body: @escaping @Sendable () throws(StorageFault) -> T
  ) async throws(StorageFault) -> T {
    let result = await withCheckedContinuation {
      (answer: CheckedContinuation<Result<T, StorageFault>, Never>) in
      queue.run { answer.resume(returning: Result { () throws(StorageFault) in try body() }) }
    }
    return try result.get()
  }
}

extension LogWriter {
  private func enqueue(_ submission: Submission) {
    let (full, wake) = waiting.withLock { waiting in
      if waiting.submissions.count >= Self.waitingMost { return (true, false) }
      waiting.submissions.append(submission)
      defer { waiting.scheduled = true }
      return (false, !waiting.scheduled)
    }
    if full {
      submission.answer.resume(returning: .success(.refused(Refused(.tooManyRequests, "queue"))))
    }
    if wake { queue.run { self.drain() } }
  }

  /// One batch; then back in the queue, so that peers' entries get their turn.
  private func drain() {
    let batch = waiting.withLock { waiting in
      let batch = Array(waiting.submissions.prefix(Self.batch))
      waiting.submissions.removeFirst(batch.count)
      return batch
    }
    let results = commit(batch.map(\.submitted))
    if results.contains(where: \.isStored) { grew(store.node) }
    settle()
    for (submission, result) in zip(batch, results) { submission.answer.resume(returning: result) }
    let more = waiting.withLock { waiting in
      waiting.scheduled = !waiting.submissions.isEmpty
      return waiting.scheduled
    }
    if more { queue.run { self.drain() } }
  }

  /// What a commit leaves to be done: after those who wait already, before what its answers lead to.
  private func settle() {
    if store.lacksRoom { queue.run { self.store.makeRoom() } }
    if store.takeOwesWords() {
      queue.run { [self] in
        if (try? store.sayDuties(voice)) ?? 0 > 0 { grew(store.node) }
        settle()
      }
    }
    settleErasures()
  }

  /// Sees to it that erased bytes leave the disk, however long a reader keeps them there.
  private func settleErasures() {
    let due = waiting.withLock { waiting in
      if waiting.scrubbing || !store.owesScrub { return false }
      waiting.scrubbing = true
      return true
    }
    guard due else { return }
    queue.run(after: patience) { [weak self] in
      guard let self else { return }
      _ = try? store.scrub(waiting: false)
      waiting.withLock { $0.scrubbing = false }
      settleErasures()
    }
  }

  /// A fault undoes the whole batch. Tried again one by one, it hits only the one that causes it.
  private func commit(_ batch: [Submitted]) -> [Result<SubmitResult, StorageFault>] {
    do {
      return try store.submit(batch, admission: admission, now: now(), salt: salt)
        .map { .success($0) }
    } catch {
      guard batch.count > 1 else { return batch.map { _ in .failure(error) } }
      return batch.flatMap { commit([$0]) }
    }
  }
}

extension Result where Success == SubmitResult {
  fileprivate var isStored: Bool { (try? get())?.isStored ?? false }
}
