import Vocabulary

/// A quarter of the UTC calendar year, counted from the year 0: what "per quarter" means in the
/// books of every node alike, whatever its time zone.
public struct Quarter: Hashable, Comparable, Sendable {
  /// Four times the year, plus 0…3.
  public let number: Int64
  /// By its number.
  public init(number: Int64) { self.number = number }

  /// The quarter a moment falls in.
  public init(of time: Instant) {
    let day = CalendarDay(of: time)
    number = day.year * 4 + (day.month - 1) / 3
  }

  public static func < (a: Quarter, b: Quarter) -> Bool { a.number < b.number }
}
