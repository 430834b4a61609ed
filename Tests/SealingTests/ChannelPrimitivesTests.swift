import Sealing
import Testing
import Vocabulary

private func bytes(_ hex: String) -> [UInt8] {
  let digits = hex.utf8.filter { $0 > 0x20 }
  return stride(from: 0, to: digits.count - 1, by: 2).compactMap { index in
    UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16)
  }
}

private func secret(_ hex: String) -> Bytes32 { Bytes32(bytes(hex)) ?? .zero }

@Suite("Channel primitives")
struct ChannelPrimitivesTests {
  @Test("key and shared secret are those of RFC 7748 §6.1")
  func agreement() throws {
    let bob = ChannelKeyPair(
      secret: secret("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"))
    let alice = try #require(
      ChannelKey(bytes("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")))
    #expect(
      bob.publicKey.array
        == bytes("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"))
    let shared = try #require(bob.agree(with: alice))
    #expect(
      shared.withUnsafeBytes { Array($0) }
        == bytes("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"))
  }

  @Test(
    "a point of low order gives no secret",
    arguments: [
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0100000000000000000000000000000000000000000000000000000000000000",
      "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
      "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ])
  func lowOrder(point: String) throws {
    let pair = ChannelKeyPair(secret: Bytes32([UInt8](repeating: 0x42, count: 32)) ?? .zero)
    let key = try #require(ChannelKey(bytes(point)))
    #expect(pair.agree(with: key) == nil)
  }

  @Test("a sealed text opens with the same key, nonce and context only")
  func cipher() throws {
    let cipher = ChannelCipher(key: ChannelSecret(secret(String(repeating: "80", count: 32))))
    let plain = Array("Wie brengt mij donderdag naar het dienstencentrum?".utf8)
    var sealed = plain + [UInt8](repeating: 0, count: ChannelCipher.tagBytes)
    let context: [UInt8] = [1, 2, 3]
    #expect(
      context.withUnsafeBytes { context in
        sealed.withUnsafeMutableBytes { cipher.seal(inPlace: $0, nonce: 7, context: context) }
      })
    func open(_ sealed: [UInt8], _ nonce: UInt64, _ context: [UInt8], room: Int) -> [UInt8]? {
      var out = [UInt8](repeating: 0, count: room)
      let opened = context.withUnsafeBytes { context in
        out.withUnsafeMutableBytes { out in
          sealed.withUnsafeBytes { cipher.open($0, into: out, nonce: nonce, context: context) }
        }
      }
      return opened ? out : nil
    }
    #expect(open(sealed, 7, context, room: plain.count) == plain)
    #expect(open(sealed, 8, context, room: plain.count) == nil)
    #expect(open(sealed, 7, [1, 2], room: plain.count) == nil)
    #expect(open(sealed, 7, context, room: plain.count - 1) == nil)
    #expect(open(Array(sealed.dropLast()), 7, context, room: plain.count) == nil)
    #expect(open([], 7, context, room: plain.count) == nil)
  }

  @Test("under the zero key, zeros become the key stream of RFC 8439 appendix A.1, vector 2")
  func keyStream() {
    let cipher = ChannelCipher(key: ChannelSecret(.zero))
    var text = [UInt8](repeating: 0, count: 64 + ChannelCipher.tagBytes)
    _ = text.withUnsafeMutableBytes {
      cipher.seal(inPlace: $0, nonce: 0, context: UnsafeRawBufferPointer(start: nil, count: 0))
    }
    #expect(
      Array(text.prefix(64))
        == bytes(
          """
          9f07e7be5551387a98ba977c732d080d cb0f29a048e3656912c6533e32ee7aed
          29b721769ce64e43d57133b074d839d5 31ed1f28510afb45ace10a1f4b794d6f
          """))
  }

  @Test("every byte of the counter makes another key stream")
  func counters() {
    let cipher = ChannelCipher(key: ChannelSecret(.zero))
    func stream(_ nonce: UInt64) -> [UInt8] {
      var text = [UInt8](repeating: 0, count: 8 + ChannelCipher.tagBytes)
      _ = text.withUnsafeMutableBytes {
        cipher.seal(
          inPlace: $0, nonce: nonce, context: UnsafeRawBufferPointer(start: nil, count: 0))
      }
      return Array(text.prefix(8))
    }
    #expect(Set([0, 1, 1 << 8, 1 << 32, 1 << 56, .max].map(stream)).count == 6)
  }

  @Test("SHA-256 of two parts is that of the whole")
  func hash() {
    func hash(_ first: String, _ second: String) -> Bytes32 {
      Array(first.utf8).withUnsafeBytes { first in
        Array(second.utf8).withUnsafeBytes { ChannelHash.hash(first, $0) }
      }
    }
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(hash("abc", "") == secret(abc))
    #expect(hash("a", "bc") == secret(abc))
    #expect(
      hash("", "")
        == secret("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"))
  }
}
