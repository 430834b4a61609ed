import ArgumentParser
import Glibc
import NodeRuntime
import Storage
import Vocabulary

/// Writes a log to a file that anyone can check with `protocol/checker`.
struct ExportLog: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export-log",
    abstract: "Write the log to a file that an independent checker can read.",
    discussion: """
      Example:
        gebuurd export-log --directory ./node --output wechelderzande.gebuurlog
      The format is in protocol/03-log.md. It holds personal text that was not erased: mind it.
      """)

  @OptionGroup var place: DirectoryOption
  @Option(name: .shortAndLong, help: "The file to write; - for standard output.")
  var output: String
  @Option(help: "The node whose log to write; this node's own by default.")
  var node: String?

  func run() throws {
    try Report.faults {
      let store = try NodeStore.openReadOnly(at: NodeDirectory(place.directory).database)
      let chosen = try node.map { text in
        guard let id = Base32.decode(text).flatMap({ NodeID($0) }) else {
          throw ValidationError("--node is not a full node id")
        }
        return id
      }
      let descriptor =
        output == "-"
        ? STDOUT_FILENO : open(output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else {
        throw Founding.Fault.notWritable(path: output, errno: errno)
      }
      defer { if descriptor != STDOUT_FILENO { close(descriptor) } }
      let count = try store.exportLog(
        of: chosen ?? store.node, at: NodeClock.system.now(),
        to: { bytes in try write(bytes, to: descriptor) })
      if output != "-" { print("\(count) entries in \(output)") }
    }
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32) throws {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      guard count > 0 else { throw Founding.Fault.notWritable(path: output, errno: errno) }
      written += count
    }
  }
}
