import Vocabulary

/// When to try a peer again: for ever, at growing and jittered intervals. `protocol/06-gossip.md` §5.
struct DialPlan: Sendable {
  private(set) var failures = 0
  private(set) var next = Instant(milliseconds: .min)
  var isUnderWay = false

  /// A pause of 1, 2, 4, … seconds up to the longest, of which a random half is left out so that
  /// nodes that lost each other together do not come back together.
  mutating func failed(at now: Instant, jitter: inout SeededGenerator) {
    isUnderWay = false
    let doubled = Limits.dialPause.milliseconds << Int64(min(failures, 16))
    let pause = min(doubled, Limits.dialPauseLongest.milliseconds)
    next = now + Interval(milliseconds: pause / 2 + Int64.random(in: 0...pause / 2, using: &jitter))
    failures = min(failures + 1, 16)
  }

  /// The session was of use: the next pause is a short one again.
  mutating func succeeded() { failures = 0 }

  /// A peer that misbehaved is not dialled again soon.
  mutating func punish() { failures = 16 }
}
