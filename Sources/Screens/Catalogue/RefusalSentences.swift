import Vocabulary

/// One sentence for every refusal, for the person whose command was refused.
extension Refusal: Spoken {
  public var sentence: Sentence {
    switch rawValue {
    case ..<300: aboutTheMessage
    case ..<500: aboutPeople
    case ..<600: aboutListings
    case ..<613: aboutAgreements
    case ..<800: aboutOutcomes
    default: aboutTheRest
    }
  }

  private var aboutTheMessage: Sentence {
    switch self {
    case .tooLarge: .init(nl: "Dit is te lang.", en: "This is too long.")
    case .malformed:
      .init(nl: "De buurtknoop kan dit niet lezen.", en: "The node cannot read this.")
    case .unknownKind:
      .init(
        nl: "De buurtknoop kent dit soort bericht nog niet.",
        en: "The node does not know this kind of message yet.")
    case .badLength:
      .init(nl: "Een onderdeel is te kort of te lang.", en: "A part is too short or too long.")
    case .badText:
      .init(
        nl: "In de tekst staan tekens die niet mogen.",
        en: "The text holds characters that are not allowed.")
    case .badSignature:
      .init(nl: "De handtekening klopt niet.", en: "The signature is not right.")
    case .commitmentMismatch:
      .init(
        nl: "De tekst hoort niet bij wat ondertekend werd.",
        en: "The text does not belong to what was signed.")
    case .contentMissing: .init(nl: "Er ontbreekt tekst.", en: "The text is missing.")
    case .contentUnexpected:
      .init(nl: "Hier hoort geen tekst bij.", en: "No text belongs to this.")
    case .wrongNeighbourhood:
      .init(
        nl: "Dit is bestemd voor een andere buurt.", en: "This is meant for another neighbourhood.")
    case .fromTheFuture:
      .init(
        nl: "De klok van dit toestel loopt voor. Zet ze juist en probeer opnieuw.",
        en: "The clock of this device is ahead. Set it right and try again.")
    case .tooOld:
      .init(
        nl: "Dit bericht heeft te lang gewacht. Maak het opnieuw.",
        en: "This message waited too long. Make it again.")
    default:
      .init(nl: "Dit bericht werd al eens gebruikt.", en: "This message was used before.")
    }
  }

  private var aboutPeople: Sentence {
    switch self {
    case .notEnrolled:
      .init(
        nl: "Je bent in deze buurt nog niet ingeschreven.",
        en: "You have not joined this neighbourhood yet.")
    case .notYourDevice:
      .init(
        nl: "Dit toestel hoort bij iemand anders.", en: "This device belongs to somebody else.")
    case .alreadyEnrolled:
      .init(nl: "Je bent al ingeschreven.", en: "You have already joined.")
    case .notRegisseur:
      .init(
        nl: "Dit kan alleen een buurtzorgregisseur.",
        en: "Only a neighbourhood coordinator (buurtzorgregisseur) can do this.")
    case .mandateUnknown:
      .init(
        nl: "Je hebt geen volmacht voor deze persoon.", en: "You may not act for this person.")
    case .notTheNode: .init(nl: "Dit kan alleen de buurtknoop.", en: "Only the node can do this.")
    case .lastRegisseur:
      .init(
        nl: "Een buurt heeft altijd een regisseur. Maak eerst iemand anders regisseur.",
        en: "A neighbourhood always has a regisseur. Make somebody else regisseur first.")
    case .invitationUnknown:
      .init(
        nl: "De buurt kent deze uitnodiging niet.",
        en: "The neighbourhood does not know this invitation.")
    case .invitationUsed:
      .init(
        nl: "Deze uitnodiging is al gebruikt. Vraag een nieuwe.",
        en: "This invitation was used already. Ask for a new one.")
    case .invitationExpired:
      .init(
        nl: "Deze uitnodiging is vervallen. Vraag een nieuwe.",
        en: "This invitation has expired. Ask for a new one.")
    case .invitationForged:
      .init(nl: "Deze uitnodiging is niet echt.", en: "This invitation is not genuine.")
    case .tooManyInvitations:
      .init(
        nl: "Er staan te veel uitnodigingen open. Wacht tot er enkele gebruikt zijn.",
        en: "Too many invitations are open. Wait until some are used.")
    default:
      .init(
        nl: "De einddatum ligt te ver of in het verleden.",
        en: "The end date is too far away or in the past.")
    }
  }

  private var aboutListings: Sentence {
    switch self {
    case .listingUnknown:
      .init(nl: "Dit staat niet op het prikbord.", en: "This is not on the noticeboard.")
    case .listingNotYours:
      .init(
        nl: "Alleen wie het geplaatst heeft, kan dit doen.",
        en: "Only the person who posted it can do this.")
    case .listingClosed:
      .init(nl: "Dit is niet meer open.", en: "This is no longer open.")
    case .listingFilled:
      .init(
        nl: "Er zijn al genoeg mensen gevonden. Bedankt om te willen helpen!",
        en: "Enough people were found already. Thank you for wanting to help!")
    case .listingYours:
      .init(nl: "Dit heb je zelf geplaatst.", en: "You posted this yourself.")
    case .tooManyListings:
      .init(
        nl: "Je hebt te veel open berichten. Trek er eerst een in.",
        en: "You have too many open listings. Withdraw one first.")
    case .giftWithMinutes:
      .init(
        nl: "Bij een geschenk horen geen minuten.", en: "A gift carries no minutes.")
    case .attestationMissing:
      .init(
        nl: "Een regisseur heeft dit bewijs van jou nog niet gezien, of het is verlopen.",
        en: "No coordinator has seen this proof of yours yet, or it has expired.")
    default:
      .init(
        nl: "Een van de gegevens kan niet: te groot, te klein of niet toegelaten.",
        en: "One of the details cannot be: too large, too small or not allowed.")
    }
  }

