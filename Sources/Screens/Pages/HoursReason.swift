/// Why something was decided or corrected, in the words of who did.
public struct HoursReason: Hashable, Sendable {
  let by: String
  let words: String

  /// Both may be empty: the words once erased.
  public init(by: String = "", words: String = "") {
    self.by = by
    self.words = words
  }

  /// Nil when there are no words.
  func sentence(on page: Page) -> Sentence? {
    words.isEmpty ? nil : .reasonIs(page.quote(words))
  }
}

extension Sentence {
  static func reasonIs(_ reason: String) -> Sentence {
    .init(nl: "Reden: \(reason)", en: "Reason: \(reason)")
  }

  static func reasonOf(_ name: String, _ reason: String) -> Sentence {
    .init(nl: "Reden, van \(name): \(reason)", en: "Reason, by \(name): \(reason)")
  }

  /// A regisseur decided between two claims; `name` may be empty.
  static func resolved(_ name: String, _ duration: String) -> Sentence {
    name.isEmpty
      ? .init(
        nl: "Een regisseur stelde vast: \(duration).", en: "A coordinator decided: \(duration).")
      : .init(nl: "\(name) stelde vast: \(duration).", en: "\(name) decided: \(duration).")
  }
}
