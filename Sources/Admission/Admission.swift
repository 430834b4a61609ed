import Sealing
import Updates
import Vocabulary

/// The one way into a log. Pure: reads views, returns values, writes nothing.
///
/// A shell calls it inside the transaction that will hold the append and the changes.
public struct Admission: Sendable {
  /// Whose log is written.
  public let node: NodeID
  let key: SigningKeyPair

  /// The log's only writer and its key.
  public init(node: NodeID, key: SigningKeyPair) {
    self.node = node
    self.key = key
  }

  /// What became of a submission.
  public enum Outcome: Sendable {
    /// Append this entry and make these changes, in one transaction.
    case admitted(OpenedEntry, [ViewChange])
    /// It had been stored before; answer as then.
    case repeated(StoredUpdate)
    /// Not taken; nothing changes.
    case refused(Refused)
  }

  /// Decides on one verified update after `head` (nil for an empty log). `salt` is
  /// `Limits.saltBytes` fresh random bytes. Throws only when the views' storage fails.
  public func admit(
    _ update: VerifiedUpdate, content: Salted?, after head: LogHead?, at now: Instant,
    salt: [UInt8], views: some Views
  ) throws -> Outcome {
    let position = position(after: head, at: now)
    do {
      if let stored = try views.update(update.id) {
        try checkContent(content, of: update)
        return .repeated(stored)
      }
      try checkEnvelope(update, content: content, at: now)
      let rules = Rules(
        views: views, position: position, nodeKey: key.publicKey, update: update.id)
      let destination = try rules.check(update, content: content)
      let entry = try Entry(
        after: head, at: position.time, reach: destination.reach,
        audience: destination.audience,
        update: Salted(salt: salt, bytes: update.signedBytes), content: content, node: node,
        key: key)
      let opened = OpenedEntry(written: entry, update: update)
      let changes = try Projection.changes(of: opened, views: views)
      return .admitted(opened, changes)
    } catch let refused as Refused {
      return .refused(refused)
    }
  }

  /// Where the next entry will stand.
  func position(after head: LogHead?, at now: Instant) -> Position {
    Position(
      node: node, sequence: head.map { $0.sequence &+ 1 } ?? 0, time: max(now, head?.time ?? now))
  }
}
