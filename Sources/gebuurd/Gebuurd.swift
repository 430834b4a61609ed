import ArgumentParser

/// The node of a neighbourhood: one subcommand a file.
@main
struct Gebuurd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gebuurd",
    abstract: "The node of a neighbourhood: its log, its books, its peers.",
    discussion: """
      Start here:
        gebuurd init --directory /var/lib/gebuur --name Wechelderzande --area 9F367Q6P+ \\
                     --address node.example:7117
        gebuurd run --directory /var/lib/gebuur
      """,
    subcommands: [
      Init.self, Run.self, Status.self, Verify.self, Books.self, ExportLog.self,
      CheckStatement.self, MapCommands.self,
    ])
}

/// Where the node's files are; every subcommand takes it.
struct DirectoryOption: ParsableArguments {
  @Option(name: .shortAndLong, help: "The node's directory.")
  var directory = "."
}
