import Vocabulary

/// An entry whose commitments hold and whose author's signature (when the update came along) was
/// checked. The costly part of taking in a log; independent per entry, so it can run in parallel.
public struct OpenedEntry: Sendable {
  /// The entry.
  public let entry: Entry
  /// Its update; nil outside its reach.
  public let update: VerifiedUpdate?
  /// The key whose signature over the header was checked; nil when nobody looked.
  private let signer: SigningKey?

  /// Checks commitments and the author's signature, not the chain.
  public init(_ entry: Entry) throws(EntryFault) { try self.init(entry, signer: nil) }

  /// Checks the node's signature as well.
  public init(_ entry: Entry, signedBy key: SigningKey) throws(EntryFault) {
    guard entry.isSigned(by: key) else { throw .badNodeSignature }
    try self.init(entry, signer: key)
  }

  private init(_ entry: Entry, signer: SigningKey?) throws(EntryFault) {
    self.entry = entry
    self.signer = signer
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
    signer = nil
  }

  /// True when the node itself signed the header: checked now, unless it was.
  func isSigned(by key: SigningKey) -> Bool { signer == key || entry.isSigned(by: key) }
}
