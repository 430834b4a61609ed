/// A day of the Gregorian calendar.
public struct CalendarDay: Hashable, Sendable, CustomStringConvertible {
  /// Year of the common era; zero and below before it.
  public let year: Int64
  /// 1…12.
  public let month: Int64
  /// 1…31.
  public let day: Int64

  /// The day a moment falls on in UTC: alike on every node.
  public init(of time: Instant) {
    let length = 86_400_000 as Int64
    self.init(
      daysSince1970: time.milliseconds / length - (time.milliseconds % length < 0 ? 1 : 0))
  }

  /// A day counted from 1 January 1970.
  public init(daysSince1970 days: Int64) {
    // Years that begin in March put the leap day last: H. Hinnant, "chrono-compatible low-level
    // date algorithms", civil_from_days.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// As ISO 8601 writes it: `2026-11-24`.
  public var description: String {
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day))"
  }
}
