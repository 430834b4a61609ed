import ArgumentParser
import Screens
import Updates
import Vocabulary
import WireFormat

struct Board: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.board) }
  @Flag(name: .spoken(.offers), help: .spoken(.offers)) var offers = false
  @Flag(name: .spoken(.requests), help: .spoken(.requests)) var requests = false
  @Option(name: .spoken(.category), help: .spoken(.category)) var category: String?
  @Flag(name: .spoken(.mine), help: .spoken(.mine)) var mine = false
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    var question = WireAskBoard()
    question.side = offers == requests ? .unspecified : offers ? .offer : .request
    if let category {
      guard let known = Vocabulary.Category(typed: category) else {
        throw Setback(.categoryUnknown, category)
      }
      question.category = WireCategory(rawValue: known.rawValue) ?? .unspecified
    }
    question.limit = UInt32(Limits.rows)
    question.mine = mine
    guard case .board(let answer) = try await context.ask(.board(question)) else {
      throw Setback(.answerUnreadable)
    }
    let card = try context.membership().card
    return BoardScreen(
      neighbourhood: card.name,
      listings: answer.listings.compactMap { ListingLine($0, at: card.node) },
      unseen: Int(answer.unseen))
  }
}
