/// Crockford's base 32 in small letters: no i, l, o or u to misread. `protocol/02-identities.md` §1.
///
/// It refuses to guess: `decode` maps only the look-alikes Crockford names (i, l → 1; o → 0).
public enum Base32 {
  static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  /// Five bits a character, the last one padded with zero bits.
  public static func encode(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    var buffer: UInt32 = 0
    var bits: UInt32 = 0
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        text.append(alphabet[Int(buffer >> bits & 31)])
      }
      buffer &= (1 << bits) - 1
    }
    if bits > 0 { text.append(alphabet[Int(buffer << (5 - bits) & 31)]) }
    return String(decoding: text, as: UTF8.self)
  }

  /// Nil for a character outside the alphabet or padding bits that are not zero. Hyphens and
  /// spaces, which printed codes carry for the eye, are skipped.
  public static func decode(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer: UInt32 = 0
    var bits: UInt32 = 0
    for character in text.utf8 where character != 0x2d && character != 0x20 {
      guard let value = value(of: character) else { return nil }
      buffer = buffer << 5 | value
      bits += 5
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(buffer >> bits & 0xff))
      }
      buffer &= (1 << bits) - 1
    }
    return bits < 5 && buffer == 0 ? bytes : nil
  }

  /// Text as people type it, brought to the alphabet's own characters.
  public static func normalise(_ text: String) -> String {
    String(
      decoding: text.utf8.compactMap { character -> UInt8? in
        if character == 0x2d || character == 0x20 { return nil }
        guard let value = value(of: character) else { return character }
        return alphabet[Int(value)]
      }, as: UTF8.self)
  }

  private static func value(of character: UInt8) -> UInt32? {
    let lower = character >= 0x41 && character <= 0x5a ? character | 0x20 : character
    switch lower {
    case UInt8(ascii: "i"), UInt8(ascii: "l"): return 1
    case UInt8(ascii: "o"): return 0
    default: return alphabet.firstIndex(of: lower).map(UInt32.init)
    }
  }
}
