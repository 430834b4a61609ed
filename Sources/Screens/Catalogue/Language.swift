/// The languages of the interface.
public enum Language: String, Sendable, CaseIterable {
  case dutch = "nl"
  case english = "en"

  /// The language a terminal asks for: `LC_ALL`, `LC_MESSAGES` and `LANG`, the first that is set.
  /// Dutch for every `nl`; English for all else.
  public init(environment: (String) -> String?) {
    let asked = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy
      .compactMap(environment).first { !$0.isEmpty }
    self = asked?.lowercased().hasPrefix("nl") == true ? .dutch : .english
  }
}

/// One thing the interface says, in every language. A language that is forgotten does not compile.
public struct Sentence: Hashable, Sendable {
  /// Dutch as spoken in Flanders, plain language (B1).
  public let nl: String
  /// Plain English.
  public let en: String

  /// Says the same thing in every language.
  public init(nl: String, en: String) {
    self.nl = nl
    self.en = en
  }

  /// The text in one language.
  public func text(in language: Language) -> String {
    switch language {
    case .dutch: nl
    case .english: en
    }
  }
}

/// A word of the domain that the interface can say.
public protocol Spoken: CaseIterable, Sendable {
  /// How it is said.
  var sentence: Sentence { get }
}
