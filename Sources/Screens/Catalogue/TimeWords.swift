import Vocabulary

/// Names of days and months, from Monday and from January.
enum TimeWords {
  static let weekdays = [
    Sentence(nl: "maandag", en: "Monday"), Sentence(nl: "dinsdag", en: "Tuesday"),
    Sentence(nl: "woensdag", en: "Wednesday"), Sentence(nl: "donderdag", en: "Thursday"),
    Sentence(nl: "vrijdag", en: "Friday"), Sentence(nl: "zaterdag", en: "Saturday"),
    Sentence(nl: "zondag", en: "Sunday"),
  ]
  static let months = [
    Sentence(nl: "januari", en: "January"), Sentence(nl: "februari", en: "February"),
    Sentence(nl: "maart", en: "March"), Sentence(nl: "april", en: "April"),
    Sentence(nl: "mei", en: "May"), Sentence(nl: "juni", en: "June"),
    Sentence(nl: "juli", en: "July"), Sentence(nl: "augustus", en: "August"),
    Sentence(nl: "september", en: "September"), Sentence(nl: "oktober", en: "October"),
    Sentence(nl: "november", en: "November"), Sentence(nl: "december", en: "December"),
  ]
  static let shortMonths = [
    Sentence(nl: "jan.", en: "Jan"), Sentence(nl: "feb.", en: "Feb"),
    Sentence(nl: "mrt.", en: "Mar"), Sentence(nl: "apr.", en: "Apr"),
    Sentence(nl: "mei", en: "May"), Sentence(nl: "juni", en: "Jun"),
    Sentence(nl: "juli", en: "Jul"), Sentence(nl: "aug.", en: "Aug"),
    Sentence(nl: "sep.", en: "Sep"), Sentence(nl: "okt.", en: "Oct"),
    Sentence(nl: "nov.", en: "Nov"), Sentence(nl: "dec.", en: "Dec"),
  ]
}

extension Page {
  /// "di 24 nov. 14.00 uur", "Tue 24 Nov 14:00"; with the year when it is another one.
  public func moment(_ instant: Instant) -> String {
    let civil = CivilTime(instant, in: zone)
    return "\(shortDay(civil)) \(clock(civil))"
  }

  /// "di 24 nov.", "Tue 24 Nov"; with the year when it is another one.
  public func day(_ instant: Instant) -> String { shortDay(CivilTime(instant, in: zone)) }

  /// "dinsdag 24 november 2026", "Tuesday 24 November 2026".
  public func longDay(_ instant: Instant) -> String {
    let civil = CivilTime(instant, in: zone)
    let weekday = say(TimeWords.weekdays[civil.weekday])
    return "\(weekday) \(civil.day) \(say(TimeWords.months[civil.month - 1])) \(civil.year)"
  }

  /// "di 24 nov. 14.00-15.30 uur", "Tue 24 Nov 14:00-15:30".
  public func window(from starts: Instant, to ends: Instant) -> String {
    let (first, last) = (CivilTime(starts, in: zone), CivilTime(ends, in: zone))
    guard first.daysSince1970 == last.daysSince1970 else {
      return "\(moment(starts)) - \(moment(ends))"
    }
    guard first < last else { return moment(starts) }
    return "\(shortDay(first)) \(digits(first))-\(clock(last))"
  }

  private func shortDay(_ civil: CivilTime) -> String {
    let weekday = say(TimeWords.weekdays[civil.weekday]).prefix(language == .dutch ? 2 : 3)
    let thisYear = CivilTime(now, in: zone).year == civil.year
    let date = "\(weekday) \(civil.day) \(say(TimeWords.shortMonths[civil.month - 1]))"
    return thisYear ? date : "\(date) \(civil.year)"
  }

  private func clock(_ civil: CivilTime) -> String {
    language == .dutch ? digits(civil) + " uur" : digits(civil)
  }

  private func digits(_ civil: CivilTime) -> String {
    let minutes = civil.minute < 10 ? "0\(civil.minute)" : "\(civil.minute)"
    return language == .dutch ? "\(civil.hour).\(minutes)" : "\(civil.hour):\(minutes)"
  }

  /// "45 minuten", "1 uur 30"; "45 minutes", "1 hour 30".
  public func duration(_ minutes: Int64) -> String {
    let (hours, rest) = minutes.magnitude.quotientAndRemainder(dividingBy: 60)
    let sign = minutes < 0 ? "-" : ""
    if hours == 0 {
      return sign + "\(rest) " + say(rest == 1 ? .minute : .minutes)
    }
    let whole = sign + "\(hours) " + say(hours == 1 ? .hour : .hours)
    return rest == 0 ? whole : "\(whole) \(rest)"
  }

  /// "45 min", "1 uur 30"; "45 min", "1 h 30": for columns.
  public func shortDuration(_ minutes: Int64) -> String {
    let (hours, rest) = minutes.magnitude.quotientAndRemainder(dividingBy: 60)
    let sign = minutes < 0 ? "-" : ""
    guard hours > 0 else { return "\(sign)\(rest) min" }
    let unit = language == .dutch ? "uur" : "h"
    return rest == 0 ? "\(sign)\(hours) \(unit)" : "\(sign)\(hours) \(unit) \(rest)"
  }

  /// A balance: always with its sign, except for nothing at all.
  public func signed(_ minutes: Int64) -> String {
    minutes > 0 ? "+" + shortDuration(minutes) : shortDuration(minutes)
  }
}

extension Sentence {
  static let minute = Sentence(nl: "minuut", en: "minute")
  static let minutes = Sentence(nl: "minuten", en: "minutes")
  static let hour = Sentence(nl: "uur", en: "hour")
  static let hours = Sentence(nl: "uur", en: "hours")
}
