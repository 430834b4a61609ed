import Exchange
import Screens
import Vocabulary

// Means, languages and proofs, as people type them.

extension OwnTravel {
  /// By what and how long; what is not typed is as it was, or usual. Nil when neither was typed.
  static func typed(
    by: String?, within: Int?, before: OwnTravel? = nil
  ) throws(Setback) -> OwnTravel? {
    guard by != nil || within != nil else { return nil }
    let before = before ?? .usual
    var means = before.means
    if let by {
      guard let meant = Means.meant(by: by) else { throw Setback(.choiceUnknown, by) }
      means = meant
    }
    guard let travel = OwnTravel(means, most: within ?? before.most) else {
      throw Setback(.choiceUnknown, "\(within ?? before.most)")
    }
    return travel
  }
}

extension SpokenLanguage {
  /// "nl,fr" and "Nederlands, Frans", sorted.
  static func list(typed: String) throws(Setback) -> [SpokenLanguage] {
    let found = try parts(of: typed) { SpokenLanguage(typed: $0) }
    return Set(found).sorted()
  }
}

extension Attestation {
  /// "rijbewijs,eerste-hulp", sorted.
  static func list(typed: String) throws(Setback) -> [Attestation] {
    let found = try parts(of: typed) { Attestation.meant(by: $0) }
    return Set(found).sorted { $0.rawValue < $1.rawValue }
  }
}

extension Vocabulary.Category {
  /// "tuin,huisdieren".
  static func list(typed: String) throws(Setback) -> [Vocabulary.Category] {
    do {
      return try parts(of: typed) { Vocabulary.Category(typed: $0) }
    } catch {
      throw Setback(.categoryUnknown, error.subject)
    }
  }
}

private func parts<T>(of typed: String, _ read: (String) -> T?) throws(Setback) -> [T] {
  var found: [T] = []
  for part in typed.split(separator: ",") {
    let word = part.split(separator: " ").joined(separator: " ")
    guard let meant = read(word) else { throw Setback(.choiceUnknown, word) }
    found.append(meant)
  }
  return found
}
