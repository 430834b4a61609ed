import FoundationEssentials
import NodeRuntime
import PeerTransport
import ResidentClient
import Sealing
import Storage
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

/// A real node on loopback with its own temporary directory, and people with real keys.
final class LiveNode {
  let directory: NodeDirectory
  let invitation: String
  let node: Node

  init(
    _ name: String, area: String = "9F367Q7Q+", quotaEntries: Int = Limits.quotaEntries,
    clock: NodeClock = .system
  ) async throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "gebuur-\(Base32.encode(Randomness.bytes(8)))").path()
    directory = NodeDirectory(path)
    let founded = try Founding(
      directory: directory, name: name, area: try #require(Area(area)),
      configuration: NodeConfiguration(
        listen: HostPort(host: "127.0.0.1", port: 0), addresses: [], quotaEntries: quotaEntries,
        logLevel: "critical")
    ).found()
    invitation = founded.invitation
    node = try await Node.start(in: directory, clock: clock)
  }

  /// The same files, run by another process's worth of node.
  init(reopening other: LiveNode, node: Node) {
    directory = other.directory
    invitation = other.invitation
    self.node = node
  }

  /// Stops the node and starts it again from what is on disk.
  func restarted() async throws -> LiveNode {
    try await node.stop()
    return LiveNode(reopening: self, node: try await Node.start(in: directory))
  }

  /// Stops the node, checks that every view can be rebuilt, and removes its files.
  func end() async throws {
    try await node.stop()
    let store = try NodeStore.openReadOnly(at: directory.database)
    let verification = try store.verify()
    #expect(verification.passed, "\(verification.findings) \(verification.differences)")
    try store.close()
    try FileManager.default.removeItem(atPath: directory.path)
  }

  /// The founding invitation's user.
  func regisseur(_ name: String) async throws -> LivePerson {
    let letter: WireInvitation = try #require(
      Letter.read(invitation, prefix: LetterPrefix.invitation))
    return try await join(name, secret: [UInt8](letter.secret))
  }

  /// Somebody the regisseur invites.
  func resident(_ name: String, invitedBy regisseur: LivePerson) async throws -> LivePerson {
    let secret = Randomness.bytes(InvitationSecret.count)
    var issued = WireInvitationIssued()
    issued.invitationKey = Data(try #require(InvitationSecret(secret)).key.publicKey.array)
    issued.expires = (NodeClock.system.now() + .days(1)).milliseconds
    issued.role = .resident
    _ = try await regisseur.say(.invitationIssued(issued))
    return try await join(name, secret: secret)
  }

  private func join(_ name: String, secret: [UInt8]) async throws -> LivePerson {
    let person = try await LivePerson(at: node)
    let invitation = try #require(InvitationSecret(secret))
    let (device, seal) = (person.identity.signing.publicKey, person.identity.channel.publicKey)
    var enrolment = WireEnrolment()
    enrolment.deviceKey = Data(device.array)
    enrolment.sealKey = Data(seal.array)
    enrolment.invitationKey = Data(invitation.key.publicKey.array)
    enrolment.invitationProof = Data(invitation.prove(node: node.id, device: device, seal: seal))
    var content = WireContent()
    content.profile.name = name
    _ = try await person.say(.enrolment(enrolment), content: content)
    return person
  }

  /// Both regisseurs sign; returns when both nodes know.
  static func federate(_ here: LivePerson, _ there: LivePerson) async throws {
    var terms = WireFederationTerms()
    terms.first = Data(here.card.node.array)
    terms.second = Data(there.card.node.array)
    terms.nearby = true
    var proposed = WireFederationProposed()
    proposed.terms = terms
    proposed.peer = there.card.wire
    let proposal = try here.sign(.federationProposed(proposed))
    _ = try await here.session.submit(proposal)
    var accepted = WireFederationAccepted()
    accepted.terms = terms
    accepted.proposal = try WireSignedUpdate(serializedBytes: proposal.signedUpdate)
    accepted.peer = here.card.wire
    _ = try await there.say(.federationAccepted(accepted))
    try await eventually("both nodes are federated") {
      guard case .federation(let mine) = try await here.ask(.federation(WireAskFederation()))
      else { return false }
      return mine.peers.contains { $0.state == .active && $0.node == there.card.node.array }
    }
  }

  /// Every byte of the node's database and its write-ahead log.
  func bytesOnDisk() throws -> Data {
    var all = Data()
    for suffix in ["", "-wal"] {
      let url = URL(filePath: directory.database + suffix)
      if FileManager.default.fileExists(atPath: url.path()) { all += try Data(contentsOf: url) }
    }
    return all
  }
}

/// One person, one device, one session.
struct LivePerson {
  let identity: ResidentIdentity
  let session: ResidentSession
  var card: NodeCard { session.card }

  init(at node: Node, as known: ResidentIdentity? = nil) async throws {
    identity = known ?? .random()
    session = try await ResidentSession.connect(to: try node.card.verified(), as: identity)
  }

  func sign(
    _ kind: WireUpdate.OneOf_Kind, content: WireContent? = nil
  ) throws -> Submission {
    let signer = Signer(
      key: identity.signing, resident: identity.resident, neighbourhood: card.node)
    return try signer.sign(
      kind, content: content, created: NodeClock.system.now(),
      nonce: Randomness.bytes(Limits.nonceBytes), contentSalt: Randomness.bytes(Limits.saltBytes))
  }

  @discardableResult
  func say(_ kind: WireUpdate.OneOf_Kind, content: WireContent? = nil) async throws -> UpdateID {
    let submission = try sign(kind, content: content)
    _ = try await session.submit(submission)
    return submission.id
  }

  func ask(_ question: WireClientMessage.OneOf_Kind) async throws -> WireServerMessage.OneOf_Kind {
    try await session.ask(question)
  }

  func post(
    _ text: String, gift: Bool = true, reach: WireReach = .neighbourhood
  ) async throws -> UpdateID {
    var facts = WireListingPosted()
    facts.side = .request
    facts.category = .company
    facts.area = "9F367Q7Q+"
    facts.reach = reach
    facts.gift = gift
    facts.minutes = gift ? 0 : 60
    facts.wanted = 1
    facts.expires = (NodeClock.system.now() + .days(3)).milliseconds
    var content = WireContent()
    content.listing.text = text
    return try await say(.listingPosted(facts), content: content)
  }

  func board() async throws -> [WireListingRow] {
    guard case .board(let board) = try await ask(.board(WireAskBoard())) else { return [] }
    return board.listings
  }

  func agreements() async throws -> [WireAgreementRow] {
    var ask = WireAskAgreements()
    ask.ended = true
    guard case .agreements(let answer) = try await self.ask(.agreements(ask)) else { return [] }
    return answer.agreements
  }

  func balance() async throws -> Int64 {
    guard case .account(let account) = try await ask(.account(WireAskAccount())) else {
      throw Refused(.notUnderstood)
    }
    return account.balance
  }
}

/// Asks again until true. The other process needs a moment; ten seconds are plenty on any machine.
func eventually(_ what: String, _ isTrue: () async throws -> Bool) async throws {
  for _ in 0..<500 {
    if try await isTrue() { return }
    try await Task.sleep(for: .milliseconds(20))
  }
  Issue.record("waited in vain until \(what)")
}

extension Data {
  static func == (a: Data, b: [UInt8]) -> Bool { a.elementsEqual(b) }
}
