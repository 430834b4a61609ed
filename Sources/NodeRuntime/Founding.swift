import Admission
import FoundationEssentials
import Glibc
import Sealing
import Storage
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// Founds a neighbourhood: keys, database, configuration, the first entry of its log, and the
/// invitation for its first regisseur.
public struct Founding: Sendable {
  /// The directory that will hold everything.
  public let directory: NodeDirectory
  /// The neighbourhood's name.
  public let name: String
  /// About where it is.
  public let area: Area
  /// Where the node will listen and be reached.
  public let configuration: NodeConfiguration

  /// States every field.
  public init(
    directory: NodeDirectory, name: String, area: Area, configuration: NodeConfiguration
  ) {
    self.directory = directory
    self.name = name
    self.area = area
    self.configuration = configuration
  }

  /// How long the founding invitation stays usable.
  public static let invitationLife = Interval.days(30)

  /// Why a neighbourhood cannot be founded here.
  public enum Fault: Error, Hashable, Sendable {
    /// There is one already.
    case exists(path: String)
    /// A file or directory could not be made: `errno`.
    case notWritable(path: String, errno: Int32)
    /// The first entry was refused.
    case refused(Refused)
  }

  /// What founding gave.
  public struct Result: Sendable {
    /// The new neighbourhood.
    public let node: NodeID
    /// The printable founding invitation.
    public let invitation: String
    /// Its last moment.
    public let expires: Instant
  }

  /// Founds it. Writes the key last but one and the configuration last, so that an interrupted
  /// founding can simply be repeated in another directory; nothing is overwritten.
  public func found(clock: NodeClock = .system) throws -> Result {
    try directory.create()
    guard access(directory.key, F_OK) != 0, access(directory.configuration, F_OK) != 0 else {
      throw Fault.exists(path: directory.path)
    }
    let keys = NodeKeys.generate()
    let now = clock.now()
    let secret = Randomness.bytes(InvitationSecret.count)
    let expires = now + Self.invitationLife
    try keys.write(to: directory.key)
    let store = try NodeStore.open(at: directory.database, for: keys.node)
    let founding = try makeFounding(keys: keys, secret: secret, expires: expires)
    try append(.founding(founding), keys: keys, to: store, now: now)
    try store.close()
    try directory.write(configuration.commented, to: directory.configuration)

    var invitation = WireInvitation()
    invitation.card = card(keys)
    invitation.secret = Data(secret)
    invitation.expires = expires.milliseconds
    return Result(
      node: keys.node,
      invitation: try Letter.print(invitation, prefix: LetterPrefix.invitation), expires: expires)
  }

  private func card(_ keys: NodeKeys) -> WireNodeCard {
    .make(
      key: keys.signing, node: keys.node, channelKey: keys.channel.publicKey, name: name,
      addresses: configuration.addresses.map(\.description))
  }

  private func makeFounding(
    keys: NodeKeys, secret: [UInt8], expires: Instant
  ) throws -> WireFounding {
    var first = WireInvitationIssued()
    first.invitationKey = Data(InvitationSecret(secret)?.key.publicKey.array ?? [])
    first.expires = expires.milliseconds
    first.role = .regisseur
    var founding = WireFounding()
    founding.signingKey = Data(keys.signing.publicKey.array)
    founding.channelKey = Data(keys.channel.publicKey.array)
    founding.name = name
    founding.area = area.code
    founding.addresses = configuration.addresses.map(\.description)
    founding.firstInvitation = first
    return founding
  }

  private func append(
    _ kind: WireUpdate.OneOf_Kind, keys: NodeKeys, to store: NodeStore, now: Instant
  ) throws {
    let signer = Signer(key: keys.signing, resident: nil, neighbourhood: keys.node)
    let submission = try signer.sign(
      kind, created: now, nonce: Randomness.bytes(Limits.nonceBytes),
      contentSalt: Randomness.bytes(Limits.saltBytes))
    let update = try UnverifiedUpdate(decoding: submission.signedUpdate).verified()
    let results = try store.submit(
      [Submitted(update, content: nil)], admission: Admission(node: keys.node, key: keys.signing),
      now: now, salt: { Randomness.bytes(Limits.saltBytes) })
    if case .refused(let refused)? = results.first { throw Fault.refused(refused) }
  }
}

/// The files of one node, all in one directory of mode 0700.
public struct NodeDirectory: Hashable, Sendable {
  /// The directory.
  public let path: String
  /// Takes the directory's path.
  public init(_ path: String) { self.path = path }
  /// The SQLite database.
  public var database: String { path + "/gebuur.sqlite" }
  /// The node's secret keys.
  public var key: String { path + "/node.key" }
  /// The operator's settings.
  public var configuration: String { path + "/gebuurd.toml" }

  func create() throws {
    if mkdir(path, 0o700) != 0, errno != EEXIST {
      throw Founding.Fault.notWritable(path: path, errno: errno)
    }
  }

  func write(_ text: String, to file: String) throws {
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    let bytes = Array(text.utf8)
    guard descriptor >= 0 else { throw Founding.Fault.notWritable(path: file, errno: errno) }
    defer { close(descriptor) }
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
      throw Founding.Fault.notWritable(path: file, errno: errno)
    }
  }

  /// Reads the settings file.
  public func readConfiguration() throws -> NodeConfiguration {
    let descriptor = open(configuration, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw NodeConfiguration.Fault(
        file: configuration, line: 1,
        problem: "cannot be read (\(String(cString: strerror(errno))))",
        remedy: "Found a neighbourhood first: gebuurd init --directory \(path)")
    }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = read(descriptor, &bytes, bytes.count)
    return try NodeConfiguration(
      parsing: String(decoding: bytes.prefix(max(0, count)), as: UTF8.self), file: configuration)
  }
}
