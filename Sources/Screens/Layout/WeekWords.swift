import Exchange
import Vocabulary

extension Page {
  /// "ma-vr 9.00-12.00 uur; za", "Mon-Fri 9:00-12:00; Sat".
  public func weekly(_ windows: [WeeklyWindow]) -> String {
    windows.map { window in
      let whole = window.from == 0 && window.to == 1_440
      return whole ? days(window.days) : "\(days(window.days)) \(hours(window))"
    }.joined(separator: "; ")
  }

  private func hours(_ window: WeeklyWindow) -> String {
    func clock(_ minutes: Int) -> String {
      let rest = minutes % 60
      let mark = language == .dutch ? "." : ":"
      return "\(minutes / 60)\(mark)\(rest < 10 ? "0" : "")\(rest)"
    }
    return "\(clock(window.from))-\(clock(window.to))" + (language == .dutch ? " uur" : "")
  }

  /// Three days in a row and more as a range.
  private func days(_ days: UInt8) -> String {
    func name(_ day: Int) -> String {
      String(say(TimeWords.weekdays[day]).prefix(language == .dutch ? 2 : 3))
    }
    var parts: [String] = []
    var day = 0
    while day < 7 {
      guard days >> day & 1 == 1 else {
        day += 1
        continue
      }
      let last = (day..<7).prefix { days >> $0 & 1 == 1 }.last ?? day
      parts +=
        last - day >= 2 ? ["\(name(day))-\(name(last))"] : (day...last).map(name)
      day = last + 1
    }
    return parts.joined(separator: ", ")
  }
}
