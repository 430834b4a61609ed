import CSodium
import Vocabulary

// What the Noise channel needs from libsodium and nothing more (`protocol/04-channel.md`). All work
// is done in buffers the caller lends, because every byte between two nodes passes through here.

/// Thirty-two secret bytes, wiped when their last holder lets go. Copies share one storage.
public final class ChannelSecret: Sendable {
  /// Number of bytes.
  public static let count = 32
  // Written during initialisation only.
  nonisolated(unsafe) let pointer: UnsafeMutablePointer<UInt8>

  init() {
    Sodium.ready()
    pointer = .allocate(capacity: Self.count)
    pointer.initialize(repeating: 0, count: Self.count)
  }

  /// Takes over 32 bytes; wiping the caller's copy is the caller's.
  public convenience init(_ bytes: Bytes32) {
    self.init()
    bytes.withUnsafeBytes { pointer.update(from: $0.octets, count: Self.count) }
  }

  deinit {
    sodium_memzero(pointer, Self.count)
    pointer.deallocate()
  }

  /// Lends the bytes.
  public func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    try body(UnsafeRawBufferPointer(start: pointer, count: Self.count))
  }
}

/// An X25519 key pair (RFC 7748) for the channel.
public struct ChannelKeyPair: Sendable {
  /// Shown to everyone.
  public let publicKey: ChannelKey
  let secret: ChannelSecret

  /// The pair that belongs to 32 secret bytes.
  public init(secret: Bytes32) { self.init(secret: ChannelSecret(secret)) }

  init(secret: ChannelSecret) {
    self.secret = secret
    var point: Words = (0, 0, 0, 0)
    publicKey = withUnsafeMutableBytes(of: &point) { out in
      crypto_scalarmult_base(out.octets, secret.pointer)
      return ChannelKey(bytes: Bytes32(UnsafeRawBufferPointer(out)) ?? .zero)
    }
  }

  /// The secret shared with the holder of `other`. Nil when `other` is a point of low order, which
  /// would give everyone the same "secret" (RFC 7748 §6.1).
  public func agree(with other: ChannelKey) -> ChannelSecret? {
    let shared = ChannelSecret()
    let made = other.bytes.withUnsafeBytes { point in
      crypto_scalarmult(shared.pointer, secret.pointer, point.octets)
    }
    guard made == 0, sodium_is_zero(shared.pointer, ChannelSecret.count) == 0 else { return nil }
    return shared
  }
}

/// ChaCha20-Poly1305 (RFC 8439) as Noise uses it: the nonce is a counter.
public struct ChannelCipher: Sendable {
  /// Bytes a sealed text is longer than its plain text.
  public static let tagBytes = 16
  let key: ChannelSecret

  /// Takes the key.
  public init(key: ChannelSecret) { self.key = key }

  /// Seals in place: `buffer` holds the plain text and room for 16 bytes more. False, and nothing
  /// done, when there is no room.
  public func seal(
    inPlace buffer: UnsafeMutableRawBufferPointer, nonce: UInt64, context: UnsafeRawBufferPointer
  ) -> Bool {
    let length = buffer.count - Self.tagBytes
    guard length >= 0 else { return false }
    return withNonce(nonce) { nonce in
      crypto_aead_chacha20poly1305_ietf_encrypt(
        buffer.octets, nil, buffer.octets, UInt64(length), context.octets, UInt64(context.count),
        nil, nonce, key.pointer) == 0
    }
  }

  /// Opens `sealed` into the first `sealed.count - 16` bytes of `plain`. False when the bytes are
  /// not what was sealed under this key, nonce and context.
  public func open(
    _ sealed: UnsafeRawBufferPointer, into plain: UnsafeMutableRawBufferPointer, nonce: UInt64,
    context: UnsafeRawBufferPointer
  ) -> Bool {
    guard sealed.count >= Self.tagBytes, plain.count >= sealed.count - Self.tagBytes else {
      return false
    }
    return withNonce(nonce) { nonce in
      crypto_aead_chacha20poly1305_ietf_decrypt(
        plain.octets, nil, nil, sealed.octets, UInt64(sealed.count), context.octets,
        UInt64(context.count), nonce, key.pointer) == 0
    }
  }

