/// What the noticeboard says.
extension Sentence {
  static let id = Sentence(nl: "kenmerk", en: "id")
  static let kind = Sentence(nl: "soort", en: "kind")
  static let when = Sentence(nl: "wanneer", en: "when")
  static let howLong = Sentence(nl: "duur", en: "how long")
  static let who = Sentence(nl: "wie", en: "who")
  static let place = Sentence(nl: "plaats", en: "place")
  static let seenBy = Sentence(nl: "te zien voor", en: "shown to")
  static let people = Sentence(nl: "mensen", en: "people")
  static let until = Sentence(nl: "op het bord tot", en: "on the board until")
  static let state = Sentence(nl: "stand", en: "state")
  static let you = Sentence(nl: "jij", en: "you")
  /// Somebody without a name.
  public static let aNeighbour = Sentence(nl: "een buur", en: "a neighbour")
  static let gift = Sentence(nl: "geschenk", en: "gift")
  static let toBeAgreed = Sentence(nl: "in overleg", en: "to be agreed")
  static let erased = Sentence(nl: "(tekst gewist)", en: "(text erased)")
  static let requests = Sentence(nl: "GEVRAAGD", en: "ASKED FOR")
  static let offers = Sentence(nl: "AANGEBODEN", en: "OFFERED")
  static let boardEmpty = Sentence(
    nl: """
      Er hangt nu niets op het prikbord.
      Plaats zelf iets, bijvoorbeeld: gebuur vraag "Wie rijdt mij dinsdag naar Lille?"
      """,
    en: """
      Nothing is on the noticeboard now.
      Post something yourself, for example: gebuur request "Who drives me to Lille?"
      """)
  static let boardHint = Sentence(
    nl: "Meer lezen: gebuur toon KENMERK.  Ja zeggen: gebuur aanvaard KENMERK.",
    en: "Read more: gebuur show ID.  Say yes: gebuur accept ID.")

  static func board(of name: String) -> Sentence {
    .init(nl: "Prikbord van \(name)", en: "Noticeboard of \(name)")
  }

  static func stillWanted(_ count: Int, of wanted: Int) -> Sentence {
    .init(nl: "nog \(count) van \(wanted) gezocht", en: "\(count) of \(wanted) still wanted")
  }

  static func agreedOf(_ agreed: Int, _ wanted: Int) -> Sentence {
    .init(nl: "\(agreed) van \(wanted) afgesproken", en: "\(agreed) of \(wanted) agreed")
  }

  static func sayYes(_ id: String) -> Sentence {
    .init(nl: "Ja zeggen? gebuur aanvaard \(id)", en: "Say yes? gebuur accept \(id)")
  }

  static func takeOff(_ id: String) -> Sentence {
    .init(nl: "Van het bord halen? gebuur trek-in \(id)", en: "Take it off? gebuur withdraw \(id)")
  }
}
