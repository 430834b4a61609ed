/// The commands about where help is given.
extension CommandWord {
  var wordsForPlaces: Words? {
    switch self {
    case .place:
      Words(
        .init(nl: "plaats", en: "place"),
        .init(
          nl: "Waar je woont, op dit toestel alleen.", en: "Where you live, on this device only."),
        .init(nl: "gebuur plaats", en: "gebuur place"))
    case .placeShow:
      Words(
        .init(nl: "toon", en: "show"),
        .init(nl: "Toon het adres op dit toestel.", en: "Show the address on this device."),
        .init(nl: "gebuur plaats toon", en: "gebuur place show"))
    case .placeSet:
      Words(
        .init(nl: "zet", en: "set"),
        .init(
          nl: "Zet je adres; anderen zien alleen het vak.",
          en: "Set your address; others see only its area."),
        .init(
          nl: "gebuur plaats zet \"Vlimmersebaan 12\"", en: "gebuur place set \"Vlimmersebaan 12\"")
      )
    case .placeForget:
      Words(
        .init(nl: "vergeet", en: "forget"),
        .init(
          nl: "Wis elk adres dat op dit toestel staat.",
          en: "Remove every address kept on this device."),
        .init(nl: "gebuur plaats vergeet", en: "gebuur place forget"))
    case .placeShare:
      Words(
        .init(nl: "deel", en: "share"),
        .init(
          nl: "Geef je adres door aan de ander van een afspraak, verzegeld.",
          en: "Tell your address to the other person of an agreement, sealed."),
        .init(nl: "gebuur plaats deel k3m9x2aa", en: "gebuur place share k3m9x2aa"))
    default: nil
    }
  }
}

/// The options about where help is given.
extension OptionWord {
  var nameOfPlaces: Sentence? {
    switch self {
    case .placeText: .init(nl: "plaats", en: "place")
    case .withoutPlace: .init(nl: "zonder-plaats", en: "without-place")
    default: nil
    }
  }

  var helpForPlaces: Sentence? {
    switch self {
    case .placeText:
      .init(
        nl: "Een adres, een Plus Code of coördinaten.",
        en: "An address, a Plus Code or coordinates.")
    case .withoutPlace:
      .init(nl: "Geef je adres nog niet door.", en: "Do not share your address yet.")
    default: nil
    }
  }
}
