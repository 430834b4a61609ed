import Admission
import Updates
import Vocabulary

/// An update whose signature was checked, on its way to the log.
public struct Submitted: Sendable {
  /// What its author signed.
  public let update: VerifiedUpdate
  /// What came along to be kept beside it.
  public let content: Salted?
  /// Pairs an update with its content.
  public init(_ update: VerifiedUpdate, content: Salted?) {
    self.update = update
    self.content = content
  }
}

/// What became of a submission, after the commit.
public enum SubmitResult: Hashable, Sendable {
  /// On disk, at this place.
  case stored(StoredUpdate)
  /// It had been stored before, at this place; nothing changed.
  case repeated(StoredUpdate)
  /// Not taken; nothing changed.
  case refused(Refused)

  /// True when it was new, and taken.
  var isStored: Bool { if case .stored = self { true } else { false } }
}

extension NodeStore {
  /// Admits and appends a batch in one transaction, and answers when it is on disk: one result
  /// for each submission, in order. A refused one leaves no trace and does not disturb the
  /// others. `salt` gives `Limits.saltBytes` fresh random bytes at each call. What our node owes
  /// because of it is said in the same transaction.
  ///
  /// Throws when the storage failed; then nothing of the batch was stored.
  public func submit(
    _ batch: [Submitted], admission: Admission, now: Instant, salt: @escaping () -> [UInt8]
  ) throws(StorageFault) -> [SubmitResult] {
    guard admission.node == node else {
      throw .otherNode(expected: node, found: admission.node)
    }
    let (results, erased) = try write { views in
      var head = try views.head(of: node)
      var erased = false
      var results: [SubmitResult] = []
      results.reserveCapacity(batch.count)
      for submitted in batch {
        let outcome = try admission.admit(
          submitted.update, content: submitted.content, after: head, at: now, salt: salt(),
          views: views)
        switch outcome {
        case .admitted(let opened, let changes):
          if try views.append(opened, changes: changes) { erased = true }
          head = opened.entry.head
          results.append(.stored(StoredUpdate(opened, of: submitted.update)))
        case .repeated(let stored): results.append(.repeated(stored))
        case .refused(let refused): results.append(.refused(refused))
        }
      }
      // A batch that stored nothing made nothing due.
      if results.contains(where: \.isStored) {
        _ = try views.sayDuties(OwnVoice(admission: admission, now: now, random: salt))
      }
      return (results, erased)
    }
    if erased { settleErasure() }
    return results
  }
}

extension StoredUpdate {
  fileprivate init(_ opened: OpenedEntry, of update: VerifiedUpdate) {
    let header = opened.entry.header
    self.init(
      id: update.id,
      position: Position(node: header.node, sequence: header.sequence, time: header.time),
      entry: opened.entry.hash, resident: update.resident, reach: header.reach,
      audience: header.audience)
  }
}
