import Updates
import Vocabulary

extension NodeStore {
  /// Writes a log in the layout of `LogFile`, record by record, to `sink`; gives the number of
  /// entries.
  ///
  /// All of one moment: entries appended meanwhile are not in it. What was erased is not either.
  public func exportLog(
    of log: NodeID, at now: Instant, to sink: ([UInt8]) throws -> Void
  ) throws(StorageFault) -> UInt64 {
    try read { views in
      let count = try views.head(of: log).map { $0.sequence + 1 } ?? 0
      try sink(try LogFile.opening(node: log, entries: count, at: now))
      guard let number = try views.numbers.number(of: log, in: views.db) else { return count }
      try views.prepare("\(SQLViews.selectEntry) WHERE log = ? ORDER BY sequence")
        .each([.integer(number)]) { row in
          try sink(try LogFile.record(try Entry(&row)))
          return true
        }
      return count
    }
  }
}
