import Vocabulary

/// What pots are called, and when two of them are too much alike. `protocol/10-books.md` §9.
public enum PotName {
  /// The solidarity pot as people read and type it, besides its own name.
  public static let solidarity = ["solidariteitspot", "solidarity pot"]

  /// What is left of a name for the eye: ASCII letters in lower case, digits, and other writing;
  /// without spaces, signs, and what has no shape.
  public static func skeleton(_ name: String) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      switch scalar.value {
      case 0x41...0x5a: kept.append(Unicode.Scalar(UInt8(scalar.value + 32)))
      case 0x30...0x39, 0x61...0x7a: kept.append(scalar)
      case 0...0xbf, 0x2000...0x206f, 0x3000, 0xfe00...0xfe0f, 0xfeff: break
      default: kept.append(scalar)
      }
    }
    return String(kept)
  }

  /// True when people could take one for the other: the same but for capitals, spaces and signs, or
  /// a name by which the solidarity pot goes.
  public static func areAlike(_ one: String, _ other: String) -> Bool {
    names(one).contains(bytes(of: other)) || names(other).contains(bytes(of: one))
  }

  /// Every name by which people know a pot.
  public static func shown(_ name: String) -> [String] {
    name == AccountID.solidarityPotName ? [name] + solidarity : [name]
  }

  private static func names(_ name: String) -> [[UInt8]] {
    let kept = skeleton(name)
    return shown(kept == AccountID.solidarityPotName ? kept : name).map(bytes)
  }

  // Bytes: Swift takes different code points for equal where other programs do not.
  private static func bytes(of name: String) -> [UInt8] { Array(skeleton(name).utf8) }
}
