import Foundation
import Glibc

/// Where measurements happen: a folder that is thrown away, the programs beside this one, and the
/// large neighbourhood that several of them need.
final class Ground {
  /// Absolute path of the folder for what a measurement writes.
  let path: String
  /// Entries of the large log.
  let entries: Int
  let cores = Machine.cores
  private var filled: (village: Village, seconds: Double)?

  init(entries: Int) throws {
    self.entries = entries
    path = FileManager.default.currentDirectoryPath + "/.build/bench-data"
    clear()
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  private var land: Country??

  /// A country made of real streets; nil where there are none to make it of. Made once.
  func country() throws -> Country? {
    if let land { return land }
    let made = try Country(in: path + "/country")
    land = made
    return made
  }

  /// Removes everything that was written.
  func clear() { try? FileManager.default.removeItem(atPath: path) }

  /// A program that was built with this one.
  func program(_ name: String) throws -> Program { try .besideThis(name) }

  /// The neighbourhood with the large log, and the seconds it took to write it. Made once.
  func largeVillage() async throws -> (village: Village, seconds: Double) {
    if let filled { return filled }
    var village = try Village.found("Wechelderzande", in: path + "/large")
    let watch = Stopwatch()
    try await village.fill(upTo: entries)
    let made = (village, watch.seconds)
    filled = made
    return made
  }
}

extension Program {
  /// A program that was built with this one.
  static func besideThis(_ name: String) throws -> Program {
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let path = URL(filePath: own).deletingLastPathComponent().appending(path: name).path
    guard access(path, X_OK) == 0 else {
      throw Trouble("\(path) is missing: swift build --product \(name), as this one was built")
    }
    return Program(path: path)
  }
}
