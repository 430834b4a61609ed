/// Text as people type it and as it stands on a sign, brought to one form: small letters without
/// marks, words apart by one space, usual abbreviations written out.
public enum Folding {
  static func fold(_ text: String) -> String {
    words(of: text).map(expand).joined(separator: " ")
  }

  /// A house's number: "12 A", "12a" and "12-A" are the same.
  static func number(_ text: String) -> String {
    var kept = ""
    for character in fold(text) where character != " " { kept.append(character) }
    return kept
  }

  /// The words of a text: small letters and digits, without marks; abbreviations stay as they are.
  public static func words(of text: String) -> [Substring] {
    var plain = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter:
        plain += base(scalar)
      case .decimalNumber: plain.unicodeScalars.append(scalar)
      case .nonspacingMark, .enclosingMark: break
      // "'s-Gravenstraat" and "d'Hoop": what an apostrophe parts is said as one.
      case .otherPunctuation where scalar == "'" || scalar == "’": break
      case .finalPunctuation, .initialPunctuation: break
      default: plain += " "
      }
    }
    return plain.split(separator: " ")
  }

  /// The plain letter under a letter with a mark, from Unicode's own name of it: LATIN SMALL
  /// LETTER E WITH ACUTE.
  private static func base(_ scalar: Unicode.Scalar) -> String {
    let small = scalar.properties.lowercaseMapping
    guard !scalar.isASCII, let first = small.unicodeScalars.first,
      let name = first.properties.name, name.hasPrefix("LATIN SMALL LETTER ")
    else { return small }
    let letter = name.dropFirst("LATIN SMALL LETTER ".count).prefix { $0 != " " }
    return letter == "SHARP" ? "ss" : letter.count <= 2 ? letter.lowercased() : small
  }

  private static let written = [
    "st": "sint", "ste": "sinte", "stwg": "steenweg", "str": "straat", "ln": "laan",
    "bn": "baan", "pl": "plein", "dr": "dokter", "burg": "burgemeester",
  ]

  private static func expand(_ word: Substring) -> String {
    if let whole = written[String(word)] { return whole }
    // "kerkstr." as well as "kerk str."
    if word.count > 5, word.hasSuffix("stwg") { return word.dropLast(4) + "steenweg" }
    if word.count > 5, word.hasSuffix("str") { return word.dropLast(3) + "straat" }
    return String(word)
  }

  /// Letters to add, leave out, replace or swap with their neighbour to get from one text to the
  /// other; `limit + 1` for anything beyond `limit`.
  static func distance(_ a: [UInt8], _ b: [UInt8], limit: Int) -> Int {
    if abs(a.count - b.count) > limit { return limit + 1 }
    var before = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      var least = i + 1
      for j in b.indices {
        var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
        row.append(cost)
        least = min(least, cost)
      }
      if least > limit { return limit + 1 }
      (before, last) = (last, row)
    }
    return min(last[b.count], limit + 1)
  }

  /// Slips that are forgiven in a word of so many letters.
  static func slips(in length: Int) -> Int { length < 4 ? 0 : length < 7 ? 1 : length < 12 ? 2 : 3 }
}
