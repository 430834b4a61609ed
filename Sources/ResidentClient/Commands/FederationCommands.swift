import ArgumentParser
import FoundationEssentials
import Screens
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

struct FederationGroup: ParsableCommand {
  static var configuration: CommandConfiguration {
    .spoken(
      .federation,
      subcommands: [
        FederationList.self, FederationCard.self, FederationPropose.self, FederationAccept.self,
        FederationEnd.self,
      ], defaultSubcommand: FederationList.self)
  }
}

struct FederationList: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.federationList) }
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    FederationScreen(links: try await context.links())
  }
}

struct FederationCard: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.federationCard) }
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    CodeScreen(card: try Letter.print(await context.freshCard(), prefix: LetterPrefix.node))
  }
}

struct FederationPropose: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.federationPropose) }
  @Argument(help: .spoken(.card)) var card: String
  @Flag(name: .spoken(.nearby), help: .spoken(.nearby)) var nearby = false
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    guard let peer: WireNodeCard = Letter.read(card, prefix: LetterPrefix.node) else {
      throw Setback(card.hasPrefix("gebuur-") ? .codeForSomethingElse : .codeUnreadable)
    }
    var proposed = WireFederationProposed()
    proposed.peer = peer
    proposed.terms.first = Data(try context.membership().card.node.array)
    proposed.terms.second = peer.node
    proposed.terms.nearby = nearby
    let submission = try context.sign(.federationProposed(proposed))
    let posted = try await context.post(submission, as: .federation)
    var letter = WireFederationLetter()
    letter.card = try await context.freshCard()
    letter.proposal = try WireSignedUpdate(serializedBytes: submission.signedUpdate)
    context.tell(.letterHint)
    return posted.receipt(
      letter: .federation(try Letter.print(letter, prefix: LetterPrefix.federation)))
  }
}

struct FederationAccept: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.federationAccept) }
  @Argument(help: .spoken(.letter)) var letter: String
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    guard let read: WireFederationLetter = Letter.read(letter, prefix: LetterPrefix.federation)
    else {
      throw Setback(letter.hasPrefix("gebuur-") ? .codeForSomethingElse : .codeUnreadable)
    }
    guard let body = try? WireUpdate(serializedBytes: read.proposal.body),
      case .federationProposed(let proposed) = body.kind
    else { throw Setback(.codeUnreadable) }
    var accepted = WireFederationAccepted()
    accepted.terms = proposed.terms
    accepted.proposal = read.proposal
    accepted.peer = read.card
    return try await context.post(.federationAccepted(accepted)).receipt()
  }
}

struct FederationEnd: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.federationEnd) }
  @Argument(help: .spoken(.peer)) var peer: String
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    let link = try await context.link(peer)
    var ended = WireFederationEnded()
    ended.peer = Data(link.node.array)
    return try await context.post(.federationEnded(ended)).receipt()
  }
}

extension CommandContext {
  /// The links of our neighbourhood.
  func links() async throws -> [LinkLine] {
    guard case .federation(let answer) = try await ask(.federation(WireAskFederation())) else {
      throw Setback(.answerUnreadable)
    }
    return answer.peers.compactMap { LinkLine($0) }
  }

  /// The one link that is meant by a name, or the start of an id.
  func link(_ typed: String) async throws -> LinkLine {
    let begin = Base32.normalise(typed)
    let meant = try await links().filter {
      $0.name.lowercased() == typed.lowercased()
        || begin.utf8.count >= Self.shortestID && $0.node.description.hasPrefix(begin)
    }
    guard let link = meant.first else { throw Setback(.idUnknown, typed) }
    guard meant.count == 1 else {
      throw Setback(.idAmbiguous, meant.map(\.node.short).joined(separator: ", "))
    }
    return link
  }

  /// Our node's card, with the addresses of today when it can be asked.
  func freshCard() async throws -> WireNodeCard {
    let known = try membership().card.wire
    guard let answer = try? await neighbourhood(), answer.hasCard,
      (try? answer.card.verified()) != nil, answer.card.node == known.node
    else { return known }
    return answer.card
  }
}
