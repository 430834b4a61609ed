import Bookkeeping
import Updates
import Vocabulary
import WireFormat

// Transfers between two accounts, named by the update that makes them: the same for the rule that
// promises them and the reading that posts them.

/// An update that moves minutes, and where and when it did.
struct Cause {
  let id: UpdateID
  let time: Instant
}

extension Transfer {
  private init(_ kind: Kind, _ minutes: Minutes, from: AccountID, to: AccountID, _ cause: Cause) {
    self.init(
      id: cause.id, kind: kind,
      legs: [Leg(from, Minutes(-minutes.count)), Leg(to, minutes)], time: cause.time)
  }

  static func hours(
    _ minutes: Minutes, from: ResidentID, to: ResidentID, _ cause: Cause
  ) -> Transfer {
    Transfer(.hours, minutes, from: .resident(from), to: .resident(to), cause)
  }

  static func contribution(
    _ minutes: Minutes, from: ResidentID, to pot: String, _ cause: Cause
  ) -> Transfer {
    Transfer(.contribution, minutes, from: .resident(from), to: .pot(pot), cause)
  }

  static func grant(
    _ minutes: Minutes, from pot: String, to: ResidentID, _ cause: Cause
  ) -> Transfer {
    Transfer(.grant, minutes, from: .pot(pot), to: .resident(to), cause)
  }

  static func starter(_ minutes: Minutes, to: ResidentID, _ cause: Cause) -> Transfer {
    Transfer(.starter, minutes, from: .solidarityPot, to: .resident(to), cause)
  }

  /// What takes back part of help or hours given within the neighbourhood.
  static func undoing(_ original: Transfer, by legs: [Leg], _ cause: Cause) -> Transfer {
    Transfer(
      id: cause.id, kind: original.kind == .help ? .lowered : .returned, legs: legs,
      time: cause.time, about: original.id)
  }
}
