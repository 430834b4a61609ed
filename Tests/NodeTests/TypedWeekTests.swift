import Exchange
import Screens
import Testing
import Vocabulary

@testable import ResidentClient

@Suite("Hours of the week and terms as people type them")
struct TypedWeekTests {
  @Test("Days and hours in the ways people write them, in both languages")
  func understood() {
    let said: [(String, UInt8, Int, Int)] = [
      ("di,do 9:00-12:00", 0b1010, 540, 720), ("tue,thu 9-12", 0b1010, 540, 720),
      ("ma-vr 13u-17u30", 0b11111, 780, 1_050), ("Maandag 9.15-24:00", 1, 555, 1_440),
      ("vr-ma 0:00-1:00", 0b1110001, 0, 60), ("sat", 0b100000, 0, 1_440),
      ("za,zo", 0b1100000, 0, 1_440), ("wednesday 8h-9h05", 0b100, 480, 545),
    ]
    for (typed, days, from, to) in said {
      #expect(TypedWeek.read(typed) == WeeklyWindow(days: days, from: from, to: to), "\(typed)")
    }
  }

  @Test("What makes no sense is not guessed at")
  func misunderstood() {
    for typed in [
      "", "d 9-12", "di 12-9", "di 9", "di 9-25", "di 9:60-10", "di-do-za 9-12", "di,, 9-12",
      "feest 9-12", "di 9-12 uur en later", "di 24:30-25", "9-12",
    ] {
      #expect(TypedWeek.read(typed) == nil, "\(typed)")
    }
  }

  @Test("Lengths of time, and none")
  func lengths() throws {
    #expect(try TypedLength.read("3u")?.count == 180)
    #expect(try TypedLength.read("3h")?.count == 180)
    #expect(try TypedLength.read("90")?.count == 90)
    #expect(try TypedLength.read("geen") == nil)
    for typed in ["", "u", "-3", "3 dagen", "99999", "200u"] {
      #expect(throws: Setback.self) { try TypedLength.read(typed) }
    }
  }
}
