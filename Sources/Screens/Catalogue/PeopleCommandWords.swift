extension CommandWord {
  var wordsForPeople: Words {
    switch self {
    case .profile:
      Words(
        .init(nl: "profiel", en: "profile"),
        .init(nl: "Wat buren van je weten.", en: "What neighbours know about you."),
        .init(nl: "gebuur profiel", en: "gebuur profile"))
    case .profileShow:
      Words(
        .init(nl: "toon", en: "show"),
        .init(nl: "Bekijk je profiel.", en: "See your profile."),
        .init(nl: "gebuur profiel toon", en: "gebuur profile show"))
    case .profileSet:
      Words(
        .init(nl: "zet", en: "set"),
        .init(nl: "Verander je naam of tekst.", en: "Change your name or text."),
        .init(
          nl: "gebuur profiel zet --tekst \"Ik woon bij de kerk en help graag\"",
          en: "gebuur profile set --text \"I live near the church and like to help\""))
    case .preferences:
      Words(
        .init(nl: "voorkeuren", en: "preferences"),
        .init(
          nl: "Wat jij liever wel of niet doet. Alleen jij en je buurtknoop weten het.",
          en: "What you would rather do or not. Only you and your node know it."),
        .init(
          nl: "gebuur voorkeuren --met auto --binnen 20 --niet-soort tuin",
          en: "gebuur preferences --by car --within 20 --not-category garden"))
    case .matches:
      Words(
        .init(nl: "past-bij", en: "matches"),
        .init(
          nl: "Wie past bij je vraag of aanbod, en waarom.",
          en: "Who fits your request or offer, and why."),
        .init(
          nl: "gebuur past-bij k3m9x2aa --waarom-niet r2c6vw5e",
          en: "gebuur matches k3m9x2aa --why-not r2c6vw5e"))
    case .inbox:
      Words(
        .init(nl: "nieuws", en: "inbox"),
        .init(
          nl: "Wat de buurtknoop voor jou vond.", en: "What your node found for you."),
        .init(nl: "gebuur nieuws", en: "gebuur inbox"))
    case .attest:
      Words(
        .init(nl: "gezien", en: "attest"),
        .init(
          nl: "Zeg dat je een bewijs van een buur zag (regisseurs).",
          en: "Say that you saw a proof of a neighbour (coordinators)."),
        .init(
          nl: "gebuur gezien Anna rijbewijs --geldig-tot 2027-05-01",
          en: "gebuur attest Anna driving-licence --until 2027-05-01"))
    case .export:
      Words(
        .init(nl: "uitvoer", en: "export"),
        .init(
          nl: "Alles wat de buurtknoop van jou bewaart, als JSON.",
          en: "Everything the node keeps of yours, as JSON."),
        .init(nl: "gebuur uitvoer --naar mijn-gegevens.json", en: "gebuur export --to mine.json"))
    case .erase:
      Words(
        .init(nl: "wis", en: "erase"),
        .init(nl: "Wis je eigen tekst, overal.", en: "Erase your own text, everywhere."),
        .init(nl: "gebuur wis k3m9x2aa", en: "gebuur erase k3m9x2aa"))
    case .lock:
      Words(
        .init(nl: "op-slot", en: "lock"),
        .init(nl: "Doe je sleutel nu op slot.", en: "Lock your key now."),
        .init(nl: "gebuur op-slot", en: "gebuur lock"))
    case .unlock:
      Words(
        .init(nl: "open", en: "unlock"),
        .init(
          nl: "Open je sleutel voor een kwartier.", en: "Open your key for fifteen minutes."),
        .init(nl: "gebuur open", en: "gebuur unlock"))
    case .whoami:
      Words(
        .init(nl: "wie-ben-ik", en: "whoami"),
        .init(nl: "Wie je bent op dit toestel.", en: "Who you are on this device."),
        .init(nl: "gebuur wie-ben-ik", en: "gebuur whoami"))
    default: wordsForFederation
    }
  }

  private var wordsForFederation: Words {
    switch self {
    case .federationList:
      Words(
        .init(nl: "lijst", en: "list"),
        .init(nl: "Met welke buurten er een band is.", en: "Which neighbourhoods are linked."),
        .init(nl: "gebuur federatie lijst", en: "gebuur federation list"))
    case .federationCard:
      Words(
        .init(nl: "kaart", en: "card"),
        .init(
          nl: "De kaart van onze buurtknoop, om door te geven.",
          en: "The card of our node, to pass on."),
        .init(nl: "gebuur federatie kaart", en: "gebuur federation card"))
    case .federationPropose:
      Words(
        .init(nl: "stel-voor", en: "propose"),
        .init(
          nl: "Stel een andere buurt een band voor (regisseurs).",
          en: "Propose a link to another neighbourhood (coordinators)."),
        .init(
          nl: "gebuur federatie stel-voor gebuur-node:... --vlakbij",
          en: "gebuur federation propose gebuur-node:... --nearby"))
    case .federationAccept:
      Words(
        .init(nl: "aanvaard", en: "accept"),
        .init(
          nl: "Aanvaard het voorstel van een andere buurt (regisseurs).",
          en: "Accept another neighbourhood's proposal (coordinators)."),
        .init(
          nl: "gebuur federatie aanvaard gebuur-federation:...",
          en: "gebuur federation accept gebuur-federation:..."))
    case .federationEnd:
      Words(
        .init(nl: "stop", en: "end"),
        .init(
          nl: "Beëindig de band met een buurt (regisseurs).",
          en: "End the link with a neighbourhood (coordinators)."),
        .init(nl: "gebuur federatie stop Gierle", en: "gebuur federation end Gierle"))
    default:
      Words(
        .init(nl: "federatie", en: "federation"),
        .init(nl: "De band met andere buurten.", en: "Links with other neighbourhoods."),
        .init(nl: "gebuur federatie", en: "gebuur federation"))
    }
  }
}
