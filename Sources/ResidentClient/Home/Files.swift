import Glibc
import Screens

/// Small private files: read whole, written whole or not at all.
enum Files {
  /// Nil when there is no such file. Refuses files larger than `limit` bytes.
  static func read(_ path: String, limit: Int = 1 << 20) throws(Setback) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw Setback(.fileBroken, path)
    }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0, bytes.count + count <= limit else { throw Setback(.fileBroken, path) }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }

  /// Writes beside the file, flushes to disk, and puts it in place in one step: a crash leaves
  /// the old file or the new one. Mode 0600.
  static func write(_ bytes: [UInt8], to path: String) throws(Setback) {
    let draft = path + ".\(getpid()).new"
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw Setback(.fileUnwritable, path) }
    let written = fchmod(file, 0o600) == 0 && writeAll(bytes, to: file) && fsync(file) == 0
    close(file)
    guard written, rename(draft, path) == 0, flushFolder(of: path) else {
      unlink(draft)
      throw Setback(.fileUnwritable, path)
    }
  }

  /// True when every byte was taken.
  static func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Takes a file away for good; one that is gone already is fine.
  static func remove(_ path: String) throws(Setback) {
    guard unlink(path) == 0 || errno == ENOENT else { throw Setback(.fileUnwritable, path) }
    _ = flushFolder(of: path)
  }

  /// Moves a file within its file system; one that is gone already is fine.
  static func move(_ path: String, to destination: String) throws(Setback) {
    guard rename(path, destination) == 0 || errno == ENOENT else {
      throw Setback(.fileUnwritable, destination)
    }
    _ = flushFolder(of: path)
    _ = flushFolder(of: destination)
  }

  /// Names in a folder, sorted; none when there is no such folder. Drafts and hidden files are
  /// left out.
  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix("."), !name.hasSuffix(".new") { names.append(name) }
    }
    return names.sorted()
  }

  private static func flushFolder(of path: String) -> Bool {
    let name = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
    let folder = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return false }
    defer { close(folder) }
    return fsync(folder) == 0
  }
}
