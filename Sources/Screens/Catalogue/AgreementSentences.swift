/// What agreements say.
extension Sentence {
  static let agreementsEmpty = Sentence(
    nl: "Je hebt nu geen afspraken. Kijk op het prikbord: gebuur bord",
    en: "You have no agreements now. Look at the noticeboard: gebuur board")
  static let yourTurn = Sentence(nl: "JOUW BEURT", en: "YOUR TURN")
  static let underWay = Sentence(nl: "LOPEND", en: "UNDER WAY")
  static let ended = Sentence(nl: "AFGELOPEN", en: "ENDED")
  static let waitForAnswer = Sentence(
    nl: "Wacht op het antwoord van de ander.", en: "Wait for the other person's answer.")
  static let waitForConfirmation = Sentence(
    nl: "Wacht tot de ander de minuten bevestigt.",
    en: "Wait until the other person confirms the minutes.")
  static let calledOff = Sentence(nl: "Niet doorgegaan.", en: "Called off.")
  static let lapsed = Sentence(
    nl: "Vervallen: niemand ging ermee verder.", en: "Lapsed: nobody took it further.")
  static let settledGift = Sentence(
    nl: "Afgerond als geschenk. Dank je wel!", en: "Settled as a gift. Thank you!")

  static func youHelp(_ name: String) -> Sentence {
    .init(nl: "Jij helpt \(name)", en: "You help \(name)")
  }

  static func helpsYou(_ name: String) -> Sentence {
    .init(nl: "\(name) helpt jou", en: "\(name) helps you")
  }

  static func answer(_ id: String) -> Sentence {
    .init(
      nl: "Ja? gebuur aanvaard \(id)\nNee? gebuur weiger \(id)",
      en: "Yes? gebuur accept \(id)\nNo? gebuur decline \(id)")
  }

  static func whenDone(_ id: String, gift: Bool) -> Sentence {
    gift
      ? .init(nl: "Achteraf: gebuur klaar \(id)", en: "Afterwards: gebuur done \(id)")
      : .init(
        nl: "Achteraf: gebuur klaar \(id) --minuten 60",
        en: "Afterwards: gebuur done \(id) --minutes 60")
  }

  static func confirmMinutes(_ id: String, _ duration: String) -> Sentence {
    .init(
      nl: "De ander zegt \(duration). Klopt dat?\ngebuur bevestig \(id)\n"
        + "Anders: gebuur klaar \(id) --minuten 60",
      en: "The other person says \(duration). Is that right?\ngebuur confirm \(id)\n"
        + "Otherwise: gebuur done \(id) --minutes 60")
  }

  static func confirmGift(_ id: String) -> Sentence {
    .init(
      nl: "De ander zegt: klaar. Klopt dat?\ngebuur bevestig \(id)",
      en: "The other person says: done. Is that right?\ngebuur confirm \(id)")
  }

  static func minutesDiffer(_ mine: String, _ theirs: String, _ id: String) -> Sentence {
    .init(
      nl: "Jij zegt \(mine), de ander zegt \(theirs). Akkoord?\ngebuur bevestig \(id)\n"
        + "Anders: gebuur klaar \(id) --minuten 60",
      en: "You say \(mine), the other says \(theirs). Agreed?\ngebuur confirm \(id)\n"
        + "Otherwise: gebuur done \(id) --minutes 60")
  }

  static func youGave(_ duration: String) -> Sentence {
    .init(nl: "Afgerond: je gaf \(duration) hulp.", en: "Settled: you gave \(duration) of help.")
  }

  static func youGot(_ duration: String) -> Sentence {
    .init(
      nl: "Afgerond: je kreeg \(duration) hulp.", en: "Settled: you received \(duration) of help.")
  }
}
