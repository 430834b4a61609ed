import Bookkeeping
import Vocabulary

/// One movement of a pot.
public struct PotLine: Sendable {
  let time: Instant
  let minutes: Int64
  let kind: Transfer.Kind
  let otherName: String
  let words: String

  /// Minutes above zero came in. `otherName` is empty when it is not the reader's business.
  public init(
    time: Instant, minutes: Int64, kind: Transfer.Kind, otherName: String, words: String
  ) {
    self.time = time
    self.minutes = minutes
    self.kind = kind
    self.otherName = otherName
    self.words = words
  }

  var json: JSON {
    .of([
      "time": .time(time), "minutes": .number(minutes), "kind": .text(kind.word),
      "other_name": .text(otherName), "text": .text(words),
    ])
  }
}

/// A pot, with its latest movements.
public struct Pot: Sendable {
  let name: String
  let balance: Int64
  let held: Int64
  let lines: [PotLine]

  /// `held`: minutes promised away. Lines newest first.
  public init(name: String, balance: Int64, held: Int64, lines: [PotLine]) {
    self.name = name
    self.balance = balance
    self.held = held
    self.lines = lines
  }

  var json: JSON {
    .of([
      "name": .text(name), "balance": .number(balance), "held_out": .number(held),
      "lines": .list(lines.map(\.json)),
    ])
  }
}

/// The pots of the neighbourhood, and where their hours came from and went.
public struct PotsScreen: Screen {
  let pots: [Pot]

  /// Movements of one pot that a page shows, the newest; programs get them all.
  static let linesShown = 6

  /// In the order in which they are to be read.
  public init(pots: [Pot]) { self.pots = pots }

  public func text(on page: Page) -> String {
    page.sections(
      [page.say(.potsTitle)] + pots.map { text($0, on: page) }
        + [page.paragraph(page.say(.potHint))])
  }

  private func text(_ pot: Pot, on page: Page) -> String {
    var head = "\(page.pot(pot.name).capitalised): \(page.signed(pot.balance))"
    if pot.held > 0 { head += ". " + page.say(.heldOut(page.duration(pot.held))) }
    guard !pot.lines.isEmpty else { return head + "\n  " + page.say(.potUnused) }
    var table = Table([
      .init(""), .init(page.say(.dayColumn)), .init(page.say(.whatColumn)),
      .init(page.say(.withColumn), gives: true), .init(page.say(.hoursColumn), right: true),
    ])
    for line in pot.lines.prefix(Self.linesShown) {
      table.add(
        [
          "", page.day(line.time),
          page.say(Sentence.potMovement(line.kind, came: line.minutes > 0)),
          page.quote(line.otherName), page.signed(line.minutes),
        ], below: line.words.isEmpty ? "" : "\"\(page.quote(line.words))\"")
    }
    let isCut = pot.lines.count > Self.linesShown
    return head + "\n" + table.text(on: page)
      + (isCut ? "\n  " + page.say(.newestOf(Self.linesShown)) : "")
  }

  public var json: JSON { .of(["pots": .list(pots.map(\.json))]) }
}

extension Sentence {
  /// What moved, seen from the pot.
  static func potMovement(_ kind: Transfer.Kind, came: Bool) -> Sentence {
    switch (kind, came) {
    case (.help, true), (.raised, true):
      .init(nl: "boven een bovengrens", en: "above an upper limit")
    case (.help, false), (.raised, false):
      .init(nl: "sprong bij", en: "stepped in")
    case (.contribution, _): .init(nl: "gekregen", en: "received")
    case (.grant, _): .init(nl: "toegekend", en: "granted")
    case (.starter, _): .init(nl: "startersuren", en: "starter hours")
    case (.lowered, _), (.returned, _), (.hours, _): .init(nl: "verbetering", en: "correction")
    }
  }
}
