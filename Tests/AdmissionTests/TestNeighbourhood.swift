import Admission
import Bookkeeping
import Exchange
import FoundationEssentials
import Sealing
import Simulation
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

/// A made-up neighbourhood in memory: its node, its people, a clock that only tests move.
struct TestNeighbourhood {
  let key: SigningKeyPair
  let node: NodeID
  let channelKey: ChannelKey
  var views: MemoryViews
  var head: LogHead?
  var log: [OpenedEntry] = []
  var now = Instant(milliseconds: 1_770_000_000_000)
  var generator: SeededGenerator
  let firstSecret: InvitationSecret

  init(_ name: String = "Testdorp", seed: UInt64 = 1) throws {
    generator = SeededGenerator(seed: seed)
    key = SigningKeyPair(seed: try #require(Bytes32(generator.bytes(32))))
    node = NodeID.of(foundingKey: key.publicKey)
    channelKey = try #require(ChannelKey(generator.bytes(32)))
    views = MemoryViews(node: node)
    firstSecret = try #require(InvitationSecret(generator.bytes(16)))
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

  var nodeSigner: Signer { Signer(key: key, resident: nil, neighbourhood: node) }

  var card: WireNodeCard {
    .make(key: key, node: node, channelKey: channelKey, name: "t", addresses: ["127.0.0.1:1"])
  }

  /// Signs and submits; gives the outcome.
  mutating func submit(
    _ kind: WireUpdate.OneOf_Kind, by signer: Signer, content: WireContent? = nil,
    created: Instant? = nil, sent: ((Submission) -> Submission)? = nil
  ) throws -> Admission.Outcome {
    let made = try signer.sign(
      kind, content: content, created: created ?? now, nonce: generator.bytes(16),
      contentSalt: generator.bytes(16))
    let submission = sent?(made) ?? made
    let update = try UnverifiedUpdate(decoding: submission.signedUpdate).verified()
    return try admit(update, content: submission.content)
  }

  mutating func admit(_ update: VerifiedUpdate, content: Salted?) throws -> Admission.Outcome {
    let outcome = try Admission(node: node, key: key).admit(
      update, content: content, after: head, at: now, salt: generator.bytes(16), views: views)
    if case .admitted(let opened, let changes) = outcome {
      views.take(opened, changes)
      head = opened.entry.head
      log.append(opened)
    }
    return outcome
  }

  /// Submits what must be taken.
  @discardableResult
  mutating func accept(
    _ kind: WireUpdate.OneOf_Kind, by signer: Signer, content: WireContent? = nil
  ) throws -> UpdateID {
    switch try submit(kind, by: signer, content: content) {
    case .admitted(let opened, _): return try #require(opened.update).id
    case .repeated(let stored): return stored.id
    case .refused(let refused): throw refused
    }
  }

  /// Takes in what is new in another neighbourhood's log, as a peer would.
  mutating func follow(_ other: TestNeighbourhood, from sequence: Int = 0) throws {
    for opened in other.log.dropFirst(sequence) {
      let header = opened.entry.header
      guard header.reach != .neighbourhood, header.audience == nil || header.audience == node
      else { continue }
      let update = try #require(opened.update)
      if views.update(update.id) != nil { continue }
      views.take(opened, try Projection.changes(of: opened, views: views))
    }
  }

  mutating func device() throws -> (key: SigningKeyPair, seal: ChannelKey) {
    let key = SigningKeyPair(seed: try #require(Bytes32(generator.bytes(32))))
    return (key, try #require(ChannelKey(generator.bytes(32))))
  }

  func enrolment(
    _ device: (key: SigningKeyPair, seal: ChannelKey), with secret: InvitationSecret
  ) -> WireEnrolment {
    var enrolment = WireEnrolment()
    enrolment.deviceKey = Data(device.key.publicKey.array)
    enrolment.sealKey = Data(device.seal.array)
    enrolment.invitationKey = Data(secret.key.publicKey.array)
    enrolment.invitationProof = Data(
      secret.prove(node: node, device: device.key.publicKey, seal: device.seal))
    return enrolment
  }

  func signer(_ key: SigningKeyPair) -> Signer {
    Signer(key: key, resident: .of(firstDevice: key.publicKey), neighbourhood: node)
  }

  mutating func enrol(_ name: String, with secret: InvitationSecret) throws -> Signer {
    let device = try device()
    let signer = signer(device.key)
    try accept(.enrolment(enrolment(device, with: secret)), by: signer, content: profile(name))
    return signer
  }

  mutating func regisseur() throws -> Signer { try enrol("Lena", with: firstSecret) }

  mutating func invite(
    by signer: Signer, role: WireRole = .resident, days: Int64 = 7
  ) throws -> InvitationSecret {
    let secret = try #require(InvitationSecret(generator.bytes(16)))
    var issued = WireInvitationIssued()
    issued.invitationKey = Data(secret.key.publicKey.array)
    issued.expires = (now + .days(days)).milliseconds
    issued.role = role
    try accept(.invitationIssued(issued), by: signer)
    return secret
  }

  mutating func resident(_ name: String, invitedBy regisseur: Signer) throws -> Signer {
    try enrol(name, with: invite(by: regisseur))
  }

  func profile(_ name: String, text: String = "") -> WireContent {
    var content = WireContent()
    content.profile.name = name
    content.profile.text = text
    return content
  }

  func text(_ text: String) -> WireContent {
    var content = WireContent()
    content.listing.text = text
    return content
  }

  func listing(
    _ side: WireListingSide = .request, minutes: UInt32 = 60, gift: Bool = false,
    wanted: UInt32 = 1, reach: WireReach = .neighbourhood, days: Int64 = 14
  ) -> WireListingPosted {
    var facts = WireListingPosted()
    facts.side = side
    facts.category = .ride
    facts.area = "9F367Q7Q+"
    facts.reach = reach
    facts.gift = gift
    facts.minutes = gift ? 0 : minutes
    facts.wanted = wanted
    facts.expires = (now + .days(days)).milliseconds
    return facts
  }

  func proposal(on listing: UpdateID, of node: NodeID? = nil) -> WireUpdate.OneOf_Kind {
    var proposal = WireAgreementProposed()
    proposal.listing = Data(listing.array)
    proposal.listingNode = Data((node ?? self.node).array)
    proposal.sealKey = Data(channelKey.array)
    return .agreementProposed(proposal)
  }

  func yes(_ agreement: UpdateID, cites: EntryHash? = nil) -> WireUpdate.OneOf_Kind {
    var yes = WireAgreementAccepted()
    yes.agreement = Data(agreement.array)
    yes.cites = Data(cites?.array ?? [])
    yes.sealKey = Data(channelKey.array)
    return .agreementAccepted(yes)
  }

  func place(_ agreement: UpdateID) -> WireUpdate.OneOf_Kind {
    .placeShared(.with { $0.agreement = Data(agreement.array) })
  }

  func box(_ bytes: Int = Limits.placeBytes, of byte: UInt8 = 7) -> WireContent {
    .with { $0.place.sealed = Data(repeating: byte, count: bytes) }
  }

  func no(_ agreement: UpdateID) -> WireUpdate.OneOf_Kind {
    var no = WireAgreementDeclined()
    no.agreement = Data(agreement.array)
    return .agreementDeclined(no)
  }

  func stated(_ agreement: UpdateID, _ minutes: UInt32) -> WireUpdate.OneOf_Kind {
    var stated = WireMinutesStated()
    stated.agreement = Data(agreement.array)
    stated.minutes = minutes
    return .minutesStated(stated)
  }

  func confirmed(_ agreement: UpdateID, _ minutes: UInt32) -> WireUpdate.OneOf_Kind {
    var confirmed = WireMinutesConfirmed()
    confirmed.agreement = Data(agreement.array)
    confirmed.minutes = minutes
    return .minutesConfirmed(confirmed)
  }

  func erasure(_ targets: [UpdateID]) -> WireUpdate.OneOf_Kind {
    var erasure = WireErasureRequested()
    erasure.targets = targets.map { Data($0.array) }
    return .erasureRequested(erasure)
  }

  func balance(of signer: Signer) throws -> Int64 {
    views.account(.resident(try #require(signer.resident)))?.balance.count ?? 0
  }
}

/// The refusal of a submission that must not be taken.
func refusal(_ outcome: Admission.Outcome) -> Refusal? {
  if case .refused(let refused) = outcome { return refused.reason }
  return nil
}
