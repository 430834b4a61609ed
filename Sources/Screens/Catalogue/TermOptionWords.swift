/// The options about when, how and with whom.
extension OptionWord {
  var nameOfTerms: Sentence? {
    switch self {
    case .weekly: .init(nl: "wekelijks", en: "weekly")
    case .remote: .init(nl: "op-afstand", en: "remote")
    case .by: .init(nl: "met", en: "by")
    case .within: .init(nl: "binnen", en: "within")
    case .language: .init(nl: "taal", en: "language")
    case .attested: .init(nl: "gezien", en: "attested")
    case .widen: .init(nl: "verruim", en: "widen")
    case .weeklyMost: .init(nl: "hoogstens-per-week", en: "weekly-most")
    case .notOwnStreet: .init(nl: "niet-eigen-straat", en: "not-own-street")
    case .ownStreet: .init(nl: "wel-eigen-straat", en: "own-street")
    case .exclude: .init(nl: "niet-met", en: "exclude")
    case .include: .init(nl: "weer-met", en: "include")
    case .notCategory: .init(nl: "niet-soort", en: "not-category")
    case .alsoCategory: .init(nl: "weer-soort", en: "also-category")
    case .until: .init(nl: "geldig-tot", en: "until")
    case .takeBack: .init(nl: "trek-in", en: "take-back")
    case .attestation: .init(nl: "bewijs", en: "proof")
    case .ownListing: .init(nl: "kenmerk", en: "id")
    case .whyNot: .init(nl: "waarom-niet", en: "why-not")
    default: nil
    }
  }

  var helpForTerms: Sentence? {
    switch self {
    case .weekly:
      .init(
        nl: "Uren van de week die passen, bijvoorbeeld \"di,do 9:00-12:00\". Mag meermaals.",
        en: "Hours of the week that suit, such as \"tue,thu 9:00-12:00\". May be repeated.")
    case .remote:
      .init(nl: "Per telefoon of scherm: niemand komt.", en: "By phone or screen: nobody comes.")
    case .by:
      .init(
        nl: "Hoe je komt: fiets, elektrische-fiets, te-voet, rollator of auto.",
        en: "How you travel: bicycle, e-bike, foot, rollator or car.")
    case .within:
      .init(
        nl: "Hoeveel minuten je hoogstens onderweg wilt zijn.",
        en: "How many minutes you will travel at most.")
    case .language:
      .init(nl: "Talen, bijvoorbeeld nl,fr.", en: "Languages, such as nl,fr.")
    case .attested:
      .init(
        nl: "Wat een regisseur gezien heeft: rijbewijs, uittreksel, eerste-hulp, zorgopleiding.",
        en:
          "What a coordinator has seen: driving-licence, record-extract, first-aid, care-training."
      )
    case .ownListing:
      .init(
        nl: "Je vraag of aanbod; zonder: alles wat van jou open staat.",
        en: "Your request or offer; without: all of yours that are open.")
    case .whyNot:
      .init(
        nl: "Waarom dit bericht er niet bij staat.", en: "Why this listing is not among them.")
    case .widen:
      .init(
        nl: "Hoe ver gezocht mag worden als niemand antwoordt: 15, 20 of federatie.",
        en: "How far to look when nobody answers: 15, 20 or federation.")
    default: helpForPreferences
    }
  }

  private var helpForPreferences: Sentence? {
    switch self {
    case .weeklyMost:
      .init(
        nl: "Hoeveel je hoogstens helpt per week, bijvoorbeeld 3u; \"geen\" voor zonder grens.",
        en: "How much you help each week at most, such as 3h; \"none\" for no bound.")
    case .notOwnStreet:
      .init(
        nl: "Liever niet voor wie vlak naast mij woont.",
        en: "Rather not for those who live right beside me.")
    case .ownStreet:
      .init(
        nl: "Toch ook voor wie vlak naast mij woont.",
        en: "For those who live right beside me too, after all.")
    case .exclude:
      .init(
        nl: "Iemand met wie je niet samengebracht wilt worden; mag meermaals.",
        en: "Somebody you do not want to be matched with; may be repeated.")
    case .include:
      .init(nl: "Toch weer wel met deze persoon.", en: "With this person after all.")
    case .notCategory:
      .init(
        nl: "Soorten hulp waarvoor je niet gevraagd wilt worden.",
        en: "Kinds of help you do not want to be asked for.")
    case .alsoCategory:
      .init(nl: "Toch weer wel voor deze soort.", en: "For this kind after all.")
    case .until:
      .init(nl: "Tot wanneer het telt, bijvoorbeeld 2027-05-01.", en: "Until when, 2027-05-01.")
    case .takeBack: .init(nl: "Het telt niet meer.", en: "It does not count any more.")
    case .attestation:
      .init(
        nl: "Wat je zag: rijbewijs, uittreksel, eerste-hulp of zorgopleiding.",
        en: "What you saw: driving-licence, record-extract, first-aid or care-training.")
    default: nil
    }
  }
}
