import FoundationEssentials
import Sealing
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

// What people do: say something, wait for the answer, ask again.

extension World {
  func act(_ person: Int) throws {
    // Often there is no occasion for what comes to mind first.
    for _ in 0..<4 {
      guard let say = choose(for: people[person]) else { continue }
      return try sign(say, by: person)
    }
  }

  /// Signs and sends; the signed update waits in the person's outbox until it is answered.
  func sign(_ say: Person.Say, by person: Int, then sequel: Person.Sequel? = nil) throws {
    let submission = try signed(say, by: people[person].signer)
    people[person].outbox.append(submission)
    people[person].sequels[submission.id] = sequel ?? self.sequel(of: say, submission)
    trace.note(now, "person \(person) says \(say.name) \(submission.id.short)")
    send(submission, by: person)
  }

  func signed(_ say: Person.Say, by signer: Signer) throws -> Submission {
    try signer.sign(
      say.kind, content: say.content, created: date + after(-300_000...300_000),
      nonce: random.bytes(Limits.nonceBytes), contentSalt: random.bytes(Limits.saltBytes))
  }

  private func sequel(of say: Person.Say, _ submission: Submission) -> Person.Sequel? {
    guard case .federationProposed(let proposed) = say.kind,
      let other = NodeID(proposed.terms.second)
    else { return nil }
    return .letter(to: other, submission)
  }

  private func send(_ submission: Submission, by person: Int) {
    if !chance(faults.losing) { plan(.submit(submission, by: person), in: 1...50) }
  }

  func retry(_ person: Int) {
    for submission in people[person].outbox { send(submission, by: person) }
    plan(.retry(person), in: 3_000...6_000)
  }

  func submitted(_ submission: Submission, by person: Int) {
    let home = people[person].home
    guard
      let update = try? UnverifiedUpdate(decoding: submission.signedUpdate).verified()
    else { return violate("a resident's own update does not verify") }
    enqueue(.submit(update, submission.content, by: person), on: home)
  }

  func answered(_ id: UpdateID, stored: Bool, to person: Int) throws {
    guard people[person].outbox.contains(where: { $0.id == id }) else { return }
    trace.note(now, "person \(person) is told \(id.short) \(stored ? "is stored" : "is refused")")
    if !stored { refused += 1 }
    switch people[person].answered(id, stored: stored) {
    case .letter(let node, let proposal):
      let letter = Person.Letter(proposal: proposal, card: nodes[people[person].home].card)
      for other in people.indices where people[other].isRegisseur {
        if nodes[people[other].home].node == node { people[other].letters.append(letter) }
      }
    case .newcomer(let secret): try welcome(with: secret, to: people[person].home)
    case nil: break
    }
  }

  /// A new resident with a fresh device.
  func newcomer(to home: Int, isRegisseur: Bool = false) -> Person {
    let device = SigningKeyPair(seed: Bytes32(random.bytes(32)) ?? .zero)
    let person = Person(
      number: people.count, home: home,
      signer: Signer(
        key: device, resident: .of(firstDevice: device.publicKey),
        neighbourhood: nodes[home].node),
      sealKey: ChannelKey(bytes: Bytes32(random.bytes(32)) ?? .zero), isRegisseur: isRegisseur)
    people.append(person)
    return person
  }

  private func welcome(with secret: InvitationSecret, to home: Int) throws {
    let person = newcomer(to: home)
    let node = nodes[home].node
    try sign(
      .enrolment(
        person.signer.key, seal: person.sealKey, node: node, with: secret,
        name: "newcomer \(person.number)"), by: person.number)
    plan(.retry(person.number), in: 3_000...6_000)
  }
}

extension Person.Say {
  /// The kind of update, for the trace.
  var name: String {
    switch kind {
    case .listingPosted: "listing"
    case .listingWithdrawn: "withdrawal"
    case .agreementProposed: "proposal"
    case .agreementAccepted: "yes"
    case .agreementDeclined: "no"
    case .minutesStated: "minutes"
    case .minutesConfirmed: "confirmation"
    case .erasureRequested: "erasure"
    case .federationProposed(let said): "federation with \(Self.short(said.terms.second))?"
    case .federationAccepted(let said): "federation with \(Self.short(said.terms.first))!"
    case .federationEnded(let said): "end with \(Self.short(said.peer))"
    case .enrolment: "enrolment"
    case .invitationIssued: "invitation"
    case .profileSet: "profile"
    default: "something else"
    }
  }

  private static func short(_ node: Data) -> String { NodeID(node)?.short ?? "-" }
}
