import ArgumentParser
import FoundationEssentials
import Screens
import Updates
import Vocabulary
import WireFormat

struct Show: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.show) }
  @Argument(help: .spoken(.id)) var id: String
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    let home = try context.membership().card.node
    let reader = try context.identity()
    let id = try await context.find(id)
    do {
      let detail = try await context.listing(id)
      guard let line = ListingLine(detail.listing, at: home) else {
        throw Setback(.answerUnreadable)
      }
      return ListingScreen(
        listing: line,
        agreements: detail.agreements.compactMap { AgreementLine($0, at: home, for: reader) },
        borderRoom: line.elsewhere == nil || line.minutes == nil ? nil : detail.borderRoom)
    } catch let refused as Refused where refused.reason == .listingUnknown {
      // It may be an agreement that was typed.
      let row = try await context.findAgreement(id.description)
      return AgreementsScreen(
        agreements: [AgreementLine(row, at: home, for: reader)].compactMap { $0 })
    }
  }
}

extension CommandContext {
  /// One listing, whole.
  func listing(_ id: UpdateID) async throws -> WireListingDetail {
    var question = WireAskListing()
    question.id = Data(id.array)
    guard case .listing(let detail) = try await ask(.listing(question)) else {
      throw Setback(.answerUnreadable)
    }
    return detail
  }
}
