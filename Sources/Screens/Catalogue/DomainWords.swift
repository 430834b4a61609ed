import Exchange
import Vocabulary

extension Category: Spoken {
  public var sentence: Sentence {
    switch self {
    case .ride: .init(nl: "vervoer", en: "ride")
    case .groceries: .init(nl: "boodschappen", en: "groceries")
    case .garden: .init(nl: "tuin", en: "garden")
    case .company: .init(nl: "gezelschap", en: "company")
    case .meal: .init(nl: "maaltijd", en: "meal")
    case .household: .init(nl: "huishouden", en: "household")
    case .repair: .init(nl: "klusje", en: "repair")
    case .paperwork: .init(nl: "papieren", en: "paperwork")
    case .computer: .init(nl: "computer", en: "computer")
    case .children: .init(nl: "kinderen", en: "children")
    case .pets: .init(nl: "huisdieren", en: "pets")
    case .outing: .init(nl: "uitstap", en: "outing")
    case .respite: .init(nl: "even vrij", en: "respite")
    case .lending: .init(nl: "uitlenen", en: "lending")
    case .space: .init(nl: "ruimte", en: "space")
    case .listening: .init(nl: "luisteren", en: "listening")
    case .advice: .init(nl: "advies", en: "advice")
    case .other: .init(nl: "iets anders", en: "other")
    }
  }

  static func names(_ language: (Sentence) -> String) -> String {
    allCases.map { language($0.sentence) }.joined(separator: ", ")
  }

  /// Finds a category by what a person typed: a name in any language, or the start of one name.
  public init?(typed: String) {
    let typed = typed.lowercased()
    guard !typed.isEmpty else { return nil }
    let named = Self.allCases.map { ($0, [$0.sentence.nl, $0.sentence.en]) }
    if let exact = named.first(where: { $0.1.contains(typed) }) {
      self = exact.0
      return
    }
    let begun = named.filter { $0.1.contains { $0.hasPrefix(typed) } }
    guard begun.count == 1, let only = begun.first else { return nil }
    self = only.0
  }
}

extension ListingSide: Spoken {
  public var sentence: Sentence {
    switch self {
    case .offer: .init(nl: "aanbod", en: "offer")
    case .request: .init(nl: "vraag", en: "request")
    }
  }
}

extension ListingState: Spoken {
  public var sentence: Sentence {
    switch self {
    case .open: .init(nl: "open", en: "open")
    case .filled: .init(nl: "iemand gevonden", en: "filled")
    case .withdrawn: .init(nl: "ingetrokken", en: "withdrawn")
    case .expired: .init(nl: "verlopen", en: "expired")
    }
  }
}

extension AgreementState: Spoken {
  public var sentence: Sentence {
    switch self {
    case .proposed: .init(nl: "voorgesteld", en: "proposed")
    case .agreed: .init(nl: "afgesproken", en: "agreed")
    case .stated: .init(nl: "minuten ingevuld", en: "minutes stated")
    case .settled: .init(nl: "afgerond", en: "settled")
    case .declined: .init(nl: "niet doorgegaan", en: "called off")
    case .lapsed: .init(nl: "vervallen", en: "lapsed")
    case .disputed: .init(nl: "verschil van mening", en: "disputed")
    }
  }
}

extension Reach: Spoken {
  public var sentence: Sentence {
    switch self {
    case .neighbourhood: .init(nl: "alleen onze buurt", en: "only our neighbourhood")
    case .nearby: .init(nl: "ook buurten vlakbij", en: "also neighbourhoods nearby")
    case .federation: .init(nl: "alle bevriende buurten", en: "all linked neighbourhoods")
    case .addressed: .init(nl: "één andere buurt", en: "one other neighbourhood")
    }
  }
}

extension Role: Spoken {
  public var sentence: Sentence {
    switch self {
    case .resident: .init(nl: "buur", en: "resident")
    case .regisseur: .init(nl: "buurtzorgregisseur", en: "coordinator (regisseur)")
    }
  }
}

/// Where a link with another neighbourhood stands. Raw values are the wire's.
public enum LinkState: Int, Spoken {
  case proposed = 1
  case active = 2
  case ended = 3
  case frozen = 4

  public var sentence: Sentence {
    switch self {
    case .proposed: .init(nl: "voorgesteld", en: "proposed")
    case .active: .init(nl: "actief", en: "active")
    case .ended: .init(nl: "beëindigd", en: "ended")
    case .frozen: .init(nl: "bevroren", en: "frozen")
    }
  }
}
