import CSodium
import Vocabulary

/// Sealing a key file under a passphrase: Argon2id (RFC 9106) and XChaCha20-Poly1305.
public enum PassphraseBox {
  /// Bytes of Argon2id salt.
  public static let saltBytes = 16
  /// Bytes of nonce.
  public static let nonceBytes = 24

  /// How much work a guess costs. libsodium's "interactive": about 100 ms and 64 MiB.
  public struct Cost: Hashable, Sendable {
    /// Passes over memory.
    public let operations: UInt64
    /// Memory in bytes.
    public let memory: UInt64
    /// Takes passes and bytes.
    public init(operations: UInt64, memory: UInt64) {
      self.operations = operations
      self.memory = memory
    }
    /// What a resident's key is sealed with.
    public static let interactive = Cost(operations: 2, memory: 64 << 20)
  }

  /// Seals `plain`. Nil when the machine lacks the memory.
  public static func seal(
    _ plain: [UInt8], passphrase: String, salt: [UInt8], nonce: [UInt8], cost: Cost
  ) -> [UInt8]? {
    guard salt.count == saltBytes, nonce.count == nonceBytes,
      var key = stretch(passphrase, salt: salt, cost: cost)
    else { return nil }
    defer { sodium_memzero(&key, key.count) }
    var sealed = [UInt8](repeating: 0, count: plain.count + 16)
    crypto_aead_xchacha20poly1305_ietf_encrypt(
      &sealed, nil, plain, UInt64(plain.count), nil, 0, nil, nonce, key)
    return sealed
  }

  /// Opens what `seal` made. Nil when the passphrase or the bytes are wrong.
  public static func open(
    _ sealed: [UInt8], passphrase: String, salt: [UInt8], nonce: [UInt8], cost: Cost
  ) -> [UInt8]? {
    guard sealed.count >= 16, salt.count == saltBytes, nonce.count == nonceBytes,
      cost.memory <= 1 << 30, cost.operations <= 16,
      var key = stretch(passphrase, salt: salt, cost: cost)
    else { return nil }
    defer { sodium_memzero(&key, key.count) }
    var plain = [UInt8](repeating: 0, count: sealed.count - 16)
    let opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
      &plain, nil, nil, sealed, UInt64(sealed.count), nil, 0, nonce, key)
    return opened == 0 ? plain : nil
  }

  private static func stretch(_ passphrase: String, salt: [UInt8], cost: Cost) -> [UInt8]? {
    Sodium.ready()
    var key = [UInt8](repeating: 0, count: 32)
    let made = crypto_pwhash(
      &key, 32, passphrase, UInt64(passphrase.utf8.count), salt, cost.operations,
      Int(clamping: cost.memory), crypto_pwhash_alg_argon2id13())
    return made == 0 ? key : nil
  }
}
