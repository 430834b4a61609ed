import ArgumentParser
import FoundationEssentials
import Screens
import Sealing
import Updates
import Vocabulary
import WireFormat

struct Invite: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.invite) }
  @Option(name: .spoken(.role), help: .spoken(.role)) var role: String?
  @Option(name: .spoken(.inviteDays), help: .spoken(.inviteDays)) var days: Int?
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    let secret = Randomness.bytes(InvitationSecret.count)
    guard let invitation = InvitationSecret(secret) else { throw Setback(.fileBroken) }
    let expires = context.page.now + .days(Int64(min(max(days ?? 30, 1), 10_000)))
    var issued = WireInvitationIssued()
    issued.invitationKey = Data(invitation.key.publicKey.array)
    issued.expires = expires.milliseconds
    issued.role = try typedRole()
    let posted = try await context.post(.invitationIssued(issued))
    var letter = WireInvitation()
    letter.card = try context.membership().card.wire
    letter.secret = Data(secret)
    letter.expires = expires.milliseconds
    context.tell(.invitationHint)
    return posted.receipt(
      letter: .invitation(try Letter.print(letter, prefix: LetterPrefix.invitation)))
  }

  private func typedRole() throws(Setback) -> WireRole {
    switch role?.lowercased() {
    case nil, "buur", "resident": .resident
    case "regisseur": .regisseur
    case let other?: throw Setback(.choiceUnknown, other)
    }
  }
}
