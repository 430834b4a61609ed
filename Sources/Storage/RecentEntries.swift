import Synchronization
import Updates
import Vocabulary

/// The last few entries of our own log, at hand: a moment after they are written peers want them,
/// and reading them back takes longer than writing them did.
final class RecentEntries: Sendable {
  private let entries = Mutex<[Entry]>([])

  /// Adds what a committed transaction appended. Kept are as many as go along with news.
  func add(_ fresh: [Entry]) {
    entries.withLock { kept in
      kept = Array((kept + fresh).suffix(Limits.newsEntries))
      var bytes = kept.reduce(0) { $0 + $1.storedBytes }
      while bytes > Limits.newsBytes, !kept.isEmpty { bytes -= kept.removeFirst().storedBytes }
    }
  }

  /// Erased content is nowhere, here neither.
  func clear() { entries.withLock { $0 = [] } }

  /// Where our own log stands; nil when that has to be looked up.
  var head: LogHead? { entries.withLock { $0.last?.head } }

  /// Entries from a place up to another; nil when some of them have to be looked up.
  func entries(from first: UInt64, upTo last: UInt64) -> [Entry]? {
    entries.withLock { kept in
      guard let start = kept.first?.header.sequence, let end = kept.last?.header.sequence,
        start <= first, first <= last, last <= end
      else { return nil }
      return Array(kept[Int(first - start)...Int(last - start)])
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
