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
    let day = 86_400_000 as Int64
    let days = time.milliseconds / day - (time.milliseconds % day < 0 ? 1 : 0)
    // Years that begin in March put the leap day last: H. Hinnant, "chrono-compatible low-level
    // date algorithms", civil_from_days.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 2 : monthFromMarch - 10
    let year = yearOfEra + era * 400 + (month < 2 ? 1 : 0)
    number = year * 4 + month / 3
  }

  public static func < (a: Quarter, b: Quarter) -> Bool { a.number < b.number }
}
