/// The options and arguments of `gebuur`: how each is called and explained.
public enum OptionWord: String, CaseIterable, Sendable {
  case json, plain, newHome, code, text, id, ids, card, letter, peer
  case category, at, from, to, when, minutes, minutesDone, gift, people, reach, days, inviteDays
  case role, offers, requests, mine, all, eraseAll, status, name, profileText, proposalText
  case noPassphrase, node, nearby, output, clear, format, signed, sheet
  case receiver, amount, note, reason, recall, agree, transfer, pot, person, forGood
  case floor, ceiling, asEverybody, whoseLimits
  case smallDifference, silenceDays, starter, potFloor, solidarity, weOwe, theyOwe
  case weekly, remote, by, within, language, attested, widen, weeklyMost, notOwnStreet, ownStreet
  case exclude, include, notCategory, alsoCategory, until, takeBack, attestation
  case ownListing, whyNot
  case placeText, withoutPlace

  /// What is typed, without the hyphens; for an argument, what stands for it in the help.
  public var name: Sentence {
    switch self {
    case .json: .init(nl: "json", en: "json")
    case .plain: .init(nl: "gewoon", en: "plain")
    case .newHome: .init(nl: "nieuwe-buurt", en: "new-home")
    case .code: .init(nl: "code", en: "code")
    case .text, .profileText, .proposalText: .init(nl: "tekst", en: "text")
    case .id, .ids: .init(nl: "kenmerk", en: "id")
    case .card: .init(nl: "kaart", en: "card")
    case .letter: .init(nl: "brief", en: "letter")
    case .peer: .init(nl: "buurt", en: "neighbourhood")
    case .category: .init(nl: "soort", en: "category")
    case .at: .init(nl: "plaats", en: "at")
    case .from: .init(nl: "van", en: "from")
    case .to: .init(nl: "tot", en: "to")
    case .when: .init(nl: "wanneer", en: "when")
    case .minutes, .minutesDone: .init(nl: "minuten", en: "minutes")
    case .gift: .init(nl: "geschenk", en: "gift")
    case .people: .init(nl: "mensen", en: "people")
    case .reach: .init(nl: "bereik", en: "reach")
    case .days, .inviteDays: .init(nl: "dagen", en: "days")
    case .role: .init(nl: "rol", en: "role")
    case .offers: .init(nl: "aangeboden", en: "offers")
    case .requests: .init(nl: "gevraagd", en: "requests")
    case .mine: .init(nl: "van-mij", en: "mine")
    case .all, .eraseAll: .init(nl: "alles", en: "all")
    case .status: .init(nl: "stand", en: "status")
    case .name: .init(nl: "naam", en: "name")
    case .noPassphrase: .init(nl: "zonder-wachtwoordzin", en: "no-passphrase")
    case .node: .init(nl: "knoop", en: "node")
    case .nearby: .init(nl: "vlakbij", en: "nearby")
    case .output: .init(nl: "naar", en: "to")
    case .clear: .init(nl: "ruim-op", en: "clear")
    case .format: .init(nl: "vorm", en: "format")
    case .signed: .init(nl: "ondertekend", en: "signed")
    default: nameOfTerms ?? nameOfPlaces ?? nameOfHours
    }
  }

  /// What it does.
  public var help: Sentence {
    switch self {
    case .json:
      .init(nl: "Uitvoer als JSON, voor programma's.", en: "Output as JSON, for programs.")
    case .plain:
      .init(
        nl: "Zonder kolommen, voor een schermlezer.", en: "Without columns, for a screen reader.")
    case .newHome:
      .init(
        nl: "In de buurt waar je naartoe verhuist.", en: "In the neighbourhood you are moving to.")
    case .code: .init(nl: "De code uit je uitnodiging.", en: "The code of your invitation.")
    case .text: .init(nl: "Waarover het gaat.", en: "What it is about.")
    case .id, .ids:
      .init(
        nl: "Het kenmerk, of het begin ervan (vier tekens of meer).",
        en: "The id, or its beginning (four characters or more).")
    case .card:
      .init(nl: "De kaart van de andere buurt.", en: "The other neighbourhood's card.")
    case .letter:
      .init(nl: "De brief van de andere buurt.", en: "The other neighbourhood's letter.")
    case .peer:
      .init(nl: "Naam of kenmerk van de buurt.", en: "Name or id of the neighbourhood.")
    case .category:
      .init(
        nl: "Soort hulp, bijvoorbeeld vervoer, boodschappen, tuin, gezelschap.",
        en: "Kind of help, for example ride, groceries, garden, company.")
    case .at:
      .init(
        nl: "Waar: een adres, een Plus Code of coördinaten. Anderen zien alleen ongeveer waar.",
        en: "Where: an address, a Plus Code or coordinates. Others see only about where.")
    default: helpForDetails
    }
  }

