import ArgumentParser
import Dispatch
import Glibc
import NodeRuntime
import Vocabulary

/// Runs the node until SIGTERM or SIGINT.
struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the node until SIGTERM.",
    discussion: """
      Example:
        gebuurd run --directory ./node
      Prints one line when it is ready. A log without personal data goes to standard error.
      """)

  @OptionGroup var place: DirectoryOption

  func run() async throws {
    try await Report.faults {
      let node = try await Node.start(in: NodeDirectory(place.directory))
      print("ready \(node.name) \(node.id.short) on port \(node.port)")
      fflush(nil)
      await Self.untilAsked()
      try await node.stop()
    }
  }

  private static func untilAsked() async {
    let (asked, ask) = AsyncStream<Void>.makeStream()
    let sources = [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { ask.yield() }
      source.resume()
      return source
    }
    for await _ in asked { break }
    for source in sources { source.cancel() }
  }
}
