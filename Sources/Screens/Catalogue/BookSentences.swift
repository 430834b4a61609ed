/// What is said about giving hours, pots, limits and disputes.
extension Sentence {
  // After something was posted
  static let hoursGiven = Sentence(
    nl: "De uren zijn gegeven. Bedankt!", en: "The hours are given. Thank you!")
  static let hoursUnderWayNow = Sentence(
    nl: "De uren zijn onderweg naar de andere buurt.\nVolg ze met: gebuur saldo",
    en: "The hours are on their way to the other neighbourhood.\nFollow them with: gebuur balance")
  static let correctionUnderWay = Sentence(
    nl: "De verbetering is onderweg naar de andere buurt.\nVolg ze met: gebuur saldo",
    en: "The correction is on its way to the other neighbourhood.\nFollow it with: gebuur balance")
  static let recalled = Sentence(
    nl: "Gevraagd. De uren komen terug zodra dat kan.",
    en: "Asked. The hours come back as soon as they can.")
  static let thanksSaid = Sentence(
    nl: "Je dank is verstuurd. Dat doet deugd!", en: "Your thanks are sent. That does good!")
  static let correctionProposed = Sentence(
    nl: "Voorgesteld. De ander ziet het bij: gebuur saldo",
    en: "Proposed. The other person sees it with: gebuur balance")
  static let posted = Sentence(nl: "Geboekt.", en: "Posted.")
  static let potThanks = Sentence(
    nl: "Dank je wel, namens de buurt!", en: "Thank you, from the neighbourhood!")
  static let bothMustSay = Sentence(
    nl: "Bewaard. De andere buurt zegt ook haar grenzen; de kleinste telt.",
    en: "Stored. The other neighbourhood states its limits too; the smaller one counts.")
  static let farewell = Sentence(
    nl: "Je bent uitgeschreven. Bedankt voor alles, en tot ziens!",
    en: "You have left. Thank you for everything, and goodbye!")

  // Receiving
  static let receiveHint = Sentence(
    nl: "Geef deze code aan wie jou uren wil geven, waar die ook woont:",
    en: "Give this code to whoever wants to give you hours, wherever they live:")

  // Disputes
  static let disputesTitle = Sentence(nl: "GESCHILLEN", en: "DISPUTES")
  static let noDisputes = Sentence(
    nl: "Er zijn geen geschillen. Mooi zo.", en: "There are no disputes. Good.")
  static let aboutDisputes = Sentence(
    nl: "Zien jullie het anders, praat dan eerst met elkaar. Wie akkoord gaat, bevestigt. Komen "
      + "jullie er niet uit, dan beslist een regisseur van de buurt van wie hulp kreeg, tussen "
      + "wat jullie invulden. Blijft het heel lang stil, dan telt het kleinste aantal.",
    en: "If you see it differently, talk to each other first. Whoever agrees, confirms. If you "
      + "cannot agree, a coordinator in the neighbourhood of who received help decides, between "
      + "what the two of you stated. After a long silence the smaller number counts.")
  static let youAreParty = Sentence(
    nl: "Dit gaat over jou: een andere regisseur beslist.",
    en: "This is about you: another coordinator decides.")

  static func claims(
    _ helper: String, _ high: String, _ receiver: String, _ low: String
  ) -> Sentence {
    .init(
      nl: "\(helper) hielp \(receiver): \(helper) zegt \(high), \(receiver) zegt \(low)",
      en: "\(helper) helped \(receiver): \(helper) says \(high), \(receiver) says \(low)")
  }

  static func decide(_ id: String, _ minutes: Int64) -> Sentence {
    .init(
      nl: "Beslissen: gebuur beslis \(id) --minuten \(minutes) \"Waarom\"",
      en: "Decide: gebuur resolve \(id) --minutes \(minutes) \"Why\"")
  }

  // Pots
  static let potsTitle = Sentence(nl: "Potten van de buurt", en: "Pots of the neighbourhood")
  static let potHint = Sentence(
    nl: "Zelf uren in een pot doen: gebuur pot geef NAAM --minuten 30",
    en: "Put hours in a pot yourself: gebuur pot give NAME --minutes 30")
  static let potUnused = Sentence(nl: "nog niets gebeurd", en: "nothing happened yet")
  static let cameIn = Sentence(nl: "erin", en: "in")
  static let wentOut = Sentence(nl: "eruit", en: "out")

  static func newestOf(_ count: Int) -> Sentence {
    .init(nl: "(de \(count) nieuwste)", en: "(the newest \(count))")
  }

  static func potHolds(_ name: String, _ balance: String) -> Sentence {
    .init(nl: "\(name): \(balance)", en: "\(name): \(balance)")
  }

