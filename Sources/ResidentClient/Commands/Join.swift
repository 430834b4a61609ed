import ArgumentParser
import FoundationEssentials
import Screens
import Sealing
import Updates
import Vocabulary
import WireFormat

struct Join: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.join) }
  @Argument(help: .spoken(.code)) var code: String
  @Option(name: .spoken(.name), help: .spoken(.name)) var name: String?
  @Option(name: .spoken(.profileText), help: .spoken(.profileText)) var text: String?
  @Option(name: .spoken(.node), help: .spoken(.node)) var node: String?
  @Flag(name: .spoken(.noPassphrase), help: .spoken(.noPassphrase)) var noPassphrase = false
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    let invitation = try Invitation(code: code, now: context.page.now)
    let former = try Membership.read(context.home)
    guard former?.left ?? true, try Membership.read(context.home.moving) == nil else {
      throw Setback(.alreadyJoined)
    }
    if let node, Address.split(node) == nil { throw Setback(.addressUnreadable, node) }
    try context.home.prepare()
    let name = try typedName(context)
    let identity = try keys(context)
    // Keys and membership are on disk before anything is sent: an enrolment that the node took
    // while this machine went down still belongs to somebody.
    try context.keep(
      Membership(
        card: invitation.card, near: node, resident: identity.resident, area: nil, name: name))
    do {
      let posted = try await context.post(
        .enrolment(invitation.enrolment(of: identity)),
        content: .profile(name: name, text: text ?? ""))
      if case .stored = posted.fate { try await context.learnArea() }
      return posted.receipt()
    } catch let refused as Refused {
      try former?.write(context.home) ?? Files.remove(context.home.neighbourhood)
      throw refused
    }
  }

  private func typedName(_ context: CommandContext) throws(Setback) -> String {
    let typed = name ?? Terminal.ask(context.page.say(.askName)) ?? ""
    let trimmed = TextWidth.harmless(typed).split(separator: " ").joined(separator: " ")
    guard !trimmed.isEmpty else { throw Setback(.nameMissing) }
    return trimmed
  }

  /// A key that an earlier attempt left behind is used again.
  private func keys(_ context: CommandContext) throws(Setback) -> ResidentIdentity {
    if try KeyBox(context.home) != nil { return try context.identity() }
    let identity = ResidentIdentity.random()
    let passphrase = noPassphrase ? nil : try context.prompt.choose()
    guard let box = KeyBox(identity, passphrase: passphrase) else { throw Setback(.noMemory) }
    try box.write(context.home)
    if passphrase != nil { context.unlocked.keep(identity, at: context.page.now) }
    context.use(identity)
    return identity
  }
}

/// An invitation letter that was read and checked.
struct Invitation {
  let card: NodeCard
  let secret: InvitationSecret

  init(code: String, now: Instant) throws(Setback) {
    guard let wire: WireInvitation = Letter.read(code, prefix: LetterPrefix.invitation) else {
      let other = code.hasPrefix("gebuur-") && !code.hasPrefix(LetterPrefix.invitation)
      throw Setback(other ? .codeForSomethingElse : .codeUnreadable)
    }
    guard let card = try? wire.card.verified(), let secret = InvitationSecret([UInt8](wire.secret))
    else { throw Setback(.codeUnreadable) }
    guard now < Instant(milliseconds: wire.expires) else { throw Setback(.codeExpired) }
    self.card = card
    self.secret = secret
  }

  func enrolment(of identity: ResidentIdentity) -> WireEnrolment {
    let device = identity.signing.publicKey
    let seal = identity.channel.publicKey
    var enrolment = WireEnrolment()
    enrolment.deviceKey = Data(device.array)
    enrolment.sealKey = Data(seal.array)
    enrolment.invitationKey = Data(secret.key.publicKey.array)
    enrolment.invitationProof = Data(secret.prove(node: card.node, device: device, seal: seal))
    return enrolment
  }
}

extension Sentence {
  static let askName = Sentence(
    nl: "Hoe heet je? Zo zien je buren je:", en: "What is your name? Neighbours see it:")
}
