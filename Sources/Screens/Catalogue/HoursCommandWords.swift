extension CommandWord {
  var wordsForHours: Words {
    switch self {
    case .give:
      Words(
        .init(nl: "geef", en: "give"),
        .init(
          nl: "Geef uren aan iemand, hier of in een andere buurt.",
          en: "Give hours to someone, here or in another neighbourhood."),
        .init(
          nl: "gebuur geef gebuur-resident:... --minuten 60 \"Voor mama\"",
          en: "gebuur give gebuur-resident:... --minutes 60 \"For mum\""))
    case .receive:
      Words(
        .init(nl: "ontvangcode", en: "receive"),
        .init(
          nl: "De code waarmee anderen jou uren geven.",
          en: "The code with which others give you hours."),
        .init(
          nl: "gebuur ontvangcode",
          en: "gebuur receive"))
    case .thanks:
      Words(
        .init(nl: "bedank", en: "thanks"),
        .init(
          nl: "Zeg dank na een afspraak.",
          en: "Say thanks after an agreement."),
        .init(
          nl: "gebuur bedank k3m9x2aa \"Het was zalig\"",
          en: "gebuur thanks k3m9x2aa \"It was lovely\""))
    case .dispute:
      Words(
        .init(nl: "geschil", en: "dispute"),
        .init(
          nl: "Waar twee mensen het anders zagen, en hoe het verder gaat.",
          en: "Where two people saw it differently, and what comes next."),
        .init(
          nl: "gebuur geschil",
          en: "gebuur dispute"))
    case .resolve:
      Words(
        .init(nl: "beslis", en: "resolve"),
        .init(
          nl: "Beslis over een geschil (regisseurs).",
          en: "Decide a dispute (coordinators)."),
        .init(
          nl: "gebuur beslis k3m9x2aa --minuten 90 \"Samen nagerekend\"",
          en: "gebuur resolve k3m9x2aa --minutes 90 \"We did the sum together\""))
    case .correct:
      Words(
        .init(nl: "verbeter", en: "correct"),
        .init(
          nl: "Verbeter een boeking, of zeg ja op een verbetering.",
          en: "Correct a transfer, or say yes to a correction."),
        .init(
          nl: "gebuur verbeter k3m9x2aa --minuten 45 \"We waren vroeger klaar\"",
          en: "gebuur correct k3m9x2aa --minutes 45 \"We were done early\""))
    case .move:
      Words(
        .init(nl: "verhuis", en: "move"),
        .init(
          nl: "Verhuis naar een andere buurt: inschrijven, uren meenemen en hier uitschrijven.",
          en: "Move to another neighbourhood: join it, take your hours along, and leave this one."),
        .init(
          nl: "gebuur verhuis gebuur-invitation:...",
          en: "gebuur move gebuur-invitation:..."))
    case .leave:
      Words(
        .init(nl: "vertrek", en: "leave"),
        .init(
          nl: "Verlaat de buurt. Verhuis je? Neem dan: gebuur verhuis.",
          en: "Leave the neighbourhood. Moving house? Then take: gebuur move."),
        .init(
          nl: "gebuur vertrek --voorgoed",
          en: "gebuur leave --for-good"))
    default: wordsForPots
    }
  }

  private var wordsForPots: Words {
    switch self {
    case .pot:
      Words(
        .init(nl: "pot", en: "pot"),
        .init(
          nl: "De potten van de buurt.",
          en: "The pots of the neighbourhood."),
        .init(
          nl: "gebuur pot",
          en: "gebuur pot"))
    case .potList:
      Words(
        .init(nl: "lijst", en: "list"),
        .init(
          nl: "Wat er in de potten zit, en waar het heen ging.",
          en: "What is in the pots, and where it went."),
        .init(
          nl: "gebuur pot lijst",
          en: "gebuur pot list"))
    case .potOpen:
      Words(
        .init(nl: "open", en: "open"),
        .init(
          nl: "Begin een nieuwe pot (regisseurs).",
          en: "Begin a new pot (coordinators)."),
        .init(
          nl: "gebuur pot open buurtfeest",
          en: "gebuur pot open street-party"))
    case .potGive:
      Words(
        .init(nl: "geef", en: "give"),
        .init(
          nl: "Geef uren aan een pot.",
          en: "Give hours to a pot."),
        .init(
          nl: "gebuur pot geef solidarity --minuten 60",
          en: "gebuur pot give solidarity --minutes 60"))
    case .potGrant:
      Words(
        .init(nl: "ken-toe", en: "grant"),
        .init(
          nl: "Geef een buur uren uit een pot (regisseurs).",
          en: "Give a neighbour hours from a pot (coordinators)."),
        .init(
          nl: "gebuur pot ken-toe solidarity Anna --minuten 60 \"Een zware maand\"",
          en: "gebuur pot grant solidarity Anna --minutes 60 \"A hard month\""))
    default: wordsForLimits
    }
  }

  private var wordsForLimits: Words {
    switch self {
    case .limits:
      Words(
        .init(nl: "grenzen", en: "limits"),
        .init(
          nl: "Hoe ver uren kunnen gaan, hier en over de grens.",
          en: "How far hours can go, here and across the border."),
        .init(
          nl: "gebuur grenzen",
          en: "gebuur limits"))
    case .limitsShow:
      Words(
        .init(nl: "toon", en: "show"),
        .init(
          nl: "Bekijk alle grenzen.",
          en: "See every limit."),
        .init(
          nl: "gebuur grenzen toon",
          en: "gebuur limits show"))
    case .limitsPolicy:
      Words(
        .init(nl: "regels", en: "policy"),
        .init(
          nl: "Stel de regels van de buurt in (regisseurs). Wat je niet noemt, blijft.",
          en: "Set the rules of the neighbourhood (coordinators). What you leave out, stays."),
        .init(
          nl: "gebuur grenzen regels --ondergrens 1200 --stilte-dagen 14",
          en: "gebuur limits policy --floor 1200 --silence-days 14"))
    case .limitsResident:
      Words(
        .init(nl: "buur", en: "resident"),
        .init(
          nl: "Geef een buur eigen grenzen (regisseurs). Wat je niet noemt, blijft.",
          en: "Give a neighbour limits of their own (coordinators). What you leave out, stays."),
        .init(
          nl: "gebuur grenzen buur Anna --ondergrens 2400 \"Lang ziek\"",
          en: "gebuur limits resident Anna --floor 2400 \"Ill for long\""))
    case .limitsPeer:
      Words(
        .init(nl: "buurt", en: "peer"),
        .init(
          nl: "Spreek af hoeveel uren er met een andere buurt kunnen (regisseurs).",
          en: "Set how many hours can go with another neighbourhood (coordinators)."),
        .init(
          nl: "gebuur grenzen buurt Gierle --heen 3000 --terug 3000",
          en: "gebuur limits peer Gierle --to-them 3000 --to-us 3000"))
    default: wordsForPeople
    }
  }
}
