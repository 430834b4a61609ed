import Foundation

/// What `Package.swift` says of one target: the modules it may see, ours and other people's.
struct ManifestTarget {
  let name: String
  let dependencies: Set<String>
}

enum Manifest {
  /// Names the manifest gives to products of other packages, and the modules they bring.
  private static let products: [String: [String]] = [
    "nio": ["NIOCore", "NIOPosix"], "argumentParser": ["ArgumentParser"],
    "protobuf": ["SwiftProtobuf"], "grdb": ["GRDB"], "sqlite": ["GRDBSQLite"],
    "toml": ["TOMLKit"], "logging": ["Logging"],
  ]

  /// Reads the manifest as text: every `module`, `program`, `tests` or `.target` call.
  static func targets() throws -> [ManifestTarget] {
    let text = try String(
      contentsOf: SourceText.root.appending(path: "Package.swift"), encoding: .utf8)
    guard let start = text.range(of: "  targets: [") else { return [] }
    let list = text[start.upperBound...].split(separator: "\n")
      .filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") }.joined(separator: "\n")
    return calls(in: list).compactMap { call in
      let quoted = call.split(separator: "\"", omittingEmptySubsequences: false)
      let names = quoted.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
      guard let name = names.first else { return nil }
      let bare = quoted.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
        .joined(separator: " ").split { !$0.isLetter }.map(String.init)
      return ManifestTarget(
        name: name,
        dependencies: Set(names.dropFirst() + bare.flatMap { products[$0] ?? [] }))
    }
  }

  /// The text between each outermost pair of parentheses.
  private static func calls(in list: String) -> [String] {
    var found: [String] = []
    var depth = 0
    var current = ""
    for character in list {
      if character == ")", depth > 0 {
        depth -= 1
        if depth == 0 {
          found.append(current)
          current = ""
        }
      }
      if depth > 0 { current.append(character) }
      if character == "(" { depth += 1 }
    }
    return found
  }
}
