import Exchange
import Vocabulary

/// What a regisseur vouches for, to the person it is about.
public struct AttestationLine: Sendable {
  /// What was seen.
  public let kind: Attestation
  /// Counts until this moment.
  public let expires: Instant

  /// States both.
  public init(kind: Attestation, expires: Instant) {
    self.kind = kind
    self.expires = expires
  }

  func text(on page: Page) -> String {
    page.say(.seenUntil(page.say(kind), page.day(expires)))
  }

  var json: JSON { .of(["kind": .text("\(kind)"), "expires": .time(expires)]) }
}

/// What the reader told their node about whom and what they would rather not, or cannot.
public struct PreferencesScreen: Screen {
  let said: MatchingPreferences
  let names: [String]
  let attestations: [AttestationLine]

  /// `names`: of `said.persons`, in their order; empty where unknown.
  public init(said: MatchingPreferences, names: [String], attestations: [AttestationLine]) {
    self.said = said
    self.names = names
    self.attestations = attestations
  }

  public func text(on page: Page) -> String {
    func list(_ words: [String]) -> String? {
      words.isEmpty ? nil : words.joined(separator: ", ")
    }
    let persons = said.persons.enumerated().map { index, person in
      let name = names.indices.contains(index) ? page.quote(names[index]) : ""
      return name.isEmpty ? person.short : name
    }
    let facts = page.facts([
      (.travels, said.travel.map { $0.text(on: page) }),
      (.weeklyMost, said.weeklyMost.map { page.duration($0.count) }),
      (.iSpeak, list(said.languages.map { page.say($0) })),
      (.notWith, list(persons + (said.avoidsOwnArea ? [page.say(.nextDoor)] : []))),
      (.notFor, list(said.categories.map { page.say($0) })),
      (.vouched, list(attestations.map { $0.text(on: page) })),
    ])
    return page.sections([
      facts,
      page.paragraph(
        page.say(said == MatchingPreferences() ? .noPreferences : .preferencesPrivate)),
    ])
  }

  public var json: JSON {
    .object(said.members + JSON.members(["attestations": .list(attestations.map(\.json))]))
  }
}

extension MatchingPreferences {
  /// As programs read it.
  public var json: JSON { .object(members) }

  fileprivate var members: [JSON.Member] {
    JSON.members([
      "travel": travel?.json ?? .null, "weekly_most": .number(orNull: weeklyMost?.count),
      "not_own_street": .bool(avoidsOwnArea),
      "persons": .list(persons.map { .text($0.description) }),
      "categories": .list(categories.map { .text("\($0)") }),
      "languages": .list(languages.map { .text($0.code) }),
    ])
  }
}
