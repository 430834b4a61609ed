/// Text from others that a terminal may show: free of characters that could move a reader's
/// cursor, hide text or reverse it. `protocol/05-updates.md` §3.
public enum HarmlessText {
  /// Whether running text, which may have several lines, can be shown as it is.
  public static func holds(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.value == 0x0a || isHarmless($0) }
  }

  /// Whether a name, which has one line, can be shown as it is.
  public static func holds(name: String) -> Bool { name.unicodeScalars.allSatisfy(isHarmless) }

  /// Whether it says anything: something other than white space.
  public static func says(_ text: String) -> Bool {
    text.unicodeScalars.contains { !$0.properties.isWhitespace }
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1f, 0x7f...0x9f: false  // control characters: terminal escapes
    case 0x2028, 0x2029: false  // line and paragraph separators
    case 0x202a...0x202e, 0x2066...0x2069: false  // bidirectional overrides
    default: true
    }
  }
}
