/// Refusals about how agreements end and about the books.
extension RefusalWords {
  static let notDisputed = Sentence(
    nl: "Over deze afspraak is geen verschil van mening.",
    en: "There is no dispute about this agreement.")
  static let outsideTheClaims = Sentence(
    nl: "Kies een aantal minuten tussen wat de twee hebben ingevuld.",
    en: "Choose a number between what the two have stated.")
  static let partyCannotDecide = Sentence(
    nl: "Over je eigen uren beslis je niet zelf. Vraag een andere regisseur.",
    en: "You do not decide about your own hours. Ask another regisseur.")
  static let notDue = Sentence(
    nl: "Het is nog te vroeg.",
    en: "It is too early.")
  static let notSettled = Sentence(
    nl: "Bedanken kan zodra de afspraak is afgerond.",
    en: "You can say thanks once the agreement is settled.")
  static let alreadyThanked = Sentence(
    nl: "Je hebt hiervoor al bedankt.",
    en: "You have said thanks for this already.")
  static let agreementsOpen = Sentence(
    nl: "Rond eerst je open afspraken af.",
    en: "Finish your open agreements first.")
  static let amountOverflow = Sentence(
    nl: "Dit aantal uren is te groot.",
    en: "This amount of hours is too large.")
  static let floorReached = Sentence(
    nl: "Zoveel uren kun je nu niet weggeven.",
    en: "You cannot give away that many hours now.")
  static let ceilingReached = Sentence(
    nl: "De ander kan nu niet zoveel uren ontvangen.",
    en: "The other person cannot receive that many hours now.")
  static let clearingLimitReached = Sentence(
    nl: "Zoveel uren kunnen nu niet van de ene buurt naar de andere gaan.",
    en: "That many hours cannot go from one neighbourhood to the other now.")
  static let potUnknown = Sentence(
    nl: "Deze pot bestaat niet.",
    en: "There is no such pot.")
  static let potEmpty = Sentence(
    nl: "Zoveel uren zitten er niet in de pot.",
    en: "The pot does not hold that many hours.")
  static let recipientUnknown = Sentence(
    nl: "Deze persoon is hier niet bekend.",
    en: "This person is not known here.")
  static let recipientYourself = Sentence(
    nl: "Je kunt jezelf geen uren geven.",
    en: "You cannot give hours to yourself.")
  static let transferUnknown = Sentence(
    nl: "Deze boeking bestaat niet, of kan dit niet.",
    en: "There is no such transfer, or this cannot be done with it.")
  static let transferNotYours = Sentence(
    nl: "Dit is niet jouw boeking.",
    en: "This transfer is not yours.")
  static let alreadyCorrected = Sentence(
    nl: "Deze boeking is al eens verbeterd.",
    en: "This transfer has been corrected already.")
  static let transferFrozen = Sentence(
    nl: "Over deze uren zei de andere buurt twee verschillende dingen. Ze blijven zoals het "
      + "eerst gezegd is. Vraag je regisseur.",
    en: "The other neighbourhood said two different things about these hours. They stay as was "
      + "said first. Ask your coordinator.")
  static let correctionUnknown = Sentence(
    nl: "Deze verbetering is niet voorgesteld.",
    en: "This correction was not proposed.")
  static let correctionClosed = Sentence(
    nl: "Dit voorstel is te oud. Stel de verbetering opnieuw voor.",
    en: "This proposal is too old. Propose the correction again.")
  static let tooLateToRecall = Sentence(
    nl: "Dit kan niet meer worden teruggehaald.",
    en: "It is too late to take this back.")
  static let stepOutOfTurn = Sentence(
    nl:
      "De buurtknoop heeft een stap op het verkeerde moment gezet. Meld dit aan de beheerder.",
    en: "The node took a step at the wrong moment. Tell the operator.")
  static let balanceNotZero = Sentence(
    nl: "Geef eerst je uren door, of vereffen je saldo.",
    en: "Give your hours on, or settle your balance, first.")
}
