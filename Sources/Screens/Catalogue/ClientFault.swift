import Proximity
import Vocabulary

/// What can go wrong on the resident's own side. Raw values are stable for ever and lie below
/// every refusal code, so that both can share the `code` of `--json`.
public enum ClientFault: UInt16, Error, Spoken {
  // What was typed
  case notUnderstood = 2
  case codeUnreadable = 20
  case codeForSomethingElse = 21
  case codeExpired = 22
  case timeUnreadable = 23
  case areaUnreadable = 24
  case categoryUnknown = 25
  case textMissing = 26
  case minutesMissing = 27
  case idTooShort = 28
  case idAmbiguous = 29
  case idUnknown = 30
  case passphrasesDiffer = 31
  case areaUnknown = 32
  case passphraseShort = 33
  case nameMissing = 34
  case choiceUnknown = 35
  case addressUnreadable = 36
  case correctedByGiver = 37
  case placeAmbiguous = 38
  case noStreets = 39
  case noPlace = 80
  case nobodyComes = 81
  case placeUnknown = 82
  // The way to the node
  case unreachable = 4
  case wrongNode = 40
  case connectionLost = 41
  case answerUnreadable = 42
  // The key
  case passphraseWrong = 5
  case passphraseMissing = 50
  // Files
  case notJoined = 6
  case alreadyJoined = 60
  case notMoving = 61
  case movingElsewhere = 62
  case limitMissing = 63
  case fileBroken = 7
  case fileUnwritable = 70
  case fileTooOpen = 71
  case noMemory = 72
  // The person
  case interrupted = 130

  public var sentence: Sentence {
    switch self {
    case .notUnderstood:
      .init(nl: "Dat heb ik niet begrepen.", en: "I did not understand that.")
    case .codeUnreadable:
      .init(
        nl: "Deze code kan ik niet lezen. Kijk na of je ze helemaal overnam.",
        en: "I cannot read this code. Check that you copied all of it.")
    case .codeForSomethingElse:
      .init(nl: "Deze code dient voor iets anders.", en: "This code is for something else.")
    case .codeExpired:
      .init(
        nl: "Deze uitnodiging is vervallen. Vraag een nieuwe.",
        en: "This invitation has expired. Ask for a new one.")
    case .timeUnreadable:
      .init(
        nl:
          "Dit tijdstip begrijp ik niet. Schrijf het zo: \"2026-11-24 14:00\" of \"morgen 14:00\".",
        en: "I do not understand this time. Write it as \"2026-11-24 14:00\" or \"tomorrow 14:00\"."
      )
    case .areaUnreadable:
      .init(
        nl: "Deze plaats begrijp ik niet. Geef een adres, of een Plus Code zoals 9F367Q4C+.",
        en: "I do not understand this place. Give an address, or a Plus Code such as 9F367Q4C+.")
    case .categoryUnknown:
      .init(
        nl: "Deze soort ken ik niet. Kies uit: " + Category.names { $0.nl } + ".",
        en: "I do not know this category. Choose from: " + Category.names { $0.en } + ".")
    case .textMissing:
      .init(nl: "Schrijf erbij waarover het gaat.", en: "Please say what it is about.")
    case .minutesMissing:
      .init(
        nl: "Zeg hoeveel minuten het duurde, zo: --minuten 60",
        en: "Say how many minutes it took, like this: --minutes 60")
    case .idTooShort:
      .init(
        nl: "Geef minstens vier tekens van het kenmerk.",
        en: "Give at least four characters of the id.")
    case .idAmbiguous:
      .init(
        nl: "Er zijn er meer die zo beginnen. Typ een teken meer:",
        en: "Several begin like this. Type one character more:")
    case .correctedByGiver:
      .init(
        nl:
          "Deze uren gingen van de ene buurt naar de andere. Alleen wie uren afgeeft, of een regisseur van die buurt, kan dat verbeteren: wie te veel kreeg, geeft terug; wie te weinig gaf voor hulp, geeft bij. Vraag het daar: gebuur verbeter. Uren bijgeven zonder hulp gaat met: gebuur geef.",
        en:
          "These hours went from one neighbourhood to another. Only who gives up hours, or a coordinator of their neighbourhood, can correct that: who got too many gives back; who gave too few for help adds. Ask there: gebuur correct. To give more hours without help: gebuur give."
      )
    case .idUnknown:
      .init(nl: "Hier begint niets mee.", en: "Nothing begins with this.")
    case .passphrasesDiffer:
      .init(
        nl: "De twee wachtwoordzinnen zijn niet gelijk.", en: "The two passphrases are not equal.")
    case .areaUnknown:
      .init(
        nl: "Ik weet nog niet waar jouw buurt ligt. Geef de plaats met --plaats.",
        en: "I do not know yet where your neighbourhood is. Give the place with --at.")
    case .passphraseShort:
      .init(
        nl: "Neem een wachtwoordzin van minstens zes tekens, of kies --zonder-wachtwoordzin.",
        en: "Take a passphrase of at least six characters, or choose --no-passphrase.")
    case .nameMissing:
      .init(
        nl: "Zeg hoe je heet, zo: --naam \"Maria Peeters\"",
        en: "Say your name, like this: --name \"Maria Peeters\"")
    case .choiceUnknown:
      .init(nl: "Deze keuze ken ik niet.", en: "I do not know this choice.")
    case .addressUnreadable:
      .init(
        nl: "Dit adres begrijp ik niet. Schrijf het zo: knoop.voorbeeld.be:7117",
        en: "I do not understand this address. Write it as node.example.org:7117")
    case .placeUnknown, .placeAmbiguous, .noStreets, .noPlace, .nobodyComes: aboutPlaces
    case .interrupted: .init(nl: "Gestopt.", en: "Stopped.")
    default: aboutSurroundings
    }
  }

