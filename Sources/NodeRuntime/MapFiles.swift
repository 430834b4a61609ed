import Glibc
import Proximity

/// A file that could not be used: its path and `errno`.
public struct FileFault: Error {
  /// The file.
  public let path: String
  /// `errno`.
  public let code: Int32

  init(_ path: String) {
    self.path = path
    code = errno
  }
}

/// A file read piece by piece.
public final class FileSource: ByteSource {
  private let path: String
  private let descriptor: Int32
  /// Its length in bytes.
  public let count: Int

  /// Opens it; throws a `FileFault`.
  public init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    var facts = stat()
    guard descriptor >= 0, fstat(descriptor, &facts) == 0 else { throw FileFault(path) }
    count = Int(facts.st_size)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  public func bytes(at offset: Int, count: Int) throws -> [UInt8] {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: max(count, 0)) { buffer, filled in
      while filled < count {
        let room = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
        let got = pread(descriptor, room.baseAddress, count - filled, off_t(offset + filled))
        if got < 0, errno == EINTR { continue }
        if got < 0 { failed = true }
        if got <= 0 { break }
        filled += got
      }
    }
    if failed { throw FileFault(path) }
    return bytes
  }
}

/// A file mapped into memory. Replacing the file leaves the mapping as it was.
final class MappedFile: @unchecked Sendable {
  // `@unchecked`: the mapping is read-only and stays in place until this object ends.
  let bytes: UnsafeRawBufferPointer

  init(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFault(path) }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw FileFault(path) }
    guard facts.st_size > 0 else { throw MapFault.notAMap(what: "its length") }
    let start = mmap(nil, Int(facts.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let start, start != MAP_FAILED else { throw FileFault(path) }
    bytes = UnsafeRawBufferPointer(start: start, count: Int(facts.st_size))
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }
}

extension NodeDirectory {
  /// The streets around the neighbourhood, from OpenStreetMap.
  public var map: String { path + "/streets.map" }

  /// The map, or nil when none was imported.
  public func openMap() throws -> StreetMap? {
    guard access(map, F_OK) == 0 else { return nil }
    let file = try MappedFile(map)
    return try StreetMap(file.bytes, owner: file)
  }

  /// Puts a map in the place of the one before. Whoever opens it finds the old one or the new one,
  /// never half of one, whatever happens meanwhile.
  public func replaceMap(_ bytes: [UInt8]) throws {
    let fresh = try FreshFile(map)
    try fresh.add(bytes)
    try fresh.replace()
  }
}

/// A file that takes the place of another of its name once it is whole and on the disk; until then
/// it stands beside it with `.new` behind its name.
public final class FreshFile {
  private let path: String
  private var fresh: String { path + ".new" }
  private var descriptor: Int32

  /// Makes it empty; throws a `FileFault`.
  public init(_ path: String, mode: mode_t = 0o600) throws {
    self.path = path
    descriptor = open(path + ".new", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw FileFault(path) }
  }

  /// What is not whole is taken away.
  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(fresh)
  }

  /// Adds to its end.
  public func add(_ bytes: [UInt8]) throws {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileFault(fresh) }
      done += count
    }
  }

  /// Puts it in the place of the other.
  public func replace() throws {
    guard fsync(descriptor) == 0, rename(fresh, path) == 0 else { throw FileFault(path) }
    close(descriptor)
    descriptor = -1
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let entry = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard entry >= 0 else { return }
    fsync(entry)
    close(entry)
  }
}
