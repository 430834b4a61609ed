import ArgumentParser
import Exchange
import FoundationEssentials
import Screens
import Updates
import Vocabulary
import WireFormat

struct Thanks: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.thanks) }
  @Argument(help: .spoken(.id)) var id: String
  @Argument(help: .spoken(.note)) var words: String
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    var thanks = WireThanksSaid()
    thanks.agreement = try await context.findAgreement(id).id
    return try await context.post(.thanksSaid(thanks), content: context.note(words)).receipt()
  }
}

struct Dispute: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.dispute) }
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    let home = try context.membership().card.node
    let reader = try context.identity()
    let own = try await context.agreements(ended: false).compactMap {
      AgreementLine($0, at: home, for: reader)
    }
    .filter { $0.state == .disputed }
    return DisputesScreen(disputes: try await context.disputes() ?? [], own: own)
  }
}

struct Resolve: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.resolve) }
  @Argument(help: .spoken(.id)) var id: String
  @Argument(help: .spoken(.reason)) var reason: String
  @Option(name: .spoken(.amount), help: .spoken(.amount)) var minutes: UInt32?
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    guard let minutes else { throw Setback(.minutesMissing) }
    guard let disputes = try await context.disputes() else { throw Refused(.notRegisseur) }
    var resolved = WireDisputeResolved()
    resolved.agreement = Data(
      try context.only(disputes, typed: id) { $0.id }.id.array)
    resolved.minutes = minutes
    return try await context.post(
      .disputeResolved(resolved), content: context.note(reason)
    ).receipt()
  }
}

struct Correct: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.correct) }
  @Argument(help: .spoken(.transfer)) var transfer: String?
  @Argument(help: .spoken(.reason)) var reason: String?
  @Option(name: .spoken(.amount), help: .spoken(.amount)) var minutes: UInt32?
  @Option(name: .spoken(.agree), help: .spoken(.agree)) var agree: String?
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    if let agree { return try await sayYes(agree, context) }
    guard let transfer else { throw Setback(.idUnknown) }
    guard let minutes else { throw Setback(.minutesMissing) }
    guard let reason else { throw Setback(.textMissing) }
    let (id, own) = try await context.findTransfer(transfer)
    let note = try context.note(reason)
    if own, let line = try await context.crossed(id) {
      return try await context.post(.hoursGiven(line.correcting(to: minutes)), content: note)
        .receipt()
    }
    if own {
      var proposed = WireCorrectionProposed()
      proposed.transfer = Data(id.array)
      proposed.minutes = minutes
      return try await context.post(.correctionProposed(proposed), content: note).receipt()
    }
    var made = WireCorrectionMade()
    made.transfer = Data(id.array)
    made.minutes = minutes
    do {
      return try await context.post(.correctionMade(made), content: note).receipt()
    } catch let refused as Refused where refused.reason == .transferNotYours {
      // Said of what crossed a border only: these are the other neighbourhood's hours to give.
      throw Setback(.correctedByGiver)
    }
  }

  private func sayYes(_ typed: String, _ context: CommandContext) async throws -> any Screen {
    let waiting = try await context.account(lines: 1).corrections.compactMap { UpdateID($0.id) }
    var agreed = WireCorrectionAgreed()
    agreed.correction = Data(try context.only(waiting, typed: typed) { $0 }.array)
    return try await context.post(.correctionAgreed(agreed)).receipt()
  }
}

extension CommandContext {
  /// Disputes to decide; nil for who is no regisseur.
  func disputes() async throws -> [DisputeLine]? {
    do {
      guard case .disputes(let answer) = try await ask(.disputes(WireAskDisputes())) else {
        throw Setback(.answerUnreadable)
      }
      return answer.disputes.compactMap { DisputeLine($0) }
    } catch let refused as Refused where refused.reason == .notRegisseur {
      return nil
    }
  }
}
