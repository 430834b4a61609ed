/// The options about hours and their limits.
extension OptionWord {
  var nameOfHours: Sentence {
    switch self {
    case .sheet: .init(nl: "blad", en: "page")
    case .receiver: .init(nl: "ontvanger", en: "receiver")
    case .amount: .init(nl: "minuten", en: "minutes")
    case .note: .init(nl: "woordje", en: "note")
    case .reason: .init(nl: "reden", en: "reason")
    case .recall: .init(nl: "terug", en: "recall")
    case .agree: .init(nl: "akkoord", en: "agree")
    case .transfer: .init(nl: "boeking", en: "transfer")
    case .pot: .init(nl: "pot", en: "pot")
    case .person: .init(nl: "buur", en: "resident")
    case .forGood: .init(nl: "voorgoed", en: "for-good")
    case .floor: .init(nl: "ondergrens", en: "floor")
    case .ceiling: .init(nl: "bovengrens", en: "ceiling")
    case .asEverybody: .init(nl: "zoals-iedereen", en: "as-everybody")
    case .whoseLimits: .init(nl: "buur", en: "resident")
    case .smallDifference: .init(nl: "klein-verschil", en: "small-difference")
    case .silenceDays: .init(nl: "stilte-dagen", en: "silence-days")
    case .starter: .init(nl: "startersuren", en: "starter")
    case .potFloor: .init(nl: "pot-ondergrens", en: "pot-floor")
    case .solidarity: .init(nl: "per-kwartaal", en: "per-quarter")
    case .weOwe: .init(nl: "heen", en: "to-them")
    default: .init(nl: "terug", en: "to-us")
    }
  }

  var helpForHours: Sentence {
    switch self {
    case .sheet:
      .init(
        nl: "Welk blad van de tabel: 1 is het nieuwste, 2 is ouder.",
        en: "Which page of the table: 1 is the newest, 2 is older.")
    case .receiver:
      .init(
        nl:
          "De ontvangcode van de ander, het kenmerk van een buur of van een afspraak, of een naam.",
        en: "The other's receive code, the id of a neighbour or of an agreement, or a name.")
    case .amount: .init(nl: "Hoeveel minuten.", en: "How many minutes.")
    case .note: .init(nl: "Een woordje voor de ander.", en: "A word for the other person.")
    case .reason: .init(nl: "De reden; iedereen die erbij hoort leest ze.", en: "The reason.")
    case .recall:
      .init(
        nl: "Haal uren terug die nog op antwoord wachten.",
        en: "Take back hours that still wait for an answer.")
    case .agree:
      .init(nl: "Zeg ja op een voorgestelde verbetering.", en: "Say yes to a proposed correction.")
    case .transfer:
      .init(
        nl: "Het kenmerk van de boeking, uit het overzicht.",
        en: "The id of the transfer, from the statement.")
    case .pot:
      .init(
        nl: "De naam van de pot, of het begin ervan.", en: "The name of the pot, or its beginning.")
    case .person:
      .init(
        nl: "Een naam, het kenmerk van een buur, of een ontvangcode.",
        en: "A name, the id of a neighbour, or a receive code.")
    case .forGood: .init(nl: "Ja, ik vertrek voorgoed.", en: "Yes, I leave for good.")
    default: helpForLimits
    }
  }

  private var helpForLimits: Sentence {
    switch self {
    case .floor:
      .init(
        nl: "Zoveel minuten mag een saldo onder nul.",
        en: "This many minutes a balance may be below zero.")
    case .ceiling:
      .init(
        nl: "Zoveel minuten mag een saldo boven nul.",
        en: "This many minutes a balance may be above zero.")
    case .asEverybody:
      .init(
        nl: "Terug naar de grenzen van de buurt.", en: "Back to the limits of the neighbourhood.")
    case .whoseLimits:
      .init(nl: "Wiens grenzen (regisseurs).", en: "Whose limits (coordinators).")
    case .smallDifference:
      .init(
        nl: "Tot zoveel minuten is een verschil geen geschil.",
        en: "Up to this many minutes a difference is no dispute.")
    case .silenceDays:
      .init(
        nl: "Na zoveel dagen stilte tellen ingevulde minuten vanzelf.",
        en: "After this many days of silence stated minutes count by themselves.")
    case .starter:
      .init(
        nl: "Minuten uit de solidariteitspot voor een nieuwe buur.",
        en: "Minutes from the solidarity pot for a new neighbour.")
    case .potFloor:
      .init(
        nl: "Zoveel minuten mag een pot onder nul.",
        en: "This many minutes a pot may be below zero.")
    case .solidarity:
      .init(
        nl: "Minuten die de solidariteitspot per buur en per kwartaal bijspringt.",
        en: "Minutes the solidarity pot gives for one person in a quarter.")
    case .weOwe:
      .init(
        nl: "Minuten die er naar hen meer mogen gaan dan er komen.",
        en: "Minutes by which more may go to them than comes here.")
    default:
      .init(
        nl: "Minuten die er van hen meer mogen komen dan er gaan.",
        en: "Minutes by which more may come here than goes to them.")
    }
  }
}
