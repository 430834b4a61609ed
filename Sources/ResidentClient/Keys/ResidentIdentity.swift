import FoundationEssentials
import Sealing
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// A device's two secret keys: one signs, one opens channels and sealed messages.
public struct ResidentIdentity: Sendable {
  /// Signs what the resident says.
  public let signing: SigningKeyPair
  /// Opens channels to the node.
  public let channel: ChannelKeyPair
  private let channelSecret: Bytes32

  /// The keys that grow from two secrets.
  public init(signingSeed: Bytes32, channelSecret: Bytes32) {
    signing = SigningKeyPair(seed: signingSeed)
    channel = ChannelKeyPair(secret: channelSecret)
    self.channelSecret = channelSecret
  }

  /// New keys, from the system's randomness.
  public static func random() -> ResidentIdentity {
    ResidentIdentity(signingSeed: Randomness.bytes32(), channelSecret: Randomness.bytes32())
  }

  /// The resident whose first device this is.
  public var resident: ResidentID { ResidentID.of(firstDevice: signing.publicKey) }

  /// What the device says in the handshake: its signing key vouches for its channel key.
  public var hello: [UInt8] {
    var card = WireDeviceCard()
    card.deviceKey = Data(signing.publicKey.array)
    card.sealKey = Data(channel.publicKey.array)
    card.sealKeySignature = Data(signing.sign(channel.publicKey.array, for: .channelKey))
    var hello = WireSessionHello()
    hello.device = card
    // A message of three short fields cannot fail to serialize.
    return (try? hello.serializedBytes()) ?? []
  }

  /// Reads a serialized `KeyMaterial`; nil when it is not one.
  init?(material bytes: [UInt8]) {
    guard let material = try? WireKeyMaterial(serializedBytes: bytes),
      let seed = Bytes32(material.signingSeed), let secret = Bytes32(material.channelSecret)
    else { return nil }
    self.init(signingSeed: seed, channelSecret: secret)
  }

  /// A serialized `KeyMaterial`.
  var material: [UInt8] {
    var material = WireKeyMaterial()
    material.signingSeed = Data(signing.seed.array)
    material.channelSecret = Data(channelSecret.array)
    return (try? material.serializedBytes()) ?? []
  }
}
