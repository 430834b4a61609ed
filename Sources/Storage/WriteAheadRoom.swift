import GRDB
import Glibc
import Synchronization

/// Room at the end of the write-ahead log, written before it is needed.
///
/// A commit that lengthens the file makes the disk write the file's new length too, before it is
/// done: twice the wait, for every commit until the log is full and begun anew. Zeroes after the
/// last frame mean nothing to SQLite: a frame counts only with the log's salt and a right checksum.
final class WriteAheadRoom: Sendable {
  /// Bytes that are added at a time: some thirty submissions that come alone.
  static let step = 1 << 20

  private let path: String
  /// The file's length when it was last looked at. Bytes.
  private let known = Atomic(0)

  /// For the write-ahead log of the database at `database`.
  init(of database: String) { path = database + "-wal" }

  /// True when commits lengthened the file since the last look.
  var isUsedUp: Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    let length = Int(status.st_size)
    let before = known.exchange(length, ordering: .relaxed)
    return length > before
  }

  /// Lengthens the file. No commit may be on its way meanwhile. Without success there is no room,
  /// and nothing else is amiss.
  func extend() {
    let file = open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    defer { close(file) }
    let zeroes = [UInt8](repeating: 0, count: 64 << 10)
    var end = lseek(file, 0, SEEK_END)
    let goal = Int(end) + Self.step
    while end < goal {
      let count = pwrite(file, zeroes, zeroes.count, end)
      guard count > 0 else { break }
      end += count
    }
    // Or the next commit would wait for all of it.
    fsync(file)
    known.store(Int(end), ordering: .relaxed)
  }
}

extension NodeStore {
  /// True when commits had to lengthen the write-ahead log since this was last asked.
  var lacksRoom: Bool { pool != nil && room.isUsedUp }

  /// For between commits: makes the next ones quicker.
  func makeRoom() { pool?.writeWithoutTransaction { _ in room.extend() } }
}
