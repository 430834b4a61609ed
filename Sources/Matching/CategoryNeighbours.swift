import Vocabulary

/// Which kinds of help lie so close to each other that who offers the one may well do the other.
///
/// `other` is nobody's neighbour by itself: what it is about stands in its words only.
public enum CategoryNeighbours {
  /// Each pair once; it holds both ways.
  public static let pairs: [(Category, Category)] = [
    (.ride, .outing), (.ride, .groceries), (.groceries, .household), (.groceries, .meal),
    (.household, .meal), (.household, .repair), (.meal, .company), (.company, .listening),
    (.company, .outing), (.company, .respite), (.listening, .advice), (.respite, .children),
    (.respite, .listening), (.children, .outing), (.pets, .outing), (.computer, .paperwork),
    (.computer, .advice), (.paperwork, .advice), (.repair, .garden), (.repair, .lending),
    (.garden, .lending), (.lending, .space),
  ]

  /// How two kinds of help go together.
  public enum Relation: Int, Sendable {
    case same
    case near
    /// One of them at least is `other`: they go together when they share a word.
    case byWords
    case unrelated
  }

  /// Symmetric.
  public static func relation(_ a: Category, _ b: Category) -> Relation {
    table[a.slot * Category.slots + b.slot]
  }

  private static let table: [Relation] = {
    var table = [Relation](repeating: .unrelated, count: Category.slots * Category.slots)
    func set(_ a: Category, _ b: Category, _ relation: Relation) {
      table[a.slot * Category.slots + b.slot] = relation
      table[b.slot * Category.slots + a.slot] = relation
    }
    for category in Category.allCases {
      set(category, category, .same)
      set(category, .other, .byWords)
    }
    for (a, b) in pairs { set(a, b, .near) }
    return table
  }()
}

extension Category {
  /// Its place in tables of one row a category.
  var slot: Int { self == .other ? Self.slots - 1 : rawValue - 1 }
  static let slots = allCases.count
}
