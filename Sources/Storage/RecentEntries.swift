import Synchronization
import Updates
import Vocabulary

/// The last few entries of our own log, at hand: a moment after they are written peers want them,
/// and reading them back takes longer than writing them did.
final class RecentEntries: Sendable {
  private struct Kept {
    var entries: [Entry] = []
    var bytes = 0

    mutating func dropFirst() { bytes -= entries.removeFirst().storedBytes }
  }

  private let kept = Mutex(Kept())

  /// Adds what a committed transaction appended. Kept are as many as go along with news.
  func add(_ fresh: [Entry]) {
    kept.withLock { kept in
      for entry in fresh.suffix(Limits.newsEntries) {
        kept.entries.append(entry)
        kept.bytes += entry.storedBytes
      }
      while kept.entries.count > Limits.newsEntries || kept.bytes > Limits.newsBytes {
        kept.dropFirst()
      }
    }
  }

  /// Erased content is nowhere, here neither.
  func clear() { kept.withLock { $0 = Kept() } }

  /// Where our own log stands; nil when that has to be looked up.
  var head: LogHead? { kept.withLock { $0.entries.last?.head } }

  /// Entries from a place up to another; nil when some of them have to be looked up.
  func entries(from first: UInt64, upTo last: UInt64) -> [Entry]? {
    kept.withLock { kept in
      guard let start = kept.entries.first?.header.sequence,
        let end = kept.entries.last?.header.sequence, start <= first, first <= last, last <= end
      else { return nil }
      return Array(kept.entries[Int(first - start)...Int(last - start)])
    }
  }
}

extension NodeStore {
  /// Where our own log stands; nil for an empty one.
  public func ownHead() throws(StorageFault) -> LogHead? {
    if let head = recent.head { return head }
    return try head(of: node)
  }

  /// Entries of our own log that were just written, up to a place, to go along with the news of
  /// them: at most `Limits.newsEntries` and about `Limits.newsBytes`.
  public func news(from first: UInt64, upTo last: UInt64) throws(StorageFault) -> [Entry] {
    if let known = recent.entries(from: first, upTo: last) { return known }
    let count = Int(clamping: last &- first) &+ 1
    return try entries(
      of: node, from: first, limit: min(count, Limits.newsEntries), maxBytes: Limits.newsBytes)
  }
}