  private var helpForDetails: Sentence {
    switch self {
    case .from:
      .init(nl: "Begin, bijvoorbeeld \"24/11 14:00\".", en: "Start, such as \"24/11 14:00\".")
    case .to: .init(nl: "Einde.", en: "End.")
    case .when:
      .init(
        nl: "Wanneer, bijvoorbeeld \"morgen 14:00\". Anders: in overleg.",
        en: "When, such as \"tomorrow 14:00\". Otherwise: to be agreed.")
    case .minutes:
      .init(nl: "Ongeveer hoe lang (gewoon: 60).", en: "About how long (default: 60).")
    case .minutesDone: .init(nl: "Hoe lang het duurde.", en: "How long it took.")
    case .gift: .init(nl: "Als geschenk, zonder minuten.", en: "As a gift, without minutes.")
    case .people: .init(nl: "Hoeveel mensen (gewoon: 1).", en: "How many people (default: 1).")
    case .reach:
      .init(
        nl: "Wie het ziet: buurt, vlakbij of federatie (gewoon: buurt).",
        en: "Who sees it: neighbourhood, nearby or federation (default: neighbourhood).")
    case .days:
      .init(
        nl: "Hoeveel dagen het blijft hangen (gewoon: 30).",
        en: "How many days it stays up (default: 30).")
    case .inviteDays:
      .init(
        nl: "Hoeveel dagen de uitnodiging geldt (gewoon: 30).",
        en: "How many days the invitation holds (default: 30).")
    case .role: .init(nl: "buur of regisseur (gewoon: buur).", en: "resident or regisseur.")
    case .offers: .init(nl: "Alleen wat aangeboden is.", en: "Only what is offered.")
    case .requests: .init(nl: "Alleen wat gevraagd is.", en: "Only what is asked for.")
    case .mine: .init(nl: "Alleen wat ik plaatste.", en: "Only what I posted.")
    case .all: .init(nl: "Ook wat afgelopen is.", en: "Also what has ended.")
    case .eraseAll: .init(nl: "Al mijn teksten.", en: "All my texts.")
    case .status: .init(nl: "Welke buurten al wisten.", en: "Which neighbourhoods have erased.")
    case .name: .init(nl: "Hoe je heet.", en: "Your name.")
    case .profileText: .init(nl: "Iets over jezelf.", en: "Something about yourself.")
    case .proposalText: .init(nl: "Iets voor de ander.", en: "Something for the other person.")
    case .noPassphrase:
      .init(
        nl:
          "Bewaar de sleutel zonder wachtwoordzin: wie bij dit toestel kan, kan als jou schrijven.",
        en: "Keep the key without a passphrase: whoever reaches this device can write as you.")
    case .node:
      .init(
        nl: "Adres van de buurtknoop dat dit toestel eerst probeert.",
        en: "Address of the node that this device tries first.")
    case .nearby:
      .init(
        nl: "De buurten liggen op fietsafstand.",
        en: "The neighbourhoods are within a bicycle ride.")
    case .output: .init(nl: "Bestand om in te schrijven.", en: "File to write to.")
    case .clear: .init(nl: "Vergeet wat geweigerd werd.", en: "Forget what was refused.")
    case .format:
      .init(
        nl: "tabel, json, csv of hledger (gewoon: tabel).",
        en: "table, json, csv or hledger (default: table).")
    case .signed:
      .init(
        nl: "Bestand voor een bewijs van je uren, ondertekend door je buurt, om te tonen.",
        en: "File for a proof of your hours, signed by your neighbourhood, to show.")
    default: helpForTerms ?? helpForPlaces ?? helpForHours
    }
  }
}

extension Sentence {
  /// Before an example in the help.
  public static let example = Sentence(nl: "Voorbeeld:", en: "Example:")
}
