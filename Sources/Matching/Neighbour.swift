import Exchange
import Vocabulary

/// What a node knows of one resident when it looks who could help whom. For residents of other
/// neighbourhoods nothing is known, and that counts neither for nor against them.
public struct Neighbour: Hashable, Sendable {
  /// What they told their node. Nobody else hears it, or that it left them out.
  public var preferences = MatchingPreferences()
  /// About where they live; nil when they did not say, and then no area is theirs.
  public var home: Area? = nil
  /// Help they gave or agreed to give this week.
  public var thisWeek: Minutes = .zero
  /// Help they gave or agreed to give in the last thirty days.
  public var lastMonth: Minutes = .zero
  /// When they last gave help; nil when they never did.
  public var lastHelped: Instant? = nil
  /// What a regisseur saw and vouches for.
  public var attestations: [Attestation] = []
  /// Helping would bring their balance back up.
  public var isShortOfHours = false
  /// They would like to see somebody more often.
  public var isShortOfCompany = false

  /// Nothing known yet.
  public init() {}
}

/// What two people did for each other before.
public struct Together: Hashable, Sendable {
  /// Agreements of theirs that were settled.
  public var settled: Int
  /// How often one thanked the other.
  public var thanked: Int

  /// States every field.
  public init(settled: Int, thanked: Int = 0) {
    self.settled = settled
    self.thanked = thanked
  }
}

/// A neighbour made ready to be compared with many listings.
final class Profile: Sendable {
  let travel: OwnTravel?
  let known: Neighbour
  let languages: [SpokenLanguage]
  let attestations: AttestationSet
  let excludedCategories: UInt32
  let excludedPersons: Set<ResidentID>

  init(_ known: Neighbour) {
    travel = known.preferences.travel
    self.known = known
    languages = known.preferences.languages
    attestations = AttestationSet(known.attestations)
    excludedCategories = known.preferences.categories.reduce(0) { $0 | 1 << UInt32($1.slot) }
    excludedPersons = Set(known.preferences.persons)
  }

  func excludes(_ category: Category) -> Bool {
    excludedCategories & 1 << UInt32(category.slot) != 0
  }
}

/// Attestations as bits.
struct AttestationSet: OptionSet, Sendable {
  let rawValue: UInt32
  init(rawValue: UInt32) { self.rawValue = rawValue }
  init(_ list: [Attestation]) {
    rawValue = list.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
  }

  var list: [Attestation] {
    Attestation.allCases.filter { rawValue & 1 << UInt32($0.rawValue) != 0 }
  }
}
