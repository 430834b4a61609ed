import Sealing
import Testing
import Updates
import Vocabulary

struct Base32Vectors: VectorFile {
  struct Pair: Codable {
    let bytes: String
    let text: String
  }
  struct Refused: Codable {
    let text: String
    let why: String
  }
  static let name = "base32.json"
  let valid: [Pair]
  let readable: [Pair]
  let invalid: [Refused]

  static func make() -> Base32Vectors {
    var generator = SeededGenerator(seed: 32)
    let lengths = [0, 1, 2, 3, 4, 5, 8, 16, 31, 32, 33, 64]
    return Base32Vectors(
      valid: lengths.map { count in
        let bytes = generator.bytes(count)
        return Pair(bytes: hex(bytes), text: Base32.encode(bytes))
      },
      readable: [
        Pair(bytes: "47454255", text: "8X2M-4N8"), Pair(bytes: "0842", text: "i1 lO"),
        Pair(bytes: "0842", text: "L-l 1o"), Pair(bytes: "00", text: "oO"),
      ],
      invalid: [
        Refused(text: "u0", why: "u is not in the alphabet"),
        Refused(text: "0!", why: "punctuation"),
        Refused(text: "zz", why: "padding that is not zero"),
        Refused(text: "0", why: "five bits make no byte"),
        Refused(text: "000", why: "a whole character of padding"),
        Refused(text: "é0", why: "not ASCII"),
      ])
  }
}

struct HashVectors: VectorFile {
  struct Hash: Codable {
    let purpose: String
    let personalisation: String
    let message: String
    let hash: String
  }
  struct Bound: Codable {
    let purpose: String
    let salt: String
    let bytes: String
    let commitment: String
  }
  static let name = "hashes.json"
  let hashes: [Hash]
  let commitments: [Bound]

  static func make() -> HashVectors {
    var generator = SeededGenerator(seed: 2)
    let hashes = HashPurpose.allCases.flatMap { purpose in
      [0, 32, 200].map { count in
        let message = generator.bytes(count)
        return Hash(
          purpose: "\(purpose)", personalisation: purpose.rawValue, message: hex(message),
          hash: hex(Hashing.hash(message, for: purpose).array))
      }
    }
    let commitments = [HashPurpose.updateCommitment, .contentCommitment].map { purpose in
      let (salt, bytes) = (generator.bytes(16), generator.bytes(90))
      return Bound(
        purpose: "\(purpose)", salt: hex(salt), bytes: hex(bytes),
        commitment: hex(Hashing.commitment(salt: salt, bytes: bytes, for: purpose).array))
    }
    return HashVectors(hashes: hashes, commitments: commitments)
  }
}

struct IdentityVectors: VectorFile {
  struct Key: Codable {
    let seed: String
    let publicKey: String
    let node: String
    let resident: String
  }
  struct Letter: Codable {
    let secret: String
    let publicKey: String
  }
  struct Areas: Codable {
    let valid: [String]
    let invalid: [String]
  }
  static let name = "identities.json"
  let keys: [Key]
  let invitations: [Letter]
  let areas: Areas

  static func make() throws -> IdentityVectors {
    var generator = SeededGenerator(seed: 3)
    return IdentityVectors(
      keys: try (0..<4).map { _ in
        let pair = SigningKeyPair(seed: try #require(Bytes32(generator.bytes(32))))
        return Key(
          seed: hex(pair.seed.array), publicKey: hex(pair.publicKey.array),
          node: NodeID.of(foundingKey: pair.publicKey).description,
          resident: ResidentID.of(firstDevice: pair.publicKey).description)
      },
      invitations: try (0..<3).map { _ in
        let secret = generator.bytes(16)
        let letter = try #require(InvitationSecret(secret))
        return Letter(secret: hex(secret), publicKey: hex(letter.key.publicKey.array))
      },
      areas: Areas(
        valid: ["9F367Q4C+", "9f367q4c+", "22222222+", "CVXXXXXX+"],
        invalid: [
          "", "9F367Q4C", "9F367Q4C+6M", "9F360000+", "9F367Q4A+", "FF367Q4C+", "9W367Q4C+",
          "9\u{fb00}67Q4C+", " 9F367Q4C+",
        ]))
  }
}

struct SignatureVectors: VectorFile {
  struct Signed: Codable {
    var purpose: String
    let context: String
    let seed: String
    var publicKey: String
    var message: String
    var signature: String
    var why: String?
  }
  static let name = "signatures.json"
  let valid: [Signed]
  let invalid: [Signed]

