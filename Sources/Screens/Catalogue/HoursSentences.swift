import Bookkeeping

/// What hours say: favours, never wages.
extension Sentence {
  static let dayColumn = Sentence(nl: "dag", en: "day")
  static let withColumn = Sentence(nl: "met", en: "with")
  static let whatColumn = Sentence(nl: "wat", en: "what")
  static let hoursColumn = Sentence(nl: "uren", en: "hours")
  static let balanceColumn = Sentence(nl: "saldo", en: "balance")
  static let statementTitle = Sentence(nl: "Jouw uren", en: "Your hours")
  static let statementEmpty = Sentence(
    nl: "Er zijn nog geen uren uitgewisseld. Een geschenk telt geen minuten.",
    en: "No hours were exchanged yet. A gift carries no minutes.")
  static let nothingOlder = Sentence(
    nl: "Verder terug is er niets.", en: "There is nothing further back.")
  static let belowZero = Sentence(
    nl: "Onder nul is niet erg: hulp vragen mag altijd.",
    en: "Below zero is fine: you may always ask for help.")
  static let correctedLater = Sentence(nl: "[later verbeterd]", en: "[corrected later]")
  static let potCoversNothing = Sentence(
    nl: "De solidariteitspot kan nu niet bijspringen. Hulp kan dan een geschenk zijn.",
    en: "The solidarity pot cannot step in now. Help can then be a gift.")
  static let nearFloor = Sentence(
    nl: "Je bent dicht bij je ondergrens. Blijf gerust hulp vragen: wat jij niet meer kunt "
      + "geven, vult de pot aan, of het is een geschenk.",
    en: "You are close to your lower limit. Do go on asking for help: what you can no longer "
      + "give, the pot adds, or it is a gift.")
  static let nearCeiling = Sentence(
    nl: "Je bent dicht bij je bovengrens. Vraag jij ook eens hulp? Uren die er niet meer bij "
      + "kunnen, gaan naar de solidariteitspot.",
    en: "You are close to your upper limit. Will you ask for help too? Hours that no longer fit "
      + "go to the solidarity pot.")

  static func statementSheet(_ number: Int) -> Sentence {
    .init(nl: "Jouw uren, blad \(number)", en: "Your hours, page \(number)")
  }

  static func olderSheet(_ number: Int) -> Sentence {
    .init(
      nl: "Verder terug kijken: gebuur overzicht --blad \(number)",
      en: "Further back: gebuur statement --page \(number)")
  }

  static func balance(_ given: String, _ received: String, _ balance: String) -> Sentence {
    .init(
      nl: "Je gaf \(given) hulp en kreeg \(received) hulp.\nJe saldo is \(balance).",
      en: "You gave \(given) of help and received \(received).\nYour balance is \(balance).")
  }

  static func heldOut(_ duration: String) -> Sentence {
    .init(
      nl: "Onderweg naar een andere buurt: \(duration).",
      en: "On its way to another neighbourhood: \(duration).")
  }

  static func heldIn(_ duration: String) -> Sentence {
    .init(nl: "Op komst: \(duration).", en: "On its way to you: \(duration).")
  }

  static func rooms(_ out: String, _ floor: String, _ more: String, _ top: String) -> Sentence {
    .init(
      nl: "Met je uren kun je nog \(out) hulp krijgen (tot \(floor)) en nog \(more) hulp geven "
        + "(tot \(top)).",
      en: "With your hours you can still receive \(out) of help (down to \(floor)) and give "
        + "\(more) (up to \(top)).")
  }

  static func potCovers(_ duration: String) -> Sentence {
    .init(
      nl: "Kom je uren tekort, dan geeft de solidariteitspot dit kwartaal nog \(duration) bij.",
      en: "If you fall short, the solidarity pot adds up to \(duration) more this quarter.")
  }

  static func potCovered(_ duration: String) -> Sentence {
    .init(
      nl: "De solidariteitspot gaf \(duration).", en: "The solidarity pot gave \(duration).")
  }

  static func potGot(_ duration: String) -> Sentence {
    .init(
      nl: "De solidariteitspot kreeg \(duration).", en: "The solidarity pot got \(duration).")
  }

  /// What one movement was, seen from one side.
  static func favour(_ kind: Transfer.Kind, arrived: Bool) -> Sentence {
    switch (kind, arrived) {
    case (.help, true): .init(nl: "gaf hulp", en: "gave help")
    case (.help, false): .init(nl: "kreeg hulp", en: "received help")
    case (.hours, true): .init(nl: "kreeg uren", en: "received hours")
    case (.hours, false): .init(nl: "gaf uren", en: "gave hours")
    case (.contribution, _): .init(nl: "gaf aan de pot", en: "gave to the pot")
    case (.grant, _): .init(nl: "kreeg uit de pot", en: "received from the pot")
    case (.starter, _): .init(nl: "startersuren", en: "starter hours")
    case (.raised, true): .init(nl: "gaf meer hulp", en: "gave more help")
    case (.raised, false): .init(nl: "kreeg meer hulp", en: "received more help")
    case (.lowered, true): .init(nl: "kreeg minder hulp", en: "received less help")
    case (.lowered, false): .init(nl: "gaf minder hulp", en: "gave less help")
    case (.returned, true): .init(nl: "kreeg uren terug", en: "received hours back")
    case (.returned, false): .init(nl: "gaf uren terug", en: "gave hours back")
    }
  }
}

extension Page {
  /// What a pot is called; the common one has a name of its own in every language.
  func pot(_ name: String) -> String {
    name == AccountID.solidarityPotName ? say(.solidarityPot) : quote(name)
  }
}

extension String {
  /// With a capital to begin with.
  var capitalised: String { prefix(1).uppercased() + dropFirst() }
}

extension Sentence {
  static let solidarityPot = Sentence(nl: "solidariteitspot", en: "solidarity pot")
}
