/// The argument parser's own words, in the reader's language.
public enum Usage {
  private static let openings: [(english: String, dutch: String)] = [
    ("OVERVIEW: ", ""),
    ("USAGE: ", "GEBRUIK: "),
    ("Usage: ", "Gebruik: "),
    ("ARGUMENTS:", "GEGEVENS:"),
    ("OPTIONS:", "OPTIES:"),
    ("SUBCOMMANDS:", "OPDRACHTEN:"),
    ("Help:  ", "Uitleg: "),
    ("Error: Missing expected argument ", "Er ontbreekt iets: "),
    ("Error: Missing value for ", "Er ontbreekt een waarde bij "),
    ("Error: Unknown option ", "Deze optie ken ik niet: "),
    ("Error: Unexpected argument ", "Dit begrijp ik niet: "),
    ("Error: The value ", "Dit kan niet: "),
    ("Error: ", "Dat heb ik niet begrepen: "),
    ("  See '", "  Typ '"),
  ]

  /// Translates what the parser says line by line; what is not its own stays as it is.
  public static func spoken(_ text: String, in language: Language) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    switch language {
    case .english:
      return lines.map { $0.hasPrefix("OVERVIEW: ") ? String($0.dropFirst(10)) : $0 }
        .joined(separator: "\n")
    case .dutch:
      return lines.map(dutch).joined(separator: "\n")
    }
  }

  private static func dutch(_ line: String) -> String {
    var line = line
    if let opening = openings.first(where: { line.hasPrefix($0.english) }) {
      line = opening.dutch + line.dropFirst(opening.english.count)
    }
    let inside = [
      ("' is invalid for '", "' past niet bij '"), (". Did you mean '", ". Bedoel je '"),
      (" (default) ", " (gewoon) "), ("<subcommand>", "<opdracht>"), ("<options>", "<opties>"),
    ]
    for (english, dutch) in inside {
      if let found = line.firstRange(of: english) { line.replaceSubrange(found, with: dutch) }
    }
    let endings = [
      ("' for more information.", "' voor meer uitleg."),
      ("' for detailed help.", "' voor meer uitleg."),
      ("Show help information.", "Toon deze uitleg."),
    ]
    for (english, dutch) in endings where line.hasSuffix(english) {
      line = line.dropLast(english.count) + dutch
    }
    return line
  }
}
