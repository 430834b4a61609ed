/// What profiles, keys, links and erasures say.
extension Sentence {
  static let name = Sentence(nl: "naam", en: "name")
  static let about = Sentence(nl: "over mij", en: "about me")
  static let role = Sentence(nl: "rol", en: "role")
  static let joined = Sentence(nl: "lid sinds", en: "joined")
  static let neighbourhood = Sentence(nl: "buurt", en: "neighbourhood")
  static let resident = Sentence(nl: "jouw kenmerk", en: "your id")
  static let node = Sentence(nl: "buurtknoop", en: "node")
  static let addresses = Sentence(nl: "adres", en: "address")
  static let key = Sentence(nl: "sleutel", en: "key")
  static let folder = Sentence(nl: "map", en: "folder")
  static let connection = Sentence(nl: "verbinding", en: "connection")
  static let reachable = Sentence(nl: "in orde", en: "fine")
  static let notReachable = Sentence(nl: "nu niet bereikbaar", en: "not reachable now")
  static let noName = Sentence(nl: "(nog geen naam)", en: "(no name yet)")
  static let nameHint = Sentence(
    nl: "Zeg hoe je heet: gebuur profiel zet --naam \"Maria\"",
    en: "Say your name: gebuur profile set --name \"Maria\"")

  /// A file was written.
  public static func written(to path: String) -> Sentence {
    .init(nl: "Geschreven naar \(path)", en: "Written to \(path)")
  }

  // Links with other neighbourhoods
  static let noLinks = Sentence(
    nl: "Onze buurt heeft nog geen band met andere buurten.",
    en: "Our neighbourhood has no links with other neighbourhoods yet.")
  static let linkFull = Sentence(
    nl: "We nemen niets meer van hen aan: ze hebben hier alle plaats gebruikt die ze kregen. "
      + "Wie de knoop beheert, kan meer plaats geven.",
    en: "We take in nothing more from them: they have used all the room they got here. "
      + "Whoever runs the node can give more room.")
  static let linkAhead = Sentence(
    nl: "Hun klok loopt voor op de onze. Wat ze daarmee schreven, nemen we pas aan als het hier "
      + "ook zo laat is. Laat van beide knopen de klok nakijken.",
    en: "Their clock is ahead of ours. What they wrote by it we take when it is that late here "
      + "too. Have the clocks of both nodes checked.")
  static let links = Sentence(nl: "Banden met andere buurten", en: "Links with neighbourhoods")
  static let nearby = Sentence(nl: "vlakbij", en: "nearby")
  static let yes = Sentence(nl: "ja", en: "yes")
  static let no = Sentence(nl: "nee", en: "no")
  static let online = Sentence(nl: "verbonden", en: "connected")
  static let received = Sentence(nl: "van hen", en: "from them")
  static let delivered = Sentence(nl: "bij hen", en: "to them")
  static let cardHint = Sentence(
    nl: "Geef deze kaart aan de regisseur van de andere buurt:",
    en: "Give this card to the coordinator of the other neighbourhood:")
  /// What to do with a federation letter.
  public static let letterHint = Sentence(
    nl: "Geef deze brief aan de regisseur van de andere buurt. Die typt:\n"
      + "gebuur federatie aanvaard BRIEF",
    en: "Give this letter to the coordinator of the other neighbourhood. They type:\n"
      + "gebuur federation accept LETTER")

  // Erasures
  static let noErasures = Sentence(
    nl: "Je hebt nog niets laten wissen.", en: "You have not erased anything yet.")
  static let erasedOn = Sentence(nl: "gewist op", en: "erased on")
  static let confirmedBy = Sentence(nl: "bevestigd door", en: "confirmed by")
  static let waitingFor = Sentence(nl: "wacht op", en: "waiting for")
  static let elsewhere = Sentence(nl: "elders", en: "elsewhere")
  static let nobodyElse = Sentence(
    nl: "geen andere buurt had een kopie", en: "no other neighbourhood had a copy")
  static let lookAtBoard = Sentence(
    nl: "Kijk eens op het prikbord: gebuur bord", en: "Have a look at the board: gebuur board")
  static let nobody = Sentence(nl: "niemand", en: "nobody")

  // Invitations
  /// What to do with an invitation.
  public static let invitationHint = Sentence(
    nl: "Geef deze code aan één nieuwe buur. Die typt: gebuur doe-mee CODE",
    en: "Give this code to one new neighbour. They type: gebuur join CODE")
}

/// How a resident's key is kept on this device.
public enum KeyState: String, Spoken {
  case locked, unlocked, unprotected

  public var sentence: Sentence {
    switch self {
    case .locked: .init(nl: "op slot", en: "locked")
    case .unlocked: .init(nl: "open, gaat vanzelf weer op slot", en: "open, locks by itself")
    case .unprotected: .init(nl: "zonder wachtwoordzin", en: "without passphrase")
    }
  }
}