  static func make() throws -> SignatureVectors {
    var generator = SeededGenerator(seed: 4)
    let valid = try SigningPurpose.allCases.flatMap { purpose in
      try [0, 96].map { count in
        let pair = SigningKeyPair(seed: try #require(Bytes32(generator.bytes(32))))
        let message = generator.bytes(count)
        return Signed(
          purpose: "\(purpose)", context: purpose.rawValue, seed: hex(pair.seed.array),
          publicKey: hex(pair.publicKey.array), message: hex(message),
          signature: hex(pair.sign(message, for: purpose)))
      }
    }
    return SignatureVectors(valid: valid, invalid: try spoil(valid[1], beside: valid[3]))
  }

  private static func spoil(_ good: Signed, beside other: Signed) throws -> [Signed] {
    func changed(_ why: String, _ change: (inout Signed) throws -> Void) rethrows -> Signed {
      var bad = good
      bad.why = why
      try change(&bad)
      return bad
    }
    // The order of the group is added to S: the same point, another encoding.
    let order = try unhex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
    var malleable = try unhex(good.signature)
    var carry = 0
    for index in 0..<32 {
      let sum = Int(malleable[32 + index]) + Int(order[index]) + carry
      malleable[32 + index] = UInt8(sum & 0xff)
      carry = sum >> 8
    }
    return [
      changed("made for another purpose") { $0.purpose = other.purpose },
      changed("another key") { $0.publicKey = other.publicKey },
      changed("another message") { $0.message += "00" },
      changed("one bit of R") { $0.signature = flip($0.signature, at: 0) },
      changed("one bit of S") { $0.signature = flip($0.signature, at: 100) },
      changed("S plus the order of the group") { $0.signature = hex(malleable) },
      changed("cut short") { $0.signature = String($0.signature.dropLast(2)) },
      changed("a key of small order, a signature of zeroes") {
        $0.publicKey = "01" + String(repeating: "0", count: 62)
        $0.signature = "01" + String(repeating: "0", count: 126)
      },
    ]
  }

  private static func flip(_ text: String, at digit: Int) -> String {
    var digits = Array(text)
    digits[digit] = digits[digit] == "0" ? "1" : "0"
    return String(digits)
  }
}

@Suite("Seal vectors")
struct SealVectorTests {
  @Test("base 32")
  func base32() throws {
    let file = try Base32Vectors.load()
    for pair in file.valid { #expect(try Base32.encode(unhex(pair.bytes)) == pair.text) }
    for pair in file.valid + file.readable {
      #expect(try Base32.decode(pair.text) == unhex(pair.bytes))
    }
    for bad in file.invalid { #expect(Base32.decode(bad.text) == nil, "\(bad.why)") }
    #expect(file.readable.count >= 3)
  }

  @Test("hashes and commitments")
  func hashes() throws {
    let file = try HashVectors.load()
    for vector in file.hashes {
      let purpose = try #require(HashPurpose.allCases.first { "\($0)" == vector.purpose })
      #expect(try hex(Hashing.hash(unhex(vector.message), for: purpose).array) == vector.hash)
    }
    for vector in file.commitments {
      let purpose = try #require(HashPurpose.allCases.first { "\($0)" == vector.purpose })
      let made = Hashing.commitment(
        salt: try unhex(vector.salt), bytes: try unhex(vector.bytes), for: purpose)
      #expect(hex(made.array) == vector.commitment)
    }
    #expect(Set(file.hashes.map(\.purpose)).count == HashPurpose.allCases.count)
  }

  @Test("identities and areas")
  func identities() throws {
    let file = try IdentityVectors.load()
    for vector in file.keys {
      let pair = SigningKeyPair(seed: try #require(Bytes32(unhex(vector.seed))))
      #expect(hex(pair.publicKey.array) == vector.publicKey)
      #expect(NodeID.of(foundingKey: pair.publicKey).description == vector.node)
      #expect(ResidentID.of(firstDevice: pair.publicKey).description == vector.resident)
    }
    for vector in file.invitations {
      let letter = try #require(InvitationSecret(unhex(vector.secret)))
      #expect(hex(letter.key.publicKey.array) == vector.publicKey)
    }
    for area in file.areas.valid { #expect(Area(area) != nil) }
    for area in file.areas.invalid { #expect(Area(area) == nil) }
  }

  @Test("signatures")
  func signatures() throws {
    let file = try SignatureVectors.load()
    for (vector, valid) in file.valid.map({ ($0, true) }) + file.invalid.map({ ($0, false) }) {
      let purpose = try #require(SigningPurpose.allCases.first { "\($0)" == vector.purpose })
      let judged = Verifying.isValid(
        try unhex(vector.signature), over: try unhex(vector.message),
        by: try #require(SigningKey(unhex(vector.publicKey))), for: purpose)
      #expect(judged == valid, "\(vector.why ?? "valid")")
    }
  }
}
