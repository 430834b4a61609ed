import Dispatch
import Synchronization

/// One after another, what writes and waits for the disk. It knows when it has nothing to do.
final class CommitQueue: Sendable {
  /// A disk that answers sooner may be waited for by a thread that has other things to do too.
  private static let quick = Duration.milliseconds(2)

  private let queue = DispatchQueue(label: "gebuur.log-writer", qos: .userInitiated)
  /// What was handed in and is not done.
  private let unfinished = Atomic(0)
  /// The last one was done quickly.
  private let isQuick = Atomic(true)

  /// In its turn, on a thread of the queue's own.
  func run(_ work: @escaping @Sendable () -> Void) {
    unfinished.add(1, ordering: .relaxed)
    queue.async { self.time(work) }
  }

  /// On the caller's thread, when there is nothing else to do and the disk was quick: to wake up
  /// another one, and be woken up by it, takes a good part of the time that a commit takes.
  /// Otherwise in its turn.
  func runAtOnce(_ work: @escaping @Sendable () -> Void) {
    guard isQuick.load(ordering: .relaxed),
      unfinished.compareExchange(expected: 0, desired: 1, ordering: .relaxed).exchanged
    else { return run(work) }
    queue.sync { time(work) }
  }

  /// Later; nothing waits for it meanwhile.
  func run(after delay: DispatchTimeInterval, _ work: @escaping @Sendable () -> Void) {
    queue.asyncAfter(deadline: .now() + delay) { work() }
  }

  private func time(_ work: () -> Void) {
    let time = ContinuousClock().measure(work)
    isQuick.store(time < Self.quick, ordering: .relaxed)
    unfinished.subtract(1, ordering: .relaxed)
  }
}
