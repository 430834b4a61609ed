import Gossip
import Sealing
import Updates
import Vocabulary

/// Some neighbourhoods, their people and the lines between them, in virtual time. One generator
/// decides everything, so that a seed tells the whole story.
public final class World {
  /// Something that happens at a moment.
  enum Happening {
    case tick(Int, life: Int)
    case met(Network.End, peer: NodeID, dialled: Bool, life: Int)
    case dialled(Int, NodeID, life: Int)
    case arrived(Network.End, [UInt8])
    case broken(Network.End)
    case read(Network.End, NodeID, from: UInt64, count: Int, life: Int)
    case readNews(Network.End, Head, from: UInt64, life: Int)
    case commit(Int, life: Int)
    case tell(Int, [SimulatedNode.Notice], life: Int)
    case act(Int)
    case submit(Submission, by: Int)
    case answer(UpdateID, stored: Bool, to: Int)
    case retry(Int)
    case crash(Int)
    case start(Int)
    /// Days in which nobody does anything but the clocks.
    case sleep(days: Int64)
    case lie(Int)
    case cut(Network.Pair)
    case mend(Network.Pair)
  }

  /// What is simulated.
  public let scenario: Scenario
  var now = Instant(milliseconds: 1_770_000_000_000)
  var slept = Interval(milliseconds: 0)
  var agenda = Agenda<Happening>()
  var random: SeededGenerator
  var trace: Trace
  var network = Network()
  var nodes: [SimulatedNode] = []
  var people: [Person] = []
  var faults = Scenario.Faults.none
  var violations: [String] = []
  var messages = 0
  var crashes = 0
  var refused = 0
  /// What dishonest nodes said.
  var lies: [Lie] = []
  /// The two machines of one dishonest key; nil when everybody is honest.
  var twins: (first: Int, second: Int)?

  init(_ scenario: Scenario, print: ((String) -> Void)?) {
    self.scenario = scenario
    random = SeededGenerator(seed: scenario.seed &* 0x9e37_79b9 &+ 1)
    trace = Trace(print: print)
  }

  func plan(_ what: Happening, in milliseconds: ClosedRange<Int64>) {
    agenda.plan(what, at: now + after(milliseconds))
  }

  func after(_ milliseconds: ClosedRange<Int64>) -> Interval {
    Interval(milliseconds: Int64.random(in: milliseconds, using: &random))
  }

  func chance(_ probability: Double) -> Bool {
    probability > 0 && Double.random(in: 0..<1, using: &random) < probability
  }

  func violate(_ what: String) {
    trace.note(now, "violated: \(what)")
    if !violations.contains(what) { violations.append(what) }
  }

  /// Lets everything happen until a moment.
  func run(for interval: Interval) throws {
    let end = now + interval
    while let next = agenda.next, next <= end, let (at, what) = agenda.take() {
      now = max(now, at)
      try happen(what)
    }
    now = end
  }

  /// What the calendars say: `now`, and the days that passed in which nothing but clocks moved.
  var date: Instant { now + slept }

  func sleep(_ days: Int64) {
    trace.note(now, "\(days) days pass")
    slept = Interval(milliseconds: slept.milliseconds + Interval.days(days).milliseconds)
  }

  private func happen(_ what: Happening) throws {
    switch what {
    case .tick(let machine, let life): tick(machine, life)
    case .met(let end, let peer, let dialled, let life):
      met(end, peer, dialled: dialled, life: life)
    case .dialled(let machine, let peer, let life): dialled(machine, peer, life)
    case .arrived(let end, let bytes): arrived(bytes, at: end)
    case .broken(let end): broken(end)
    case .read(let end, let log, let from, let count, let life):
      read(log, from: from, count: count, for: end, life: life)
    case .readNews(let end, let head, let from, let life):
      readNews(of: head, from: from, for: end, life: life)
    case .commit(let machine, let life): try commit(machine, life)
    case .tell(let machine, let notices, let life): try tell(machine, notices, life)
    case .act(let person): try act(person)
    case .submit(let submission, let person): submitted(submission, by: person)
    case .answer(let id, let stored, let person): try answered(id, stored: stored, to: person)
    case .retry(let person): retry(person)
    case .crash(let machine): crash(machine)
    case .start(let machine): try start(machine)
    case .sleep(let days): sleep(days)
    case .lie(let machine): try lie(machine)
    case .cut(let pair): cut(pair)
    case .mend(let pair): network.cuts.remove(pair)
    }
  }
}
