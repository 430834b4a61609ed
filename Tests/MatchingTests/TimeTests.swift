import Exchange
import Testing
import Vocabulary

@testable import Matching

@Suite("Times that suit two listings")
struct TimeTests {
  /// Belgium: an hour ahead, two from the last Sunday of March to that of October 2026 and 2027.
  static let belgium: @Sendable (Instant) -> Int64 = { moment in
    let summers: [(Int64, Int64)] = [
      (1_774_746_000, 1_792_890_000), (1_806_195_600, 1_824_944_400),
    ]
    let second = moment.milliseconds / 1_000
    return summers.contains { second >= $0.0 && second < $0.1 } ? 7_200 : 3_600
  }

  private func listing(
    _ starts: Instant?, _ ends: Instant?, _ weekly: [WeeklyWindow?]
  ) throws -> Listing {
    let area = try #require(Area("9F367Q4C+"))
    var draft = Draft(number: 1, author: 1, area: area)
    (draft.starts, draft.ends) = (starts, ends)
    draft.terms.weekly = weekly.compactMap(\.self)
    return try draft.listing()
  }

  @Test("a weekly hour stays the same on the clock when summer time begins")
  func summer() throws {
    // Saturday 27 March 2027, 12:00 UTC; clocks change the night after.
    let now = Instant(milliseconds: 1_806_148_800_000)
    let days = LocalDays(around: now, Self.belgium)
    let sunday = try listing(nil, nil, [WeeklyWindow(days: 64, from: 600, to: 660)])
    let always = try listing(now - .days(1), now + .days(20), [])
    // Ten o'clock is eight in UTC from that very day.
    let ten = Instant(milliseconds: 1_806_220_800_000)
    #expect(
      days.common(sunday, always, minutes: 60, now: now)
        == .window(from: ten, to: ten + .minutes(60)))
    #expect(
      days.common(always, sunday, minutes: 60, now: ten + .minutes(1))
        == .window(from: ten + .days(7), to: ten + .days(7) + .minutes(60)))
  }

  @Test("days of the calendar are read and written back, close by and far away")
  func days() {
    let seed: UInt64 = 9
    var generator = SeededGenerator(seed: seed)
    let now = Instant(milliseconds: 1_806_148_800_000)
    let days = LocalDays(around: now, Self.belgium)
    for _ in 0..<5_000 {
      let far = Int.random(in: 0...1, using: &generator) == 0
      let moment =
        now
        + .minutes(Int64.random(in: far ? -900_000...900_000 : -1_000...56_000, using: &generator))
      let day = days.day(of: moment)
      #expect(days.moment(day, 0) <= moment, "seed \(seed): \(moment)")
      #expect(days.moment(day + 1, 0) > moment, "seed \(seed): \(moment)")
    }
  }

  @Test("two weekly hours meet on a day they share, or never")
  func weekly() throws {
    let days = LocalDays(around: noon, anHour)
    let monday = try listing(nil, nil, [WeeklyWindow(days: 1, from: 540, to: 720)])
    let tuesday = try listing(nil, nil, [WeeklyWindow(days: 2, from: 540, to: 720)])
    let both = try listing(nil, nil, [WeeklyWindow(days: 3, from: 660, to: 900)])
    #expect(days.common(monday, tuesday, minutes: 30, now: noon) == .never)
    // Monday 23 November, eleven o'clock.
    let start = noon + .days(2) - .minutes(120)
    #expect(
      days.common(monday, both, minutes: 60, now: noon)
        == .window(from: start, to: start + .minutes(60)))
    #expect(days.common(monday, both, minutes: 90, now: noon) == .never)
  }

  @Test("a window that is over suits nobody, one that leaves the time open suits everybody")
  func edges() throws {
    let days = LocalDays(around: noon, anHour)
    let past = try listing(noon - .days(2), noon, [])
    let open = try listing(nil, nil, [])
    #expect(days.common(past, open, minutes: 0, now: noon) == .never)
    #expect(days.common(open, open, minutes: 0, now: noon) == .open)
    let whole = try listing(noon, noon + .minutes(10), [])
    #expect(
      days.common(whole, whole, minutes: 60, now: noon)
        == .window(from: noon, to: noon + .minutes(10)))
  }
}
