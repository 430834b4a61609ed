import Sealing
import Testing
import Vocabulary

@Suite("Signing")
struct SigningTests {
  private let pair: SigningKeyPair
  private let message = Array("buren".utf8)

  init() throws {
    pair = SigningKeyPair(seed: try #require(Bytes32(Array(0..<32))))
  }

  /// Made with PyNaCl: `SigningKey(bytes(range(32))).sign(b"gebuur/1/…\0" + b"buren")`.
  static let expected: [SigningPurpose: String] = [
    .update: "f0441e412c70c163b57efacbd067c8da897b965f7978c664ba35045c56e60f6b"
      + "e1e0b00777e942baf160e34609fe96b9a925991720a53ae333f130534720bb01",
    .header: "a3d79c572dde871aacb230c8b1617be632fa1d5d276871b2022b93e43c3c4c96"
      + "1fa69a44b4d45a3e6c5395febb56cd46cfd210b2e2def830d6d3d11828269606",
    .invitation: "72a3755f30d692fc3634bdaaa52015ac3c3437913a4d4e978c253dec7ae24eb0"
      + "8fb551b4ff221a79c326858fb992845fd8171ca0a8c9c7deaebd3ee4954b5309",
    .channelKey: "e3b93bc2a52c66b442b66a733c0b2ebd71859939ba69e8f534614c3cb61a793e"
      + "136066efbc800a387c6efc88638650b1e3dcd3fa442f9b383a52de76e3a04907",
    .hours: "0d79a6ab04f6ac8a07050afc6bc1c667f6363ed693000768873bf72740d2bc14"
      + "916beca9485f6d8142e9b7e2b266672bf0866d37a27c9b19195c0c26b4a1aa09",
  ]

  @Test("a seed gives the key pair that others derive from it")
  func derivation() {
    #expect(
      pair.publicKey.array
        == Hex.bytes("03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"))
  }

  @Test(
    "every context signs as an independent implementation does", arguments: SigningPurpose.allCases)
  func contexts(_ purpose: SigningPurpose) {
    let signature = pair.sign(message, for: purpose)
    #expect(signature == Self.expected[purpose].map(Hex.bytes))
    #expect(Verifying.isValid(signature, over: message, by: pair.publicKey, for: purpose))
  }

  @Test("a signature made for one purpose verifies for no other")
  func separation() {
    for made in SigningPurpose.allCases {
      let signature = pair.sign(message, for: made)
      for other in SigningPurpose.allCases where other != made {
        #expect(!Verifying.isValid(signature, over: message, by: pair.publicKey, for: other))
      }
    }
  }

  @Test("contexts end in a zero byte, so that none is the beginning of another")
  func prefixFree() {
    #expect(SigningPurpose.allCases.allSatisfy { $0.rawValue.utf8.last == 0 })
    #expect(Set(SigningPurpose.allCases.map(\.rawValue)).count == SigningPurpose.allCases.count)
  }

  @Test("a signature with one bit changed anywhere is refused")
  func flipped() {
    let signature = pair.sign(message, for: .update)
    for bit in 0..<(64 * 8) {
      var forged = signature
      forged[bit / 8] ^= 1 << (bit % 8)
      #expect(!Verifying.isValid(forged, over: message, by: pair.publicKey, for: .update))
    }
  }

  @Test("a signature of another length is refused", arguments: [0, 1, 63, 65, 128])
  func lengths(_ count: Int) {
    let signature = [UInt8](repeating: 0, count: count)
    #expect(!Verifying.isValid(signature, over: message, by: pair.publicKey, for: .update))
  }
}
