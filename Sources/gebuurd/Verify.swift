import ArgumentParser
import NodeRuntime
import Storage
import Updates
import Vocabulary

/// Replays every log and recomputes every view.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Replay the log and recompute every view; exit 1 on any difference.",
    discussion: """
      Works beside a running node. Example:
        gebuurd verify --directory ./node --json
      """)

  @OptionGroup var place: DirectoryOption
  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let verification = try Report.faults {
      try NodeStore.openReadOnly(at: NodeDirectory(place.directory).database).verify()
    }
    if json {
      try Report.json(VerifyReport(verification))
    } else {
      for log in verification.logs { print("log \(log.node.short): \(log.entries) entries") }
      for finding in verification.findings {
        print("FAULT log \(finding.node.short) entry \(finding.sequence): \(finding.fault)")
      }
      for difference in verification.differences {
        print("DIFFERENCE \(difference.view) \(difference.key)")
        print("  live:    \(difference.live ?? "-")")
        print("  rebuilt: \(difference.rebuilt ?? "-")")
      }
      print("sum of all accounts: \(verification.sum.count) minutes")
      print(verification.passed ? "verified" : "NOT verified")
    }
    if !verification.passed { throw ExitCode(1) }
  }
}

private struct VerifyReport: Encodable {
  struct Log: Encodable {
    let node: String
    let entries: UInt64
  }
  struct Finding: Encodable {
    let node: String
    let sequence: UInt64
    let fault: String
  }
  struct Difference: Encodable {
    let view: String
    let key: String
    let live: String?
    let rebuilt: String?
  }
  let logs: [Log]
  let findings: [Finding]
  let differences: [Difference]
  let sum: Int64
  let passed: Bool

  init(_ verification: Verification) {
    logs = verification.logs.map { Log(node: $0.node.description, entries: UInt64($0.entries)) }
    findings = verification.findings.map {
      Finding(node: $0.node.description, sequence: $0.sequence, fault: $0.fault.rawValue)
    }
    differences = verification.differences.map {
      Difference(view: $0.view, key: $0.key, live: $0.live, rebuilt: $0.rebuilt)
    }
    sum = verification.sum.count
    passed = verification.passed
  }
}