  private var aboutAgreements: Sentence {
    switch self {
    case .agreementUnknown:
      .init(nl: "Deze afspraak bestaat niet.", en: "There is no such agreement.")
    case .agreementNotYours:
      .init(nl: "Deze afspraak is niet van jou.", en: "This agreement is not yours.")
    case .agreementNotOpen:
      .init(nl: "Deze afspraak is al afgelopen.", en: "This agreement has ended already.")
    case .notYoursToAccept:
      .init(
        nl: "De ander moet hier ja of nee op zeggen.",
        en: "It is for the other person to say yes or no.")
    case .alreadyProposed:
      .init(
        nl: "Je hebt hier al op geantwoord.", en: "You have answered this already.")
    case .notAgreedYet:
      .init(
        nl: "Jullie hebben nog niet allebei ja gezegd.", en: "You have not both said yes yet.")
    case .minutesOutOfRange:
      .init(
        nl: "Dit aantal minuten kan niet.", en: "This number of minutes is not possible.")
    case .minutesDiffer:
      .init(
        nl: "De ander heeft een ander aantal minuten ingevuld.",
        en: "The other person stated a different number of minutes.")
    case .nothingStated:
      .init(
        nl: "De ander heeft nog geen minuten ingevuld.",
        en: "The other person has not stated any minutes yet.")
    case .ownStatement:
      .init(
        nl: "De ander moet jouw minuten bevestigen.",
        en: "The other person has to confirm your minutes.")
    case .statedAlready:
      .init(
        nl:
          "De ander heeft al minuten ingevuld. Bevestig die, of vul in hoeveel het volgens jou was.",
        en: "The other person has stated minutes already. Confirm them, or state your own number.")
    case .acrossTheBorderOnlyGifts:
      .init(
        nl: "Met die buurt zijn nog geen uren afgesproken. Een geschenk, zonder minuten, kan wel.",
        en: "No hours are agreed with that neighbourhood yet. A gift, without minutes, is fine.")
    default:
      .init(
        nl: "Je hebt te veel open afspraken. Rond er eerst enkele af.",
        en: "You have too many open agreements. Finish some first.")
    }
  }

  private var aboutTheRest: Sentence {
    switch self {
    case .targetUnknown:
      .init(nl: "Wat je wilt wissen, bestaat niet.", en: "What you want to erase does not exist.")
    case .targetNotYours:
      .init(nl: "Je kunt alleen je eigen tekst wissen.", en: "You can erase only your own text.")
    case .nothingToErase:
      .init(nl: "Hier is geen tekst om te wissen.", en: "There is no text to erase here.")
    case .peerUnknown:
      .init(nl: "Met deze buurt is er geen band.", en: "There is no link with this neighbourhood.")
    case .peerIsSelf:
      .init(nl: "Dit is jullie eigen buurt.", en: "This is your own neighbourhood.")
    case .alreadyFederated:
      .init(
        nl: "Met deze buurt is er al een band.",
        en: "There is already a link with this neighbourhood.")
    case .proposalForged:
      .init(nl: "Dit voorstel is niet echt.", en: "This proposal is not genuine.")
    case .proposalForAnother:
      .init(
        nl: "Dit voorstel is voor een andere buurt.",
        en: "This proposal is for another neighbourhood.")
    case .tooManyPeers:
      .init(
        nl: "Jullie buurt heeft al te veel banden.",
        en: "Your neighbourhood has too many links already.")
    case .cardForged:
      .init(nl: "Deze buurtkaart is niet echt.", en: "This node card is not genuine.")
    case .proposalUsed:
      .init(
        nl: "Deze brief hoort bij een band die beëindigd is. Vraag om een nieuwe brief.",
        en: "This letter belongs to a link that was ended. Ask for a new letter.")
    case .notUnderstood:
      .init(nl: "De buurtknoop begrijpt de vraag niet.", en: "The node does not understand.")
    case .tooManyRequests:
      .init(
        nl: "Dat ging te snel. Wacht even en probeer opnieuw.",
        en: "That was too fast. Wait a moment and try again.")
    case .answerTooLarge:
      .init(nl: "Het antwoord is te groot.", en: "The answer is too large.")
    case .nodeReadOnly:
      .init(
        nl: "De buurtknoop neemt nu even niets aan. Probeer later opnieuw.",
        en: "The node takes nothing in for the moment. Try again later.")
    default:
      .init(
        nl: "Er ging iets mis in de buurtknoop. Je regisseur kan helpen.",
        en: "Something went wrong in the node. Your coordinator can help.")
    }
  }
}
