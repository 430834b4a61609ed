import Vocabulary

/// Refusals about how agreements end and about the books.
extension Refusal {
  var aboutOutcomes: Sentence {
    rawValue < 700 ? aboutEnding : rawValue < 708 ? aboutHours : aboutTransfers
  }

  private var aboutEnding: Sentence {
    switch self {
    case .notDisputed:
      .init(
        nl: "Over deze afspraak is geen verschil van mening.",
        en: "There is no dispute about this agreement.")
    case .outsideTheClaims:
      .init(
        nl: "Kies een aantal minuten tussen wat de twee hebben ingevuld.",
        en: "Choose a number between what the two have stated.")
    case .partyCannotDecide:
      .init(
        nl: "Over je eigen uren beslis je niet zelf. Vraag een andere regisseur.",
        en: "You do not decide about your own hours. Ask another regisseur.")
    case .notDue:
      .init(
        nl: "Het is nog te vroeg.",
        en: "It is too early.")
    case .notSettled:
      .init(
        nl: "Bedanken kan zodra de afspraak is afgerond.",
        en: "You can say thanks once the agreement is settled.")
    case .alreadyThanked:
      .init(
        nl: "Je hebt hiervoor al bedankt.",
        en: "You have said thanks for this already.")
    default:
      .init(
        nl: "Rond eerst je open afspraken af.",
        en: "Finish your open agreements first.")
    }
  }

  private var aboutHours: Sentence {
    switch self {
    case .amountOverflow:
      .init(
        nl: "Dit aantal uren is te groot.",
        en: "This amount of hours is too large.")
    case .floorReached:
      .init(
        nl: "Zoveel uren kun je nu niet weggeven.",
        en: "You cannot give away that many hours now.")
    case .ceilingReached:
      .init(
        nl: "De ander kan nu niet zoveel uren ontvangen.",
        en: "The other person cannot receive that many hours now.")
    case .clearingLimitReached:
      .init(
        nl: "Zoveel uren kunnen nu niet tussen de twee buurten.",
        en: "That many hours cannot go between the two neighbourhoods now.")
    case .potUnknown:
      .init(
        nl: "Deze pot bestaat niet.",
        en: "There is no such pot.")
    case .potEmpty:
      .init(
        nl: "Zoveel uren zitten er niet in de pot.",
        en: "The pot does not hold that many hours.")
    case .recipientUnknown:
      .init(
        nl: "Deze persoon is hier niet bekend.",
        en: "This person is not known here.")
    default:
      .init(
        nl: "Je kunt jezelf geen uren geven.",
        en: "You cannot give hours to yourself.")
    }
  }

  private var aboutTransfers: Sentence {
    switch self {
    case .transferUnknown:
      .init(
        nl: "Deze boeking bestaat niet, of kan dit niet.",
        en: "There is no such transfer, or this cannot be done with it.")
    case .transferNotYours:
      .init(
        nl: "Dit is niet jouw boeking.",
        en: "This transfer is not yours.")
    case .alreadyCorrected:
      .init(
        nl: "Deze boeking is al eens verbeterd.",
        en: "This transfer has been corrected already.")
    case .transferFrozen:
      .init(
        nl: "Over deze uren zei de andere buurt twee verschillende dingen. Ze blijven zoals het "
          + "eerst gezegd is. Vraag je regisseur.",
        en: "The other neighbourhood said two different things about these hours. They stay as was "
          + "said first. Ask your coordinator.")
    case .correctionUnknown:
      .init(
        nl: "Deze verbetering is niet voorgesteld.",
        en: "This correction was not proposed.")
    case .correctionClosed:
      .init(
        nl: "Dit voorstel is te oud. Stel de verbetering opnieuw voor.",
        en: "This proposal is too old. Propose the correction again.")
    case .tooLateToRecall:
      .init(
        nl: "Dit kan niet meer worden teruggehaald.",
        en: "It is too late to take this back.")
    case .stepOutOfTurn:
      .init(
        nl:
          "De buurtknoop heeft een stap op het verkeerde moment gezet. Meld dit aan de beheerder.",
        en: "The node took a step at the wrong moment. Tell the operator.")
    default:
      .init(
        nl: "Geef eerst je uren door, of vereffen je saldo.",
        en: "Give your hours on, or settle your balance, first.")
    }
  }
}
