import Sealing
import Testing
import Vocabulary

@Suite("Hashing")
struct HashingTests {
  /// Made with Python's `hashlib.blake2b(b"buren", digest_size=32, person=…)`.
  static let expected: [HashPurpose: String] = [
    .node: "a3bf90f38aae3f3482f5ff36c6a55715bd4cf65798d7b67791037314b346d183",
    .resident: "48e8a4fa8215325c5baf4778ad02fb8d31b7effdefa6eb439f3e4309ef3f6aa0",
    .update: "e8c4291dbfa277620b91cfa93686868b6419177db2f0a94d8ae11ff0b042ef6e",
    .header: "14719e63b7885c6cbf14df312aff8d77509839f4fab10776a2a0d8f1b0a03e15",
    .updateCommitment: "083c55bccd0aa071e48da7a5ecc563453e58d8ec480e68b8bed813fc7972aa1a",
    .contentCommitment: "7c326a1c9304250af82be091511e5c1f3c7934120f6b27dd892e629d2fe6aa7f",
    .heads: "4885f0be9d5bdc483971c57e40b412496eb66d6c6d07791afe7a06ba00a06f7e",
    .invitation: "6e333c4bfc005e3d31977312380cf719c5f3c3176bf598b98ebcbb45fe9d7e2a",
  ]

  @Test(
    "every purpose hashes as an independent implementation does", arguments: HashPurpose.allCases)
  func purposes(_ purpose: HashPurpose) {
    #expect(
      Hashing.hash(Array("buren".utf8), for: purpose).array
        == Self.expected[purpose].map(Hex.bytes))
  }

  @Test("the empty message has a hash too")
  func empty() {
    #expect(
      Hashing.hash([], for: .node).array
        == Hex.bytes("8909860e916f11cc158f2e5ee8ad149cd30fa7e2d7007eadc8436e4f8c9442c0"))
  }

  @Test("a commitment is the hash of salt and bytes")
  func commitment() {
    let made = Hashing.commitment(
      salt: Array(0..<16), bytes: Array("buren".utf8), for: .contentCommitment)
    #expect(
      made.array == Hex.bytes("e0e4d5283867fe524c620bc3b8ce8f2c703a4d0762424bdff079240a9c88289a"))
  }

  @Test("no two purposes share a personalisation string, and each fits sixteen bytes")
  func personalisation() {
    #expect(Set(HashPurpose.allCases.map(\.rawValue)).count == HashPurpose.allCases.count)
    #expect(HashPurpose.allCases.allSatisfy { $0.rawValue.utf8.count <= 16 })
  }
}

/// Hexadecimal, for constants that other programs made.
enum Hex {
  static func bytes(_ text: String) -> [UInt8] {
    stride(from: 0, to: text.count, by: 2).compactMap { offset in
      UInt8(text.dropFirst(offset).prefix(2), radix: 16)
    }
  }
}
