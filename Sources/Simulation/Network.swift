import Gossip
import Vocabulary

/// The lines between machines. A session carries messages in order until it breaks.
struct Network {
  /// One machine's end of one session.
  struct End: Hashable {
    let machine: Int
    let session: SessionID
  }

  /// What one end knows of the line.
  struct Line {
    let other: End
    /// Nothing sent later may arrive before this.
    var clear: Instant
  }

  /// Two machines, the smaller number first.
  struct Pair: Hashable {
    let first: Int
    let second: Int
    init(_ a: Int, _ b: Int) { (first, second) = (min(a, b), max(a, b)) }
  }

  var lines: [End: Line] = [:]
  /// Machines that cannot reach each other.
  var cuts: Set<Pair> = []
  /// Never mended.
  var lasting: Set<Pair> = []
  private var sessions: UInt64 = 0

  func canReach(_ a: Int, _ b: Int) -> Bool {
    let pair = Pair(a, b)
    return !cuts.contains(pair) && !lasting.contains(pair)
  }

  mutating func join(_ a: Int, _ b: Int, at now: Instant) -> (End, End) {
    let here = End(machine: a, session: SessionID(sessions))
    let there = End(machine: b, session: SessionID(sessions + 1))
    sessions += 2
    lines[here] = Line(other: there, clear: now)
    lines[there] = Line(other: here, clear: now)
    return (here, there)
  }

  /// Both ends of every session of a machine, its own first, sorted.
  func ends(of machine: Int) -> [(own: End, other: End)] {
    lines.filter { $0.key.machine == machine }
      .map { (own: $0.key, other: $0.value.other) }
      .sorted { $0.own.session < $1.own.session }
  }

  /// Both ends of every session between two machines, sorted.
  func ends(between pair: Pair) -> [(own: End, other: End)] {
    ends(of: pair.first).filter { $0.other.machine == pair.second }
  }
}
