import Sealing
import Vocabulary

/// `Noise_XK_25519_ChaChaPoly_SHA256`, one side of it (`protocol/04-channel.md` §4).
///
/// XK because whoever dials knows the key it wants: the dialler's identity is shown only to the
/// holder of that key.
struct Handshake {
  private enum Role { case initiator, responder }
  private enum Token { case ephemeral, identity, es, ee, se }

  private static let pattern: [[Token]] = [
    [.ephemeral, .es], [.ephemeral, .ee], [.identity, .se],
  ]
  private static let name = "Noise_XK_25519_ChaChaPoly_SHA256"

  private let role: Role
  private let identity: ChannelKeyPair
  private let ephemeral: ChannelKeyPair
  private(set) var remote: ChannelKey?
  private var remoteEphemeral: ChannelKey?
  private var symmetric: SymmetricState
  private var done = 0

  /// Dials the holder of `remote`.
  init(
    dialling remote: ChannelKey, as identity: ChannelKeyPair, ephemeral: ChannelKeyPair,
    prologue: [UInt8]
  ) {
    role = .initiator
    self.identity = identity
    self.ephemeral = ephemeral
    self.remote = remote
    symmetric = Self.start(prologue: prologue, responder: remote)
  }

  /// Answers whoever dialled `identity`.
  init(answeringAs identity: ChannelKeyPair, ephemeral: ChannelKeyPair, prologue: [UInt8]) {
    role = .responder
    self.identity = identity
    self.ephemeral = ephemeral
    symmetric = Self.start(prologue: prologue, responder: identity.publicKey)
  }

  private static func start(prologue: [UInt8], responder: ChannelKey) -> SymmetricState {
    var state = SymmetricState(protocolName: Bytes32(name.utf8) ?? .zero, prologue: prologue)
    state.mix(hashing: responder.array)
    return state
  }

  /// All three messages have passed.
  var isComplete: Bool { done == Self.pattern.count }
  /// No message of the other side has been taken yet.
  var isUnanswered: Bool { done == 0 }
  /// The message just read was one that may carry a hello: the second or the third.
  var mayCarryPayload: Bool { done > 1 }
  /// What both sides agree they said; equal on both sides only.
  var hash: Bytes32 { symmetric.hash }

  /// The next message, when it is this side's turn.
  mutating func write(_ payload: [UInt8]) throws(ChannelFault) -> [UInt8] {
    var message: [UInt8] = []
    for token in try turn(writing: true) {
      switch token {
      case .ephemeral:
        message += ephemeral.publicKey.array
        symmetric.mix(hashing: ephemeral.publicKey.array)
      case .identity: message += symmetric.seal(identity.publicKey.array)
      case .es, .ee, .se: try agree(token)
      }
    }
    message += symmetric.seal(payload)
    done += 1
    return message
  }

  /// Takes the other side's next message; gives its payload.
  mutating func read(_ message: [UInt8]) throws(ChannelFault) -> [UInt8] {
    var rest = message[...]
    for token in try turn(writing: false) {
      switch token {
      case .ephemeral:
        let bytes = Array(rest.prefix(Bytes32.count))
        remoteEphemeral = try key(bytes)
        symmetric.mix(hashing: bytes)
        rest = rest.dropFirst(Bytes32.count)
      case .identity:
        let sealed = Array(rest.prefix(Bytes32.count + ChannelCipher.tagBytes))
        remote = try key(try symmetric.open(sealed))
        rest = rest.dropFirst(sealed.count)
      case .es, .ee, .se: try agree(token)
      }
    }
    let payload = try symmetric.open(Array(rest))
    done += 1
    return payload
  }

  /// The keys to send and to receive with, once complete.
  func split() -> (sending: ChannelCipher, receiving: ChannelCipher) {
    let (first, second) = symmetric.split()
    return role == .initiator ? (first, second) : (second, first)
  }

  private func turn(writing: Bool) throws(ChannelFault) -> [Token] {
    let initiatorSpeaks = done.isMultiple(of: 2)
    guard !isComplete, writing == (initiatorSpeaks == (role == .initiator)) else {
      throw .handshakeFailed
    }
    return Self.pattern[done]
  }

  private func key(_ bytes: [UInt8]) throws(ChannelFault) -> ChannelKey {
    guard let key = ChannelKey(bytes) else { throw .handshakeFailed }
    return key
  }

  // The first letter names the initiator's key, the second the responder's.
  private mutating func agree(_ token: Token) throws(ChannelFault) {
    let (mine, theirs): (ChannelKeyPair, ChannelKey?) =
      switch (token, role) {
      case (.es, .initiator): (ephemeral, remote)
      case (.es, .responder): (identity, remoteEphemeral)
      case (.se, .initiator): (identity, remoteEphemeral)
      case (.se, .responder): (ephemeral, remote)
      default: (ephemeral, remoteEphemeral)
      }
    guard let theirs, let shared = mine.agree(with: theirs) else { throw .handshakeFailed }
    symmetric.mix(key: shared)
  }
}
