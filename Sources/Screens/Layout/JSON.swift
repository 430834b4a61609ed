import Vocabulary

/// A value for programs. Keys keep the order in which they are written here, so that the same
/// screen gives the same bytes.
public indirect enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Int64)
  case text(String)
  case list([JSON])
  case object([Member])

  /// A key and its value.
  public struct Member: Hashable, Sendable {
    /// Stable for ever, `lower_case`.
    public let key: String
    /// What it says.
    public let value: JSON
  }

  /// An object with its keys in this order.
  public static func of(_ members: KeyValuePairs<String, JSON>) -> JSON {
    .object(Self.members(members))
  }

  /// Members in this order.
  static func members(_ members: KeyValuePairs<String, JSON>) -> [Member] {
    members.map { Member(key: $0.key, value: $0.value) }
  }

  /// A text, or null.
  public static func text(orNull text: String?) -> JSON { text.map { .text($0) } ?? .null }

  /// A number, or null.
  public static func number(orNull number: Int64?) -> JSON { number.map { .number($0) } ?? .null }

  /// A moment as RFC 3339 in UTC, or null.
  public static func time(_ instant: Instant?) -> JSON {
    .text(orNull: instant.map(moment))
  }

  static func moment(_ instant: Instant) -> String {
    let civil = CivilTime(instant, in: .utc)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(civil.year)-\(two(civil.month))-\(two(civil.day))"
      + "T\(two(civil.hour)):\(two(civil.minute)):\(two(civil.second))Z"
  }

  /// The value as one line of JSON (RFC 8259).
  public var rendered: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let value): "\(value)"
    case .text(let value): Self.quoted(value)
    case .list(let values): "[" + values.map(\.rendered).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { Self.quoted($0.key) + ":" + $0.value.rendered }.joined(separator: ",")
        + "}"
    }
  }

  /// The value over several lines, for people who look inside.
  public func indented(_ margin: String = "") -> String {
    let inner = margin + "  "
    switch self {
    case .list(let values) where !values.isEmpty:
      return "[\n" + values.map { inner + $0.indented(inner) }.joined(separator: ",\n")
        + "\n\(margin)]"
    case .object(let members) where !members.isEmpty:
      let lines = members.map {
        inner + Self.quoted($0.key) + ": " + $0.value.indented(inner)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(margin)}"
    default: return rendered
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: quoted += "\\\""
      case 0x5c: quoted += "\\\\"
      case 0x0a: quoted += "\\n"
      case 0x00...0x1f, 0x7f...0x9f, 0x2028...0x202e, 0x2066...0x2069:
        let hex = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
