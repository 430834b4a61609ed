import Admission
import Foundation
import Glibc
import NodeRuntime
import ResidentClient
import Sealing
import Storage
import Updates
import Vocabulary
import WireFormat

/// A made-up neighbourhood, founded for a measurement.
struct Village: Sendable {
  static let area = "9F367Q6P+"

  let name: String
  let directory: NodeDirectory
  let keys: NodeKeys
  let port: Int
  let invitation: String
  private(set) var regisseur: ResidentIdentity?

  /// Founds it in a new folder; the node will listen on a port that is free now.
  static func found(_ name: String, in path: String) throws -> Village {
    guard let area = Area(area) else { throw Trouble("no area") }
    let port = try freePort()
    let directory = NodeDirectory(path)
    let address = HostPort(host: "127.0.0.1", port: port)
    let founded = try Founding(
      directory: directory, name: name, area: area,
      configuration: NodeConfiguration(listen: address, addresses: [address], logLevel: "error")
    ).found()
    return Village(
      name: name, directory: directory, keys: try NodeKeys.read(from: directory.key), port: port,
      invitation: founded.invitation, regisseur: nil)
  }

  /// How others find and recognise it.
  var card: WireNodeCard {
    .make(
      key: keys.signing, node: keys.node, channelKey: keys.channel.publicKey, name: name,
      addresses: ["127.0.0.1:\(port)"])
  }

  /// Opens its log for writing while its node does not run.
  func desk() throws -> Desk {
    Desk(
      store: try NodeStore.open(at: directory.database, for: keys.node),
      admission: Admission(node: keys.node, key: keys.signing))
  }

  /// A pen in the hand of one of its residents.
  func pen(of resident: ResidentIdentity) -> Pen {
    Pen(
      signer: Signer(
        key: resident.signing, resident: resident.resident, neighbourhood: keys.node))
  }

  /// The first regisseur uses the founding invitation.
  mutating func welcomeRegisseur(at desk: Desk) throws -> ResidentIdentity {
    if let regisseur { return regisseur }
    guard let letter: WireInvitation = Letter.read(invitation, prefix: LetterPrefix.invitation),
      let secret = InvitationSecret([UInt8](letter.secret))
    else { throw Trouble("no invitation") }
    let identity = ResidentIdentity.random()
    try desk.take([try enrolment(of: identity, with: secret)])
    regisseur = identity
    return identity
  }

  /// The regisseur invites new residents and they enrol.
  mutating func welcome(_ count: Int, at desk: Desk) throws -> [ResidentIdentity] {
    let regisseur = pen(of: try welcomeRegisseur(at: desk))
    let newcomers = (0..<count).map { _ in ResidentIdentity.random() }
    for part in newcomers.inBatches(of: 250) {
      var updates: [Submitted] = []
      for newcomer in part {
        guard let secret = InvitationSecret(Randomness.bytes(InvitationSecret.count)) else {
          throw Trouble("no invitation")
        }
        updates.append(try regisseur.invitation(secret))
        updates.append(try enrolment(of: newcomer, with: secret))
      }
      try desk.take(updates)
    }
    return newcomers
  }

  private func enrolment(
    of identity: ResidentIdentity, with secret: InvitationSecret
  ) throws -> Submitted {
    let device = identity.signing.publicKey
    let seal = identity.channel.publicKey
    var enrolment = WireEnrolment()
    enrolment.deviceKey = Data(device.array)
    enrolment.sealKey = Data(seal.array)
    enrolment.invitationKey = Data(secret.key.publicKey.array)
    enrolment.invitationProof = Data(secret.prove(node: keys.node, device: device, seal: seal))
    var profile = WireProfileContent()
    profile.name = "Made-up resident \(identity.resident.short)"
    var content = WireContent()
    content.profile = profile
    return try pen(of: identity).write(.enrolment(enrolment), content: content).verified()
  }

  /// A TCP port of the loopback that nobody listens on.
  static func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let found = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard found else { throw Trouble("no free port") }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}

extension Array {
  /// Consecutive parts of at most `count`.
  func inBatches(of count: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: self.count, by: count).map { self[$0..<Swift.min($0 + count, self.count)] }
  }
}
