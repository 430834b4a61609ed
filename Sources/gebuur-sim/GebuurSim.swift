import ArgumentParser
import Simulation

@main
struct GebuurSim: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gebuur-sim",
    abstract: "Plays neighbourhoods, people and failing lines in virtual time.",
    discussion: """
      Runs the programs' own rules and gossip against lost, doubled and late messages, cut lines, \
      crashes and dishonest nodes, then checks everything that must hold. The same seed gives the \
      same run. Exit status 1 means that something did not hold.
      """)

  @Option(help: "The first seed.")
  var seed: UInt64 = 1

  @Option(help: "How many seeds to run, counting up from the first.")
  var seeds = 1

  @Option(help: "Honest nodes.")
  var nodes = 3

  @Option(help: "Things residents do while everything goes wrong.")
  var steps = 40

  @Option(
    help: "What goes wrong: \(Scenario.Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
  var scenario = Scenario.Kind.mixed

  @Flag(help: "Print everything that happens.")
  var trace = false

  func validate() throws {
    guard (2...64).contains(nodes) else { throw ValidationError("2 to 64 nodes") }
    guard (0...100_000).contains(steps) else { throw ValidationError("0 to 100000 steps") }
    guard seeds > 0 else { throw ValidationError("at least one seed") }
  }

  func run() throws {
    var failed = 0
    for offset in 0..<UInt64(seeds) {
      let scenario = Scenario(seed: seed &+ offset, kind: scenario, nodes: nodes, steps: steps)
      let report = try World.run(scenario, print: trace ? { print($0) } : nil)
      print(report.summary)
      for violation in report.violations { print("  violated: \(violation)") }
      guard !report.violations.isEmpty else { continue }
      print("  replay: \(scenario.command) --trace")
      failed += 1
    }
    if failed > 0 { throw ExitCode(1) }
  }
}

extension Scenario.Kind: ExpressibleByArgument {}

extension Report {
  fileprivate var summary: String {
    let digest = String(self.digest, radix: 16)
    return """
      seed \(scenario.seed): \(violations.isEmpty ? "ok" : "FAILED"), digest \(digest), \
      \(entries) entries, \(acknowledged) acknowledged, \(refused) refused, \
      \(settledAcrossBorders) settled across borders, \(applied) transfers applied, \(voided) voided, \
      \(lapsed) decided by silence, \(misdeeds) misdeeds named, \(erased) erased, \(crashes) crashes, \
      \(ended) ended, \(confirmedAfterEnd) confirmed after an end, \
      \(frozen) saw a fork, \(messages) messages
      """
  }
}
