import Vocabulary

/// An entry whose commitments hold and whose author's signature (when the update came along) was
/// checked. The costly part of taking in a log; independent per entry, so it can run in parallel.
public struct OpenedEntry: Sendable {
  /// The entry.
  public let entry: Entry
  /// Its update; nil outside its reach.
  public let update: VerifiedUpdate?

  /// Checks commitments and the author's signature, not the chain.
  public init(_ entry: Entry) throws(EntryFault) {
    self.entry = entry
    guard let unverified = try entry.openedUpdate() else {
      update = nil
      return
    }
    guard let verified = try? unverified.verified() else { throw .badAuthorSignature }
    update = verified
  }

  /// For the writer of the log, who has just verified the update and made the entry.
  public init(written entry: Entry, update: VerifiedUpdate) {
    self.entry = entry
    self.update = update
  }
}
