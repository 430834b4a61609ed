import ArgumentParser
import NodeRuntime
import Vocabulary

/// Founds a neighbourhood and prints the invitation for its first regisseur.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Found a neighbourhood: keys, database, settings, first invitation.",
    discussion: """
      Example:
        gebuurd init --directory ./node --name Gierle --area 9F367R9G+ --address 127.0.0.1:7118
      """)

  @OptionGroup var place: DirectoryOption
  @Option(help: "Name of the neighbourhood.")
  var name: String
  @Option(help: "About where it is: a Plus Code of eight digits, such as 9F367Q6P+.")
  var area: String
  @Option(help: "Where to listen, host:port.")
  var listen = "0.0.0.0:7117"
  @Option(help: "How others reach the node, host:port. May be repeated.")
  var address: [String] = []
  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard Area(area) != nil else {
      throw ValidationError("--area is not a Plus Code of eight digits, such as 9F367Q6P+")
    }
    guard !name.isEmpty, name.utf8.count <= Limits.nameBytes, HarmlessText.holds(name: name)
    else { throw ValidationError("--name must be one line of 1 to \(Limits.nameBytes) bytes") }
    guard let listen = HostPort(listen) else { throw ValidationError("--listen is not host:port") }
    guard !listen.isWildcard || !address.isEmpty else {
      throw ValidationError(
        "--address is missing: how do others reach this node? For example node.example:7117")
    }
    guard address.count <= Limits.addresses, address.allSatisfy({ HostPort($0) != nil }) else {
      throw ValidationError("--address is not host:port, or there are too many")
    }
  }

  func run() throws {
    guard let area = Area(area), let listen = HostPort(listen) else { return }
    let reachable = address.compactMap { HostPort($0) }
    let founding = Founding(
      directory: NodeDirectory(place.directory), name: name, area: area,
      configuration: NodeConfiguration(
        listen: listen, addresses: reachable.isEmpty ? [listen] : reachable))
    let result = try Report.faults { try founding.found() }
    if json {
      try Report.json(
        InitReport(node: result.node.description, name: name, invitation: result.invitation))
      return
    }
    print(
      """
      Founded \(name), node \(result.node.short).
      Settings: \(founding.directory.configuration)
      Keys:     \(founding.directory.key) (keep a copy off this machine; nobody else has them)

      Invitation for the first regisseur, usable once within 30 days:

      \(result.invitation)

      Next: gebuurd run --directory \(place.directory)
      Then: gebuur join CODE
      """)
  }
}

private struct InitReport: Encodable {
  let node: String
  let name: String
  let invitation: String
}
