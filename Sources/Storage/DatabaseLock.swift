import Foundation
import Glibc
import Synchronization

/// Keeps every other process from writing to the same database: an advisory lock on a file beside
/// it, which the operating system lets go when the process ends, however it ends.
final class DatabaseLock: Sendable {
  private let descriptor: Mutex<Int32>

  /// Takes the lock of the database at `path`, or throws `StorageFault.alreadyRunning`.
  init(of path: String) throws(StorageFault) {
    let opened = Glibc.open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard opened >= 0 else { throw .failed(POSIXError.current) }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      let busy = errno == EWOULDBLOCK
      let cause = POSIXError.current
      Glibc.close(opened)
      throw busy ? .alreadyRunning(path: path) : .failed(cause)
    }
    descriptor = Mutex(opened)
  }

  /// Lets go. The file stays: removing it would let two processes lock two different files.
  func release() {
    descriptor.withLock { descriptor in
      guard descriptor >= 0 else { return }
      Glibc.close(descriptor)
      descriptor = -1
    }
  }

  deinit { release() }
}

extension POSIXError {
  /// What `errno` says now.
  static var current: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
