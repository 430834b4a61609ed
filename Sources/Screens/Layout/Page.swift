import Vocabulary

/// Who reads, and on what: everything a screen needs to know to become text.
public struct Page: Sendable {
  /// The reader's language.
  public let language: Language
  /// Columns to fill at most.
  public let width: Int
  /// For a screen reader: no columns, one fact a line.
  public let plain: Bool
  /// The moment of reading.
  public let now: Instant
  /// Local time.
  public let zone: Zone

  /// States every field. A terminal narrower than 40 columns is treated as 40.
  public init(language: Language, width: Int, plain: Bool, now: Instant, zone: Zone) {
    self.language = language
    self.width = min(max(width, 40), 100)
    self.plain = plain
    self.now = now
    self.zone = zone
  }

  /// The text in the reader's language.
  public func say(_ sentence: Sentence) -> String { sentence.text(in: language) }

  /// A word of the domain in the reader's language.
  public func say(_ word: some Spoken) -> String { word.sentence.text(in: language) }

  /// Text of other people on one line, harmless for the terminal.
  public func quote(_ text: String) -> String { TextWidth.harmless(text) }

  /// Paragraphs filled to the page's width, each line indented.
  public func paragraph(_ text: String, indent: Int = 0) -> String {
    let margin = String(repeating: " ", count: plain ? 0 : indent)
    return TextWidth.wrapped(text, to: width - margin.count)
      .map { $0.isEmpty ? "" : margin + $0 }.joined(separator: "\n")
  }

  /// "label: value" lines, the values in one column; long ones wrap beneath themselves. Facts
  /// without a value are left out.
  public func facts(_ facts: [(label: Sentence, value: String?)]) -> String {
    let said = facts.compactMap { fact in fact.value.map { (say(fact.label), $0) } }
    let edge = said.map { TextWidth.columns($0.0) }.max() ?? 0
    return said.map { label, value in
      if plain { return "\(label): \(value)" }
      let indent = edge + 2
      let lines = TextWidth.wrapped(value, to: max(width - indent, 20))
      let margin = "\n" + String(repeating: " ", count: indent)
      return TextWidth.padded(label, to: indent) + lines.joined(separator: margin)
    }.joined(separator: "\n")
  }

  /// Parts of a page, a blank line between them.
  public func sections(_ parts: [String]) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }
}

/// Something the client shows: for people as text, for programs as JSON with stable keys.
public protocol Screen: Sendable {
  /// What a person reads.
  func text(on page: Page) -> String
  /// What a program reads.
  var json: JSON { get }
}
