import Vocabulary

/// A signed statement of hours as it is printed or shown: lines to read, and the code that
/// carries what the node signed.
public struct ProofScreen: Screen {
  let neighbourhood: String
  let name: String
  let given: Int64
  let received: Int64
  let time: Instant
  let code: String

  /// Minutes of help given and received until `time`; `code` on one line.
  public init(
    neighbourhood: String, name: String, given: Int64, received: Int64, time: Instant, code: String
  ) {
    self.neighbourhood = neighbourhood
    self.name = name
    self.given = given
    self.received = received
    self.time = time
    self.code = code
  }

  public func text(on page: Page) -> String {
    page.sections([
      page.say(.proofTitle(page.quote(name), page.quote(neighbourhood))),
      page.say(.proofHours(page.hoursOnClock(given), page.hoursOnClock(received))) + "\n"
        + page.say(.proofUntil(page.longDay(time))),
      page.paragraph(page.say(.proofCheck)),
      // Never wrapped: the code is one line, for programs.
      code,
    ])
  }

  public var json: JSON {
    .of([
      "neighbourhood": .text(neighbourhood), "name": .text(name), "given": .number(given),
      "received": .number(received), "time": .time(time), "code": .text(code),
    ])
  }
}

extension Page {
  /// "12:30": hours and minutes; at least zero.
  fileprivate func hoursOnClock(_ minutes: Int64) -> String {
    let (hours, rest) = minutes.magnitude.quotientAndRemainder(dividingBy: 60)
    return "\(hours):" + (rest < 10 ? "0\(rest)" : "\(rest)")
  }
}

extension Sentence {
  static func proofTitle(_ name: String, _ neighbourhood: String) -> Sentence {
    .init(nl: "Uren van \(name) in \(neighbourhood)", en: "Hours of \(name) in \(neighbourhood)")
  }

  static func proofHours(_ given: String, _ received: String) -> Sentence {
    .init(
      nl: "gaf \(given) hulp\nkreeg \(received) hulp",
      en: "gave \(given) of help\nreceived \(received) of help")
  }

  static func proofUntil(_ day: String) -> Sentence {
    .init(nl: "tot en met \(day)", en: "up to and including \(day)")
  }

  static let proofCheck = Sentence(
    nl: "Wie dit wil nakijken: gebuurd check-statement met dit bestand. Alleen wat in de code "
      + "staat, is ondertekend.",
    en: "To check this: gebuurd check-statement with this file. Only what is in the code is "
      + "signed.")
}
