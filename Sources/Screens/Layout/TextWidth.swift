/// How text fills the columns of a terminal.
public enum TextWidth {
  /// Columns a text takes: wide characters two, combining marks none.
  public static func columns(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + columns($1) }
  }

  static func columns(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if character.unicodeScalars.contains(where: { $0.value == 0xfe0f }) { return 2 }
    return isWide(scalar.value) ? 2 : isZero(scalar) ? 0 : 1
  }

  private static func isZero(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: true
    default: false
    }
  }

  /// The blocks that terminals draw two columns wide (Unicode Standard Annex 11).
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff,
      0xa000...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f, 0xff00...0xff60,
      0xffe0...0xffe6, 0x1f300...0x1f64f, 0x1f680...0x1f6ff, 0x1f900...0x1faff,
      0x20000...0x3fffd:
      true
    default: false
    }
  }

  /// The text cut to at most `width` columns, with an ellipsis where something is missing.
  public static func clipped(_ text: String, to width: Int) -> String {
    guard columns(text) > width else { return text }
    var kept = ""
    var used = 0
    for character in text {
      let next = columns(character)
      if used + next > width - 1 { break }
      kept.append(character)
      used += next
    }
    while kept.last == " " { kept.removeLast() }
    return width > 0 ? kept + "…" : ""
  }

  /// The text filled up with spaces to `width` columns.
  public static func padded(_ text: String, to width: Int, right: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - columns(text)))
    return right ? space + text : text + space
  }

  /// The text in lines of at most `width` columns, broken between words where it can be.
  public static func wrapped(_ text: String, to width: Int) -> [String] {
    let width = max(width, 1)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { wrappedLine($0, to: width) }
  }

  private static func wrappedLine(_ line: Substring, to width: Int) -> [String] {
    // What fits stays as it was written, its own indentation too.
    if columns(line) <= width { return [String(line)] }
    var lines: [String] = []
    var current = ""
    for word in line.split(separator: " ") {
      for piece in pieces(of: word, width: width) {
        if !current.isEmpty, columns(current) + 1 + columns(piece) > width {
          lines.append(current)
          current = ""
        }
        current += current.isEmpty ? piece : " " + piece
      }
    }
    return current.isEmpty && !lines.isEmpty ? lines : lines + [current]
  }

  private static func pieces(of word: Substring, width: Int) -> [String] {
    guard columns(word) > width else { return [String(word)] }
    var pieces = [""]
    var used = 0
    for character in word {
      let next = columns(character)
      if used + next > width, used > 0 {
        pieces.append("")
        used = 0
      }
      pieces[pieces.count - 1].append(character)
      used += next
    }
    return pieces
  }

  /// Text of other people, made harmless for a terminal: no control characters, nothing that turns
  /// the direction of writing. Line breaks stay when asked for.
  public static func harmless(_ text: String, lines: Bool = false) -> String {
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0a: safe.append(lines ? scalar : " ")
      case 0x09: safe.append(" ")
      case 0x00...0x1f, 0x7f...0x9f, 0x200e, 0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff,
        0xfff9...0xfffb, 0xe0000...0xe0fff:
        continue
      default: safe.append(scalar)
      }
    }
    return String(safe)
  }
}
