import ArgumentParser
import Exchange
import FoundationEssentials
import Matching
import Screens
import Updates
import Vocabulary
import WireFormat

struct Matches: ClientCommand {
  /// Of one listing, and of each when there are several.
  private static let (most, mostOfEach) = (10, 3)

  static var configuration: CommandConfiguration { .spoken(.matches) }
  @Argument(help: .spoken(.ownListing)) var id: String?
  @Option(name: .spoken(.whyNot), help: .spoken(.whyNot)) var whyNot: String?
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    if let whyNot {
      guard let id = try await listing(context) else { throw Setback(.choiceUnknown, whyNot) }
      return try await why(id, not: try await context.find(whyNot), context)
    }
    if let id { return try await matches(of: try await context.find(id), Self.most, context) }
    let own = try await ownListings(context)
    if own.count == 1 { return try await matches(of: own[0], Self.most, context) }
    var screens: [MatchesScreen] = []
    for id in own { screens.append(try await matches(of: id, Self.mostOfEach, context)) }
    return AllMatchesScreen(screens)
  }

  /// The listing that is meant: the one named, or one's only one.
  private func listing(_ context: CommandContext) async throws -> UpdateID? {
    if let id { return try await context.find(id) }
    let own = try await ownListings(context)
    return own.count == 1 ? own[0] : nil
  }

  private func ownListings(_ context: CommandContext) async throws -> [UpdateID] {
    var question = WireAskBoard()
    question.mine = true
    guard case .board(let board) = try await context.ask(.board(question)) else {
      throw Setback(.answerUnreadable)
    }
    return board.listings.filter { $0.state == .open }.compactMap { UpdateID($0.id) }
  }

  private func matches(
    of id: UpdateID, _ most: Int, _ context: CommandContext
  ) async throws -> MatchesScreen {
    var question = WireAskMatches()
    question.listing = Data(id.array)
    question.limit = UInt32(most)
    let home = try context.membership().card.node
    guard case .matches(let answer) = try await context.ask(.matches(question)),
      let listing = ListingLine(answer.listing, at: home)
    else { throw Setback(.answerUnreadable) }
    return MatchesScreen(
      listing: listing, matches: answer.matches.compactMap { MatchLine($0, at: home) },
      more: answer.more,
      reach: listing.side == .offer
        ? nil
        : .init(
          minutes: Int(answer.minutes),
          carriedOn: answer.carriedOn > 0 ? Instant(milliseconds: answer.carriedOn) : nil))
  }

  private func why(
    _ id: UpdateID, not other: UpdateID, _ context: CommandContext
  ) async throws -> WhyNotScreen {
    var question = WireAskWhyNot()
    question.listing = Data(id.array)
    question.other = Data(other.array)
    let home = try context.membership().card.node
    guard case .whyNot(let answer) = try await context.ask(.whyNot(question)),
      let listing = ListingLine(answer.listing, at: home)
    else { throw Setback(.answerUnreadable) }
    return WhyNotScreen(
      listing: listing, other: answer.hasOther ? ListingLine(answer.other, at: home) : nil,
      gate: answer.hasGate ? Gate(answer.gate) : nil)
  }
}

struct Inbox: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.inbox) }
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    guard case .inbox(let inbox) = try await context.ask(.inbox(WireAskInbox())) else {
      throw Setback(.answerUnreadable)
    }
    let home = try context.membership().card.node
    let notices = inbox.notices.compactMap { NoticeLine($0, at: home) }
    // Seen is what is about to be shown, and nothing that comes meanwhile.
    if let newest = inbox.notices.filter({ !$0.seen }).map(\.found).max() {
      var seen = WireAskInbox()
      seen.seen = newest
      _ = try? await context.ask(.inbox(seen))
    }
    return InboxScreen(
      notices: notices, more: inbox.more, hours: try await hours(context, at: home))
  }

  /// What happens to the asker's hours and agreements.
  private func hours(_ context: CommandContext, at home: NodeID) async throws -> HoursNews {
    let reader = try context.identity()
    let account = try await context.account(lines: 30)
    return HoursNews(
      agreements: try await context.agreements(ended: true).compactMap {
        AgreementLine($0, at: home, for: reader)
      },
      lines: account.lines.compactMap { StatementLine($0) },
      corrections: account.corrections.compactMap { CorrectionLine($0) }, at: context.page.now)
  }
}
