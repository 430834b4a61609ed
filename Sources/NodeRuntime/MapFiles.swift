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
    let fresh = map + ".new"
    let descriptor = Glibc.open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileFault(fresh) }
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let fault = FileFault(fresh)
        close(descriptor)
        unlink(fresh)
        throw fault
      }
      done += count
    }
    let isOnDisk = fsync(descriptor) == 0
    close(descriptor)
    guard isOnDisk, rename(fresh, map) == 0 else { throw FileFault(map) }
    let folder = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }
}