  /// The cipher with the key that follows this one: Noise §4.2, `REKEY`.
  public func rekeyed() -> ChannelCipher {
    let next = ChannelSecret()
    withUnsafeTemporaryAllocation(byteCount: ChannelSecret.count + Self.tagBytes, alignment: 8) {
      buffer in
      buffer.initializeMemory(as: UInt8.self, repeating: 0)
      _ = seal(inPlace: buffer, nonce: .max, context: UnsafeRawBufferPointer(start: nil, count: 0))
      next.pointer.update(from: buffer.octets, count: ChannelSecret.count)
      sodium_memzero(buffer.baseAddress, buffer.count)
    }
    return ChannelCipher(key: next)
  }

  // Noise §12.3: 32 zero bits, then the counter in little-endian order.
  private func withNonce<R>(_ counter: UInt64, _ body: (UnsafePointer<UInt8>) -> R) -> R {
    let low = UInt32(truncatingIfNeeded: counter).littleEndian
    let high = UInt32(truncatingIfNeeded: counter >> 32).littleEndian
    return withUnsafeBytes(of: (UInt32(0), low, high)) { body($0.octets) }
  }
}

/// SHA-256 and what Noise derives from it.
public enum ChannelHash {
  /// SHA-256 of `first` followed by `second`.
  public static func hash(
    _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer
  ) -> Bytes32 {
    Sodium.ready()
    var state = crypto_hash_sha256_state()
    crypto_hash_sha256_init(&state)
    crypto_hash_sha256_update(&state, first.octets, UInt64(first.count))
    crypto_hash_sha256_update(&state, second.octets, UInt64(second.count))
    var digest: Words = (0, 0, 0, 0)
    return withUnsafeMutableBytes(of: &digest) { out in
      crypto_hash_sha256_final(&state, out.octets)
      return Bytes32(UnsafeRawBufferPointer(out)) ?? .zero
    }
  }

  /// Noise §4.3, `HKDF` with two outputs: the next chaining key and a key to use.
  public static func derive(
    chaining: ChannelSecret, input: UnsafeRawBufferPointer
  ) -> (chaining: ChannelSecret, key: ChannelSecret) {
    let extracted = authenticate(input, under: chaining)
    let first = authenticate(UnsafeRawBufferPointer(start: nil, count: 0), 1, under: extracted)
    let second = first.withUnsafeBytes { authenticate($0, 2, under: extracted) }
    return (first, second)
  }

  private static func authenticate(
    _ bytes: UnsafeRawBufferPointer, _ last: UInt8? = nil, under key: ChannelSecret
  ) -> ChannelSecret {
    let tag = ChannelSecret()
    var state = crypto_auth_hmacsha256_state()
    crypto_auth_hmacsha256_init(&state, key.pointer, ChannelSecret.count)
    crypto_auth_hmacsha256_update(&state, bytes.octets, UInt64(bytes.count))
    if var last { crypto_auth_hmacsha256_update(&state, &last, 1) }
    crypto_auth_hmacsha256_final(&state, tag.pointer)
    sodium_memzero(&state, MemoryLayout.size(ofValue: state))
    return tag
  }
}

private typealias Words = (UInt64, UInt64, UInt64, UInt64)

// libsodium wants an address even where there is nothing to read or write.
nonisolated(unsafe) private let nowhere = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)

extension UnsafeRawBufferPointer {
  fileprivate var octets: UnsafePointer<UInt8> {
    baseAddress?.assumingMemoryBound(to: UInt8.self) ?? UnsafePointer(nowhere)
  }
}

extension UnsafeMutableRawBufferPointer {
  fileprivate var octets: UnsafeMutablePointer<UInt8> {
    baseAddress?.assumingMemoryBound(to: UInt8.self) ?? nowhere
  }
}
