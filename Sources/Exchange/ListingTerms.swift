import Vocabulary

/// What a listing says beyond what and where: when it suits, how one gets there, in which languages.
/// All of it may be left out; what is left out excludes nobody.
public struct ListingTerms: Hashable, Sendable {
  /// Hours of the week that suit; empty when any do. With `Listing.starts` and `ends`, within that
  /// period only. At most `Limits.weeklyWindows`.
  public var weekly: [WeeklyWindow] = []
  /// By phone or screen: nobody travels.
  public var isRemote = false
  /// How whoever posted it travels, and how far; nil when not said.
  public var travel: OwnTravel? = nil
  /// Languages that are spoken (offer) or wanted (request), sorted; empty when it does not matter.
  /// At most `Limits.languages`.
  public var languages: [SpokenLanguage] = []
  /// What was seen of whoever posted it (offer), or has to be (request); sorted.
  public var attestations: [Attestation] = []
  /// How far a request may be carried when nobody answers.
  public var widening: Widening = .none

  /// Nothing said.
  public init() {}
}

/// The same hours on some days of every week, by the clock on the wall.
public struct WeeklyWindow: Hashable, Comparable, Sendable {
  /// Bit 0 is Monday, bit 6 Sunday; never none.
  public let days: UInt8
  /// Minutes after midnight, 0 … 1439.
  public let from: Int
  /// Minutes after midnight, above `from`, at most 1440.
  public let to: Int

  /// Nil outside those ranges.
  public init?(days: UInt8, from: Int, to: Int) {
    guard (1...127).contains(days), (0..<1_440).contains(from), to > from, to <= 1_440 else {
      return nil
    }
    self.days = days
    self.from = from
    self.to = to
  }

  public static func < (a: WeeklyWindow, b: WeeklyWindow) -> Bool {
    (a.from, a.to, a.days) < (b.from, b.to, b.days)
  }
}

/// How somebody travels to help, and how long they will.
public struct OwnTravel: Hashable, Sendable {
  /// By what.
  public let means: Means
  /// At most so many minutes one way, 1 … `Limits.travelMinutes`.
  public let most: Int

  /// Nil outside that range.
  public init?(_ means: Means, most: Int) {
    guard (1...Limits.travelMinutes).contains(most) else { return nil }
    self.means = means
    self.most = most
  }

  /// About ten minutes by bicycle: what holds for who said nothing.
  public static let usual = OwnTravel(usual: ())

  private init(usual: ()) {
    means = .bicycle
    most = 10
  }
}

/// A language as ISO 639-1 writes it: two small letters.
public struct SpokenLanguage: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Two letters, `a` … `z`.
  public let code: String

  /// Nil unless `code` is two small ASCII letters.
  public init?(_ code: String) {
    guard code.utf8.count == 2, code.utf8.allSatisfy({ (97...122).contains($0) }) else {
      return nil
    }
    self.code = code
  }

  public var description: String { code }
  public static func < (a: SpokenLanguage, b: SpokenLanguage) -> Bool { a.code < b.code }
}

/// How far a request is carried while nobody answers, step by step, as far as its author allows.
/// Raw values are the wire's.
public enum Widening: Int, Sendable, CaseIterable, Comparable {
  /// Ten minutes, and no further.
  case none = 0
  /// Then fifteen.
  case quarter = 1
  /// Then twenty.
  case third = 2
  /// Then whoever is near enough in federated neighbourhoods.
  case federation = 3

  public static func < (a: Widening, b: Widening) -> Bool { a.rawValue < b.rawValue }
}
