import Exchange
import Vocabulary

/// How far a request is carried by now: ten minutes, and further as long as nobody answers and its
/// author allows. What a helper gives is never stretched by it.
public enum ReachStep: Int, Sendable, CaseIterable, Comparable {
  case ten = 0
  case fifteen = 1
  case twenty = 2
  /// Twenty minutes, federated neighbourhoods included whatever the request's own reach.
  case federation = 3

  public static func < (a: ReachStep, b: ReachStep) -> Bool { a.rawValue < b.rawValue }

  /// Helpers at most so many minutes away.
  public var minutes: Int { [10, 15, 20, 20][rawValue] }

  /// The step a request is at. `answered` is when somebody first answered it; from then on it is
  /// carried no further, and it never goes back.
  public static func of(_ request: Listing, at now: Instant, answered: Instant? = nil) -> ReachStep
  {
    let asked = request.terms.widening.rawValue
    guard asked > 0 else { return .ten }
    let passed = (min(now, answered ?? now) - request.posted).milliseconds
    let steps = max(0, passed) / wait(for: request).milliseconds
    return ReachStep(rawValue: Int(min(steps, Int64(asked)))) ?? .ten
  }

  /// When an unanswered request takes its next step; nil when it took its last.
  public static func next(of request: Listing, at now: Instant) -> Instant? {
    let step = of(request, at: now)
    guard step.rawValue < request.terms.widening.rawValue else { return nil }
    let wait = wait(for: request).milliseconds
    return request.posted + Interval(milliseconds: wait * Int64(step.rawValue + 1))
  }

  /// How long each step is given: a day. When the help begins sooner than in four days, a quarter
  /// of the time until then, so that every step is taken in time; never less than a quarter of an
  /// hour, so that neighbours can read it.
  public static func wait(for request: Listing) -> Interval {
    guard let starts = request.starts else { return .days(1) }
    let quarter = Interval(milliseconds: (starts - request.posted).milliseconds / 4)
    return max(.minutes(15), min(.days(1), quarter))
  }
}
