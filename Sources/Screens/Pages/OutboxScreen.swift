import Vocabulary

/// A signed update in the outbox, or one that just left it.
public struct OutboxLine: Sendable {
  /// The update.
  public let id: UpdateID
  /// What it says.
  public let kind: PostedKind
  /// When it was made.
  public let created: Instant
  /// Why the node refused it; nil when it did not.
  public let refusal: Refusal?
  /// What the refusal is about; may be empty.
  public let subject: String

  /// States every field.
  public init(
    id: UpdateID, kind: PostedKind, created: Instant, refusal: Refusal? = nil,
    subject: String = ""
  ) {
    self.id = id
    self.kind = kind
    self.created = created
    self.refusal = refusal
    self.subject = subject
  }

  var json: JSON {
    .of([
      "id": .text(id.description), "kind": .text(kind.rawValue), "created": .time(created),
      "refusal": .number(orNull: refusal.map { Int64($0.rawValue) }),
      "refusal_name": .text(orNull: refusal.map { "\($0)" }), "subject": .text(subject),
    ])
  }
}

/// What waits, what just went out, and what was refused.
public struct OutboxScreen: Screen {
  let waiting: [OutboxLine]
  let sent: [OutboxLine]
  let refused: [OutboxLine]

  /// Each in the order in which it was made.
  public init(waiting: [OutboxLine], sent: [OutboxLine], refused: [OutboxLine]) {
    self.waiting = waiting
    self.sent = sent
    self.refused = refused
  }

  public func text(on page: Page) -> String {
    let parts = page.sections([
      part(.sent, sent, on: page), part(.waiting, waiting, on: page),
      part(.refused, refused, on: page),
    ])
    return parts.isEmpty ? page.say(.outboxEmpty) : parts
  }

  private func part(_ title: Sentence, _ lines: [OutboxLine], on page: Page) -> String {
    guard !lines.isEmpty else { return "" }
    var table = Table([
      .init(page.say(.id)), .init(page.say(.what), gives: true), .init(page.say(.since)),
    ])
    for line in lines {
      table.add(
        [line.id.short, page.say(line.kind), page.moment(line.created)],
        below: line.refusal.map { page.say($0, about: line.subject) } ?? "")
    }
    return page.say(title) + "\n" + table.text(on: page)
  }

  public var json: JSON {
    .of([
      "sent": .list(sent.map(\.json)), "waiting": .list(waiting.map(\.json)),
      "refused": .list(refused.map(\.json)),
    ])
  }
}
