import Updates
import Vocabulary

/// What an update in a log changes in the views: the same function for a fresh submission, a
/// peer's entry and a rebuild, so that rebuilt views equal live ones.
///
/// Total: an entry that makes no sense changes nothing. It never refuses; that was the business of
/// the log's own node.
public enum Projection {
  /// The changes, in order. Throws only when the views' storage fails.
  public static func changes(
    of update: VerifiedUpdate, at position: Position, views: some Views
  ) throws -> [ViewChange] {
    []
  }
}
