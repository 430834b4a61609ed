import Exchange
import Vocabulary

// The words for when, how and by whom something suits.

extension Means: Spoken {
  public var sentence: Sentence {
    switch self {
    case .bicycle: .init(nl: "fiets", en: "bicycle")
    case .eBike: .init(nl: "elektrische fiets", en: "e-bike")
    case .foot: .init(nl: "te voet", en: "foot")
    case .rollator: .init(nl: "rollator", en: "rollator")
    case .car: .init(nl: "auto", en: "car")
    }
  }
}

extension Attestation: Spoken {
  public var sentence: Sentence { .seen(self) }
}

extension Widening: Spoken {
  public var sentence: Sentence {
    switch self {
    case .none: .init(nl: "tien minuten ver", en: "ten minutes away")
    case .quarter: .init(nl: "tot een kwartier ver", en: "up to fifteen minutes away")
    case .third: .init(nl: "tot twintig minuten ver", en: "up to twenty minutes away")
    case .federation:
      .init(nl: "ook in bevriende buurten", en: "also in linked neighbourhoods")
    }
  }

  /// From what a person typed: `15`, `20`, `federation`.
  public init?(typed: String) {
    switch typed.lowercased() {
    case "10": self = .none
    case "15": self = .quarter
    case "20": self = .third
    case "federatie", "federation": self = .federation
    default: return nil
    }
  }
}

extension SpokenLanguage: Spoken {
  /// Those whose names we know, by code.
  public static var allCases: [SpokenLanguage] {
    Sentence.languageNames.keys.sorted().compactMap { SpokenLanguage($0) }
  }

  public var sentence: Sentence { .spoken(self) }

  /// From what a person typed: two letters, or a name in any language.
  public init?(typed: String) {
    let typed = typed.lowercased()
    if let language = SpokenLanguage(typed) {
      self = language
      return
    }
    let found = Self.allCases.first {
      [$0.sentence.nl.lowercased(), $0.sentence.en.lowercased()].contains(typed)
    }
    guard let found else { return nil }
    self = found
  }
}

extension Spoken where Self: CaseIterable {
  /// The one whose name in some language begins with what a person typed; hyphens count as spaces.
  public static func meant(by typed: String) -> Self? {
    func plain(_ text: String) -> String {
      String(text.lowercased().map { $0 == "-" ? " " : $0 })
    }
    let typed = plain(typed)
    guard !typed.isEmpty else { return nil }
    let named = allCases.map { ($0, [plain($0.sentence.nl), plain($0.sentence.en)]) }
    if let exact = named.first(where: { $0.1.contains(typed) }) { return exact.0 }
    let begun = named.filter { $0.1.contains { $0.hasPrefix(typed) } }
    return begun.count == 1 ? begun.first?.0 : nil
  }
}

extension Sentence {
  static let suits = Sentence(nl: "past op", en: "suits")
  static let how = Sentence(nl: "hoe", en: "how")
  static let remotely = Sentence(nl: "op afstand", en: "remotely")
  static let travels = Sentence(nl: "onderweg", en: "travels")
  static let languages = Sentence(nl: "taal", en: "language")
  static let vouched = Sentence(nl: "gezien door een regisseur", en: "seen by a coordinator")
  static let toBeSeen = Sentence(nl: "gevraagd bewijs", en: "wanted proof")
  static let widens = Sentence(nl: "als niemand antwoordt", en: "if nobody answers")

  // Preferences
  static let weeklyMost = Sentence(nl: "per week hoogstens", en: "at most each week")
  static let notWith = Sentence(nl: "niet met", en: "not with")
  static let notFor = Sentence(nl: "niet voor", en: "not for")
  static let iSpeak = Sentence(nl: "ik spreek", en: "I speak")
  static let nextDoor = Sentence(
    nl: "wie vlak naast mij woont", en: "those who live right beside me")
  static let noPreferences = Sentence(
    nl: "Je gaf nog geen voorkeuren. Zo bijvoorbeeld: gebuur voorkeuren --met auto --binnen 20",
    en: "You gave no preferences yet. For example: gebuur preferences --by car --within 20")
  static let preferencesPrivate = Sentence(
    nl: "Alleen jij en je buurtknoop weten dit. Niemand hoort dat hij is weggelaten.",
    en: "Only you and your node know this. Nobody is told that they were left out.")

  static func within(_ minutes: String) -> Sentence {
    .init(nl: "hoogstens \(minutes)", en: "\(minutes) at most")
  }
  static func seenUntil(_ what: String, _ day: String) -> Sentence {
    .init(nl: "\(what) (tot \(day))", en: "\(what) (until \(day))")
  }
}
