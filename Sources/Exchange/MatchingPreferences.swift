import Vocabulary

/// What a resident told their own node about whom and what they would rather not, or cannot. Never
/// leaves that node; nobody is told that they were left out.
public struct MatchingPreferences: Hashable, Sendable {
  /// How they travel to help when a listing does not say.
  public var travel: OwnTravel? = nil
  /// Minutes of help a week they want to give at most; nil when they set no bound.
  public var weeklyMost: Minutes? = nil
  /// Not for those who live in the very area they live in.
  public var avoidsOwnArea = false
  /// Persons they are not matched with, sorted; holds for both. At most `Limits.exclusions`.
  public var persons: [ResidentID] = []
  /// Kinds of help they are not asked for, sorted.
  public var categories: [Category] = []
  /// Languages they speak, sorted.
  public var languages: [SpokenLanguage] = []

  /// Nothing said.
  public init() {}
}
