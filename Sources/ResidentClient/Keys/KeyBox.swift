import FoundationEssentials
import Screens
import Sealing
import SwiftProtobuf
import Vocabulary
import WireFormat

/// The key file: a resident's secrets at rest, under a passphrase unless they chose otherwise.
///
/// `protocol/02-identities.md`, message `KeyFile`.
struct KeyBox: Sendable {
  static let version: UInt32 = 1
  private let file: WireKeyFile

  /// Seals keys under a passphrase; nil for a machine without the memory that takes. A nil
  /// passphrase leaves the keys readable: only ever the owner's explicit choice.
  init?(_ identity: ResidentIdentity, passphrase: String?) {
    var file = WireKeyFile()
    file.version = Self.version
    file.deviceKey = Data(identity.signing.publicKey.array)
    if let passphrase {
      let cost = PassphraseBox.Cost.interactive
      let salt = Randomness.bytes(PassphraseBox.saltBytes)
      let nonce = Randomness.bytes(PassphraseBox.nonceBytes)
      guard
        let sealed = PassphraseBox.seal(
          identity.material, passphrase: passphrase, salt: salt, nonce: nonce, cost: cost)
      else { return nil }
      file.salt = Data(salt)
      file.operations = cost.operations
      file.memory = cost.memory
      file.nonce = Data(nonce)
      file.sealed = Data(sealed)
    } else {
      file.plain = Data(identity.material)
    }
    self.file = file
  }

  /// Reads a home's key file; nil when there is none. Refuses one that others can read.
  init?(_ home: Home) throws(Setback) {
    guard let bytes = try Files.read(home.key, limit: 4_096) else { return nil }
    guard PrivateFolder.isPrivateFile(home.key) else { throw Setback(.fileTooOpen, home.key) }
    guard let file = try? WireKeyFile(serializedBytes: bytes), file.version == Self.version,
      SigningKey(file.deviceKey) != nil
    else { throw Setback(.fileBroken, home.key) }
    self.file = file
  }

  /// Keeps it in the home.
  func write(_ home: Home) throws(Setback) {
    guard let bytes: [UInt8] = try? file.serializedBytes() else {
      throw Setback(.fileUnwritable, home.key)
    }
    try Files.write(bytes, to: home.key)
  }

  /// True when a passphrase is needed.
  var isSealed: Bool { file.plain.isEmpty }

  /// The keys of an unprotected file; nil when it is sealed or broken.
  var plain: ResidentIdentity? { checked(ResidentIdentity(material: [UInt8](file.plain))) }

  /// The keys, opened with a passphrase; nil when it is the wrong one. Takes about 100 ms.
  func open(_ passphrase: String) -> ResidentIdentity? {
    let cost = PassphraseBox.Cost(operations: file.operations, memory: file.memory)
    let opened = PassphraseBox.open(
      [UInt8](file.sealed), passphrase: passphrase, salt: [UInt8](file.salt),
      nonce: [UInt8](file.nonce), cost: cost)
    return checked(opened.flatMap { ResidentIdentity(material: $0) })
  }

  /// True for the keys this file is about.
  func matches(_ identity: ResidentIdentity) -> Bool {
    SigningKey(file.deviceKey) == identity.signing.publicKey
  }

  private func checked(_ identity: ResidentIdentity?) -> ResidentIdentity? {
    identity.flatMap { matches($0) ? $0 : nil }
  }
}
