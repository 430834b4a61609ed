import ArgumentParser
import Exchange
import Screens
import Updates
import Vocabulary
import WireFormat

struct Preferences: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.preferences) }
  @Option(name: .spoken(.by), help: .spoken(.by)) var by: String?
  @Option(name: .spoken(.within), help: .spoken(.within)) var within: Int?
  @Option(name: .spoken(.weeklyMost), help: .spoken(.weeklyMost)) var weeklyMost: String?
  @Flag(name: .spoken(.notOwnStreet), help: .spoken(.notOwnStreet)) var notOwnStreet = false
  @Flag(name: .spoken(.ownStreet), help: .spoken(.ownStreet)) var ownStreet = false
  @Option(name: .spoken(.exclude), help: .spoken(.exclude)) var exclude: [String] = []
  @Option(name: .spoken(.include), help: .spoken(.include)) var include: [String] = []
  @Option(name: .spoken(.notCategory), help: .spoken(.notCategory)) var notCategory: [String] = []
  @Option(name: .spoken(.alsoCategory), help: .spoken(.alsoCategory)) var category: [String] = []
  @Option(name: .spoken(.language), help: .spoken(.language)) var language: String?
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    // Preferences are said as a whole: what is not changed has to be known.
    let answer = try await context.preferences()
    let before = MatchingPreferences(answer.said)
    var said = before
    try change(&said)
    try await changePersons(&said, context)
    guard said != before else {
      return PreferencesScreen(
        said: before, names: answer.personNames, attestations: answer.lines)
    }
    return try await context.post(.preferencesSet(WirePreferencesSet()), content: said.content)
      .receipt()
  }

  private func change(_ said: inout MatchingPreferences) throws(Setback) {
    if let travel = try OwnTravel.typed(by: by, within: within, before: said.travel) {
      said.travel = travel
    }
    if let weeklyMost { said.weeklyMost = try TypedLength.read(weeklyMost) }
    if notOwnStreet { said.avoidsOwnArea = true }
    if ownStreet { said.avoidsOwnArea = false }
    for typed in notCategory { said.categories += try Vocabulary.Category.list(typed: typed) }
    for typed in category {
      let back = try Vocabulary.Category.list(typed: typed)
      said.categories.removeAll { back.contains($0) }
    }
    said.categories = Set(said.categories).sorted { $0.rawValue < $1.rawValue }
    if let language { said.languages = try SpokenLanguage.list(typed: language) }
  }

  private func changePersons(
    _ said: inout MatchingPreferences, _ context: CommandContext
  ) async throws {
    for typed in exclude { said.persons.append(try await context.receiver(typed).resident) }
    for typed in include {
      let back = try await context.receiver(typed).resident
      said.persons.removeAll { $0 == back }
    }
    said.persons = Set(said.persons).sorted()
  }
}

/// A length of time as people type it: "3u", "3h", "90", "none".
enum TypedLength {
  /// Nil for none at all.
  static func read(_ typed: String) throws(Setback) -> Minutes? {
    let word = typed.lowercased()
    if ["geen", "none", "0"].contains(word) { return nil }
    let digits = word.prefix { $0.isNumber }
    let unit = word.dropFirst(digits.count)
    guard let count = Int64(digits), count > 0, count <= Limits.minutesPerWeek else {
      throw Setback(.choiceUnknown, typed)
    }
    let minutes: Int64
    switch unit {
    case "u", "h", "uur", "uren", "hours": minutes = count * 60
    case "", "min", "m": minutes = count
    default: throw Setback(.choiceUnknown, typed)
    }
    guard minutes <= Limits.minutesPerWeek else { throw Setback(.choiceUnknown, typed) }
    return Minutes(minutes)
  }
}

extension CommandContext {
  /// The resident's own preferences, and what regisseurs vouch for.
  func preferences() async throws -> WirePreferences {
    guard case .preferences(let answer) = try await ask(.preferences(WireAskPreferences())) else {
      throw Setback(.answerUnreadable)
    }
    return answer
  }
}

extension WirePreferences {
  /// What regisseurs vouch for; what this version does not know is left out.
  var lines: [AttestationLine] {
    attestations.compactMap { row in
      Attestation(rawValue: row.attestation.rawValue).map {
        AttestationLine(kind: $0, expires: Instant(milliseconds: row.expires))
      }
    }
  }
}
