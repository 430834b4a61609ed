import Vocabulary

/// Somebody's profile.
public struct ProfileScreen: Screen {
  let resident: ResidentID
  let name: String
  let words: String
  let role: Role
  let joined: Instant?
  let update: UpdateID?
  let own: Bool

  /// `update` is what last set it; `own`: the reader's.
  public init(
    resident: ResidentID, name: String, words: String, role: Role, joined: Instant?,
    update: UpdateID?, own: Bool
  ) {
    self.resident = resident
    self.name = name
    self.words = words
    self.role = role
    self.joined = joined
    self.update = update
    self.own = own
  }

  public func text(on page: Page) -> String {
    page.sections([
      page.facts([
        (.name, name.isEmpty ? page.say(.noName) : page.quote(name)),
        (.about, words.isEmpty ? nil : TextWidth.harmless(words, lines: true)),
        (.role, page.say(role)),
        (.joined, joined.map { page.longDay($0) }),
        (.id, resident.short),
      ]),
      own && name.isEmpty ? page.say(.nameHint) : "",
    ])
  }

  public var json: JSON {
    .of([
      "resident": .text(resident.description), "name": .text(name), "text": .text(words),
      "role": .text("\(role)"), "joined": .time(joined),
      "update": .text(orNull: update?.description),
    ])
  }
}

/// Who the resident is on this device.
public struct WhoamiScreen: Screen {
  let resident: ResidentID
  let node: NodeID
  let neighbourhood: String
  let addresses: [String]
  let folder: String
  let key: KeyState
  let role: Role?
  let reachable: Bool?
  let attestations: [AttestationLine]

  /// `role` is nil when the node could not be asked, `reachable` when it was not tried.
  public init(
    resident: ResidentID, node: NodeID, neighbourhood: String, addresses: [String],
    folder: String, key: KeyState, role: Role?, reachable: Bool?,
    attestations: [AttestationLine] = []
  ) {
    self.resident = resident
    self.node = node
    self.neighbourhood = neighbourhood
    self.addresses = addresses
    self.folder = folder
    self.key = key
    self.role = role
    self.reachable = reachable
    self.attestations = attestations
  }

  public func text(on page: Page) -> String {
    page.facts([
      (.resident, resident.short),
      (.neighbourhood, page.quote(neighbourhood)),
      (.node, node.short),
      (.addresses, page.quote(addresses.joined(separator: ", "))),
      (.role, role.map { page.say($0) }),
      (
        .vouched,
        attestations.isEmpty
          ? nil : attestations.map { $0.text(on: page) }.joined(separator: ", ")
      ),
      (.key, page.say(key)),
      (.connection, reachable.map { page.say($0 ? .reachable : .notReachable) }),
      (.folder, page.quote(folder)),
    ])
  }

  public var json: JSON {
    .of([
      "resident": .text(resident.description), "node": .text(node.description),
      "neighbourhood": .text(neighbourhood), "addresses": .list(addresses.map { .text($0) }),
      "key": .text(key.rawValue), "role": .text(orNull: role.map { "\($0)" }),
      "reachable": reachable.map { .bool($0) } ?? .null, "folder": .text(folder),
      "attestations": .list(attestations.map(\.json)),
    ])
  }
}

/// A code to pass on, with what to do with it.
public struct CodeScreen: Screen {
  let code: String
  let hint: Sentence
  let key: String

  /// The neighbourhood's card.
  public init(card code: String) {
    self.code = code
    hint = .cardHint
    key = "card"
  }

  /// The code with which others give the reader hours.
  public init(receiving code: String) {
    self.code = code
    hint = .receiveHint
    key = "code"
  }

  public func text(on page: Page) -> String { page.paragraph(page.say(hint)) + "\n\n" + code }

  public var json: JSON { .object([.init(key: key, value: .text(code))]) }
}
