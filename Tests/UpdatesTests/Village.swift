import Admission
import FoundationEssentials
import Sealing
import Simulation
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

/// A made-up neighbourhood with a real log: what it admits is what a node would admit.
struct Village {
  let key: SigningKeyPair
  let node: NodeID
  let channelKey: ChannelKey
  let name: String
  let letter: InvitationSecret
  private(set) var views: MemoryViews
  private(set) var entries: [Entry] = []
  private var generator: SeededGenerator
  var now = Instant(milliseconds: 1_770_000_000_000)

  init(_ name: String, seed: UInt64) throws {
    generator = SeededGenerator(seed: seed)
    key = SigningKeyPair(seed: try #require(Bytes32(generator.bytes(32))))
    node = NodeID.of(foundingKey: key.publicKey)
    channelKey = try #require(ChannelKey(generator.bytes(32)))
    letter = try #require(InvitationSecret(generator.bytes(16)))
    self.name = name
    views = MemoryViews(node: node)
    try say(.founding(founding), by: signer)
  }

  var signer: Signer { Signer(key: key, resident: nil, neighbourhood: node) }

  var card: WireNodeCard {
    .make(
      key: key, node: node, channelKey: channelKey, name: name,
      addresses: ["\(name.lowercased()).example:4021"])
  }

  private var founding: WireFounding {
    var founding = WireFounding()
    founding.signingKey = Data(key.publicKey.array)
    founding.channelKey = Data(channelKey.array)
    founding.name = name
    founding.area = "9F367Q4C+"
    founding.firstInvitation.invitationKey = Data(letter.key.publicKey.array)
    founding.firstInvitation.expires = (now + .days(30)).milliseconds
    founding.firstInvitation.role = .regisseur
    return founding
  }

  /// Signs an update as its author would.
  mutating func sign(
    _ kind: WireUpdate.OneOf_Kind, by signer: Signer, content: WireContent? = nil
  ) throws -> Submission {
    try signer.sign(
      kind, content: content, created: now, nonce: generator.bytes(16),
      contentSalt: generator.bytes(16))
  }

  /// Signs, submits and expects to be taken.
  @discardableResult
  mutating func say(
    _ kind: WireUpdate.OneOf_Kind, by signer: Signer, content: WireContent? = nil
  ) throws -> UpdateID {
    now = now + .minutes(7)
    let submission = try sign(kind, by: signer, content: content)
    let outcome = try Admission(node: node, key: key).admit(
      UnverifiedUpdate(decoding: submission.signedUpdate).verified(), content: submission.content,
      after: entries.last?.head, at: now, salt: generator.bytes(16), views: views)
    guard case .admitted(let opened, let changes) = outcome else {
      if case .refused(let refused) = outcome { throw refused }
      return submission.id
    }
    views.take(opened, changes)
    entries.append(opened.entry)
    return submission.id
  }

  /// Reads another village's entries, as far as they reach this one.
  mutating func follow(_ other: Village) throws {
    for entry in other.entries { try read(entry) }
    now = max(now, other.now)
  }

  /// Reads an entry of another village's log, if it reaches this one and is new.
  mutating func read(_ entry: Entry) throws {
    let header = entry.header
    guard header.reach != .neighbourhood, header.audience ?? node == node,
      let update = try OpenedEntry(entry).update, views.update(update.id) == nil
    else { return }
    let opened = try OpenedEntry(entry)
    views.take(opened, try Projection.changes(of: opened, views: views))
  }

  /// Says every word the node itself owes; with the clock, also what time alone makes due.
  mutating func sayDuties(byClock: Bool = false) throws {
    let admission = Admission(node: node, key: key)
    while let duty = try admission.duty(
      after: entries.last?.head, at: now, byClock: byClock, views: views)
    {
      let update = try admission.say(duty, at: now, nonce: generator.bytes(16))
      let outcome = try admission.admit(
        update, content: nil, after: entries.last?.head, at: now, salt: generator.bytes(16),
        views: views)
      guard case .admitted(let opened, let changes) = outcome, !changes.isEmpty else {
        Issue.record("a duty was refused: \(outcome)")
        return
      }
      views.take(opened, changes)
      entries.append(opened.entry)
    }
  }

  /// The whole log, without what was erased.
  var kept: [Entry] {
    entries.map { entry in
      guard let update = try? OpenedEntry(entry).update, views.isErased(update.id) else {
        return entry
      }
      var bare = entry
      bare.content = nil
      return bare
    }
  }
}

// What people say.
extension Village {
  func signer(of key: SigningKeyPair) -> Signer {
    Signer(key: key, resident: .of(firstDevice: key.publicKey), neighbourhood: node)
  }

