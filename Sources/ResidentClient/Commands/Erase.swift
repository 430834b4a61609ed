import ArgumentParser
import FoundationEssentials
import Screens
import Updates
import Vocabulary
import WireFormat

struct Erase: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.erase) }
  @Argument(help: .spoken(.ids)) var ids: [String] = []
  @Flag(name: .spoken(.eraseAll), help: .spoken(.eraseAll)) var all = false
  @Flag(name: .spoken(.status), help: .spoken(.status)) var status = false
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    if status { return try await confirmations(context) }
    var rest = try await targets(context)[...]
    guard !rest.isEmpty else { throw Refused(.nothingToErase) }
    var posted: Posted
    repeat {
      var request = WireErasureRequested()
      request.targets = rest.prefix(Limits.erasureTargets).map { Data($0.array) }
      rest = rest.dropFirst(Limits.erasureTargets)
      posted = try await context.post(.erasureRequested(request))
    } while !rest.isEmpty
    // Whoever takes all words back does not sign the next ones by an old name.
    if all {
      var membership = try context.membership()
      membership.name = ""
      try context.keep(membership)
    }
    return posted.receipt()
  }

  private func confirmations(_ context: CommandContext) async throws -> any Screen {
    guard case .erasures(let answer) = try await context.ask(.erasures(WireAskErasures())) else {
      throw Setback(.answerUnreadable)
    }
    return ErasuresScreen(erasures: answer.erasures.compactMap { ErasureLine($0) })
  }

  /// Ids may be of anything the resident wrote, a profile too, so they are looked up there.
  private func targets(_ context: CommandContext) async throws -> [UpdateID] {
    guard all || !ids.isEmpty else { throw Setback(.idUnknown) }
    let written = try await context.entries().compactMap { ExportedEntry($0) }
      .filter { $0.content != nil }.map(\.update.id)
    if all { return written }
    return try ids.map { typed in
      let begin = Base32.normalise(typed)
      guard begin.utf8.count >= CommandContext.shortestID else {
        throw Setback(.idTooShort, typed)
      }
      let found = written.filter { $0.description.hasPrefix(begin) }
      guard let first = found.first else { throw Setback(.idUnknown, typed) }
      guard found.count == 1 else {
        throw Setback(.idAmbiguous, found.map(\.short).joined(separator: ", "))
      }
      return first
    }
  }
}
