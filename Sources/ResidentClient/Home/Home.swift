import Glibc
import Screens

/// Where a resident's own files are: `GEBUUR_HOME`, else beneath the user's data folder.
struct Home: Sendable {
  /// Absolute path of the folder.
  let path: String
  /// Where key and places are: the same for both neighbourhoods of somebody who moves house.
  private let root: String

  /// Finds the folder; makes nothing.
  init(environment: (String) -> String?) {
    func set(_ name: String) -> String? { environment(name).flatMap { $0.isEmpty ? nil : $0 } }
    let chosen =
      set("GEBUUR_HOME") ?? set("XDG_DATA_HOME").map { $0 + "/gebuur" }
      ?? (set("HOME") ?? "/") + "/.local/share/gebuur"
    path = Self.absolute(chosen)
    root = path
  }

  private init(path: String, root: String) {
    self.path = path
    self.root = root
  }

  /// What is kept of the neighbourhood one is moving to.
  var moving: Home { Home(path: root + "/moving", root: root) }

  /// True for what is kept of the neighbourhood one is moving to.
  var isMoving: Bool { path != root }

  /// The key file.
  var key: String { root + "/key" }
  /// The neighbourhood file.
  var neighbourhood: String { path + "/neighbourhood" }
  /// The outbox folder.
  var outbox: String { path + "/outbox" }

  /// The folder of exact places.
  var places: String { root + "/places" }

  /// Makes the folder when it is not there.
  func prepare() throws(Setback) { try PrivateFolder.make(path) }

  private static func absolute(_ path: String) -> String {
    let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    if trimmed.hasPrefix("/") { return trimmed }
    guard let here = getcwd(nil, 0) else { return "/" + trimmed }
    defer { free(here) }
    return String(cString: here) + "/" + trimmed
  }
}
