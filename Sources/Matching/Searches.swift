import Proximity
import Vocabulary

/// Searches of the streets that were made, kept for the next question from the same area. One for
/// each map: whoever gets another map begins anew.
public struct Searches: Sendable {
  /// The streets; nil where none are known.
  public let map: StreetMap?
  private let most: Int
  private var kept: [Key: Search] = [:]
  private var order: [Key] = []

  private struct Key: Hashable {
    let middle: Cell
    let direction: Surroundings.Direction
    let means: Means
    let minutes: Int
  }

  /// Keeps `most` searches, the latest; none when zero.
  public init(on map: StreetMap?, most: Int = 64) {
    self.map = map
    self.most = most
  }

  mutating func search(
    _ middle: Cell, _ direction: Surroundings.Direction, by means: Means, within minutes: Int
  ) -> Search {
    let key = Key(middle: middle, direction: direction, means: means, minutes: minutes)
    if let known = kept[key] { return known }
    let search = Search(
      Surroundings(
        middle.centre, direction, by: Travel(usual: means),
        within: Int64(minutes) * Search.minute, on: map))
    guard most > 0 else { return search }
    if order.count >= most { kept[order.removeFirst()] = nil }
    kept[key] = search
    order.append(key)
    return search
  }
}

/// A search, and the cells it can say something about.
final class Search: Sendable {
  static let minute: Int64 = 60_000
  let around: Surroundings
  let extent: Surroundings.Extent

  init(_ around: Surroundings) {
    self.around = around
    extent = around.extent
  }

  /// How long the way is; nil beyond the search. A cell that it cannot reach costs nothing.
  func journey(to cell: Cell) -> Journey? {
    extent.rows.contains(cell.row) && extent.columns.contains(cell.column)
      ? around.journey(to: cell) : nil
  }
}
