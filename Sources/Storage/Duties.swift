import Admission
import Updates
import Vocabulary
import WireFormat

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

extension SQLViews {
  /// Writes words that our node owes, in the transaction that made them due: at most
  /// `Limits.dutiesAtOnce`, the rest next time. Gives their number.
  func sayDuties(_ voice: OwnVoice, byClock: Bool = false) throws -> Int {
    var said = 0
    var last: WireUpdate.OneOf_Kind?
    while said < Limits.dutiesAtOnce {
      let head = try head(of: node)
      guard
        let duty = try voice.admission.duty(
          after: head, at: voice.now, byClock: byClock, views: self)
      else { break }
      // A word that made nothing different would be owed for ever: said once, then left alone.
      guard duty != last else { break }
      last = duty
      let update = try voice.admission.say(duty, at: voice.now, nonce: voice.random())
      let outcome = try voice.admission.admit(
        update, content: nil, after: head, at: voice.now, salt: voice.random(), views: self)
      guard case .admitted(let opened, let changes) = outcome, !changes.isEmpty else { break }
      _ = try append(opened, changes: changes)
      said += 1
    }
    return said
  }
}
