import Glibc
import Proximity
import Synchronization

/// The streets of a running node: opened when first asked for, and opened again when an operator
/// put another map in their place.
final class Streets: Sendable {
  /// Which file lies there: another map is another file.
  private struct Mark: Equatable {
    let inode: UInt64
    let seconds: Int
    let nanoseconds: Int
  }

  private struct Opened {
    var mark: Mark?
    var map: StreetMap?
  }

  private let directory: NodeDirectory?
  private let opened = Mutex(Opened())

  /// Nil for a node that lives nowhere: it knows no streets.
  init(in directory: NodeDirectory?) { self.directory = directory }

  /// The map that lies there now; nil when there is none, or none that can be read. Whoever holds
  /// one may go on using it.
  var map: StreetMap? {
    guard let directory else { return nil }
    let mark = Self.mark(of: directory.map)
    return opened.withLock { opened in
      if opened.mark != mark {
        opened.mark = mark
        opened.map = mark == nil ? nil : try? directory.openMap()
      }
      return opened.map
    }
  }

  private static func mark(of path: String) -> Mark? {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    return Mark(
      inode: UInt64(facts.st_ino), seconds: Int(facts.st_mtim.tv_sec),
      nanoseconds: Int(facts.st_mtim.tv_nsec))
  }
}
