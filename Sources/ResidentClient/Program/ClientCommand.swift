import ArgumentParser
import Screens

/// Options that every command takes.
struct CommonOptions: ParsableArguments {
  @Flag(name: .spoken(.json), help: .spoken(.json)) var json = false
  @Flag(name: .spoken(.plain), help: .spoken(.plain)) var plain = false
  @Flag(name: .spoken(.newHome), help: .spoken(.newHome)) var newHome = false
}

/// A command of `gebuur`: typed values in, a screen out.
protocol ClientCommand: ParsableCommand {
  var common: CommonOptions { get }
  func screen(_ context: CommandContext) async throws -> any Screen
}

extension ClientCommand {
  /// Never called: `Gebuur.main` runs the parsed command itself, to own every way out.
  func run() throws {}
}
