import Screens
import Testing

@testable import ResidentClient

@Suite("Times as people type them")
struct TypedTimeTests {
  // Tuesday 24 November 2026, 10.15.
  let now = CivilTime(year: 2026, month: 11, day: 24, hour: 10, minute: 15)

  @Test("Dates and clocks in the ways people write them")
  func understood() {
    let said: [(String, CivilTime)] = [
      ("2026-11-26 14:00", CivilTime(year: 2026, month: 11, day: 26, hour: 14)),
      ("2026-11-26T14:05", CivilTime(year: 2026, month: 11, day: 26, hour: 14, minute: 5)),
      ("2026-11-26", CivilTime(year: 2026, month: 11, day: 26)),
      ("26/11 14.30", CivilTime(year: 2026, month: 11, day: 26, hour: 14, minute: 30)),
      ("26/11/26 9u", CivilTime(year: 2026, month: 11, day: 26, hour: 9)),
      ("3/1 9u30", CivilTime(year: 2027, month: 1, day: 3, hour: 9, minute: 30)),
      ("morgen om 14:00", CivilTime(year: 2026, month: 11, day: 25, hour: 14)),
      ("Tomorrow 8:00", CivilTime(year: 2026, month: 11, day: 25, hour: 8)),
      ("overmorgen 14.00 uur", CivilTime(year: 2026, month: 11, day: 26, hour: 14)),
      ("vandaag 20:15", CivilTime(year: 2026, month: 11, day: 24, hour: 20, minute: 15)),
      ("woensdag 14:00", CivilTime(year: 2026, month: 11, day: 25, hour: 14)),
      ("tuesday 14:00", CivilTime(year: 2026, month: 12, day: 1, hour: 14)),
      ("maandag 9:00", CivilTime(year: 2026, month: 11, day: 30, hour: 9)),
      ("zaterdag", CivilTime(year: 2026, month: 11, day: 28)),
      ("14:00", CivilTime(year: 2026, month: 11, day: 24, hour: 14)),
    ]
    for (typed, meant) in said {
      #expect(TypedTime.read(typed, now: now) == meant, "\(typed)")
    }
  }

  @Test("What is no time is not guessed at")
  func refused() {
    for typed in [
      "", " ", "gauw", "25:00", "2026-02-30", "31/11 10:00", "14:60", "1/2/3/4", "2026-11",
      "99999999999999999999", "1430", "morgen morgen", "-1:00", "morgen 14:00 15:00", "::", "//",
    ] { #expect(TypedTime.read(typed, now: now) == nil, "\(typed)") }
  }
}
