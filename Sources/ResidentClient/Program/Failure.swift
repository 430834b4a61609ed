import Screens
import Vocabulary

/// Why a command ended without its screen.
struct Failure {
  private let code: UInt16
  private let name: String
  private let subject: String
  private let sentence: Sentence
  private let refusal: Refusal?

  init(_ refused: Refused) {
    refusal = refused.reason
    code = refused.reason.rawValue
    name = "\(refused.reason)"
    subject = refused.subject
    sentence = refused.reason.sentence
  }

  init(_ setback: Setback) {
    refusal = nil
    code = setback.fault.rawValue
    name = "\(setback.fault)"
    subject = setback.subject
    sentence = setback.fault.sentence
  }

  /// The sentence, and what it is about.
  func text(on page: Page) -> String {
    if let refusal { return page.say(refusal, about: subject) }
    let said = page.say(sentence)
    return subject.isEmpty ? said : "\(said) (\(TextWidth.harmless(subject)))"
  }

  /// As programs read it.
  func json(in language: Language) -> JSON {
    .of([
      "error": .of([
        "code": .number(Int64(code)), "name": .text(name), "subject": .text(subject),
        "message": .text(sentence.text(in: language)),
      ])
    ])
  }
}

/// A command that has said all it had to say.
struct NoScreen: Screen {
  func text(on page: Page) -> String { "" }
  var json: JSON { .of([:]) }
}

extension Terminal {
  /// A screen as text or as JSON.
  static func show(_ screen: any Screen, in context: CommandContext) {
    let text = context.json ? screen.json.indented() : screen.text(on: context.page)
    if !text.isEmpty { show(text) }
  }
}
