import Bookkeeping
import Vocabulary

// What the rules know of the books beyond accounts and transfers. `protocol/10-books.md`.

/// A correction that waits for the other party's yes.
public struct Correction: Hashable, Sendable {
  /// The CorrectionProposed.
  public let id: UpdateID
  /// What it corrects.
  public let transfer: UpdateID
  /// What the transfer should have been.
  public let minutes: Minutes
  /// Who proposed it.
  public let by: ResidentID
  /// When.
  public let time: Instant

  /// States every field.
  public init(
    id: UpdateID, transfer: UpdateID, minutes: Minutes, by: ResidentID, time: Instant
  ) {
    self.id = id
    self.transfer = transfer
    self.minutes = minutes
    self.by = by
    self.time = time
  }
}

/// A resident's part in a transfer that a pot paid, or got, wholly: no leg is theirs.
public struct Aside: Hashable, Sendable {
  /// Of which transfer.
  public let transfer: UpdateID
  /// Whose part.
  public let resident: ResidentID

  /// States both.
  public init(transfer: UpdateID, resident: ResidentID) {
    self.transfer = transfer
    self.resident = resident
  }
}

/// What the solidarity pot paid for one resident in one quarter, altogether.
public struct Covered: Hashable, Sendable {
  /// For whom.
  public let resident: ResidentID
  /// When.
  public let quarter: Quarter
  /// How much.
  public let minutes: Minutes

  /// States every field.
  public init(resident: ResidentID, quarter: Quarter, minutes: Minutes) {
    self.resident = resident
    self.quarter = quarter
    self.minutes = minutes
  }
}

/// A node said of a transfer what does not follow from what was said before. Kept for ever.
public struct MisdeedReport: Hashable, Sendable {
  /// Whose log says it.
  public let node: NodeID
  /// Of which transfer.
  public let transfer: UpdateID
  /// What is wrong.
  public let misdeed: Misdeed
  /// The entry that shows it.
  public let entry: EntryHash
  /// Its time.
  public let time: Instant

  /// States every field.
  public init(
    node: NodeID, transfer: UpdateID, misdeed: Misdeed, entry: EntryHash, time: Instant
  ) {
    self.node = node
    self.transfer = transfer
    self.misdeed = misdeed
    self.entry = entry
    self.time = time
  }
}

/// A node's statement of account with a peer.
public struct ClearingStatement: Hashable, Sendable {
  /// Whose log.
  public let speaker: NodeID
  /// With whom.
  public let peer: NodeID
  /// What it says.
  public let sums: ClearingSums
  /// When.
  public let time: Instant

  /// States every field.
  public init(speaker: NodeID, peer: NodeID, sums: ClearingSums, time: Instant) {
    self.speaker = speaker
    self.peer = peer
    self.sums = sums
    self.time = time
  }
}

/// A thank-you after an agreement settled.
public struct Thanks: Hashable, Sendable {
  /// For what.
  public let agreement: UpdateID
  /// Who says it.
  public let by: ResidentID
  /// The update that holds the words.
  public let update: UpdateID
  /// When.
  public let time: Instant

  /// States every field.
  public init(agreement: UpdateID, by: ResidentID, update: UpdateID, time: Instant) {
    self.agreement = agreement
    self.by = by
    self.update = update
    self.time = time
  }
}
