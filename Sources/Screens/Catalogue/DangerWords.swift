/// Words that read like danger. Gebuur is not a crisis line: it shows who is, and then goes on.
public enum DangerWords {
  // Beginnings of words, so that "bewusteloze" and "strangled" are found too.
  static let starts = [
    // nl
    "zelfmoord", "zelfdoding", "suïcid", "suicid", "bewusteloos", "bewusteloze", "bloedt",
    "geweld", "mishandel", "verkracht", "misbruik", "hartaanval", "beroerte", "overdosis",
    "levensgevaar", "ademt niet", "slaat mij", "slaat me", "dood wil", "wil dood", "wil sterven",
    "niet meer leven", "bedreigt mij", "bedreigt me",
    // en
    "suicid", "unconscious", "bleeding", "violen", "abuse", "raped", "heart attack", "stroke ",
    "overdose", "kill myself", "killing myself", "end my life", "want to die", "hits me",
    "beats me", "threatens me", "not breathing", "can't breathe",
  ]

  /// True when the text reads like danger in any of the interface's languages.
  public static func read(in text: String) -> Bool {
    let words = text.lowercased().split { !$0.isLetter && $0 != "'" }
    let spaced = " " + words.joined(separator: " ") + " "
    return starts.contains { spaced.contains(" " + $0) }
  }
}

extension Sentence {
  /// Whom to call, before the request is posted all the same.
  public static let danger = Sentence(
    nl: """
      Is er nu gevaar? Wacht dan niet op een buur en bel meteen:
        112   dringende hulp: ziekenwagen, brandweer, politie
        1712  geweld, misbruik of mishandeling
        1813  denk je aan zelfmoord
        106   Tele-Onthaal: praten met iemand, dag en nacht
        107   Télé-Accueil: hetzelfde, in het Frans
      """,
    en: """
      Is there danger now? Do not wait for a neighbour, call at once:
        112   urgent help: ambulance, fire brigade, police
        1712  violence or abuse
        1813  thoughts of suicide
        106   Tele-Onthaal: talk to somebody, day and night, in Dutch
        107   Télé-Accueil: the same, in French
      """)
}
