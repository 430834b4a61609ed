/// CRC-32 (ISO-HDLC, as in zip), big-endian: it finds slips of the finger in a printed code, and is
/// no proof of anything.
enum SlipCheck {
  /// Four bytes.
  static func of(_ bytes: [UInt8]) -> [UInt8] {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
    }
    sum = ~sum
    return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) }
  }
}
