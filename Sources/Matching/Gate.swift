import Exchange
import Vocabulary

/// Why a listing is not among the matches of another. The first that holds, in the order below.
public enum Gate: Hashable, Sendable {
  /// It is not on the board here.
  case notOnBoard
  /// Offers match requests.
  case sameSide(ListingSide)
  /// Both are the same person's.
  case own
  /// One of the two cannot be answered any more.
  case notOpen(ListingState, isYours: Bool)
  /// Another kind of help.
  case category(yours: Category, theirs: Category)
  /// Another neighbourhood, and one of the two stays within its own.
  case reach
  /// Another neighbourhood; the request gets there when nobody nearby answers.
  case notYetFederated
  /// No time suits both.
  case noCommonTime
  /// No language in common.
  case noCommonLanguage
  /// What is asked for and was not seen.
  case attestation([Attestation])
  /// They have an agreement about this.
  case agreed
  /// One of them said no to this.
  case declined
  /// The helper's way takes more minutes than either wants; `minutes` is nil when there is no way.
  case tooFar(minutes: Int?, most: Most)
  /// It is further than the request is carried by now, and not further than it may be.
  case notYetThatFar(minutes: Int, now: Int)
  /// They are not to be matched.
  case person
  /// A kind of help they are not to be asked for.
  case excludedCategory(Category)
  /// Not for those who live in the same area.
  case ownArea
  /// It would be more this week than they want to give.
  case weeklyMost(Minutes)
  /// What everybody hears of somebody else's preferences: not suggested, and no more.
  case notSuggested

  /// Whose bound of minutes it is.
  public enum Most: Hashable, Sendable {
    /// As far as the request is carried.
    case asker(Int)
    /// The helper's own most.
    case helper(Int)
  }
}
