import Exchange
import Vocabulary

/// Whether two listings can happen at the same time.
enum CommonTime: Hashable {
  /// Nothing suits both.
  case never
  /// One of them leaves the time open.
  case open
  /// Both said when: the first time that suits both.
  case window(from: Instant, to: Instant)
}

extension LocalDays {
  /// Windows come again every week: what does not meet within two does not meet.
  private static let horizon = Interval.days(15)
  /// Help whose length nobody said.
  private static let usual: Int64 = 15

  /// The first time that suits both listings and lasts as long as the help, or as long as one of
  /// the two windows when that is shorter.
  func common(_ a: Listing, _ b: Listing, minutes: Int64, now: Instant) -> CommonTime {
    let begin = max(now, max(a.starts ?? now, b.starts ?? now))
    let end = min(a.ends ?? .never, b.ends ?? .never)
    guard begin < end else { return .never }
    if a.isOpenInTime || b.isOpenInTime { return .open }
    let needed = minutes > 0 ? minutes : Self.usual
    let (weekly, others) = (a.terms.weekly, b.terms.weekly)
    if weekly.isEmpty, others.isEmpty {
      let least = min(needed, a.periodMinutes, b.periodMinutes)
      return (end - begin).milliseconds >= least * 60_000
        ? .window(from: begin, to: end) : .never
    }
    if !weekly.isEmpty, !others.isEmpty, !Self.meet(weekly, others, needed) { return .never }
    let last = min(end, begin + Self.horizon)
    for day in self.day(of: begin)...max(self.day(of: begin), self.day(of: last)) {
      let bit = UInt8(1) << UInt8(Self.weekday(day))
      if let found = first(
        on: day, bit, weekly, others, within: (begin, last), needed,
        (a.periodMinutes, b.periodMinutes))
      {
        return found
      }
    }
    return .never
  }

  private func first(
    on day: Int64, _ bit: UInt8, _ weekly: [WeeklyWindow], _ others: [WeeklyWindow],
    within: (Instant, Instant), _ needed: Int64, _ periods: (Int64, Int64)
  ) -> CommonTime? {
    var best: CommonTime?
    var earliest = Instant.never
    func look(_ from: Int, _ to: Int, _ least: Int64) {
      guard from < to else { return }
      let start = max(moment(day, from), within.0)
      let end = min(moment(day, to), within.1)
      if (end - start).milliseconds >= least * 60_000, start < end, start < earliest {
        earliest = start
        best = .window(from: start, to: end)
      }
    }
    if others.isEmpty {
      for one in weekly where one.days & bit != 0 {
        look(one.from, one.to, min(needed, one.length, periods.1))
      }
    } else if weekly.isEmpty {
      for other in others where other.days & bit != 0 {
        look(other.from, other.to, min(needed, other.length, periods.0))
      }
    } else {
      for one in weekly where one.days & bit != 0 {
        for other in others where other.days & bit != 0 {
          look(
            max(one.from, other.from), min(one.to, other.to), min(needed, one.length, other.length))
        }
      }
    }
    return best
  }

  private static func meet(_ a: [WeeklyWindow], _ b: [WeeklyWindow], _ needed: Int64) -> Bool {
    a.contains { one in
      b.contains { other in
        one.days & other.days != 0
          && Int64(min(one.to, other.to) - max(one.from, other.from))
            >= min(needed, one.length, other.length)
      }
    }
  }
}

extension WeeklyWindow {
  fileprivate var length: Int64 { Int64(to - from) }
}

extension Listing {
  fileprivate var isOpenInTime: Bool { starts == nil && ends == nil && terms.weekly.isEmpty }

  /// How long its one-off window lasts, at least a minute; without end when it has none.
  fileprivate var periodMinutes: Int64 {
    guard let starts, let ends else { return .max / 60_000 }
    return max(1, (ends - starts).milliseconds / 60_000)
  }
}

extension Instant {
  fileprivate static let never = Instant(milliseconds: .max)
}
