// The identities of protocol/02-identities.md: the same 32 bytes, never to be mixed up.

/// A neighbourhood's node: the hash of its founding signing key.
public struct NodeID: Identity {
  public let bytes: Bytes32
  public init(bytes: Bytes32) { self.bytes = bytes }
}

/// A resident: the hash of their first device key.
public struct ResidentID: Identity {
  public let bytes: Bytes32
  public init(bytes: Bytes32) { self.bytes = bytes }
}

/// An update: the hash of its signed body.
public struct UpdateID: Identity {
  public let bytes: Bytes32
  public init(bytes: Bytes32) { self.bytes = bytes }
}

/// An entry in a log: the hash of its header, signature excluded.
public struct EntryHash: Identity {
  public let bytes: Bytes32
  public init(bytes: Bytes32) { self.bytes = bytes }
  /// What the first header of a log cites as its predecessor.
  public static let none = EntryHash(bytes: .zero)
}

/// BLAKE2b over salt and bytes: binds without revealing.
public struct Commitment: Identity {
  public let bytes: Bytes32
  public init(bytes: Bytes32) { self.bytes = bytes }
}

/// An Ed25519 public key.
public struct SigningKey: Identity {
  public let bytes: Bytes32
  public init(bytes: Bytes32) { self.bytes = bytes }
}

/// An X25519 public key, of a node's channel or a device's seal.
public struct ChannelKey: Identity {
  public let bytes: Bytes32
  public init(bytes: Bytes32) { self.bytes = bytes }
}
