import FoundationEssentials
import Sealing
import SwiftProtobuf
import Vocabulary
import WireFormat

extension WireNodeCard {
  /// Makes a card: the node's signing key certifies its channel key.
  public static func make(
    key: SigningKeyPair, node: NodeID, channelKey: ChannelKey, name: String, addresses: [String]
  ) -> WireNodeCard {
    var card = WireNodeCard()
    card.node = Data(node.array)
    card.signingKey = Data(key.publicKey.array)
    card.channelKey = Data(channelKey.array)
    card.channelKeySignature = Data(key.sign(channelKey.array, for: .channelKey))
    card.name = name
    card.addresses = addresses
    return card
  }

  /// Checks that the keys belong together and to the NodeID. Name and addresses are hearsay.
  public func verified() throws(Refused) -> NodeCard {
    guard let node = NodeID(node), let signing = SigningKey(signingKey),
      let channel = ChannelKey(channelKey)
    else { throw Refused(.badLength, "card") }
    guard node == NodeID.of(foundingKey: signing),
      Verifying.isValid(
        [UInt8](channelKeySignature), over: channel.array, by: signing, for: .channelKey)
    else { throw Refused(.cardForged, "card") }
    guard name.utf8.count <= Limits.nameBytes, addresses.count <= Limits.addresses,
      addresses.allSatisfy({ $0.utf8.count <= Limits.addressBytes })
    else { throw Refused(.tooLarge, "card") }
    guard HarmlessText.holds(name: name), addresses.allSatisfy({ HarmlessText.holds(name: $0) })
    else { throw Refused(.badText, "card") }
    return NodeCard(
      node: node, signingKey: signing, channelKey: channel, name: name, addresses: addresses,
      wire: self)
  }
}

/// How to find and recognise a node; its keys were checked against its NodeID.
public struct NodeCard: Hashable, Sendable {
  /// Whom.
  public let node: NodeID
  /// Verifies its log.
  public let signingKey: SigningKey
  /// Opens a channel to it.
  public let channelKey: ChannelKey
  /// What it calls itself.
  public let name: String
  /// `host:port`, most preferred first.
  public let addresses: [String]
  /// The card as received, or as last moved.
  public let wire: WireNodeCard

  /// The same node under other addresses; its keys stay certified.
  ///
  /// Nil for what no card may say: it would not verify when it is read again.
  public func moved(to addresses: [String], name: String) -> NodeCard? {
    guard name.utf8.count <= Limits.nameBytes, addresses.count <= Limits.addresses,
      addresses.allSatisfy({ $0.utf8.count <= Limits.addressBytes })
    else { return nil }
    var wire = wire
    wire.addresses = addresses
    wire.name = name
    return NodeCard(
      node: node, signingKey: signingKey, channelKey: channelKey, name: name,
      addresses: addresses, wire: wire)
  }
}

extension NodeID {
  /// The identity that a founding signing key gives. `protocol/02-identities.md` §2.
  public static func of(foundingKey key: SigningKey) -> NodeID {
    NodeID(bytes: Hashing.hash(key.array, for: .node))
  }
}

extension ResidentID {
  /// The identity that a first device key gives. `protocol/02-identities.md` §2.
  public static func of(firstDevice key: SigningKey) -> ResidentID {
    ResidentID(bytes: Hashing.hash(key.array, for: .resident))
  }
}

/// The secret of an invitation letter: whoever holds it may enrol one device, once.
public struct InvitationSecret: Sendable {
  /// Length of the secret in bytes.
  public static let count = 16
  /// Signs the enrolment.
  public let key: SigningKeyPair

  /// Nil unless there are exactly 16 bytes.
  public init?(_ secret: [UInt8]) {
    guard secret.count == Self.count else { return nil }
    key = SigningKeyPair(seed: Hashing.hash(secret, for: .invitation))
  }

  /// What the invitation key signs: it admits this device to this neighbourhood and no other.
  public static func proofBytes(
    node: NodeID, device: SigningKey, seal: ChannelKey
  ) -> [UInt8] { node.array + device.array + seal.array }

  /// Ties the invitation to one device.
  public func prove(node: NodeID, device: SigningKey, seal: ChannelKey) -> [UInt8] {
    key.sign(Self.proofBytes(node: node, device: device, seal: seal), for: .invitation)
  }
}

/// Codes that people pass on by letter, screen or phone: a prefix and base 32.
/// `protocol/02-identities.md` §5.
public enum Letter<Message: SwiftProtobuf.Message> {
  /// The printable form.
  public static func print(_ message: Message, prefix: String) throws -> String {
    let bytes: [UInt8] = try message.serializedBytes()
    return prefix + ":" + Base32.encode(bytes)
  }

  /// Reads the printable form; nil when it is not one.
  public static func read(_ text: String, prefix: String) -> Message? {
    let trimmed = text.filter { !$0.isWhitespace }
    guard trimmed.utf8.count <= 16_384, trimmed.hasPrefix(prefix + ":"),
      let bytes = Base32.decode(String(trimmed.dropFirst(prefix.count + 1)))
    else { return nil }
    return try? Message(serializedBytes: bytes)
  }
}

/// The prefixes of printed codes.
public enum LetterPrefix {
  /// A `WireInvitation`.
  public static let invitation = "gebuur-invitation"
  /// A `WireFederationLetter`.
  public static let federation = "gebuur-federation"
  /// A `WireNodeCard`.
  public static let node = "gebuur-node"
  /// A `WireResidentCode`.
  public static let resident = "gebuur-resident"
  /// A `WireSignedHours`.
  public static let hours = "gebuur-hours"
}
