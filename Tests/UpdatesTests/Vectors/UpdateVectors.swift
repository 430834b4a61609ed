import Admission
import FoundationEssentials
import Sealing
import Simulation
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

struct UpdateVectors: VectorFile {
  struct Good: Codable {
    let kind: String
    let signedUpdate: String
    let salt: String?
    let content: String?
    let id: String
    let created: Int64
  }
  struct Bad: Codable {
    var signedUpdate: String
    var salt: String?
    var content: String?
    let refusal: String
    let why: String
  }
  static let name = "updates.json"
  let nodeBytes: String
  let now: Int64
  let valid: [Good]
  let invalid: [Bad]

  static func make() throws -> UpdateVectors {
    var village = try Village("Wechelderzande", seed: 8)
    let submissions = try everyKind(&village)
    return UpdateVectors(
      nodeBytes: hex(village.node.array), now: village.now.milliseconds,
      valid: try submissions.map { kind, submission in
        let update = try UnverifiedUpdate(decoding: submission.signedUpdate)
        return Good(
          kind: kind, signedUpdate: hex(submission.signedUpdate),
          salt: submission.content.map { hex($0.salt) },
          content: submission.content.map { hex($0.bytes) }, id: submission.id.description,
          created: update.created.milliseconds)
      },
      invalid: try Spoiler(&village).all())
  }

  /// One well-formed update of every kind, named as in the schema.
  private static func everyKind(_ village: inout Village) throws -> [(String, Submission)] {
    let lena = try village.device()
    let id = UpdateID(bytes: Hashing.hash([7], for: .update))
    let other = try Village("Gierle", seed: 9)
    var terms = WireFederationTerms()
    terms.first = Data(village.node.array)
    terms.second = Data(other.node.array)
    terms.nearby = true
    var issued = WireInvitationIssued()
    issued.invitationKey = Data(village.letter.key.publicKey.array)
    issued.expires = (village.now + .days(7)).milliseconds
    issued.role = .resident
    var announcement = WireAnnouncement()
    announcement.name = village.name
    announcement.addresses = ["wechel.example:4021"]
    var listing = WireListingPosted()
    listing.side = .offer
    listing.category = .garden
    listing.area = "9F367Q4C+"
    listing.reach = .nearby
    listing.minutes = 90
    listing.wanted = 2
    listing.starts = village.now.milliseconds
    listing.ends = (village.now + .days(1)).milliseconds
    listing.expires = (village.now + .days(7)).milliseconds
    var receipt = WireErasureConfirmed()
    receipt.origin = Data(other.node.array)
    receipt.request = Data(id.array)
    var proposed = WireFederationProposed()
    proposed.terms = terms
    proposed.peer = other.card
    var accepted = WireFederationAccepted()
    accepted.terms = terms
    accepted.peer = other.card
    var ended = WireFederationEnded()
    ended.peer = terms.second
    let founding = try #require(village.entries.first?.update).bytes
    let kinds: [(String, WireUpdate.OneOf_Kind, Signer, WireContent?)] = [
      ("announcement", .announcement(announcement), village.signer, nil),
      ("invitation_issued", .invitationIssued(issued), lena, nil),
      ("enrolment", village.enrolment(of: lena, with: village.letter), lena, .profile("Lena")),
      ("profile_set", .profileSet(WireProfileSet()), lena, .profile("Lena", text: "Fietst graag")),
      ("listing_posted", .listingPosted(listing), lena, .listing("Snoeien\nen harken")),
      ("listing_withdrawn", .withdrawn(id), lena, nil),
      ("agreement_proposed", village.answer(id), lena, .proposal("Ik kom graag")),
      ("agreement_accepted", .yes(id), lena, nil), ("agreement_declined", .no(id), lena, nil),
      ("minutes_stated", .stated(id, 75), lena, nil),
      ("minutes_confirmed", .confirmed(id, 75), lena, nil),
      ("erasure_requested", .erasure([id]), lena, nil),
      ("erasure_confirmed", .erasureConfirmed(receipt), village.signer, nil),
      ("federation_proposed", .federationProposed(proposed), lena, nil),
      ("federation_accepted", .federationAccepted(accepted), lena, nil),
      ("federation_ended", .federationEnded(ended), lena, nil),
    ]
    let first = Submission(
      id: try UnverifiedUpdate(decoding: founding).id, signedUpdate: founding, content: nil)
    return try [("founding", first)]
      + kinds.map { name, kind, by, content in
        (name, try village.sign(kind, by: by, content: content))
      }
  }
}

