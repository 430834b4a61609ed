import Sealing
import Testing

@Suite("Passphrase box")
struct PassphraseBoxTests {
  private let cost = PassphraseBox.Cost(operations: 1, memory: 8 << 20)
  private let salt: [UInt8] = Array(0..<16)
  private let nonce: [UInt8] = Array(0..<24)
  private let plain = Array("sleutel".utf8)

  private func seal() throws -> [UInt8] {
    try #require(
      PassphraseBox.seal(plain, passphrase: "zonnebloem", salt: salt, nonce: nonce, cost: cost))
  }

  private func open(
    _ sealed: [UInt8], passphrase: String = "zonnebloem", salt: [UInt8]? = nil,
    nonce: [UInt8]? = nil, cost: PassphraseBox.Cost? = nil
  ) -> [UInt8]? {
    PassphraseBox.open(
      sealed, passphrase: passphrase, salt: salt ?? self.salt, nonce: nonce ?? self.nonce,
      cost: cost ?? self.cost)
  }

  @Test("seals as an independent implementation does, and opens again")
  func known() throws {
    // PyNaCl: argon2id.kdf(32, b"zonnebloem", bytes(range(16)), 1, 8 << 20), then
    // crypto_aead_xchacha20poly1305_ietf_encrypt(b"sleutel", None, bytes(range(24)), key).
    let sealed = try seal()
    #expect(sealed == Hex.bytes("91520aa92ef90e9b32f177924efb6843c1754e72958b0d"))
    #expect(open(sealed) == plain)
  }

  @Test(
    "the wrong passphrase opens nothing", arguments: ["", "zonnebloe", "zonnebloem ", "Zonnebloem"])
  func wrongPassphrase(_ guess: String) throws {
    #expect(open(try seal(), passphrase: guess) == nil)
  }

  @Test("another salt, nonce or cost opens nothing")
  func wrongParameters() throws {
    let sealed = try seal()
    #expect(open(sealed, salt: Array(1..<17)) == nil)
    #expect(open(sealed, nonce: Array(1..<25)) == nil)
    #expect(open(sealed, cost: .init(operations: 2, memory: 8 << 20)) == nil)
    #expect(open(sealed, salt: []) == nil)
    #expect(open(sealed, nonce: []) == nil)
  }

  @Test("a changed or shortened box opens nothing")
  func tampered() throws {
    let sealed = try seal()
    for index in sealed.indices {
      var forged = sealed
      forged[index] ^= 0x40
      #expect(open(forged) == nil)
    }
    #expect(open(Array(sealed.dropLast())) == nil)
    #expect(open([]) == nil)
  }

  @Test("a key file that asks for absurd work is refused before any is done")
  func absurdCost() throws {
    let sealed = try seal()
    #expect(open(sealed, cost: .init(operations: 1, memory: .max)) == nil)
    #expect(open(sealed, cost: .init(operations: .max, memory: 8 << 20)) == nil)
    #expect(open(sealed, cost: .init(operations: 0, memory: 0)) == nil)
  }
}
