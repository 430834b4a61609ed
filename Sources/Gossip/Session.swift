import Vocabulary

/// Everything kept for one live session. All of it is bounded: by the logs we follow, or by a limit.
struct Session: Sendable {
  /// A head we announced and whose acknowledgement we wait for.
  struct Announcement {
    let sequence: UInt64
    let at: Instant
  }

  /// A want whose answer no longer matters, but may still come.
  struct Abandoned: Hashable {
    let node: NodeID
    let from: UInt64
  }

  /// Wants of one log in a row to which no answer came in time.
  struct Unanswered {
    var count: Int
    /// Not asked for this log again before.
    var until: Instant
  }

  let peer: NodeID
  /// Who dialled.
  let initiator: NodeID
  let since: Instant
  /// Logs compared, sorted.
  var scope: [NodeID]
  /// When the last message came.
  var heard: Instant
  /// When to compare everything again.
  var nextRoot: Instant
  /// Said something sensible.
  var isProven = false
  /// What the peer says it has of the logs we follow.
  var claims: [NodeID: Head] = [:]
  /// How far the peer is known to be, so that it is not told what it knows.
  var holds: [NodeID: UInt64] = [:]
  /// Logs this peer cannot continue for now.
  var stalled: Set<NodeID> = []
  /// Wants of a log that stayed unanswered.
  var unanswered: [NodeID: Unanswered] = [:]
  var announced: [NodeID: Announcement] = [:]
  /// Logs whose head moved while an announcement was under way.
  var unannounced: Set<NodeID> = []
  var abandoned: [Abandoned] = []
  /// Wants being answered.
  var serving = 0
  /// Told the operator that the peer is ahead of our own log.
  var reportedAhead = false
  var allowance: Allowance

  init(peer: NodeID, initiator: NodeID, at now: Instant) {
    self.peer = peer
    self.initiator = initiator
    since = now
    heard = now
    nextRoot = now
    scope = []
    allowance = Allowance(at: now)
  }

  mutating func learn(_ log: NodeID, reaches sequence: UInt64) {
    holds[log] = max(holds[log] ?? 0, sequence)
  }

  /// Counts an answer that did not come; true when it was one too many.
  mutating func missed(_ log: NodeID, at now: Instant) -> Bool {
    let count = (unanswered[log]?.count ?? 0) + 1
    // Twice as long each time: somebody else's turn meanwhile.
    let pause = Interval(milliseconds: Limits.wantPatience.milliseconds << Int64(min(count, 8)))
    unanswered[log] = Unanswered(count: count, until: now + pause)
    return count > Limits.unansweredWants
  }

  /// True while the peer is not to be asked for this log.
  func isResting(_ log: NodeID, at now: Instant) -> Bool {
    unanswered[log].map { now < $0.until } ?? false
  }

  mutating func abandon(_ want: Abandoned) {
    abandoned.append(want)
    // Two wants for each fetch can be outstanding; anything older was answered or never will be.
    let most = 2 * Limits.wantsPerLog * Limits.fetchesPerSession
    if abandoned.count > most { abandoned.removeFirst(abandoned.count - most) }
  }

  /// True when the answer was to an abandoned want.
  mutating func forgives(_ node: NodeID, from: UInt64) -> Bool {
    guard let index = abandoned.firstIndex(of: Abandoned(node: node, from: from)) else {
      return false
    }
    abandoned.remove(at: index)
    return true
  }
}

/// What a peer may still send, and how many small faults it has left. Refills with time.
struct Allowance: Sendable {
  private var tokens: Int64
  private var strikes = 0
  private var refilled: Instant
  private var forgiven: Instant

  init(at now: Instant) {
    tokens = Int64(Limits.messageBurst)
    refilled = now
    forgiven = now
  }

  /// What a message does to the allowance.
  enum Verdict { case fine, flooding, hopeless }

  /// Counts one message.
  mutating func spend(at now: Instant) -> Verdict {
    let burst = Int64(Limits.messageBurst)
    let elapsed = min(max(0, (now - refilled).milliseconds), 60_000)
    let earned = elapsed * Int64(Limits.messagesPerSecond) / 1_000
    if earned > 0 {
      tokens = min(burst, tokens + earned)
      refilled = now
    }
    tokens -= 1
    if tokens > 0 { return .fine }
    return tokens > -burst ? .flooding : .hopeless
  }

  /// Counts one small fault; true when it was one too many.
  mutating func strike(at now: Instant) -> Bool {
    let seconds = Int(clamping: max(0, (now - forgiven).milliseconds) / 1_000)
    if seconds > 0 {
      strikes = max(0, strikes - seconds)
      forgiven = now
    }
    strikes += 1
    return strikes > Limits.strikes
  }
}
