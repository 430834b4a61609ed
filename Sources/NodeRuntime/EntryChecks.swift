import Dispatch
import Synchronization
import Updates
import Vocabulary

/// Checks what each entry of a batch says by itself: its node's signature, its commitments, its
/// author's signature.
///
/// Signatures cost most of taking in a log and depend on nothing, so they are shared out over the
/// processors. On threads of their own: what residents and peers ask meanwhile does not queue
/// behind them.
struct EntryChecks: Sendable {
  private static let queue = DispatchQueue(label: "gebuur.entry-checks", qos: .utility)
  /// Entries that a thread takes at a time: little enough that all threads end together.
  private static let share = 16

  private let entries: [Entry]
  private let key: SigningKey

  /// Takes a batch and the key of the log's node.
  init(_ entries: [Entry], signedBy key: SigningKey) {
    self.entries = entries
    self.key = key
  }

  /// Few enough to be checked on the spot: waking other threads would take longer.
  var areFew: Bool { entries.count <= 4 }

  /// The entries with their updates, or the first fault, here and now.
  func openedAtOnce() throws(EntryFault) -> [OpenedEntry] { try open(entries[...]).get() }

  /// The entries with their updates, or the first fault.
  func opened() async throws(EntryFault) -> [OpenedEntry] {
    let result = await withCheckedContinuation { answer in
      Self.queue.async { answer.resume(returning: openAll()) }
    }
    return try result.get()
  }

  private func openAll() -> Result<[OpenedEntry], EntryFault> {
    let starts = Array(stride(from: 0, to: entries.count, by: Self.share))
    let parts = Mutex([Int: Result<[OpenedEntry], EntryFault>]())
    DispatchQueue.concurrentPerform(iterations: starts.count) { number in
      let start = starts[number]
      let part = open(entries[start..<min(start + Self.share, entries.count)])
      parts.withLock { $0[number] = part }
    }
    return Result { () throws(EntryFault) in
      var opened: [OpenedEntry] = []
      opened.reserveCapacity(entries.count)
      for (_, part) in parts.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
        opened += try part.get()
      }
      return opened
    }
  }

  /// The node's signatures are all checked, not only the last of a batch: we may cut the log
  /// elsewhere when we pass it on. `protocol/06-gossip.md` §4.
  private func open(_ part: ArraySlice<Entry>) -> Result<[OpenedEntry], EntryFault> {
    Result { () throws(EntryFault) in
      var opened: [OpenedEntry] = []
      for entry in part {
        opened.append(try OpenedEntry(entry, signedBy: key))
      }
      return opened
    }
  }
}
