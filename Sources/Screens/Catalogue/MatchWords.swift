import Exchange
import Vocabulary

// How the explanations of matches say who comes how, what was seen, and which language.
extension Sentence {
  static func coming(by means: Means) -> Sentence {
    switch means {
    case .bicycle: .init(nl: "met de fiets", en: "by bicycle")
    case .eBike: .init(nl: "met de elektrische fiets", en: "by e-bike")
    case .foot: .init(nl: "te voet", en: "on foot")
    case .rollator: .init(nl: "met de rollator", en: "with a rollator")
    case .car: .init(nl: "met de auto", en: "by car")
    }
  }

  static func seen(_ attestation: Attestation) -> Sentence {
    switch attestation {
    case .drivingLicence: .init(nl: "rijbewijs", en: "driving licence")
    case .recordExtract: .init(nl: "uittreksel strafregister", en: "record extract")
    case .firstAid: .init(nl: "eerste hulp", en: "first aid")
    case .careTraining: .init(nl: "zorgopleiding", en: "care training")
    }
  }

  /// Its name where we know it, else its two letters.
  static func spoken(_ language: SpokenLanguage) -> Sentence {
    let (code, known) = (language.code, languageNames[language.code])
    return .init(nl: known?.nl ?? code, en: known?.en ?? code)
  }

  static let languageNames: [String: (nl: String, en: String)] = [
    "ar": ("Arabisch", "Arabic"), "bg": ("Bulgaars", "Bulgarian"), "de": ("Duits", "German"),
    "en": ("Engels", "English"), "es": ("Spaans", "Spanish"), "fa": ("Perzisch", "Persian"),
    "fr": ("Frans", "French"), "it": ("Italiaans", "Italian"), "nl": ("Nederlands", "Dutch"),
    "pl": ("Pools", "Polish"), "ps": ("Pasjtoe", "Pashto"), "pt": ("Portugees", "Portuguese"),
    "ro": ("Roemeens", "Romanian"), "ru": ("Russisch", "Russian"), "so": ("Somalisch", "Somali"),
    "tr": ("Turks", "Turkish"), "uk": ("Oekraïens", "Ukrainian"),
  ]
}
