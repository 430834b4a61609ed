import Admission
import Synchronization
import Updates
import Vocabulary

/// How a node speaks for itself: what it needs to write the words it owes.
public struct OwnVoice {
  let admission: Admission
  let now: Instant
  let random: () -> [UInt8]

  /// `random` gives `Limits.nonceBytes` fresh random bytes at each call.
  public init(admission: Admission, now: Instant, random: @escaping () -> [UInt8]) {
    self.admission = admission
    self.now = now
    self.random = random
  }
}

extension NodeStore {
  /// Writes every word that our node owes, also those that only the clock makes due, and gives
  /// their number. At the start, and from time to time.
  public func sayDuties(_ voice: OwnVoice) throws(StorageFault) -> Int {
    try write { try $0.sayDuties(voice, byClock: true) }
  }
}

extension NodeStore {
  /// True once after a transaction that said as many words as one may: there are more.
  func takeOwesWords() -> Bool { wordsPending.exchange(false, ordering: .acquiringAndReleasing) }
}

extension SQLViews {
  /// Writes words that our node owes, in the transaction that made them due. Gives their number.
  func sayDuties(_ voice: OwnVoice, byClock: Bool = false) throws -> Int {
    let said = try voice.admission.sayDuties(
      after: head(of: node), at: voice.now, byClock: byClock, random: voice.random,
      views: { self }, append: { _ = try append($0, changes: $1) })
    if said == Limits.dutiesAtOnce { touched.owesWords = true }
    return said
  }
}
