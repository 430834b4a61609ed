/// A moment: milliseconds since 1970-01-01 UTC. The core is told the time; it never asks.
public struct Instant: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970-01-01 UTC.
  public let milliseconds: Int64
  /// Takes milliseconds since 1970-01-01 UTC.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }
  public static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }
  /// Later by `interval`; stays at the representable end instead of overflowing.
  public static func + (a: Instant, b: Interval) -> Instant {
    let (sum, overflow) = a.milliseconds.addingReportingOverflow(b.milliseconds)
    return Instant(milliseconds: overflow ? (b.milliseconds > 0 ? .max : .min) : sum)
  }
  /// Earlier by `interval`; stays at the representable end instead of overflowing.
  public static func - (a: Instant, b: Interval) -> Instant {
    let (rest, overflow) = a.milliseconds.subtractingReportingOverflow(b.milliseconds)
    return Instant(milliseconds: overflow ? (b.milliseconds > 0 ? .min : .max) : rest)
  }
  /// The time from `b` to `a`; stays at the representable end instead of overflowing.
  public static func - (a: Instant, b: Instant) -> Interval {
    let (gap, overflow) = a.milliseconds.subtractingReportingOverflow(b.milliseconds)
    return Interval(milliseconds: overflow ? (a > b ? .max : .min) : gap)
  }
}

/// A length of time in milliseconds.
public struct Interval: Hashable, Comparable, Sendable {
  /// Length in milliseconds; may be negative.
  public let milliseconds: Int64
  /// Takes a length in milliseconds.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }
  public static func < (a: Interval, b: Interval) -> Bool { a.milliseconds < b.milliseconds }
  /// A number of seconds.
  public static func seconds(_ count: Int64) -> Interval { Interval(milliseconds: count * 1_000) }
  /// A number of minutes.
  public static func minutes(_ count: Int64) -> Interval { .seconds(count * 60) }
  /// A number of days of 24 hours.
  public static func days(_ count: Int64) -> Interval { .minutes(count * 24 * 60) }
}

/// Time credit: whole minutes of help. Never called money. Range checked by `Limits`.
public struct Minutes: Hashable, Comparable, Sendable {
  /// Whole minutes; negative on an account that received more than it gave.
  public let count: Int64
  /// Takes whole minutes.
  public init(_ count: Int64) { self.count = count }
  /// No minutes: what a gift carries.
  public static let zero = Minutes(0)
  public static func < (a: Minutes, b: Minutes) -> Bool { a.count < b.count }
  /// Nil when the sum does not fit.
  public func adding(_ other: Minutes) -> Minutes? {
    let (sum, overflow) = count.addingReportingOverflow(other.count)
    return overflow ? nil : Minutes(sum)
  }
  /// Nil when the difference does not fit.
  public func subtracting(_ other: Minutes) -> Minutes? {
    let (rest, overflow) = count.subtractingReportingOverflow(other.count)
    return overflow ? nil : Minutes(rest)
  }
}