  mutating func device() throws -> Signer {
    signer(of: SigningKeyPair(seed: try #require(Bytes32(generator.bytes(32)))))
  }

  func enrolment(of signer: Signer, with letter: InvitationSecret) -> WireUpdate.OneOf_Kind {
    var said = WireEnrolment()
    said.deviceKey = Data(signer.key.publicKey.array)
    said.sealKey = Data(channelKey.array)
    said.invitationKey = Data(letter.key.publicKey.array)
    said.invitationProof = Data(
      letter.prove(node: node, device: signer.key.publicKey, seal: channelKey))
    return .enrolment(said)
  }

  mutating func join(_ name: String, with letter: InvitationSecret) throws -> Signer {
    let signer = try device()
    try say(enrolment(of: signer, with: letter), by: signer, content: .profile(name))
    return signer
  }

  mutating func invite(by regisseur: Signer) throws -> InvitationSecret {
    let letter = try #require(InvitationSecret(generator.bytes(16)))
    var said = WireInvitationIssued()
    said.invitationKey = Data(letter.key.publicKey.array)
    said.expires = (now + .days(14)).milliseconds
    said.role = .resident
    try say(.invitationIssued(said), by: regisseur)
    return letter
  }

  mutating func post(
    _ side: WireListingSide, _ category: WireCategory, by signer: Signer, minutes: UInt32,
    reach: WireReach = .neighbourhood, text: String
  ) throws -> UpdateID {
    var facts = WireListingPosted()
    facts.side = side
    facts.category = category
    facts.area = "9F367Q4C+"
    facts.reach = reach
    facts.gift = minutes == 0
    facts.minutes = minutes
    facts.wanted = 1
    facts.expires = (now + .days(14)).milliseconds
    return try say(.listingPosted(facts), by: signer, content: .listing(text))
  }

  func answer(_ listing: UpdateID, of node: NodeID? = nil) -> WireUpdate.OneOf_Kind {
    var said = WireAgreementProposed()
    said.listing = Data(listing.array)
    said.listingNode = Data((node ?? self.node).array)
    said.sealKey = Data(channelKey.array)
    return .agreementProposed(said)
  }
}

extension WireContent {
  static func profile(_ name: String, text: String = "") -> WireContent {
    var content = WireContent()
    content.profile.name = name
    content.profile.text = text
    return content
  }

  static func listing(_ text: String) -> WireContent {
    var content = WireContent()
    content.listing.text = text
    return content
  }

  static func proposal(_ text: String) -> WireContent {
    var content = WireContent()
    content.proposal.text = text
    return content
  }
}

extension WireUpdate.OneOf_Kind {
  static func place(_ agreement: UpdateID) -> Self {
    .placeShared(.with { $0.agreement = Data(agreement.array) })
  }

  static func yes(_ agreement: UpdateID, cites: EntryHash? = nil) -> Self {
    var said = WireAgreementAccepted()
    said.agreement = Data(agreement.array)
    said.cites = Data(cites?.array ?? [])
    said.sealKey = Data(repeating: 8, count: 32)
    return .agreementAccepted(said)
  }

  static func no(_ agreement: UpdateID) -> Self {
    var said = WireAgreementDeclined()
    said.agreement = Data(agreement.array)
    return .agreementDeclined(said)
  }

  static func stated(_ agreement: UpdateID, _ minutes: UInt32) -> Self {
    var said = WireMinutesStated()
    said.agreement = Data(agreement.array)
    said.minutes = minutes
    return .minutesStated(said)
  }

  static func confirmed(_ agreement: UpdateID, _ minutes: UInt32) -> Self {
    var said = WireMinutesConfirmed()
    said.agreement = Data(agreement.array)
    said.minutes = minutes
    return .minutesConfirmed(said)
  }

  static func withdrawn(_ listing: UpdateID) -> Self {
    var said = WireListingWithdrawn()
    said.listing = Data(listing.array)
    return .listingWithdrawn(said)
  }

  static func erasure(_ targets: [UpdateID]) -> Self {
    var said = WireErasureRequested()
    said.targets = targets.map { Data($0.array) }
    return .erasureRequested(said)
  }
}

extension WireContent {
  static func place() -> WireContent {
    .with { $0.place.sealed = Data(repeating: 9, count: Limits.placeBytes) }
  }
}
