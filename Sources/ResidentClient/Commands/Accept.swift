import ArgumentParser
import FoundationEssentials
import Screens
import Sealing
import Updates
import Vocabulary
import WireFormat

struct Accept: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.accept) }
  @Argument(help: .spoken(.id)) var id: String
  @Option(name: .spoken(.proposalText), help: .spoken(.proposalText)) var text: String?
  @Flag(name: .spoken(.withoutPlace), help: .spoken(.withoutPlace)) var withoutPlace = false
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    let id = try await context.find(id)
    let running = try await context.agreements(ended: false)
    if let row = running.first(where: { UpdateID($0.id) == id }) {
      return try await sayYes(to: row, context)
    }
    let detail = try await context.listing(id)
    if NodeID(detail.listing.node) != (try context.membership().card.node) {
      tellRoom(detail.borderRoom, gift: detail.listing.facts.gift, context)
    }
    return try await propose(on: detail.listing, context)
  }

  /// Hours cross a border as far as the two neighbourhoods agreed: better known before the yes.
  private func tellRoom(_ room: Int64, gift: Bool, _ context: CommandContext) {
    guard !gift else { return }
    context.tell(room > 0 ? .canCross(context.page.duration(room)) : .nothingCrosses)
  }

  private func sayYes(
    to row: WireAgreementRow, _ context: CommandContext
  ) async throws -> any Screen {
    if NodeID(row.otherNode) != (try context.membership().card.node) {
      tellRoom(row.borderRoom, gift: row.gift, context)
    }
    var yes = WireAgreementAccepted()
    yes.agreement = row.id
    yes.cites = row.proposalEntry
    yes.sealKey = Data(try context.identity().channel.publicKey.array)
    let posted = try await context.post(.agreementAccepted(yes))
    let went = try await context.sharePlace(afterYesTo: row, wanted: !withoutPlace)
    return posted.receipt(placeShared: went)
  }

  private func propose(
    on listing: WireListingRow, _ context: CommandContext
  ) async throws -> any Screen {
    var proposal = WireAgreementProposed()
    proposal.listing = listing.id
    proposal.listingNode = listing.node
    proposal.sealKey = Data(try context.identity().channel.publicKey.array)
    let name = try context.membership().name
    return try await context.post(
      .agreementProposed(proposal), content: .proposal(name: name, text: text ?? "")
    ).receipt()
  }
}
