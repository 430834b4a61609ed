import Exchange
import Screens

/// Hours of the week as people type them: "di,do 9:00-12:00", "ma-vr 13u-17u30", "sat".
enum TypedWeek {
  private static let days = [
    ["maandag", "monday"], ["dinsdag", "tuesday"], ["woensdag", "wednesday"],
    ["donderdag", "thursday"], ["vrijdag", "friday"], ["zaterdag", "saturday"],
    ["zondag", "sunday"],
  ]

  /// Nil when it cannot be understood. Days without hours mean the whole day.
  static func read(_ typed: String) -> WeeklyWindow? {
    let words = typed.lowercased().split(separator: " ")
    guard words.count == 1 || words.count == 2, let days = days(words[0]) else { return nil }
    guard words.count == 2 else { return WeeklyWindow(days: days, from: 0, to: 1_440) }
    let ends = words[1].split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let from = clock(ends[0]), let to = clock(ends[1]) else { return nil }
    return WeeklyWindow(days: days, from: from, to: to)
  }

  private static func days(_ word: Substring) -> UInt8? {
    var found: UInt8 = 0
    for part in word.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map(day)
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2 else {
        return nil
      }
      // "vr-ma" goes round the end of the week.
      for step in 0...(last - first + 7) % 7 { found |= 1 << UInt8((first + step) % 7) }
    }
    return found
  }

  private static func day(_ word: Substring) -> Int? {
    guard word.utf8.count >= 2 else { return nil }
    return days.firstIndex { $0.contains { $0.hasPrefix(word) } }
  }

  /// Minutes after midnight, up to and with 24:00.
  private static func clock(_ word: Substring) -> Int? {
    let parts = word.split(omittingEmptySubsequences: false) { ":.uh".contains($0) }
    guard parts.count <= 2, let hour = number(parts[0]), hour <= 24 else { return nil }
    guard parts.count == 2, !parts[1].isEmpty else { return hour * 60 }
    guard let minute = number(parts[1]), minute < 60, parts[1].utf8.count == 2 else { return nil }
    return hour * 60 + minute
  }

  private static func number(_ text: Substring) -> Int? {
    (1...2).contains(text.utf8.count) && text.utf8.allSatisfy { 0x30...0x39 ~= $0 }
      ? Int(text) : nil
  }
}
