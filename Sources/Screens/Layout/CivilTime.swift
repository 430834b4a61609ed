import Vocabulary

/// The rules of local time: how far the clocks on the wall are ahead of UTC at a moment.
public struct Zone: Sendable {
  /// Seconds ahead of UTC at a moment.
  public let offset: @Sendable (Instant) -> Int64

  /// Takes the rule.
  public init(offset: @escaping @Sendable (Instant) -> Int64) { self.offset = offset }

  /// Universal time.
  public static let utc = Zone { _ in 0 }
}

/// A moment as the clock and the calendar on the wall show it.
public struct CivilTime: Hashable, Comparable, Sendable {
  /// Year of the common era.
  public var year: Int
  /// 1 … 12.
  public var month: Int
  /// 1 … 31.
  public var day: Int
  /// 0 … 23.
  public var hour: Int
  /// 0 … 59.
  public var minute: Int
  /// 0 … 59.
  public var second: Int

  /// States every field.
  public init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
  }

  /// The moment as it is read in a zone.
  public init(_ instant: Instant, in zone: Zone) {
    let local = Self.clamped(instant).milliseconds / 1_000 + zone.offset(Self.clamped(instant))
    let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    let rest = Int(local - days * 86_400)
    self = Self(daysSince1970: Int(days))
    hour = rest / 3_600
    minute = rest / 60 % 60
    second = rest % 60
  }

  /// A day counted from 1 January 1970, at midnight.
  public init(daysSince1970 days: Int) {
    let date = CalendarDay(daysSince1970: Int64(days))
    self.init(year: Int(date.year), month: Int(date.month), day: Int(date.day))
  }

  /// Days from 1 January 1970.
  public var daysSince1970: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// 0 is Monday.
  public var weekday: Int { ((daysSince1970 + 3) % 7 + 7) % 7 }

  /// True for a day of the calendar and a time of the clock.
  public var exists: Bool {
    (1970...9999).contains(year) && (1...12).contains(month) && (0...23).contains(hour)
      && (0...59).contains(minute) && (0...59).contains(second)
      && Self(daysSince1970: daysSince1970).day == day
  }

  /// The moment at which a zone's clocks show this. A time that the change to summer time skips
  /// means the moment as many minutes later.
  public func instant(in zone: Zone) -> Instant {
    let wall = Int64(daysSince1970) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
    let guess = wall - zone.offset(Instant(milliseconds: wall * 1_000))
    let exact = wall - zone.offset(Instant(milliseconds: guess * 1_000))
    return Instant(milliseconds: exact * 1_000)
  }

  private static func clamped(_ instant: Instant) -> Instant {
    // Year 9999: more than any clock, less than any overflow.
    Instant(milliseconds: min(max(instant.milliseconds, 0), 253_402_300_799_000))
  }

  private var fields: [Int] { [year, month, day, hour, minute, second] }
  public static func < (a: CivilTime, b: CivilTime) -> Bool {
    a.fields.lexicographicallyPrecedes(b.fields)
  }
}
