import Screens
import Vocabulary

/// Times as people type them: "2026-11-24 14:00", "24/11 14.00", "morgen 14u", "tuesday 9:30".
enum TypedTime {
  /// Nil when it cannot be understood. A day alone means its first minute; `now` gives the year
  /// and the week that are meant.
  static func read(_ typed: String, now: CivilTime) -> CivilTime? {
    let words = typed.lowercased().split(separator: " ")
      .filter { $0 != "om" && $0 != "at" && $0 != "uur" }
    switch words.count {
    case 1:
      let isoParts = words[0].split(separator: "t")
      if isoParts.count == 2, let day = date(isoParts[0], now: now) {
        return clock(isoParts[1], on: day)
      }
      return date(words[0], now: now) ?? clock(words[0], on: now)
    case 2:
      return date(words[0], now: now).flatMap { clock(words[1], on: $0) }
    default: return nil
    }
  }

  private static func date(_ word: Substring, now: CivilTime) -> CivilTime? {
    let today = now.daysSince1970
    if let ahead = daysAhead(word, from: now) { return CivilTime(daysSince1970: today + ahead) }
    let dashed = numbers(word, separator: "-")
    if dashed.count == 3, let year = dashed.first {
      return existing(CivilTime(year: year, month: dashed[1], day: dashed[2]))
    }
    let slashed = numbers(word, separator: "/")
    guard slashed.count == 2 || slashed.count == 3 else { return nil }
    let typedYear = slashed.count == 3 ? slashed[2] : now.year
    var day = CivilTime(
      year: typedYear < 100 ? typedYear + 2_000 : typedYear, month: slashed[1], day: slashed[0])
    // "3/1" said in December means next January.
    if slashed.count == 2, day.exists, day.daysSince1970 < today { day.year += 1 }
    return existing(day)
  }

  private static func daysAhead(_ word: Substring, from now: CivilTime) -> Int? {
    switch word {
    case "vandaag", "today": return 0
    case "morgen", "tomorrow": return 1
    case "overmorgen": return 2
    default:
      let days = [
        ["maandag", "monday"], ["dinsdag", "tuesday"], ["woensdag", "wednesday"],
        ["donderdag", "thursday"], ["vrijdag", "friday"], ["zaterdag", "saturday"],
        ["zondag", "sunday"],
      ]
      guard let meant = days.firstIndex(where: { $0.contains(String(word)) }) else { return nil }
      // Said on a Tuesday, "tuesday" is the next one.
      return (meant - now.weekday + 6) % 7 + 1
    }
  }

  private static func clock(_ word: Substring, on day: CivilTime) -> CivilTime? {
    let parts = word.split(omittingEmptySubsequences: false) { ":.uh".contains($0) }
    guard parts.count == 1 || parts.count == 2, let hour = number(parts[0]) else { return nil }
    let minute = parts.count == 1 || parts[1].isEmpty ? 0 : number(parts[1])
    guard let minute, parts.count == 2 || word.count <= 2 else { return nil }
    var time = CivilTime(year: day.year, month: day.month, day: day.day)
    time.hour = hour
    time.minute = minute
    return existing(time)
  }

  private static func numbers(_ word: Substring, separator: Character) -> [Int] {
    let parts = word.split(separator: separator, omittingEmptySubsequences: false).map(number)
    return parts.contains(nil) ? [] : parts.compactMap { $0 }
  }

  private static func number(_ text: Substring) -> Int? {
    text.utf8.count <= 4 && !text.isEmpty && text.utf8.allSatisfy { 0x30...0x39 ~= $0 }
      ? Int(text) : nil
  }

  private static func existing(_ time: CivilTime) -> CivilTime? { time.exists ? time : nil }
}
