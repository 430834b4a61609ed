import CSodium
import Vocabulary

/// libsodium, initialised once. Every primitive of this module goes through here, so none can run
/// before `sodium_init` chose its constant-time implementations.
enum Sodium {
  private static let initialised: Bool = sodium_init() >= 0

  /// The library's own contract: a machine without working randomness must not make keys.
  @inline(__always)
  static func ready() {
    // SAFETY: decided by the operating system at start, never by bytes from outside.
    precondition(initialised, "libsodium could not be initialised on this machine")
  }
}

/// Randomness for keys, salts and nonces, from the operating system. For L3 and above only: the
/// core is handed its random bytes.
public enum Randomness {
  /// `count` unpredictable bytes.
  public static func bytes(_ count: Int) -> [UInt8] {
    Sodium.ready()
    var bytes = [UInt8](repeating: 0, count: count)
    randombytes_buf(&bytes, count)
    return bytes
  }

  /// Thirty-two unpredictable bytes.
  public static func bytes32() -> Bytes32 { Bytes32(bytes(Bytes32.count)) ?? .zero }
}
