/// One tag of an XML file: `<name key="value">`, `</name>` or `<name/>`.
struct XMLElement {
  let name: String
  let isEnd: Bool
  let isEmpty: Bool
  private let attributes: [Tag]

  subscript(_ key: String) -> String? { attributes.first { $0.key == key }?.value }

  /// Reads what stood between `<` and `>`; nil when that is not an element.
  init?(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    isEnd = rest.first == UInt8(ascii: "/")
    if isEnd { rest = rest.dropFirst() }
    isEmpty = rest.last == UInt8(ascii: "/")
    if isEmpty { rest = rest.dropLast() }
    let word = rest.prefix { !Self.isSpace($0) }
    guard !word.isEmpty else { return nil }
    name = String(decoding: word, as: UTF8.self)
    rest = rest.dropFirst(word.count)
    var found: [Tag] = []
    while true {
      rest = rest.drop(while: Self.isSpace)
      if rest.isEmpty { break }
      guard let equals = rest.firstIndex(of: UInt8(ascii: "=")) else { return nil }
      let key = String(decoding: rest[..<equals].prefix { !Self.isSpace($0) }, as: UTF8.self)
      rest = rest[(equals + 1)...].drop(while: Self.isSpace)
      guard let quote = rest.first, quote == 0x22 || quote == 0x27,
        let close = rest.dropFirst().firstIndex(of: quote),
        let value = Self.text(rest[(rest.startIndex + 1)..<close])
      else { return nil }
      found.append(Tag(key: key, value: value))
      rest = rest[(close + 1)...]
    }
    attributes = found
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0a || byte == 0x09 || byte == 0x0d
  }

  private static let named: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
  ]

  /// Text with its entities resolved; nil for an entity XML does not have.
  static func text(_ bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var rest = bytes
    var text = ""
    while let at = rest.firstIndex(of: UInt8(ascii: "&")) {
      text += String(decoding: rest[..<at], as: UTF8.self)
      guard let end = rest[at...].firstIndex(of: UInt8(ascii: ";")) else { return nil }
      let word = String(decoding: rest[(at + 1)..<end], as: UTF8.self)
      let number =
        word.hasPrefix("#x")
        ? UInt32(word.dropFirst(2), radix: 16)
        : word.hasPrefix("#") ? UInt32(word.dropFirst()) : nil
      guard let scalar = named[word] ?? number.flatMap(Unicode.Scalar.init) else { return nil }
      text.unicodeScalars.append(scalar)
      rest = rest[(end + 1)...]
    }
    return text + String(decoding: rest, as: UTF8.self)
  }

  /// Degrees as written, in ten-millionths, without a detour through binary fractions.
  static func degrees(_ text: String) -> Int64? {
    var digits = text.utf8[...]
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative { digits = digits.dropFirst() }
    let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts[0].count <= 3, !parts[0].isEmpty,
      parts.allSatisfy({ $0.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } })
    else { return nil }
    var value = parts[0].reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
    let fraction = parts.count == 2 ? Array(parts[1]) : []
    for place in 0..<7 {
      value = value * 10 + (place < fraction.count ? Int64(fraction[place] - 0x30) : 0)
    }
    if fraction.count > 7, fraction[7] >= UInt8(ascii: "5") { value += 1 }
    return isNegative ? -value : value
  }
}
