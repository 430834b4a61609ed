import FoundationEssentials
import Glibc
import Sealing
import SecureChannel
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// The node's secret keys, in a file of mode 0600 beside the database. Not under a passphrase:
/// a node must come back by itself after a power cut.
public struct NodeKeys: Sendable {
  /// Signs the log.
  public let signing: SigningKeyPair
  /// The X25519 secret of the channel.
  public let channelSecret: Bytes32

  /// From two independent secrets.
  public init(signingSeed: Bytes32, channelSecret: Bytes32) {
    signing = SigningKeyPair(seed: signingSeed)
    self.channelSecret = channelSecret
  }

  /// Fresh ones.
  public static func generate() -> NodeKeys {
    NodeKeys(signingSeed: Randomness.bytes32(), channelSecret: Randomness.bytes32())
  }

  /// The neighbourhood's identity, as long as the founding key signs.
  public var node: NodeID { NodeID.of(foundingKey: signing.publicKey) }
  /// The channel key pair.
  public var channel: ChannelKeyPair { ChannelKeyPair(secret: channelSecret) }

  /// Why the key file cannot be used.
  public enum Fault: Error, Hashable, Sendable {
    /// The file is not there.
    case missing(path: String)
    /// It could not be read or written: `errno`.
    case unreadable(path: String, errno: Int32)
    /// It is not a node's key file.
    case damaged(path: String)
    /// Others on this machine may read it.
    case tooOpen(path: String)
    /// A key is there already; it will not be overwritten.
    case exists(path: String)
  }

  /// Writes the keys to a new file, on disk before it returns. Never overwrites.
  public func write(to path: String) throws {
    var material = WireKeyMaterial()
    material.signingSeed = Data(signing.seed.array)
    material.channelSecret = Data(channelSecret.array)
    var file = WireKeyFile()
    file.version = 1
    file.deviceKey = Data(signing.publicKey.array)
    file.plain = try material.serializedBytes()
    let bytes: [UInt8] = try file.serializedBytes()
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw errno == EEXIST ? Fault.exists(path: path) : Fault.unreadable(path: path, errno: errno)
    }
    defer { close(descriptor) }
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
      throw Fault.unreadable(path: path, errno: errno)
    }
  }

  /// Reads the key file; refuses one that others on the machine may read.
  public static func read(from path: String) throws -> NodeKeys {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT ? Fault.missing(path: path) : Fault.unreadable(path: path, errno: errno)
    }
    defer { close(descriptor) }
    var details = stat()
    guard fstat(descriptor, &details) == 0 else {
      throw Fault.unreadable(path: path, errno: errno)
    }
    guard details.st_mode & 0o077 == 0 else { throw Fault.tooOpen(path: path) }
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    guard count > 0, let file = try? WireKeyFile(serializedBytes: Array(bytes.prefix(count))),
      let material = try? WireKeyMaterial(serializedBytes: file.plain),
      let seed = Bytes32(material.signingSeed), let secret = Bytes32(material.channelSecret)
    else { throw Fault.damaged(path: path) }
    return NodeKeys(signingSeed: seed, channelSecret: secret)
  }
}
