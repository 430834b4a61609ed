import CSodium
import Vocabulary

/// A use of a signature with its own context string, put before the signed bytes, so that a
/// signature made for one purpose verifies for no other. `protocol/02-identities.md` §4.
public enum SigningPurpose: String, Sendable, CaseIterable {
  case update = "gebuur/1/update\0"
  case header = "gebuur/1/header\0"
  case invitation = "gebuur/1/invitation\0"
  case channelKey = "gebuur/1/channel-key\0"
  case hours = "gebuur/1/hours\0"
}

/// An Ed25519 key pair (RFC 8032).
public struct SigningKeyPair: Sendable {
  /// Shown to everyone.
  public let publicKey: SigningKey
  /// The 32-byte seed: keep it secret.
  public let seed: Bytes32
  let secret: [UInt8]

  /// The pair that grows from a seed.
  public init(seed: Bytes32) {
    Sodium.ready()
    var publicBytes = [UInt8](repeating: 0, count: 32)
    var secretBytes = [UInt8](repeating: 0, count: 64)
    crypto_sign_seed_keypair(&publicBytes, &secretBytes, seed.array)
    publicKey = SigningKey(publicBytes) ?? SigningKey(bytes: .zero)
    self.seed = seed
    secret = secretBytes
  }

  /// Signs `bytes` for one purpose: 64 bytes.
  public func sign(_ bytes: [UInt8], for purpose: SigningPurpose) -> [UInt8] {
    signRaw(Array(purpose.rawValue.utf8) + bytes)
  }

  func signRaw(_ message: [UInt8]) -> [UInt8] {
    var signature = [UInt8](repeating: 0, count: 64)
    crypto_sign_detached(&signature, nil, message, UInt64(message.count), secret)
    return signature
  }
}

/// Checks signatures with libsodium and nothing else: two verifiers that disagree would split
/// the federation.
public enum Verifying {
  /// Length of every signature in bytes.
  public static let signatureBytes = 64

  /// True when `signature` is `key`'s over `bytes` for this purpose.
  public static func isValid(
    _ signature: [UInt8], over bytes: [UInt8], by key: SigningKey, for purpose: SigningPurpose
  ) -> Bool {
    isValidRaw(signature, over: Array(purpose.rawValue.utf8) + bytes, by: key)
  }

  /// Plain Ed25519, for published test vectors only.
  public static func isValidRaw(
    _ signature: [UInt8], over message: [UInt8], by key: SigningKey
  ) -> Bool {
    guard signature.count == signatureBytes else { return false }
    Sodium.ready()
    return crypto_sign_verify_detached(
      signature, message, UInt64(message.count), key.array) == 0
  }
}
