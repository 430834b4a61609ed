import Vocabulary

/// Whose minutes. Every account belongs to one neighbourhood's books.
public enum AccountID: Hashable, Comparable, Sendable {
  /// A resident of this neighbourhood.
  case resident(ResidentID)
  /// A common pot, by name.
  case pot(String)
  /// What this neighbourhood and a peer owe each other.
  case clearing(NodeID)

  /// What the log calls the pot that helps who falls short.
  public static let solidarityPotName = "solidarity"
  /// The neighbourhood's common pot.
  public static let solidarityPot = AccountID.pot(solidarityPotName)

  /// Storage and sorting form: one kind byte, then the identity. `protocol/10-books.md` §1.
  public var key: [UInt8] {
    switch self {
    case .resident(let id): [1] + id.array
    case .pot(let name): [2] + Array(name.utf8)
    case .clearing(let node): [3] + node.array
    }
  }

  /// Reads the storage form.
  public init?(key: [UInt8]) {
    let rest = key.dropFirst()
    switch key.first {
    case 1: if let id = ResidentID(rest) { self = .resident(id) } else { return nil }
    case 2: self = .pot(String(decoding: rest, as: UTF8.self))
    case 3: if let id = NodeID(rest) { self = .clearing(id) } else { return nil }
    default: return nil
    }
  }

  /// The resident whose account it is; nil for pots and clearing.
  public var resident: ResidentID? { if case .resident(let id) = self { id } else { nil } }

  /// The name of a pot; nil for residents and clearing.
  public var potName: String? { if case .pot(let name) = self { name } else { nil } }

  public static func < (a: AccountID, b: AccountID) -> Bool {
    a.key.lexicographicallyPrecedes(b.key)
  }
}
