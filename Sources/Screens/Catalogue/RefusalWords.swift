/// Refusals about messages, people, listings, agreements, and the rest.
extension RefusalWords {
  static let tooLarge = Sentence(nl: "Dit is te lang.", en: "This is too long.")
  static let malformed = Sentence(
    nl: "De buurtknoop kan dit niet lezen.", en: "The node cannot read this.")
  static let unknownKind = Sentence(
    nl: "De buurtknoop kent dit soort bericht nog niet.",
    en: "The node does not know this kind of message yet.")
  static let badLength = Sentence(
    nl: "Een onderdeel is te kort of te lang.", en: "A part is too short or too long.")
  static let badText = Sentence(
    nl: "In de tekst staan tekens die niet mogen.",
    en: "The text holds characters that are not allowed.")
  static let badSignature = Sentence(
    nl: "De handtekening klopt niet.", en: "The signature is not right.")
  static let commitmentMismatch = Sentence(
    nl: "De tekst hoort niet bij wat ondertekend werd.",
    en: "The text does not belong to what was signed.")
  static let contentMissing = Sentence(nl: "Er ontbreekt tekst.", en: "The text is missing.")
  static let contentUnexpected = Sentence(
    nl: "Hier hoort geen tekst bij.", en: "No text belongs to this.")
  static let wrongNeighbourhood = Sentence(
    nl: "Dit is bestemd voor een andere buurt.", en: "This is meant for another neighbourhood.")
  static let fromTheFuture = Sentence(
    nl: "De klok van dit toestel loopt voor. Zet ze juist en probeer opnieuw.",
    en: "The clock of this device is ahead. Set it right and try again.")
  static let tooOld = Sentence(
    nl: "Dit bericht heeft te lang gewacht. Maak het opnieuw.",
    en: "This message waited too long. Make it again.")
  static let idReused = Sentence(
    nl: "Dit bericht werd al eens gebruikt.", en: "This message was used before.")
  static let notEnrolled = Sentence(
    nl: "Je bent in deze buurt nog niet ingeschreven.",
    en: "You have not joined this neighbourhood yet.")
  static let notYourDevice = Sentence(
    nl: "Dit toestel hoort bij iemand anders.", en: "This device belongs to somebody else.")
  static let alreadyEnrolled = Sentence(
    nl: "Je bent al ingeschreven.", en: "You have already joined.")
  static let notRegisseur = Sentence(
    nl: "Dit kan alleen een buurtzorgregisseur.",
    en: "Only a neighbourhood coordinator (buurtzorgregisseur) can do this.")
  static let mandateUnknown = Sentence(
    nl: "Je hebt geen volmacht voor deze persoon.", en: "You may not act for this person.")
  static let notTheNode = Sentence(
    nl: "Dit kan alleen de buurtknoop.", en: "Only the node can do this.")
  static let lastRegisseur = Sentence(
    nl: "Een buurt heeft altijd een regisseur. Maak eerst iemand anders regisseur.",
    en: "A neighbourhood always has a regisseur. Make somebody else regisseur first.")
  static let invitationUnknown = Sentence(
    nl: "De buurt kent deze uitnodiging niet.",
    en: "The neighbourhood does not know this invitation.")
  static let invitationUsed = Sentence(
    nl: "Deze uitnodiging is al gebruikt. Vraag een nieuwe.",
    en: "This invitation was used already. Ask for a new one.")
  static let invitationExpired = Sentence(
    nl: "Deze uitnodiging is vervallen. Vraag een nieuwe.",
    en: "This invitation has expired. Ask for a new one.")
  static let invitationForged = Sentence(
    nl: "Deze uitnodiging is niet echt.", en: "This invitation is not genuine.")
  static let tooManyInvitations = Sentence(
    nl: "Er staan te veel uitnodigingen open. Wacht tot er enkele gebruikt zijn.",
    en: "Too many invitations are open. Wait until some are used.")
  static let expiryOutOfRange = Sentence(
    nl: "De einddatum ligt te ver of in het verleden.",
    en: "The end date is too far away or in the past.")
  static let listingUnknown = Sentence(
    nl: "Dit staat niet op het prikbord.", en: "This is not on the noticeboard.")
  static let listingNotYours = Sentence(
    nl: "Alleen wie het geplaatst heeft, kan dit doen.",
    en: "Only the person who posted it can do this.")
  static let listingClosed = Sentence(nl: "Dit is niet meer open.", en: "This is no longer open.")
  static let listingFilled = Sentence(
    nl: "Er zijn al genoeg mensen gevonden. Bedankt om te willen helpen!",
    en: "Enough people were found already. Thank you for wanting to help!")
  static let listingYours = Sentence(
    nl: "Dit heb je zelf geplaatst.", en: "You posted this yourself.")
  static let tooManyListings = Sentence(
    nl: "Je hebt te veel open berichten. Trek er eerst een in.",
    en: "You have too many open listings. Withdraw one first.")
  static let giftWithMinutes = Sentence(
    nl: "Bij een geschenk horen geen minuten.", en: "A gift carries no minutes.")
  static let attestationMissing = Sentence(
    nl: "Een regisseur heeft dit bewijs van jou nog niet gezien, of het is verlopen.",
    en: "No coordinator has seen this proof of yours yet, or it has expired.")
  static let fieldOutOfRange = Sentence(
    nl: "Een van de gegevens kan niet: te groot, te klein of niet toegelaten.",
    en: "One of the details cannot be: too large, too small or not allowed.")
  static let agreementUnknown = Sentence(
    nl: "Deze afspraak bestaat niet.", en: "There is no such agreement.")
  static let agreementNotYours = Sentence(
    nl: "Deze afspraak is niet van jou.", en: "This agreement is not yours.")
  static let agreementNotOpen = Sentence(
    nl: "Deze afspraak is al afgelopen.", en: "This agreement has ended already.")
  static let notYoursToAccept = Sentence(
    nl: "De ander moet hier ja of nee op zeggen.",
    en: "It is for the other person to say yes or no.")
  static let alreadyProposed = Sentence(
    nl: "Je hebt hier al op geantwoord.", en: "You have answered this already.")
  static let notAgreedYet = Sentence(
    nl: "Jullie hebben nog niet allebei ja gezegd.", en: "You have not both said yes yet.")
  static let minutesOutOfRange = Sentence(
    nl: "Dit aantal minuten kan niet.", en: "This number of minutes is not possible.")
  static let minutesDiffer = Sentence(
    nl: "De ander heeft een ander aantal minuten ingevuld.",
    en: "The other person stated a different number of minutes.")
  static let nothingStated = Sentence(
    nl: "De ander heeft nog geen minuten ingevuld.",
    en: "The other person has not stated any minutes yet.")
  static let ownStatement = Sentence(
    nl: "De ander moet jouw minuten bevestigen.",
    en: "The other person has to confirm your minutes.")
  static let statedAlready = Sentence(
    nl:
      "De ander heeft al minuten ingevuld. Bevestig die, of vul in hoeveel het volgens jou was.",
    en: "The other person has stated minutes already. Confirm them, or state your own number.")
  static let acrossTheBorderOnlyGifts = Sentence(
    nl: "Met die buurt zijn nog geen uren afgesproken. Een geschenk, zonder minuten, kan wel.",
    en: "No hours are agreed with that neighbourhood yet. A gift, without minutes, is fine.")
  static let tooManyAgreements = Sentence(
    nl: "Je hebt te veel open afspraken. Rond er eerst enkele af.",
    en: "You have too many open agreements. Finish some first.")
  static let targetUnknown = Sentence(
    nl: "Wat je wilt wissen, bestaat niet.", en: "What you want to erase does not exist.")
  static let targetNotYours = Sentence(
    nl: "Je kunt alleen je eigen tekst wissen.", en: "You can erase only your own text.")
  static let nothingToErase = Sentence(
    nl: "Hier is geen tekst om te wissen.", en: "There is no text to erase here.")
  static let peerUnknown = Sentence(
    nl: "Met deze buurt is er geen band.", en: "There is no link with this neighbourhood.")
  static let peerIsSelf = Sentence(
    nl: "Dit is jullie eigen buurt.", en: "This is your own neighbourhood.")
  static let alreadyFederated = Sentence(
    nl: "Met deze buurt is er al een band.",
    en: "There is already a link with this neighbourhood.")
  static let proposalForged = Sentence(
    nl: "Dit voorstel is niet echt.", en: "This proposal is not genuine.")
  static let proposalForAnother = Sentence(
    nl: "Dit voorstel is voor een andere buurt.",
    en: "This proposal is for another neighbourhood.")
  static let tooManyPeers = Sentence(
    nl: "Jullie buurt heeft al te veel banden.",
    en: "Your neighbourhood has too many links already.")
  static let cardForged = Sentence(
    nl: "Deze buurtkaart is niet echt.", en: "This node card is not genuine.")
  static let proposalUsed = Sentence(
    nl: "Deze brief hoort bij een band die beëindigd is. Vraag om een nieuwe brief.",
    en: "This letter belongs to a link that was ended. Ask for a new letter.")
  static let notUnderstood = Sentence(
    nl: "De buurtknoop begrijpt de vraag niet.", en: "The node does not understand.")
  static let tooManyRequests = Sentence(
    nl: "Dat ging te snel. Wacht even en probeer opnieuw.",
    en: "That was too fast. Wait a moment and try again.")
  static let answerTooLarge = Sentence(
    nl: "Het antwoord is te groot.", en: "The answer is too large.")
  static let nodeReadOnly = Sentence(
    nl: "De buurtknoop neemt nu even niets aan. Probeer later opnieuw.",
    en: "The node takes nothing in for the moment. Try again later.")
  static let nodeFault = Sentence(
    nl: "Er ging iets mis in de buurtknoop. Je regisseur kan helpen.",
    en: "Something went wrong in the node. Your coordinator can help.")
}
