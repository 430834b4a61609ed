import CSodium
import Vocabulary

/// A use of BLAKE2b-256 with its own personalisation string, so that a hash made for one purpose
/// means nothing for another. `protocol/02-identities.md` §3 lists them all.
public enum HashPurpose: String, Sendable, CaseIterable {
  case node = "gebuur1 node"
  case resident = "gebuur1 resident"
  case update = "gebuur1 update"
  case header = "gebuur1 header"
  case updateCommitment = "gebuur1 facts"
  case contentCommitment = "gebuur1 content"
  case heads = "gebuur1 heads"
  case invitation = "gebuur1 letter"
}

/// BLAKE2b-256 (RFC 7693) with personalisation.
public enum Hashing {
  private static let person: [HashPurpose: [UInt8]] = Dictionary(
    uniqueKeysWithValues: HashPurpose.allCases.map { purpose in
      let text = Array(purpose.rawValue.utf8)
      return (purpose, text + [UInt8](repeating: 0, count: 16 - text.count))
    })

  /// The hash of `bytes` for one purpose.
  public static func hash(_ bytes: [UInt8], for purpose: HashPurpose) -> Bytes32 {
    bytes.withUnsafeBytes { hash($0, for: purpose) }
  }

  /// The hash of a buffer for one purpose.
  public static func hash(_ bytes: UnsafeRawBufferPointer, for purpose: HashPurpose) -> Bytes32 {
    Sodium.ready()
    var out = [UInt8](repeating: 0, count: Bytes32.count)
    crypto_generichash_blake2b_salt_personal(
      &out, out.count, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
      UInt64(bytes.count), nil, 0, nil, person[purpose])
    return Bytes32(out) ?? .zero
  }

  /// The commitment to `bytes` under `salt`: hash of salt ‖ bytes.
  public static func commitment(
    salt: [UInt8], bytes: [UInt8], for purpose: HashPurpose
  ) -> Commitment {
    Commitment(bytes: hash(salt + bytes, for: purpose))
  }
}
