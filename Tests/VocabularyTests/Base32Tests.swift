import Testing
import Vocabulary

@Suite("Base 32")
struct Base32Tests {
  @Test("whatever is written is read back, at every length")
  func roundTrip() {
    let seed: UInt64 = 0x6275_7265_6e31
    var generator = SeededGenerator(seed: seed)
    for length in 0..<200 {
      let bytes = generator.bytes(length)
      let text = Base32.encode(bytes)
      #expect(Base32.decode(text) == bytes, "seed \(seed), length \(length)")
      #expect(Base32.decode(text.uppercased()) == bytes, "seed \(seed), length \(length)")
      #expect(Base32.normalise(text.uppercased()) == text, "seed \(seed), length \(length)")
      #expect(text.utf8.count == (length * 8 + 4) / 5)
    }
  }

  @Test(
    "known texts",
    arguments: [
      ([], ""), ([0], "00"), ([0xff], "zw"), ([0, 0x44, 0x32, 0x14, 0xc7], "01234567"),
      ([0x47, 0x45, 0x42, 0x55, 0x55, 0x52], "8x2m4nana8") as ([UInt8], String),
    ])
  func known(_ bytes: [UInt8], _ text: String) {
    #expect(Base32.encode(bytes) == text)
    #expect(Base32.decode(text) == bytes)
  }

  @Test("look-alikes are read as what they look like")
  func lookAlikes() {
    #expect(Base32.decode("oO-iI lL00") == Base32.decode("0011 1100"))
    #expect(Base32.normalise("O-iL x") == "011x")
  }

  @Test(
    "what nobody would write is refused",
    arguments: ["u0", "!", "0u", "zz", "01", "1", "é0", "000", "a\u{0}"])
  func refused(_ text: String) {
    #expect(Base32.decode(text) == nil)
  }

  @Test("no byte of any text makes the reader fall over")
  func garbage() {
    let seed: UInt64 = 77
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      let text = String(decoding: generator.bytes(Int(generator.next() % 40)), as: UTF8.self)
      guard let bytes = Base32.decode(text) else { continue }
      #expect(Base32.encode(bytes) == Base32.normalise(text), "seed \(seed): \(text)")
    }
  }
}