/// Updates that fail shape, envelope or text, each for one reason.
private struct Spoiler {
  let good: Submission
  let plain: Submission
  let lena: Signer
  let village: Village

  init(_ village: inout Village) throws {
    lena = try village.device()
    good = try village.sign(.profileSet(WireProfileSet()), by: lena, content: .profile("Lena"))
    plain = try village.sign(.stated(good.id, 5), by: lena)
    self.village = village
  }

  func all() throws -> [UpdateVectors.Bad] {
    try shapes() + envelopes() + texts()
  }

  private func bad(
    _ reason: Refusal, _ why: String, _ signed: [UInt8], _ content: Salted? = nil
  ) -> UpdateVectors.Bad {
    UpdateVectors.Bad(
      signedUpdate: hex(signed), salt: content.map { hex($0.salt) },
      content: content.map { hex($0.bytes) }, refusal: "\(reason)", why: why)
  }

  /// The update with other words, properly signed.
  private func resigned(
    _ submission: Submission, by key: SigningKeyPair? = nil,
    _ change: (inout WireUpdate) throws -> Void
  ) throws -> [UInt8] {
    let edited = try Forger.edit(submission.signedUpdate, change)
    var outer = try WireSignedUpdate(serializedBytes: edited)
    outer.signature = Data((key ?? lena.key).sign([UInt8](outer.body), for: .update))
    return try outer.serializedBytes()
  }

  private func outer(_ change: (inout WireSignedUpdate) -> Void) throws -> [UInt8] {
    var outer = try WireSignedUpdate(serializedBytes: plain.signedUpdate)
    change(&outer)
    return try outer.serializedBytes()
  }

  private func shapes() throws -> [UpdateVectors.Bad] {
    [
      bad(
        .tooLarge, "one byte too many", [UInt8](repeating: 0, count: Limits.signedUpdateBytes + 1)),
      bad(.malformed, "no message", [0xff]),
      bad(.malformed, "no message in the body", try outer { $0.body = Data([0xff]) }),
      bad(.badLength, "nothing", []),
      bad(.badLength, "a signature of 63 bytes", try outer { $0.signature.removeLast() }),
      bad(.badLength, "an author of 31 bytes", try resigned(plain) { $0.author.removeLast() }),
      bad(.badLength, "no neighbourhood", try resigned(plain) { $0.neighbourhood = Data() }),
      bad(.badLength, "a nonce of 15 bytes", try resigned(plain) { $0.nonce.removeLast() }),
      bad(
        .badLength, "a resident of 8 bytes", try resigned(plain) { $0.resident = Data(count: 8) }),
      bad(
        .badLength, "a commitment of 33 bytes",
        try resigned(plain) { $0.contentCommitment = Data(count: 33) }),
      bad(.badSignature, "one bit of the signature", try outer { $0.signature[0] ^= 1 }),
      bad(.badSignature, "other words", try Forger.edit(plain.signedUpdate) { $0.created += 1 }),
      bad(.badSignature, "another author", try resigned(plain, by: village.key) { _ in }),
    ]
  }

  private func envelopes() throws -> [UpdateVectors.Bad] {
    let content = try #require(good.content)
    var unknown = try resigned(plain) { $0.kind = nil }
    var tomorrow = try WireSignedUpdate(serializedBytes: unknown)
    tomorrow.body += [0x9a, 0x06, 0x00]  // field 99, empty
    tomorrow.signature = Data(lena.key.sign([UInt8](tomorrow.body), for: .update))
    unknown = try tomorrow.serializedBytes()
    let now = village.now
    return [
      bad(.unknownKind, "no kind", try resigned(plain) { $0.kind = nil }),
      bad(.unknownKind, "a kind of tomorrow", unknown),
      bad(.contentMissing, "content that did not come along", good.signedUpdate),
      bad(.contentUnexpected, "content nobody committed to", plain.signedUpdate, content),
      bad(
        .commitmentMismatch, "another salt", good.signedUpdate,
        Salted(salt: [UInt8](repeating: 0, count: 16), bytes: content.bytes)),
      bad(
        .commitmentMismatch, "other content", good.signedUpdate,
        Salted(salt: content.salt, bytes: content.bytes + [0x12, 0])),
      bad(
        .badLength, "a salt of 15 bytes", good.signedUpdate,
        Salted(salt: content.salt.dropLast(), bytes: content.bytes)),
      bad(
        .tooLarge, "content over its limit", good.signedUpdate,
        Salted(salt: content.salt, bytes: [UInt8](repeating: 0, count: Limits.contentBytes + 1))),
      bad(
        .wrongNeighbourhood, "meant for another node",
        try resigned(plain) { $0.neighbourhood = Data(repeating: 1, count: 32) }),
      bad(
        .fromTheFuture, "a clock that runs ahead",
        try resigned(plain) { $0.created = (now + Limits.skew).milliseconds + 1 }),
      bad(
        .tooOld, "an outbox that waited too long",
        try resigned(plain) { $0.created = now.milliseconds - Limits.outboxAge.milliseconds - 1 }),
      bad(
        .tooOld, "before everything",
        try resigned(plain) { $0.created = .min }),
      bad(
        .mandateUnknown, "on behalf of somebody",
        try resigned(plain) { $0.onBehalfOf = Data(repeating: 1, count: 32) }),
    ]
  }

