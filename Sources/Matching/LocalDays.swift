import Vocabulary

/// The days of the calendar on the wall, counted from 1 January 1970, and their moments.
public struct LocalDays {
  private static let length: Int64 = 86_400_000
  private let secondsAhead: @Sendable (Instant) -> Int64
  private let first: Int64
  /// When each of the coming days begins, and whether its clocks stay as they are; the last one
  /// closes the list.
  private var known: [(start: Int64, isPlain: Bool)] = []

  init(around now: Instant, _ secondsAhead: @escaping @Sendable (Instant) -> Int64) {
    self.secondsAhead = secondsAhead
    first = Self.day(of: now, secondsAhead) - 1
    var ahead = secondsAhead(Self.moment(first, 0, secondsAhead))
    for day in 0...40 {
      let start = Self.moment(first + Int64(day), 0, secondsAhead)
      let next = secondsAhead(start + .days(1))
      known.append((start.milliseconds, next == ahead))
      ahead = next
    }
  }

  /// The day a moment falls on.
  func day(of moment: Instant) -> Int64 {
    guard let begin = known.first?.start, let end = known.last?.start,
      moment.milliseconds >= begin, moment.milliseconds < end
    else { return Self.day(of: moment, secondsAhead) }
    var at = Int((moment.milliseconds - begin) / Self.length)
    while at > 0, known[at].start > moment.milliseconds { at -= 1 }
    while known[at + 1].start <= moment.milliseconds { at += 1 }
    return first + Int64(at)
  }

  /// When the clocks of a day show so many minutes after midnight. A time that the change to summer
  /// time skips means the moment as many minutes later.
  func moment(_ day: Int64, _ minute: Int) -> Instant {
    let at = Int(clamping: day - first)
    guard known.indices.contains(at), known[at].isPlain else {
      return Self.moment(day, minute, secondsAhead)
    }
    return Instant(milliseconds: known[at].start + Int64(minute) * 60_000)
  }

  /// From Monday at midnight to the next, by the clock on the wall. `secondsAhead` is how far that
  /// is ahead of UTC at a moment.
  public static func week(
    of now: Instant, _ secondsAhead: (Instant) -> Int64
  ) -> Range<Instant> {
    let today = day(of: now, secondsAhead)
    let monday = today - Int64(weekday(today))
    return moment(monday, 0, secondsAhead)..<moment(monday + 7, 0, secondsAhead)
  }

  /// 0 is Monday.
  static func weekday(_ day: Int64) -> Int { Int(((day + 3) % 7 + 7) % 7) }

  private static func day(
    of moment: Instant, _ secondsAhead: (Instant) -> Int64
  ) -> Int64 {
    let local = (clamped(moment) + .seconds(secondsAhead(clamped(moment)))).milliseconds
    return local >= 0 ? local / length : (local - length + 1) / length
  }

  private static func moment(
    _ day: Int64, _ minute: Int, _ secondsAhead: (Instant) -> Int64
  ) -> Instant {
    let wall = Instant(milliseconds: day * length + Int64(minute) * 60_000)
    let guess = wall - .seconds(secondsAhead(wall))
    return wall - .seconds(secondsAhead(guess))
  }

  private static func clamped(_ moment: Instant) -> Instant {
    // Year 9999: more than any clock, less than any overflow.
    Instant(milliseconds: min(max(moment.milliseconds, 0), 253_402_300_799_000))
  }
}