  // Limits
  static let limitsTitle = Sentence(nl: "REGELS VAN DE BUURT", en: "RULES OF THE NEIGHBOURHOOD")
  static let limitsYours = Sentence(nl: "JOUW GRENZEN", en: "YOUR LIMITS")
  static let limitsBorder = Sentence(nl: "MET ANDERE BUURTEN", en: "WITH OTHER NEIGHBOURHOODS")
  static let balanceRange = Sentence(nl: "saldo van een buur", en: "a neighbour's balance")
  static let smallDifferenceRule = Sentence(
    nl: "geen geschil bij een verschil tot", en: "no dispute over a difference up to")
  static let silenceRule = Sentence(
    nl: "zonder antwoord telt wat er staat na", en: "without an answer what is stated counts after")
  static let starterRule = Sentence(
    nl: "een nieuwe buur begint met", en: "a new neighbour starts with")
  static let potRule = Sentence(nl: "een pot zakt niet onder", en: "a pot goes no lower than")
  static let solidarityRule = Sentence(
    nl: "de solidariteitspot geeft per kwartaal", en: "the solidarity pot gives per quarter")
  static let theirLimits = Sentence(nl: "(eigen grenzen)", en: "(limits of their own)")
  static let ownLimits = Sentence(nl: "(alleen voor jou)", en: "(for you only)")
  static let noPeers = Sentence(
    nl: "Er is nog geen band met andere buurten.", en: "There are no links with others yet.")
  static let toThem = Sentence(nl: "kan heen", en: "can go")
  static let toUs = Sentence(nl: "kan terug", en: "can come")
  static let agreedLimits = Sentence(nl: "grenzen", en: "limits")
  static let aboutBorders = Sentence(
    nl: "Saldo boven nul: er ging meer naar hen dan er kwam. Grenzen: heen / terug.",
    en: "Balance above zero: more went to them than came here. Limits: there / back.")

  static func mayStillCome(_ amount: String) -> Sentence {
    .init(
      nl: "\(amount) losgelaten, kan nog komen", en: "\(amount) let go, may still come")
  }

  static let waitingForThem = Sentence(
    nl: "wacht op hun grenzen", en: "waiting for their limits")
  static let waitingForUs = Sentence(nl: "wacht op onze grenzen", en: "waiting for our limits")
  static let notActive = Sentence(
    nl: "geen actieve band: alleen geschenken", en: "no active link: gifts only")

  static func limitsOf(_ name: String) -> Sentence {
    .init(nl: "GRENZEN VAN \(name)", en: "LIMITS OF \(name)")
  }

  static func days(_ count: Int64) -> Sentence {
    count == 1
      ? .init(nl: "1 dag", en: "1 day") : .init(nl: "\(count) dagen", en: "\(count) days")
  }

  static func brokeRules(_ count: Int64) -> Sentence {
    .init(
      nl: "Deze buurtknoop overtrad de regels, \(count) keer: bel de regisseur daar",
      en: "This node broke the rules, \(count) times: call the coordinator there")
  }

  // Frozen
  static let frozenTitle = Sentence(nl: "VASTGEZETTE UREN", en: "FROZEN HOURS")
  static let aboutFrozen = Sentence(
    nl: "De andere buurtknoop sprak zichzelf hierover tegen. Wat eerst gezegd was, blijft staan; "
      + "niemand kan het nog verbeteren. Bel de regisseur daar en vergelijk. Komt een buur hier "
      + "uren tekort? gebuur pot ken-toe POT BUUR \"Waarom\" --minuten 60",
    en: "The other node contradicted itself about these. What was said first stands; nobody can "
      + "correct it any more. Call the coordinator there and compare. Is a neighbour here short "
      + "of hours? gebuur pot grant POT NEIGHBOUR \"Why\" --minutes 60")
  static let frozenCounts = Sentence(nl: "telt mee", en: "counts")
  static let frozenCountsNot = Sentence(nl: "telt niet mee", en: "does not count")
  static let frozenUnderWay = Sentence(nl: "nog onderweg", en: "still under way")

  static func frozenOut(_ name: String, _ amount: String, _ place: String) -> Sentence {
    .init(
      nl: "\(amount) van \(name) naar \(place)", en: "\(amount) from \(name) to \(place)")
  }

  static func frozenIn(_ name: String, _ amount: String, _ place: String) -> Sentence {
    .init(
      nl: "\(amount) van \(place) naar \(name)", en: "\(amount) from \(place) to \(name)")
  }

  static func frozenOthers(_ count: Int64) -> Sentence {
    .init(
      nl: "En nog \(count). De beheerder ziet ze allemaal: gebuurd books",
      en: "And \(count) more. The operator sees them all: gebuurd books")
  }

  // Leaving
  static let aboutLeaving = Sentence(
    nl: """
      Verhuis je? Vraag een uitnodiging aan je nieuwe buurt, en typ dan: gebuur verhuis CODE
      Zo schrijf je je daar in, gaan je uren mee en schrijf je je hier uit.
      Ga je nergens anders heen? Maak je saldo dan eerst nul: geef je uren aan een buur (gebuur \
      geef) of aan de buurt (gebuur pot geef). Zijn ook je afspraken rond, typ dan: gebuur vertrek \
      --voorgoed
      """,
    en: """
      Are you moving house? Ask your new neighbourhood for an invitation, and type: gebuur move CODE
      That joins you there, takes your hours along and signs you off here.
      Are you not going elsewhere? Then first bring your balance to zero: give your hours to a \
      neighbour (gebuur give) or to the neighbourhood (gebuur pot give). When your agreements are \
      finished too, type: gebuur leave --for-good
      """)

  static func balanceNow(_ balance: String) -> Sentence {
    .init(nl: "Je saldo hier is nu \(balance).", en: "Your balance here is now \(balance).")
  }
}
