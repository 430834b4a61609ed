import ArgumentParser
import Glibc
import Screens
import Updates
import Vocabulary

/// The program `gebuur`.
public enum Gebuur {
  /// Runs what was typed and ends the process.
  public static func main() async -> Never {
    // A reader that goes away (`gebuur board | head`) is no fault.
    signal(SIGPIPE, SIG_IGN)
    let ending = await run(Array(CommandLine.arguments.dropFirst()))
    exit(ending.rawValue)
  }

  static func run(_ arguments: [String]) async -> Ending {
    if arguments.isEmpty { return welcome() }
    do {
      var command = try GebuurCommand.parseAsRoot(arguments)
      if let command = command as? any ClientCommand { return await run(command) }
      // The parser's own commands: they show help, by throwing it.
      try command.run()
      return .fine
    } catch {
      return explain(error, json: arguments.contains("--json"))
    }
  }

  private static func welcome() -> Ending {
    let page = Page(
      language: Terminal.language, width: Terminal.width, plain: false, now: Terminal.now,
      zone: Terminal.zone)
    let membership = try? Membership.read(Home(environment: Terminal.environment))
    Terminal.show(WelcomeScreen(neighbourhood: membership?.card.name).text(on: page))
    return .fine
  }

  private static func run(_ command: any ClientCommand) async -> Ending {
    let page = Page(
      language: Terminal.language, width: Terminal.width, plain: command.common.plain,
      now: Terminal.now, zone: Terminal.zone)
    let context = CommandContext(
      json: command.common.json, page: page, moving: command.common.newHome,
      environment: Terminal.environment)
    do {
      let screen = try await command.screen(context)
      Terminal.show(screen, in: context)
      return .fine
    } catch let refused as Refused {
      report(Failure(refused), in: context)
      return .refused
    } catch let setback as Setback {
      report(Failure(setback), in: context)
      return Ending(setback.fault)
    } catch {
      report(Failure(Setback(.answerUnreadable)), in: context)
      return .broken
    }
  }

  private static func report(_ failure: Failure, in context: CommandContext) {
    if context.json {
      Terminal.show(failure.json(in: context.page.language).indented())
    } else {
      Terminal.tell(context.page.paragraph(failure.text(on: context.page)))
    }
  }

  private static func explain(_ error: any Error, json: Bool) -> Ending {
    let message = GebuurCommand.fullMessage(for: error)
    if GebuurCommand.exitCode(for: error) == .success {
      Terminal.show(Usage.spoken(message, in: Terminal.language))
      return .fine
    }
    if json {
      let failure = Failure(Setback(.notUnderstood, GebuurCommand.message(for: error)))
      Terminal.show(failure.json(in: Terminal.language).indented())
    } else {
      Terminal.tell(Usage.spoken(message, in: Terminal.language))
    }
    return .misunderstood
  }
}

/// `gebuur` itself: the list of what can be done.
public struct GebuurCommand: ParsableCommand {
  /// Names and help in the language of the terminal.
  public static var configuration: CommandConfiguration {
    .spoken(
      .gebuur,
      subcommands: [
        Board.self, Request.self, Offer.self, Matches.self, Inbox.self, Show.self, Withdraw.self,
        Accept.self, Decline.self,
        Agreements.self, Done.self, Confirm.self, Thanks.self, Dispute.self, Balance.self,
        Statement.self, Give.self, Receive.self, Correct.self, PotGroup.self, LimitsGroup.self,
        ProfileGroup.self, PlaceGroup.self, Preferences.self, Attest.self, Join.self, Move.self,
        Invite.self,
        Resolve.self,
        Export.self, Erase.self,
        FederationGroup.self, OutboxCommand.self, Whoami.self, Lock.self, Unlock.self, Leave.self,
      ])
  }

  /// Parsing needs nothing.
  public init() {}
}
