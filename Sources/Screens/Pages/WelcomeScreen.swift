/// What `gebuur` alone shows: the few commands of every day.
public struct WelcomeScreen: Screen {
  let neighbourhood: String?

  /// Nil for somebody who has not joined yet.
  public init(neighbourhood: String?) { self.neighbourhood = neighbourhood }

  public func text(on page: Page) -> String {
    guard let neighbourhood else {
      return page.sections([
        page.say(.welcomeStranger),
        lines(for: [.join], on: page),
        page.say(.everything),
      ])
    }
    return page.sections([
      page.say(.welcomeTo(page.quote(neighbourhood))),
      lines(for: [.board, .request, .offer, .agreements, .balance], on: page),
      page.say(.everything),
    ])
  }

  private func lines(for words: [CommandWord], on page: Page) -> String {
    let margin = page.plain ? "\n" : "\n    "
    return words.map { word in
      page.say(word.words.abstract) + margin + page.say(word.words.example)
    }.joined(separator: "\n")
  }

  public var json: JSON { .of(["neighbourhood": .text(orNull: neighbourhood)]) }
}

extension Sentence {
  static let welcomeStranger = Sentence(
    nl: "Welkom bij Gebuur: vraag en geef hulp in je buurt.",
    en: "Welcome to Gebuur: ask and give help in your neighbourhood.")
  static let everything = Sentence(
    nl: "Alles wat kan: gebuur --help", en: "Everything there is: gebuur --help")

  static func welcomeTo(_ name: String) -> Sentence {
    .init(
      nl: "Welkom in \(name). Wat wil je doen?", en: "Welcome to \(name). What would you like?")
  }
}
