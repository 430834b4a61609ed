import ArgumentParser
import NodeRuntime
import Storage
import Vocabulary

/// How the node stands, read from its database; works whether it runs or not.
struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "How the node stands: log, people, listings, peers, books.",
    discussion: """
      Example:
        gebuurd status --directory ./node --json
      """)

  @OptionGroup var place: DirectoryOption
  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let report = try Report.faults { try StatusReport.read(from: NodeDirectory(place.directory)) }
    if json { return try Report.json(report) }
    print(
      "\(report.name), node \(report.node.prefix(8)), \(report.running ? "running" : "stopped")")
    for log in report.logs { print("log \(log.node.prefix(8)): \(log.entries) entries") }
    print("residents: \(report.residents)")
    print("open listings: \(report.openListings), open agreements: \(report.openAgreements)")
    print("sum of all accounts: \(report.sum) minutes")
    print("database: \(report.bytes / 1024) KiB")
    for peer in report.peers {
      print(
        "peer \(peer.name) \(peer.node.prefix(8)): \(peer.state), "
          + "holds \(peer.acknowledged) of our entries, we hold \(peer.have) of theirs "
          + "(\(peer.bytes / 1024) KiB)")
      if peer.full {
        print(
          "  its log has met its quota and is followed no further: raise the quotas under "
            + "[federation] in gebuurd.toml and restart")
      }
      if peer.ahead {
        print(
          "  its log says times that are still to come here: its clock is ahead, or ours is behind; "
            + "what says so waits until then")
      }
    }
  }
}
