import ArgumentParser

/// Measures, and wears nodes out.
@main
struct GebuurBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gebuur-bench",
    abstract: "Speed and size, and whether hours survive what happens to machines.",
    subcommands: [Bench.self, Soak.self], defaultSubcommand: Bench.self)
}
