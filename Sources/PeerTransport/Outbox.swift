import SecureChannel
import Synchronization
import Vocabulary

/// Messages to send. Any task posts, the event loop takes them all at once, so that what was said
/// in one go leaves in one write.
final class Outbox: Sendable {
  private struct State {
    var messages: [[UInt8]] = []
    var isScheduled = false
    /// Posted and not yet taken by the operating system.
    var unsent = 0
    var sent = 0
    var waiting: [CheckedContinuation<ChannelFault?, Never>] = []
    var ending: ChannelFault?
  }

  enum Posted {
    /// The event loop must be told.
    case first
    /// It knows already.
    case queued
    /// Nothing more can be sent.
    case refused(ChannelFault)
    /// The other end lets too much pile up.
    case overflow
  }

  // Enough to fill a fast link, little enough that a sender feels a slow one.
  private static let highBytes = 1 << 20
  private static let lowBytes = 256 << 10

  private let state = Mutex(State())
  private let limit: Int

  /// Takes the bytes that may wait.
  init(limit: Int) { self.limit = limit }

  /// Application bytes handed over for sending so far.
  var sent: Int { state.withLock { $0.sent } }
  /// Bytes that wait for the other end.
  var unsent: Int { state.withLock { $0.unsent } }

  func post(_ message: [UInt8]) -> Posted {
    guard message.count <= Limits.messageBytes else { return .refused(.tooLarge) }
    let bytes = ChannelSession.sealedBytes(message.count)
    return state.withLock { state in
      if let ending = state.ending { return .refused(ending) }
      guard state.unsent + bytes <= limit else {
        // At once, or a later and shorter message would slip past the one that was left out.
        state.ending = .slowReader
        return .overflow
      }
      state.unsent += bytes
      state.sent += message.count
      state.messages.append(message)
      if state.isScheduled { return .queued }
      state.isScheduled = true
      return .first
    }
  }

  /// Everything posted since the last call, in order.
  func takeAll() -> [[UInt8]] {
    state.withLock { state in
      state.isScheduled = false
      defer { state.messages = [] }
      return state.messages
    }
  }

  /// The operating system took `bytes`.
  func wrote(_ bytes: Int) {
    let waiting = state.withLock { state -> [CheckedContinuation<ChannelFault?, Never>] in
      state.unsent -= bytes
      guard state.unsent <= Self.lowBytes, !state.waiting.isEmpty else { return [] }
      defer { state.waiting = [] }
      return state.waiting
    }
    for sender in waiting { sender.resume(returning: nil) }
  }

  /// Nothing more will be sent. Of several reasons the first one stays.
  func finish(_ fault: ChannelFault) {
    let (waiting, ending) = state.withLock { state in
      let ending = state.ending ?? fault
      state.ending = ending
      defer { state.waiting = [] }
      return (state.waiting, ending)
    }
    for sender in waiting { sender.resume(returning: ending) }
  }

  /// Waits until the other end has taken most of what was posted.
  func room() async throws(ChannelFault) {
    guard state.withLock({ $0.unsent > Self.highBytes && $0.ending == nil }) else { return }
    let fault = await withCheckedContinuation { sender in
      let (waits, ending) = state.withLock { state in
        guard state.unsent > Self.lowBytes, state.ending == nil else {
          return (false, state.ending)
        }
        state.waiting.append(sender)
        return (true, nil)
      }
      if !waits { sender.resume(returning: ending) }
    }
    if let fault { throw fault }
  }
}
