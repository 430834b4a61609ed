import SecureChannel
import Synchronization

/// Messages that arrived and nobody took yet. The event loop puts, one reader takes.
///
/// Bounded by asking the socket to wait, so a lagging consumer slows the sender and costs no memory.
final class Inbox: Sendable {
  typealias Taken = Result<[UInt8]?, ChannelFault>

  private struct State {
    var messages: [[UInt8]] = []
    var first = 0
    var bytes = 0
    var received = 0
    var isHolding = false
    /// Calls to `next` so far, and the last of them that was cancelled.
    var turn = 0
    var cancelled = 0
    var reader: CheckedContinuation<Taken, Never>?
    var ending: Taken?

    /// What a reader gets now, and whether the socket may be read again.
    mutating func take() -> (ready: Taken?, mayRead: Bool) {
      guard first < messages.count else { return (ending, false) }
      let message = messages[first]
      messages[first] = []
      first += 1
      bytes -= message.count
      guard first == messages.count else { return (.success(message), false) }
      messages.removeAll(keepingCapacity: true)
      first = 0
      defer { isHolding = false }
      return (.success(message), isHolding)
    }
  }

  // Enough to keep a consumer busy while the socket wakes up, little enough for 1,024 connections.
  private static let highBytes = 256 << 10
  private static let highCount = 256

  private let state = Mutex(State())

  /// Application bytes that arrived so far.
  var received: Int { state.withLock { $0.received } }
  /// The socket shall not be read now.
  var isHolding: Bool { state.withLock { $0.isHolding } }

  /// Hands a message to the waiting reader, or keeps it.
  func put(_ message: [UInt8]) {
    let reader = state.withLock { state -> CheckedContinuation<Taken, Never>? in
      guard state.ending == nil else { return nil }
      state.received += message.count
      if let reader = state.reader.take() { return reader }
      state.messages.append(message)
      state.bytes += message.count
      if state.bytes >= Self.highBytes || state.messages.count - state.first >= Self.highCount {
        state.isHolding = true
      }
      return nil
    }
    reader?.resume(returning: .success(message))
  }

  /// What the reader gets after the last message; only the first call counts.
  func finish(_ fault: ChannelFault?) {
    let ending: Taken = fault.map { .failure($0) } ?? .success(nil)
    let reader = state.withLock { state -> CheckedContinuation<Taken, Never>? in
      guard state.ending == nil else { return nil }
      state.ending = ending
      return state.reader.take()
    }
    reader?.resume(returning: ending)
  }

  /// The next message; nil at the end or when the task is cancelled. `resume` is called when the
  /// socket may be read again.
  func next(resume: () -> Void) async -> Taken {
    let (turn, ready, mayRead) = state.withLock { state in
      state.turn += 1
      let taken = state.take()
      return (state.turn, taken.ready, taken.mayRead)
    }
    if mayRead { resume() }
    if let ready { return ready }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { wait($0, turn, resume: resume) }
    } onCancel: {
      let reader = state.withLock { state -> CheckedContinuation<Taken, Never>? in
        state.cancelled = turn
        return state.turn == turn ? state.reader.take() : nil
      }
      reader?.resume(returning: .success(nil))
    }
  }

  private func wait(
    _ reader: CheckedContinuation<Taken, Never>, _ turn: Int, resume: () -> Void
  ) {
    // A message, the end or a cancellation may have come between looking and waiting. Two readers
    // at once would split the messages between them: the second one gets none.
    let (ready, mayRead) = state.withLock { state -> (Taken?, Bool) in
      let taken = state.take()
      guard taken.ready == nil else { return taken }
      guard state.cancelled != turn, state.reader == nil else { return (.success(nil), false) }
      state.reader = reader
      return (nil, false)
    }
    if mayRead { resume() }
    if let ready { reader.resume(returning: ready) }
  }
}
