import Screens
import Testing
import Vocabulary

@Suite("Times and durations")
struct TimeTests {
  let nl = Fixture.page(.dutch)
  let en = Fixture.page(.english)

  @Test("Dates are written as each language writes them")
  func dates() {
    let now = Fixture.now
    #expect(nl.moment(now) == "di 24 nov. 10.00 uur")
    #expect(en.moment(now) == "Tue 24 Nov 10:00")
    #expect(nl.longDay(now) == "dinsdag 24 november 2026")
    #expect(en.longDay(now) == "Tuesday 24 November 2026")
    #expect(nl.window(from: now, to: now + .minutes(90)) == "di 24 nov. 10.00-11.30 uur")
    #expect(en.window(from: now, to: now + .minutes(90)) == "Tue 24 Nov 10:00-11:30")
    #expect(nl.day(now + .days(60)) == "za 23 jan. 2027")
    #expect(
      nl.window(from: now, to: now + .days(1)) == "di 24 nov. 10.00 uur - wo 25 nov. 10.00 uur")
  }

  @Test("Durations are said as people say them")
  func durations() {
    let said: [(Int64, String, String)] = [
      (0, "0 minuten", "0 minutes"), (1, "1 minuut", "1 minute"), (45, "45 minuten", "45 minutes"),
      (60, "1 uur", "1 hour"), (90, "1 uur 30", "1 hour 30"), (120, "2 uur", "2 hours"),
      (-75, "-1 uur 15", "-1 hour 15"),
    ]
    for (minutes, dutch, english) in said {
      #expect(nl.duration(minutes) == dutch)
      #expect(en.duration(minutes) == english)
    }
    #expect(nl.signed(90) == "+1 uur 30")
    #expect(nl.signed(0) == "0 min")
    #expect(en.signed(-45) == "-45 min")
    #expect(nl.signed(.min).hasPrefix("-"))
  }

  @Test("Every day from 1970 to 2100 is read back as the same day, weekdays in turn")
  func calendar() {
    var previous = CivilTime(daysSince1970: -1).weekday
    for number in 0..<47_500 {
      let day = CivilTime(daysSince1970: number)
      #expect(day.exists && day.daysSince1970 == number)
      #expect(day.weekday == (previous + 1) % 7)
      previous = day.weekday
    }
    #expect(CivilTime(daysSince1970: 0) == CivilTime(year: 1970, month: 1, day: 1))
    #expect(!CivilTime(year: 2027, month: 2, day: 29).exists)
    #expect(CivilTime(year: 2028, month: 2, day: 29).exists)
    #expect(!CivilTime(year: 2028, month: 13, day: 1).exists)
  }

  @Test("Local time goes there and back, also on the nights when clocks change")
  func zones() {
    // Brussels, October 2026: summer time ends on the 25th at 01:00 UTC.
    let end = Instant(milliseconds: 1_792_890_000_000)
    let zone = Zone { $0 < end ? 7_200 : 3_600 }
    for hours in -50...50 where hours != 0 && hours != -1 {
      let instant = Instant(milliseconds: end.milliseconds + Int64(hours) * 3_600_000)
      #expect(CivilTime(instant, in: zone).instant(in: zone) == instant, "\(hours) hours")
    }
  }

  @Test("Times from nowhere do not trap")
  func extremes() {
    for milliseconds in [Int64.min, -1, 0, .max] {
      let instant = Instant(milliseconds: milliseconds)
      #expect(!nl.moment(instant).isEmpty)
      #expect(!JSON.time(instant).rendered.isEmpty)
    }
  }
}
