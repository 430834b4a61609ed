import FoundationEssentials
import Sealing
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// A resident with a device, who keeps what was not answered yet.
struct Person {
  /// What somebody wants to say, before it is signed.
  struct Say {
    let kind: WireUpdate.OneOf_Kind
    var content: WireContent?
  }

  /// What happens once an update is stored.
  enum Sequel {
    /// The regisseur of that node gets the signed proposal in a letter.
    case letter(to: NodeID, Submission)
    /// A newcomer enrols with this secret.
    case newcomer(InvitationSecret)
  }

  let number: Int
  /// The machine of their neighbourhood.
  let home: Int
  let signer: Signer
  let sealKey: ChannelKey
  let isRegisseur: Bool
  /// Signed and not yet answered, oldest first.
  var outbox: [Submission] = []
  /// Said that they leave, and nothing more before they are answered.
  var isLeaving = false
  /// What the node said it stored.
  var acknowledged: Set<UpdateID> = []
  var sequels: [UpdateID: Sequel] = [:]
  /// Proposals other neighbourhoods' regisseurs sent.
  var letters: [Letter] = []

  /// A proposal to federate, as passed on by hand.
  struct Letter {
    let proposal: Submission
    let card: WireNodeCard
  }

  /// The node answered: it need not be asked again.
  mutating func answered(_ id: UpdateID, stored: Bool) -> Sequel? {
    outbox.removeAll { $0.id == id }
    isLeaving = isLeaving && !outbox.isEmpty
    guard stored else {
      sequels[id] = nil
      return nil
    }
    acknowledged.insert(id)
    return sequels.removeValue(forKey: id)
  }
}

extension Person.Say {
  static func profile(_ name: String) -> Self {
    Self(kind: .profileSet(WireProfileSet()), content: .with { $0.profile.name = name })
  }

  static func enrolment(
    _ device: SigningKeyPair, seal: ChannelKey, node: NodeID, with secret: InvitationSecret,
    name: String
  ) -> Self {
    Self(
      kind: .enrolment(
        .with {
          $0.deviceKey = Data(device.publicKey.array)
          $0.sealKey = Data(seal.array)
          $0.invitationKey = Data(secret.key.publicKey.array)
          $0.invitationProof = Data(
            secret.prove(node: node, device: device.publicKey, seal: seal))
        }), content: .with { $0.profile.name = name })
  }

  static func invitation(_ secret: InvitationSecret, until expires: Instant) -> Self {
    Self(
      kind: .invitationIssued(
        .with {
          $0.invitationKey = Data(secret.key.publicKey.array)
          $0.expires = expires.milliseconds
          $0.role = .resident
        }))
  }

  static func federationProposed(
    from node: NodeID, to card: WireNodeCard, nearby: Bool
  ) -> Self {
    Self(
      kind: .federationProposed(
        .with {
          $0.terms.first = Data(node.array)
          $0.terms.second = card.node
          $0.terms.nearby = nearby
          $0.peer = card
        }))
  }

  static func federationEnded(with node: NodeID) -> Self {
    Self(kind: .federationEnded(.with { $0.peer = Data(node.array) }))
  }

  static func federationAccepted(_ letter: Person.Letter) -> Self? {
    guard let signed = try? WireSignedUpdate(serializedBytes: letter.proposal.signedUpdate),
      let update = try? WireUpdate(serializedBytes: signed.body),
      case .federationProposed(let proposed) = update.kind
    else { return nil }
    return Self(
      kind: .federationAccepted(
        .with {
          $0.terms = proposed.terms
          $0.proposal = signed
          $0.peer = letter.card
        }))
  }
}
