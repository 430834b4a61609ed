import Vocabulary

// What a refusal is about, in the reader's words: nobody should meet a field's inner name, or a
// bare number of minutes.

extension Page {
  /// The refusal's sentence, and what it is about where that says more.
  public func say(_ refusal: Refusal, about subject: String) -> String {
    if refusal == .idReused, subject == "pot" { return say(.potTwice) }
    guard let detail = detail(of: refusal, subject) else { return say(refusal) }
    return "\(say(refusal)) \(detail)"
  }

  private func detail(of refusal: Refusal, _ subject: String) -> String? {
    switch refusal {
    case .floorReached, .clearingLimitReached:
      return Int64(subject).map { say(.atMost(duration(max(0, $0)))) }
    case .outsideTheClaims:
      let ends = subject.split(separator: "–").compactMap { Int64($0) }
      return ends.count == 2 ? say(.between(duration(ends[0]), duration(ends[1]))) : nil
    case .attestationMissing:
      return Attestation.allCases.first { "\($0)" == subject }.map { "(\(say($0)))" }
    // The sentence says it.
    case .minutesOutOfRange, .giftWithMinutes, .recipientUnknown, .expiryOutOfRange: return nil
    default:
      if let word = Sentence.field(subject) { return "(\(say(word)))" }
      return Self.isID(subject) ? "(\(subject))" : nil
    }
  }

  private static func isID(_ subject: String) -> Bool {
    subject.utf8.count == 8 && Base32.decode(subject) != nil
  }
}

extension Sentence {
  static let potTwice = Sentence(
    nl: "Er is al een pot die zo heet, of bijna zo. Kies een andere naam.",
    en: "There is a pot of that name already, or nearly so. Choose another name.")

  static func atMost(_ duration: String) -> Sentence {
    .init(nl: "Hoogstens \(duration).", en: "At most \(duration).")
  }

  static func between(_ low: String, _ high: String) -> Sentence {
    .init(nl: "Van \(low) tot \(high).", en: "From \(low) to \(high).")
  }

  /// What people call a field of an update; nil for what only programs know.
  static func field(_ name: String) -> Sentence? {
    switch name {
    case "name": .init(nl: "de naam", en: "the name")
    case "text", "content": .init(nl: "de tekst", en: "the text")
    case "note": .init(nl: "de reden", en: "the reason")
    case "profile": .init(nl: "je naam", en: "your name")
    case "listing": .init(nl: "waarover het gaat", en: "what it is about")
    case "pot": .init(nl: "de naam van de pot", en: "the name of the pot")
    case "policy": .init(nl: "de regels van de buurt", en: "the rules of the neighbourhood")
    case "limits": .init(nl: "de grenzen", en: "the limits")
    case "minutes": .init(nl: "het aantal minuten", en: "the number of minutes")
    case "category", "categories": .init(nl: "de soort", en: "the category")
    case "area", "place": .init(nl: "de plaats", en: "the place")
    case "starts": .init(nl: "het tijdstip", en: "the time")
    case "weekly": .init(nl: "de dagen en uren", en: "the days and hours")
    case "weekly_most": .init(nl: "hoeveel per week", en: "how much a week")
    case "wanted": .init(nl: "hoeveel mensen", en: "how many people")
    case "reach": .init(nl: "het bereik", en: "the reach")
    case "role": .init(nl: "de rol", en: "the role")
    case "languages": .init(nl: "de talen", en: "the languages")
    case "travel": .init(nl: "de reistijd", en: "the travel time")
    case "widening": .init(nl: "hoe ver er gezocht wordt", en: "how far to look")
    case "attestation", "attestations": .init(nl: "het bewijs", en: "the attestation")
    case "persons": .init(nl: "de buren", en: "the neighbours")
    case "card": .init(nl: "de kaart", en: "the card")
    default: nil
    }
  }
}
