import Admission
import Foundation
import Sealing
import Storage
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

/// A folder that is gone when the test is.
final class Folder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(
      path: "gebuur-storage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }

  /// True when some file in the folder contains this text.
  func contains(_ text: String) throws -> Bool { try contains(Array(text.utf8)) }

  /// True when some file in the folder contains these bytes.
  func contains(_ bytes: [UInt8]) throws -> Bool {
    try FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)
      .contains { try Data(contentsOf: $0).range(of: Data(bytes)) != nil }
  }
}

/// A made-up neighbourhood with a real database, and a clock that only tests move.
final class Village {
  let folder: Folder
  let key: SigningKeyPair
  let node: NodeID
  let channelKey: ChannelKey
  let store: NodeStore
  let firstSecret: InvitationSecret
  var now = Instant(milliseconds: 1_770_000_000_000)
  var generator: SeededGenerator

  init(_ name: String = "Testdorp", seed: UInt64 = 1, quota: Quota = .standard) throws {
    folder = try Folder()
    generator = SeededGenerator(seed: seed)
    key = SigningKeyPair(seed: try #require(Bytes32(generator.bytes(32))))
    node = NodeID.of(foundingKey: key.publicKey)
    channelKey = try #require(ChannelKey(generator.bytes(32)))
    firstSecret = try #require(InvitationSecret(generator.bytes(16)))
    store = try NodeStore.open(at: folder.path("gebuur.db"), for: node, quota: quota)
    var founding = WireFounding()
    founding.signingKey = Data(key.publicKey.array)
    founding.channelKey = Data(channelKey.array)
    founding.name = name
    founding.area = "9F367Q7Q+"
    founding.firstInvitation.invitationKey = Data(firstSecret.key.publicKey.array)
    founding.firstInvitation.expires = (now + .days(30)).milliseconds
    founding.firstInvitation.role = .regisseur
    try accept(.founding(founding), by: nodeSigner)
  }

  var admission: Admission { Admission(node: node, key: key) }
  var nodeSigner: Signer { Signer(key: key, resident: nil, neighbourhood: node) }
  var path: String { folder.path("gebuur.db") }

  func salt() -> [UInt8] { generator.bytes(Limits.saltBytes) }

  func signed(
    _ kind: WireUpdate.OneOf_Kind, by signer: Signer, content: WireContent? = nil
  ) throws -> Submitted {
    let made = try signer.sign(
      kind, content: content, created: now, nonce: generator.bytes(Limits.nonceBytes),
      contentSalt: salt())
    return Submitted(
      try UnverifiedUpdate(decoding: made.signedUpdate).verified(), content: made.content)
  }

  func submit(_ batch: [Submitted]) throws -> [SubmitResult] {
    try store.submit(batch, admission: admission, now: now, salt: salt)
  }

  func submit(
    _ kind: WireUpdate.OneOf_Kind, by signer: Signer, content: WireContent? = nil
  ) throws -> SubmitResult {
    try #require(try submit([signed(kind, by: signer, content: content)]).first)
  }

  /// Submits what must be stored.
  @discardableResult
  func accept(
    _ kind: WireUpdate.OneOf_Kind, by signer: Signer, content: WireContent? = nil
  ) throws -> UpdateID {
    switch try submit(kind, by: signer, content: content) {
    case .stored(let stored), .repeated(let stored): return stored.id
    case .refused(let refused): throw refused
    }
  }

  func enrol(_ name: String, with secret: InvitationSecret) throws -> Signer {
    let device = SigningKeyPair(seed: try #require(Bytes32(generator.bytes(32))))
    let seal = try #require(ChannelKey(generator.bytes(32)))
    let signer = Signer(
      key: device, resident: .of(firstDevice: device.publicKey), neighbourhood: node)
    var enrolment = WireEnrolment()
    enrolment.deviceKey = Data(device.publicKey.array)
    enrolment.sealKey = Data(seal.array)
    enrolment.invitationKey = Data(secret.key.publicKey.array)
    enrolment.invitationProof = Data(
      secret.prove(node: node, device: device.publicKey, seal: seal))
    try accept(.enrolment(enrolment), by: signer, content: .with { $0.profile.name = name })
    return signer
  }

  func regisseur() throws -> Signer { try enrol("Lena", with: firstSecret) }

  func invite(by signer: Signer) throws -> InvitationSecret {
    let secret = try #require(InvitationSecret(generator.bytes(16)))
    var issued = WireInvitationIssued()
    issued.invitationKey = Data(secret.key.publicKey.array)
    issued.expires = (now + .days(7)).milliseconds
    issued.role = .resident
    try accept(.invitationIssued(issued), by: signer)
    return secret
  }

  func resident(_ name: String, invitedBy regisseur: Signer) throws -> Signer {
    try enrol(name, with: invite(by: regisseur))
  }

  /// Everything in the log, as a peer that may see all of it would get it.
  func log() throws -> [OpenedEntry] {
    try store.entries(of: node, from: 0, limit: .max, maxBytes: .max).map { try OpenedEntry($0) }
  }

  /// Takes in another village's log, each body within the other's reach for us. `speaking`: and says
  /// what follows from it.
  @discardableResult
  func follow(_ other: Village, speaking: Bool = false) throws -> IngestResult {
    let entries = try other.log().map { opened in
      let header = opened.entry.header
      let within = header.reach != .neighbourhood && (header.audience ?? node) == node
      guard !within else { return opened }
      var bare = opened.entry
      (bare.update, bare.content) = (nil, nil)
      return try OpenedEntry(bare)
    }
    guard speaking else {
      return try store.ingest(entries, of: other.node, signedBy: other.key.publicKey)
    }
    return try store.ingest(
      entries, of: other.node, signedBy: other.key.publicKey,
      saying: OwnVoice(admission: admission, now: now, random: salt)
    ).result
  }
}
