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

  static func smallDifference(_ mine: String, _ theirs: String, _ id: String) -> Sentence {
    .init(
      nl: "Een klein verschil: jij zegt \(mine), de ander \(theirs). Eén stap is genoeg:\n"
        + "gebuur bevestig \(id)",
      en: "A small difference: you say \(mine), the other \(theirs). One step is enough:\n"
        + "gebuur confirm \(id)")
  }

  static func minutesDiffer(_ mine: String, _ theirs: String, _ id: String) -> Sentence {
    .init(
      nl: "Jij zegt \(mine), de ander zegt \(theirs). Praat er even over.\n"
        + "Akkoord met de ander: gebuur bevestig \(id)\n"
        + "Anders: gebuur klaar \(id) --minuten 60\n"
        + "Kom je er samen niet uit, dan beslist een regisseur.",
      en: "You say \(mine), the other says \(theirs). Have a word together.\n"
        + "Agree with the other: gebuur confirm \(id)\n"
        + "Otherwise: gebuur done \(id) --minutes 60\n"
        + "If you cannot agree, a coordinator decides.")
  }

  static func postedBySilence(_ day: String, _ duration: String) -> Sentence {
    .init(
      nl: "Blijft het stil, dan telt op \(day) vanzelf \(duration).",
      en: "If nobody says anything, \(duration) counts by itself on \(day).")
  }

  /// Before a yes across the border.
  public static func canCross(_ duration: String) -> Sentence {
    .init(
      nl: "Tussen de twee buurten kan nu nog \(duration) gaan. De rest wacht tot er plaats is.",
      en: "Another \(duration) can go between the two neighbourhoods. The rest waits for room.")
  }

  /// Before a yes across the border, when no hours can go.
  public static let nothingCrosses = Sentence(
    nl: "Tussen de twee buurten kunnen nu geen uren gaan: ze wachten tot er plaats is.",
    en: "No hours can go between the two neighbourhoods now: they wait for room.")
  static let hoursWait = Sentence(
    nl: "De uren wachten tot er tussen de buurten plaats is.",
    en: "The hours wait for room between the neighbourhoods.")
  static let hoursWereGift = Sentence(
    nl: "De uren konden niet naar de andere buurt: de hulp was een geschenk.",
    en: "The hours could not go to the other neighbourhood: the help was a gift.")
  static let hoursUnderWay = Sentence(
    nl: "De uren zijn onderweg tussen de buurten.",
    en: "The hours are on their way between the neighbourhoods.")

  /// Both stand by it, and nothing can cross yet.
  static func hoursAgreed(_ duration: String) -> Sentence {
    .init(
      nl: "Jullie zijn het eens: \(duration). De uren wachten tot er tussen de buurten plaats is.",
      en: "You both say \(duration). The hours wait for room between the neighbourhoods.")
  }

  static func thanked(_ words: String) -> Sentence {
    .init(nl: "De ander zegt dank: \"\(words)\"", en: "The other says thanks: \"\(words)\"")
  }

  static func sayThanks(_ id: String) -> Sentence {
    .init(
      nl: "Bedanken kan ook: gebuur bedank \(id) \"Dank je wel!\"",
      en: "You can say thanks: gebuur thanks \(id) \"Thank you!\"")
  }

  static func youGave(_ duration: String) -> Sentence {
    .init(nl: "Afgerond: je gaf \(duration) hulp.", en: "Settled: you gave \(duration) of help.")
  }

  static func youGot(_ duration: String) -> Sentence {
    .init(
      nl: "Afgerond: je kreeg \(duration) hulp.", en: "Settled: you received \(duration) of help.")
  }
}
