import Admission
import Updates
import Vocabulary

/// What became of entries of a log, after the commit.
public enum IngestResult: Hashable, Sendable {
  /// Everything up to `head` is on disk; `added` entries were new. When `erasures` is true some
  /// content was erased, and `unconfirmedErasures` says for whom a receipt is due.
  case taken(head: LogHead?, added: Int, erasures: Bool)
  /// Not taken: the log met its quota. That is written down; nothing else changed.
  case full
  /// Not taken: the first entry that is new says a time that is still to come here. That is written
  /// down; nothing else changed.
  case early
  /// Not taken; nothing changed.
  case refused(EntryFault)
  /// The log's node signed two histories. The evidence is kept, and the log is frozen here.
  case fork(ForkEvidence)
}

extension NodeStore {
  /// Takes in consecutive entries of a log whose node signs with `key`: skips what is held
  /// already, verifies that the rest continues the log, appends it and makes what follows from
  /// it, all in one transaction. Content that was erased before is dropped on the way in. Of what
  /// would exceed the quota, or is of a time that is still to come, what comes before it is taken.
  ///
  /// With a `voice`, what our node owes because of it is said in the same transaction; `said` is
  /// how many words that took.
  public func ingest(
    _ opened: [OpenedEntry], of log: NodeID, signedBy key: SigningKey, saying voice: OwnVoice
  ) throws(StorageFault) -> (result: IngestResult, said: Int) {
    try ingest(opened, of: log, signedBy: key, voice)
  }

  /// The same for a node that has nothing to say.
  public func ingest(
    _ opened: [OpenedEntry], of log: NodeID, signedBy key: SigningKey
  ) throws(StorageFault) -> IngestResult {
    try ingest(opened, of: log, signedBy: key, nil).result
  }

  private func ingest(
    _ opened: [OpenedEntry], of log: NodeID, signedBy key: SigningKey, _ voice: OwnVoice?
  ) throws(StorageFault) -> (result: IngestResult, said: Int) {
    let (result, said) = try write { views in
      let result = try Intake(
        views: views, log: log, key: key, quota: quota,
        horizon: voice.map { $0.now + Limits.skew }
      ).take(opened)
      guard let voice, case .taken(_, 1..., _) = result else { return (result, 0) }
      return (result, try views.sayDuties(voice))
    }
    if case .taken(_, _, true) = result { settleErasure() }
    return (result, said)
  }
}

/// One batch of one log, inside the transaction.
private struct Intake {
  let views: SQLViews
  let log: NodeID
  let key: SigningKey
  let quota: Quota
  /// Times after this one are still to come; nil when nobody says what time it is.
  let horizon: Instant?

  func take(_ opened: [OpenedEntry]) throws -> IngestResult {
    guard opened.allSatisfy({ $0.entry.header.node == log }) else { return .refused(.wrongNode) }
    guard try views.fork(of: log) == nil else { return .refused(.fork) }
    let head = try views.head(of: log)
    let held = opened.prefix { entry in head.map { entry.sequence <= $0.sequence } ?? false }
    for entry in held {
      if let objection = try compare(entry.entry) { return objection }
    }
    let offered = opened.dropFirst(held.count)
    let timely = offered.prefix { entry in horizon.map { entry.time <= $0 } ?? true }
    if !offered.isEmpty { try views.note(ahead: timely.count < offered.count, log) }
    guard offered.isEmpty || !timely.isEmpty else { return .early }
    let fresh = try views.fitting(timely, in: log, after: head, under: quota)
    guard offered.isEmpty || !fresh.isEmpty else {
      try views.note(full: true, log)
      return .full
    }
    do {
      let after = try Chain.verify(fresh, after: head, of: log, signedBy: key)
      var erased = false
      for entry in fresh where try views.append(projecting: entry) { erased = true }
      if !fresh.isEmpty { try views.note(full: fresh.count < timely.count, log) }
      return .taken(head: after, added: fresh.count, erasures: erased)
    } catch let fault as EntryFault {
      return .refused(fault)
    }
  }

  /// Nil when the entry is the one we hold at its place.
  private func compare(_ entry: Entry) throws -> IngestResult? {
    let place = entry.header.sequence
    guard
      let held = try views.entries(of: log, from: place, limit: 1, maxBytes: .max).first
    else { throw StorageFault.damaged("entry.sequence") }
    if held.hash == entry.hash { return nil }
    guard entry.header.epoch == held.header.epoch else { return .refused(.brokenChain) }
    guard entry.isSigned(by: key) else { return .refused(.badNodeSignature) }
    // Only the last signature of a batch was checked when the held entry came in; one that does
    // not hold proves nothing to others.
    guard held.isSigned(by: key) else { return .refused(.fork) }
    let evidence = ForkEvidence(of: log, signingKey: key, held, entry)
    try views.put(evidence)
    return .fork(evidence)
  }
}

extension OpenedEntry {
  fileprivate var sequence: UInt64 { entry.header.sequence }
  fileprivate var time: Instant { entry.header.time }
}
