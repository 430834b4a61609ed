import Foundation

/// One Swift file as written, and as code alone: comments and literals blanked out, line for line.
struct SourceText {
  let path: String
  let module: String
  let lines: [String]
  let code: [String]

  /// Lines that match, unless a comment right above them says why that is safe.
  func offences(
    _ what: String, where matches: (String) -> Bool, excusable: Bool = false
  ) -> [String] {
    code.indices.compactMap { index in
      guard matches(code[index]), !(excusable && isExcused(index)) else { return nil }
      return "\(path):\(index + 1): \(what)"
    }
  }

  private func isExcused(_ index: Int) -> Bool {
    var above = index - 1
    while above >= 0 {
      let text = lines[above].drop(while: \.isWhitespace)
      guard text.hasPrefix("//") else { return false }
      if text.contains("SAFETY:") { return true }
      above -= 1
    }
    return false
  }

  /// Names of the modules this file imports.
  var imports: [String] {
    code.compactMap { line -> String? in
      let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
      guard let at = words.firstIndex(of: "import"), at + 1 < words.count,
        words[..<at].allSatisfy({ $0.hasPrefix("@") || Self.modifiers.contains($0) })
      else { return nil }
      let named = words[(at + 1)...].first { !Self.importKinds.contains($0) }
      return named.map { String($0.prefix { $0 != "." }) }
    }
  }

  private static let modifiers: Set = ["public", "internal", "private", "fileprivate", "package"]
  private static let importKinds: Set = [
    "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
  ]
}

extension SourceText {
  /// The root of the repository, found from this file's own place.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every Swift file below a folder of the repository, sorted by path.
  static func all(in folder: String) throws -> [SourceText] {
    let base = root.appending(path: folder)
    let found = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String }
    return try (found ?? []).filter { $0.hasSuffix(".swift") }.sorted().map { name in
      let text = try String(contentsOf: base.appending(path: name), encoding: .utf8)
      return SourceText(
        path: "\(folder)/\(name)", module: String(name.prefix { $0 != "/" }),
        lines: text.components(separatedBy: "\n"),
        code: CodeOnly.strip(text).components(separatedBy: "\n"))
    }
  }
}

/// Blanks comments and literals, keeping every line break.
///
/// Knows line and nested block comments,
/// plain, raw and multi-line strings and interpolation; that is all this repository uses.
struct CodeOnly {
  private let text: [Character]
  private var at = 0
  private var out: [Character] = []

  static func strip(_ text: String) -> String {
    var reader = CodeOnly(text: Array(text))
    reader.code(untilParenthesis: false)
    return String(reader.out)
  }

  private init(text: [Character]) { self.text = text }

  private func sees(_ word: String) -> Bool {
    text[at...].starts(with: word)
  }

  private mutating func blank(_ count: Int = 1) {
    for _ in 0..<count where at < text.count {
      out.append(text[at] == "\n" ? "\n" : " ")
      at += 1
    }
  }

  private mutating func code(untilParenthesis: Bool) {
    var depth = 0
    while at < text.count {
      if sees("//") {
        while at < text.count, text[at] != "\n" { blank() }
      } else if sees("/*") {
        comment()
      } else if text[at] == "\"" || (text[at] == "#" && opensRawString) {
        string()
      } else {
        if text[at] == "(" { depth += 1 }
        if text[at] == ")" {
          if untilParenthesis, depth == 0 { return }
          depth -= 1
        }
        out.append(text[at])
        at += 1
      }
    }
  }

  private var opensRawString: Bool {
    text[at...].first { $0 != "#" } == "\""
  }

  private mutating func comment() {
    var depth = 0
    repeat {
      if sees("/*") {
        depth += 1
        blank(2)
      } else if sees("*/") {
        depth -= 1
        blank(2)
      } else {
        blank()
      }
    } while depth > 0 && at < text.count
  }

  private mutating func string() {
    let hashes = String(repeating: "#", count: text[at...].prefix { $0 == "#" }.count)
    blank(hashes.count)
    let quote = sees("\"\"\"") ? "\"\"\"" : "\""
    blank(quote.count)
    while at < text.count, !sees(quote + hashes) {
      if sees("\\" + hashes + "(") {
        blank(hashes.count + 2)
        code(untilParenthesis: true)
        blank()
      } else if sees("\\" + hashes) {
        blank(hashes.count + 2)
      } else {
        blank()
      }
    }
    blank(quote.count + hashes.count)
  }
}
