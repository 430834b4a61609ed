/// The commands of `gebuur`: how each is called and explained.
public enum CommandWord: String, CaseIterable, Sendable {
  case gebuur
  case join, move, invite, offer, request, board, show, withdraw, accept, decline, agreements, done
  case confirm, balance, statement, profile, profileShow, profileSet, export, erase
  case federation, federationList, federationCard, federationPropose, federationAccept
  case federationEnd, lock, unlock, outbox, whoami
  case preferences, attest, matches, inbox
  case place, placeShow, placeSet, placeForget, placeShare
  case give, receive, thanks, dispute, resolve, correct, leave
  case pot, potList, potOpen, potGive, potGrant
  case limits, limitsShow, limitsPolicy, limitsResident, limitsPeer

  /// A command's words.
  public struct Words: Sendable {
    /// What is typed.
    public let name: Sentence
    /// What it does, in one line.
    public let abstract: Sentence
    /// Something to type.
    public let example: Sentence

    init(_ name: Sentence, _ abstract: Sentence, _ example: Sentence) {
      self.name = name
      self.abstract = abstract
      self.example = example
    }
  }

  /// How it is called and explained.
  public var words: Words {
    switch self {
    case .gebuur:
      Words(
        .init(nl: "gebuur", en: "gebuur"),
        .init(
          nl: "Vraag en geef hulp in je buurt.", en: "Ask and give help in your neighbourhood."),
        .init(nl: "gebuur bord", en: "gebuur board"))
    case .join:
      Words(
        .init(nl: "doe-mee", en: "join"),
        .init(
          nl: "Word lid van je buurt met een uitnodiging.",
          en: "Join your neighbourhood with an invitation."),
        .init(
          nl: "gebuur doe-mee gebuur-invitation:... --naam \"Maria Peeters\"",
          en: "gebuur join gebuur-invitation:... --name \"Maria Peeters\""))
    case .invite:
      Words(
        .init(nl: "nodig-uit", en: "invite"),
        .init(
          nl: "Nodig een nieuwe buur uit (regisseurs).",
          en: "Invite a new neighbour (coordinators)."),
        .init(nl: "gebuur nodig-uit --dagen 14", en: "gebuur invite --days 14"))
    case .offer:
      Words(
        .init(nl: "aanbod", en: "offer"),
        .init(nl: "Bied hulp aan op het prikbord.", en: "Offer help on the noticeboard."),
        .init(
          nl: "gebuur aanbod \"Ik maai graag een gazon\" --soort tuin --minuten 60",
          en: "gebuur offer \"I like to mow a lawn\" --category garden --minutes 60"))
    case .request:
      Words(
        .init(nl: "vraag", en: "request"),
        .init(nl: "Vraag hulp op het prikbord.", en: "Ask for help on the noticeboard."),
        .init(
          nl: "gebuur vraag \"Rit naar Lille\" --soort vervoer --wanneer \"dinsdag 14:00\"",
          en: "gebuur request \"A ride to Lille\" --category ride --when \"tuesday 14:00\""))
    case .board:
      Words(
        .init(nl: "bord", en: "board"),
        .init(nl: "Bekijk het prikbord.", en: "See the noticeboard."),
        .init(nl: "gebuur bord", en: "gebuur board"))
    case .show:
      Words(
        .init(nl: "toon", en: "show"),
        .init(nl: "Lees één bericht van het prikbord.", en: "Read one listing."),
        .init(nl: "gebuur toon k3m9x2aa", en: "gebuur show k3m9x2aa"))
    case .withdraw:
      Words(
        .init(nl: "trek-in", en: "withdraw"),
        .init(nl: "Haal je bericht van het prikbord.", en: "Take your listing off the board."),
        .init(nl: "gebuur trek-in k3m9x2aa", en: "gebuur withdraw k3m9x2aa"))
    default: wordsForAgreements
    }
  }

  private var wordsForAgreements: Words {
    switch self {
    case .accept:
      Words(
        .init(nl: "aanvaard", en: "accept"),
        .init(
          nl: "Zeg ja, op een bericht of op een voorstel.",
          en: "Say yes, to a listing or to a proposal."),
        .init(
          nl: "gebuur aanvaard k3m9x2aa --tekst \"Ik kom met de auto\"",
          en: "gebuur accept k3m9x2aa --text \"I will come by car\""))
    case .decline:
      Words(
        .init(nl: "weiger", en: "decline"),
        .init(
          nl: "Zeg nee, of zeg een afspraak af.",
          en: "Say no, or call an agreement off."),
        .init(nl: "gebuur weiger k3m9x2aa", en: "gebuur decline k3m9x2aa"))
    case .agreements:
      Words(
        .init(nl: "afspraken", en: "agreements"),
        .init(nl: "Bekijk je afspraken.", en: "See your agreements."),
        .init(nl: "gebuur afspraken", en: "gebuur agreements"))
    case .done:
      Words(
        .init(nl: "klaar", en: "done"),
        .init(
          nl: "Zeg dat het gebeurd is, en hoe lang het duurde.",
          en: "Say that it was done, and how long it took."),
        .init(nl: "gebuur klaar k3m9x2aa --minuten 75", en: "gebuur done k3m9x2aa --minutes 75"))
    case .confirm:
      Words(
        .init(nl: "bevestig", en: "confirm"),
        .init(
          nl: "Bevestig de minuten die de ander invulde.",
          en: "Confirm the minutes that the other person stated."),
        .init(nl: "gebuur bevestig k3m9x2aa", en: "gebuur confirm k3m9x2aa"))
    case .balance:
      Words(
        .init(nl: "saldo", en: "balance"),
        .init(
          nl: "Hoeveel hulp je gaf en kreeg, en hoe ver je nog kunt.",
          en: "How much help you gave and received, and how far you can still go."),
        .init(nl: "gebuur saldo", en: "gebuur balance"))
    case .statement:
      Words(
        .init(nl: "overzicht", en: "statement"),
        .init(nl: "Alle uren op een rij.", en: "All hours, line by line."),
        .init(
          nl: "gebuur overzicht --ondertekend uren.txt",
          en: "gebuur statement --signed hours.txt"))
    case .outbox:
      Words(
        .init(nl: "postvak", en: "outbox"),
        .init(
          nl: "Wat nog verstuurd moet worden, en verstuur het.",
          en: "What still has to be sent, and send it."),
        .init(nl: "gebuur postvak", en: "gebuur outbox"))
    default: wordsForPlaces ?? wordsForHours
    }
  }
}