  private var aboutPlaces: Sentence {
    switch self {
    case .placeUnknown:
      .init(
        nl: "Deze plaats vind ik niet. Kijk de straat en het nummer na, of geef een Plus Code.",
        en: "I cannot find this place. Check the street and number, or give a Plus Code.")
    case .placeAmbiguous:
      .init(
        nl: "Dit kan meer dan één plaats zijn (\(StreetMap.attribution)). Kies er een:",
        en: "This may be more than one place (\(StreetMap.attribution)). Choose one:")
    case .noStreets:
      .init(
        nl: "De buurtknoop kent hier geen straten. Geef een Plus Code of coördinaten.",
        en: "The node knows no streets here. Give a Plus Code or coordinates.")
    case .noPlace:
      .init(
        nl: "Ik ken je adres niet. Geef het met --plaats, of zet het met: gebuur plaats zet",
        en: "I do not know your address. Give it with --at, or set it with: gebuur place set")
    default:
      .init(
        nl: "Dit gaat op afstand: niemand hoeft te weten waar je woont.",
        en: "This goes by phone or screen: nobody needs to know where you live.")
    }
  }

  private var aboutSurroundings: Sentence {
    switch self {
    case .unreachable:
      .init(
        nl: "De buurtknoop is nu niet te bereiken. Probeer het later opnieuw.",
        en: "The node cannot be reached now. Try again later.")
    case .wrongNode:
      .init(
        nl: "Op dit adres antwoordt een andere knoop dan die van jouw buurt.",
        en: "Another node answers at this address, not your neighbourhood's.")
    case .connectionLost:
      .init(
        nl: "De verbinding met de buurtknoop viel weg. Probeer het opnieuw.",
        en: "The connection with the node was lost. Try again.")
    case .answerUnreadable:
      .init(
        nl: "De buurtknoop gaf een antwoord dat ik niet begrijp.",
        en: "The node gave an answer that I do not understand.")
    case .passphraseWrong:
      .init(nl: "Dit is niet de juiste wachtwoordzin.", en: "This is not the right passphrase.")
    case .passphraseMissing:
      .init(
        nl: "Je sleutel is op slot en ik kan de wachtwoordzin hier niet vragen.",
        en: "Your key is locked and I cannot ask for the passphrase here.")
    case .notJoined:
      .init(
        nl: "Je bent nog geen lid van een buurt. Gebruik je uitnodiging: gebuur doe-mee CODE",
        en: "You have not joined a neighbourhood yet. Use your invitation: gebuur join CODE")
    case .alreadyJoined:
      .init(
        nl: "Je bent al lid van een buurt. Verhuis je? Typ dan: gebuur verhuis CODE",
        en: "You have joined a neighbourhood already. Are you moving house? Type: gebuur move CODE")
    case .notMoving:
      .init(
        nl: "Je bent niet aan het verhuizen. Heb je een uitnodiging van je nieuwe buurt? Typ dan: "
          + "gebuur verhuis CODE",
        en: "You are not moving house. Do you have an invitation of your new neighbourhood? Type: "
          + "gebuur move CODE")
    case .limitMissing:
      .init(
        nl: "Geef --ondergrens of --bovengrens in minuten, of anders alleen --zoals-iedereen.",
        en: "Give --floor or --ceiling in minutes, or else only --as-everybody.")
    case .movingElsewhere:
      .init(
        nl: "Je bent al naar een andere buurt aan het verhuizen. Maak dat eerst af: gebuur verhuis",
        en: "You are already moving to another neighbourhood. Finish that first: gebuur move")
    case .fileUnwritable:
      .init(
        nl: "Ik kan niet schrijven in je map.", en: "I cannot write in your folder.")
    case .fileTooOpen:
      .init(
        nl: "Deze map of dit bestand is niet van jou alleen; ik gebruik het niet.",
        en: "This folder or file is not yours alone; I will not use it.")
    case .noMemory:
      .init(
        nl: "Dit toestel heeft te weinig geheugen vrij om de sleutel te openen.",
        en: "This device has too little free memory to open the key.")
    default:
      .init(
        nl: "Een bestand van Gebuur op dit toestel is beschadigd.",
        en: "A file of Gebuur on this device is damaged.")
    }
  }
}