  private func texts() throws -> [UpdateVectors.Bad] {
    let long = String(repeating: "a", count: Limits.nameBytes + 1)
    let cases: [(Refusal, String, WireContent)] = [
      (.tooLarge, "a name of 81 bytes", .profile(long)),
      (
        .tooLarge, "a text of 2,001 bytes",
        .profile("Lena", text: String(repeating: "é", count: 1_001))
      ),
      (.badText, "no name", .profile("")),
      (.badText, "a name of white space", .profile(" \u{2003}\n")),
      (.badText, "a terminal escape", .profile("Le\u{1b}[31mna")),
      (.badText, "a tab", .profile("Lena", text: "a\tb")),
      (.badText, "a carriage return", .profile("Lena", text: "a\r\nb")),
      (.badText, "delete", .profile("Lena\u{7f}")),
      (.badText, "a C1 control", .profile("Lena\u{9b}1m")),
      (.badText, "text turned round", .profile("Lena\u{202e}anel")),
      (.badText, "an isolate", .profile("Lena", text: "\u{2066}x")),
      (.malformed, "content of no kind", WireContent()),
    ]
    var signing = village
    return try cases.map { reason, why, content in
      let made = try signing.sign(.profileSet(WireProfileSet()), by: lena, content: content)
      return bad(reason, why, made.signedUpdate, made.content)
    }
  }
}

@Suite("Update vectors")
struct UpdateVectorTests {
  @Test("one update of every kind is read, named and verified")
  func valid() throws {
    let file = try UpdateVectors.load()
    for vector in file.valid {
      let update = try UnverifiedUpdate(decoding: unhex(vector.signedUpdate)).verified()
      #expect(update.id.description == vector.id)
      #expect(update.created.milliseconds == vector.created)
      #expect(update.hasContent == (vector.content != nil))
      if let salt = vector.salt, let content = vector.content {
        #expect(update.commits(to: Salted(salt: try unhex(salt), bytes: try unhex(content))))
      }
    }
    #expect(Set(file.valid.map(\.kind)).count == 17)
  }

  @Test("every refusal of shape, envelope and text is given for its reason")
  func invalid() throws {
    let file = try UpdateVectors.load()
    for vector in file.invalid {
      #expect(try "\(refusal(of: vector, file))" == vector.refusal, "\(vector.why)")
    }
    let reasons = Set(file.invalid.map(\.refusal))
    let shape = Refusal.allCases.filter { $0.rawValue < 203 }
    #expect(reasons.isSuperset(of: shape.map { "\($0)" }))
  }

  private func refusal(of vector: UpdateVectors.Bad, _ file: UpdateVectors) throws -> Refusal {
    var content: Salted?
    if let salt = vector.salt, let bytes = vector.content {
      content = Salted(salt: try unhex(salt), bytes: try unhex(bytes))
    }
    let node = try #require(NodeID(unhex(file.nodeBytes)))
    let key = SigningKeyPair(seed: .zero)
    do {
      let update = try UnverifiedUpdate(decoding: unhex(vector.signedUpdate)).verified()
      let outcome = try Admission(node: node, key: key).admit(
        update, content: content, after: nil, at: Instant(milliseconds: file.now),
        salt: [UInt8](repeating: 0, count: 16), views: MemoryViews(node: node))
      guard case .refused(let refused) = outcome else {
        throw Refused(.nodeFault, "taken: \(vector.why)")
      }
      return refused.reason
    } catch let refused as Refused {
      return refused.reason
    }
  }
}
