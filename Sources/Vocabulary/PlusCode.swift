/// What an Open Location Code (a "Plus Code") may look like, after google/open-location-code.
///
/// Only the look is known here: which place a code names is the business of `Proximity`.
public enum PlusCode {
  /// The twenty digits, in the order of their values.
  public static let digits = Array("23456789CFGHJMPQRVWX".utf8)
  /// Digits before the plus sign of a full code.
  public static let plusAt = 8

  /// The value of a digit, 0 to 19; nil for another character. Small letters count as capitals.
  public static func value(of digit: UInt8) -> Int? {
    digits.firstIndex(of: capital(digit))
  }

  /// ASCII's capital; no other character is mapped to anything.
  public static func capital(_ byte: UInt8) -> UInt8 {
    byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte
  }

  /// Whether `code` is a code at all, full or short.
  public static func isValid(_ code: String) -> Bool {
    let bytes = Array(code.utf8)
    guard let plus = bytes.firstIndex(of: UInt8(ascii: "+")), plus <= plusAt, plus % 2 == 0
    else { return false }
    let before = bytes[..<plus]
    let after = bytes[(plus + 1)...]
    guard after.count != 1, after.allSatisfy({ value(of: $0) != nil }) else { return false }
    let padding = before.drop { $0 != UInt8(ascii: "0") }
    let written = before.prefix { $0 != UInt8(ascii: "0") }
    guard written.allSatisfy({ value(of: $0) != nil }) else { return false }
    guard !padding.isEmpty else { return plus > 0 || !after.isEmpty }
    // Zeroes stand for whole pairs left out at the end of a full code, and nothing follows them.
    return plus == plusAt && after.isEmpty && !written.isEmpty && written.count % 2 == 0
      && padding.allSatisfy { $0 == UInt8(ascii: "0") }
  }

  /// Whether `code` leaves out digits in front, that a place nearby can give back.
  public static func isShort(_ code: String) -> Bool {
    isValid(code) && code.utf8.firstIndex(of: UInt8(ascii: "+")) != plusIndex(code)
  }

  /// Whether `code` names a place by itself: valid, not short, and on the globe.
  public static func isFull(_ code: String) -> Bool {
    guard isValid(code), !isShort(code) else { return false }
    let first = code.utf8.prefix(2).map { value(of: $0) ?? 0 }
    // Latitude stops at 180° and longitude at 360° of twenty-degree cells.
    return first.count == 2 && first[0] < 9 && first[1] < 18
  }

  private static func plusIndex(_ code: String) -> String.Index? {
    code.utf8.index(code.startIndex, offsetBy: plusAt, limitedBy: code.endIndex)
  }
}
