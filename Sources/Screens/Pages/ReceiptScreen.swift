import Vocabulary

/// What became of something the resident just said.
public struct ReceiptScreen: Screen {
  /// The update's way.
  public enum Fate: Sendable {
    /// The node has it, in its log.
    case stored(entry: EntryHash?, sequence: UInt64, repeated: Bool)
    /// In the outbox: the node could not be reached.
    case kept
  }

  /// A code to pass on.
  public enum Letter: Sendable {
    case invitation(String)
    case federation(String)

    var code: String {
      switch self {
      case .invitation(let code), .federation(let code): code
      }
    }

    var key: String {
      switch self {
      case .invitation: "invitation"
      case .federation: "letter"
      }
    }
  }

  let kind: PostedKind
  let id: UpdateID
  let fate: Fate
  let minutes: Int64?
  let letter: Letter?
  let danger: Bool
  let placeShared: Bool?

  /// `minutes`: what was stated, when it is not a gift. `letter`: a code to pass on. `danger`: the
  /// text read like danger. `placeShared`: whether an address went along; nil where none could.
  public init(
    kind: PostedKind, id: UpdateID, fate: Fate, minutes: Int64? = nil, letter: Letter? = nil,
    danger: Bool = false, placeShared: Bool? = nil
  ) {
    self.kind = kind
    self.id = id
    self.fate = fate
    self.minutes = minutes
    self.letter = letter
    self.danger = danger
    self.placeShared = placeShared
  }

  public func text(on page: Page) -> String {
    page.sections([news(on: page), letter?.code ?? "", pointer(on: page)])
  }

  private func news(on page: Page) -> String {
    switch fate {
    case .kept: page.paragraph(page.say(.kept))
    case .stored(_, _, true): page.say(.repeated)
    case .stored:
      minutes.map { page.say(.stated(page.duration($0))) } ?? page.say(kind.thanks)
    }
  }

  private func pointer(on page: Page) -> String {
    guard case .stored = fate else { return "" }
    return switch kind {
    case .offer, .request: page.say(.show(id.short))
    case .enrolment: page.say(.lookAtBoard)
    default: ""
    }
  }

  public var json: JSON {
    var members: [JSON.Member] = [
      .init(key: "kind", value: .text(kind.rawValue)),
      .init(key: "id", value: .text(id.description)), .init(key: "short", value: .text(id.short)),
    ]
    switch fate {
    case .kept: members.append(.init(key: "stored", value: .bool(false)))
    case .stored(let entry, let sequence, let repeated):
      members += [
        .init(key: "stored", value: .bool(true)),
        .init(key: "entry", value: .text(orNull: entry?.description)),
        .init(key: "sequence", value: .number(Int64(clamping: sequence))),
        .init(key: "repeated", value: .bool(repeated)),
      ]
    }
    if let minutes { members.append(.init(key: "minutes", value: .number(minutes))) }
    if let letter { members.append(.init(key: letter.key, value: .text(letter.code))) }
    if let placeShared {
      members.append(.init(key: "place_shared", value: .bool(placeShared)))
    }
    if danger { members.append(.init(key: "danger", value: .bool(true))) }
    return .object(members)
  }
}
