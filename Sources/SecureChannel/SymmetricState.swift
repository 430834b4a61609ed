import Sealing
import Vocabulary

/// The running keys of a handshake: Noise §5.2 over ChaCha20-Poly1305 and SHA-256.
struct SymmetricState {
  private(set) var hash: Bytes32
  private var chaining: ChannelSecret
  private var cipher: ChannelCipher?
  private var nonce: UInt64 = 0

  /// `protocolName` has exactly 32 bytes and therefore stands for its own hash.
  init(protocolName: Bytes32, prologue: [UInt8]) {
    hash = protocolName
    chaining = ChannelSecret(protocolName)
    mix(hashing: prologue)
  }

  mutating func mix(hashing bytes: [UInt8]) {
    hash = hash.withUnsafeBytes { before in
      bytes.withUnsafeBytes { ChannelHash.hash(before, $0) }
    }
  }

  mutating func mix(key input: ChannelSecret) {
    let next = input.withUnsafeBytes { ChannelHash.derive(chaining: chaining, input: $0) }
    chaining = next.chaining
    cipher = ChannelCipher(key: next.key)
    nonce = 0
  }

  mutating func seal(_ plain: [UInt8]) -> [UInt8] {
    guard let cipher else {
      mix(hashing: plain)
      return plain
    }
    var sealed = plain + [UInt8](repeating: 0, count: ChannelCipher.tagBytes)
    _ = hash.withUnsafeBytes { context in
      sealed.withUnsafeMutableBytes { cipher.seal(inPlace: $0, nonce: nonce, context: context) }
    }
    nonce &+= 1
    mix(hashing: sealed)
    return sealed
  }

  mutating func open(_ sealed: [UInt8]) throws(ChannelFault) -> [UInt8] {
    guard let cipher else {
      mix(hashing: sealed)
      return sealed
    }
    guard sealed.count >= ChannelCipher.tagBytes else { throw .handshakeFailed }
    var plain = [UInt8](repeating: 0, count: sealed.count - ChannelCipher.tagBytes)
    let opened = hash.withUnsafeBytes { context in
      plain.withUnsafeMutableBytes { plain in
        sealed.withUnsafeBytes { cipher.open($0, into: plain, nonce: nonce, context: context) }
      }
    }
    guard opened else { throw .handshakeFailed }
    nonce &+= 1
    mix(hashing: sealed)
    return plain
  }

  /// The two transport keys: the initiator's sending key first.
  func split() -> (ChannelCipher, ChannelCipher) {
    let keys = ChannelHash.derive(
      chaining: chaining, input: UnsafeRawBufferPointer(start: nil, count: 0))
    return (ChannelCipher(key: keys.chaining), ChannelCipher(key: keys.key))
  }
}
