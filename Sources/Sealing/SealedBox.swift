import CSodium
import Vocabulary

/// What is in a sealed box: a context put before the plain text, so that a box made for one purpose
/// says nothing in another. `protocol/02-identities.md` §7.
public enum SealedPurpose: String, Sendable, CaseIterable {
  case sharedPlace = "gebuur/1/place\0"
  case ownPlace = "gebuur/1/own-place\0"
}

/// libsodium's `crypto_box_seal`: whoever knows a public key can close a box that only the holder of
/// its secret opens. It does not say who closed it: a signature around it does.
public enum SealedBox {
  /// Bytes a box is longer than what was put in, its context included.
  public static let overhead = 48

  /// Closes a box. `ephemeral`: 32 random bytes, used once and forgotten. Nil when `key` is a point
  /// of low order, whose boxes everybody could open.
  public static func seal(
    _ plain: [UInt8], to key: ChannelKey, for purpose: SealedPurpose, ephemeral: Bytes32
  ) -> [UInt8]? {
    let pair = ChannelKeyPair(secret: ephemeral)
    let message = Array(purpose.rawValue.utf8) + plain
    var sealed = [UInt8](repeating: 0, count: message.count + 16)
    let made = crypto_box_easy(
      &sealed, message, UInt64(message.count), nonce(pair.publicKey, key), key.array,
      pair.secret.pointer)
    return made == 0 ? pair.publicKey.array + sealed : nil
  }

  /// Opens a box closed for this pair's public key and this purpose; nil for any other bytes.
  public static func open(
    _ box: [UInt8], with pair: ChannelKeyPair, for purpose: SealedPurpose
  ) -> [UInt8]? {
    guard box.count >= overhead else { return nil }
    var message = [UInt8](repeating: 0, count: box.count - overhead)
    let opened = crypto_box_seal_open(
      &message, box, UInt64(box.count), pair.publicKey.array, pair.secret.pointer)
    let context = Array(purpose.rawValue.utf8)
    guard opened == 0, message.starts(with: context) else { return nil }
    return Array(message.dropFirst(context.count))
  }

  /// As `crypto_box_seal` makes it: BLAKE2b over both public keys.
  private static func nonce(_ ephemeral: ChannelKey, _ key: ChannelKey) -> [UInt8] {
    let keys = ephemeral.array + key.array
    var nonce = [UInt8](repeating: 0, count: 24)
    crypto_generichash(&nonce, nonce.count, keys, UInt64(keys.count), nil, 0)
    return nonce
  }
}
