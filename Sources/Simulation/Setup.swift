import Admission
import FoundationEssentials
import Sealing
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

// How a world begins: neighbourhoods with people in them, some of them federated.

extension World {
  func setUp() throws {
    let dishonest = scenario.kind == .equivocation || scenario.kind == .lying ? 1 : 0
    for number in 0..<(scenario.nodes + dishonest) {
      try found(number, isHonest: number < scenario.nodes)
    }
    for first in nodes.indices {
      for second in nodes.indices where first < second {
        if scenario.kind != .mixed || chance(0.6) { try federate(first, second) }
      }
    }
    for machine in nodes.indices { try start(machine) }
    for person in people.indices { plan(.retry(person), in: 3_000...6_000) }
  }

  private func found(_ number: Int, isHonest: Bool) throws {
    let node = SimulatedNode(
      number: number, key: SigningKeyPair(seed: Bytes32(random.bytes(32)) ?? .zero),
      channelKey: ChannelKey(bytes: Bytes32(random.bytes(32)) ?? .zero),
      skew: after(-120_000...120_000), isHonest: isHonest)
    nodes.append(node)
    let first = try secret()
    try store(
      Person.Say(
        kind: .founding(
          .with {
            $0.signingKey = Data(node.key.publicKey.array)
            $0.channelKey = Data(node.channelKey.array)
            $0.name = "buurt \(number)"
            $0.area = "9F367Q7Q+"
            $0.firstInvitation.invitationKey = Data(first.key.publicKey.array)
            $0.firstInvitation.expires = (now + .days(30)).milliseconds
            $0.firstInvitation.role = .regisseur
          })), by: node.signer, on: number)
    let regisseur = try enrol(with: first, at: number, isRegisseur: true)
    let letter = try secret()
    try store(
      .invitation(letter, until: now + .days(7)), by: people[regisseur].signer, on: number)
    _ = try enrol(with: letter, at: number, isRegisseur: false)
    let another = try secret()
    try store(
      .invitation(another, until: now + .days(7)), by: people[regisseur].signer, on: number)
    _ = try enrol(with: another, at: number, isRegisseur: false)
    if chance(0.7) { try store(policy(), by: people[regisseur].signer, on: number) }
  }

  private func secret() throws -> InvitationSecret {
    guard let secret = InvitationSecret(random.bytes(InvitationSecret.count)) else {
      throw Refused(.badLength, "secret")
    }
    return secret
  }

  private func enrol(
    with secret: InvitationSecret, at home: Int, isRegisseur: Bool
  ) throws -> Int {
    let person = newcomer(to: home, isRegisseur: isRegisseur)
    try store(
      .enrolment(
        person.signer.key, seal: person.sealKey, node: nodes[home].node, with: secret,
        name: "person \(person.number)"), by: person.signer, on: home)
    return person.number
  }

  /// The regisseurs met: one proposed, the other accepted. The first learns of it by gossip.
  private func federate(_ first: Int, _ second: Int) throws {
    guard let proposer = people.first(where: { $0.home == first && $0.isRegisseur }),
      let accepter = people.first(where: { $0.home == second && $0.isRegisseur })
    else { return }
    let proposal = try store(
      .federationProposed(
        from: nodes[first].node, to: nodes[second].card, nearby: isNearby(first, second)),
      by: proposer.signer, on: first)
    let letter = Person.Letter(proposal: proposal, card: nodes[first].card)
    if let say = Person.Say.federationAccepted(letter) {
      try store(say, by: accepter.signer, on: second)
    }
    try store(
      clearingLimits(with: nodes[second].node, most: 600), by: proposer.signer, on: first)
    try store(
      clearingLimits(with: nodes[first].node, most: 600), by: accepter.signer, on: second)
  }

  /// Straight to disk, before anything runs.
  @discardableResult
  private func store(_ say: Person.Say, by signer: Signer, on machine: Int) throws -> Submission {
    let submission = try signed(say, by: signer)
    let update = try UnverifiedUpdate(decoding: submission.signedUpdate).verified()
    let node = nodes[machine]
    let outcome = try node.disk.submit(
      update, content: submission.content, by: node.admission, at: clock(machine),
      salt: random.bytes(Limits.saltBytes))
    if case .refused(let refused) = outcome { throw refused }
    return submission
  }

  /// From now on the dishonest key runs on two machines, each with its own people and peers.
  func splitTwins() {
    guard let first = nodes.firstIndex(where: { !$0.isHonest }) else { return }
    let original = nodes[first]
    let copy = SimulatedNode(
      number: nodes.count, key: original.key, channelKey: original.channelKey,
      skew: original.skew, isHonest: false)
    copy.disk = original.disk
    nodes.append(copy)
    twins = (first, copy.number)
    for (own, other) in network.ends(of: first) where !other.machine.isMultiple(of: 2) {
      sever(own, other)
    }
    for person in people where person.home == first {
      people.append(
        Person(
          number: people.count, home: copy.number, signer: person.signer,
          sealKey: person.sealKey, isRegisseur: person.isRegisseur))
      plan(.retry(people.count - 1), in: 3_000...6_000)
    }
    plan(.start(copy.number), in: 0...10)
  }
}
