import Glibc
import Screens

/// A folder for one user's eyes only.
enum PrivateFolder {
  /// Makes the folder and those above it, mode 0700, and checks that it is ours alone.
  static func make(_ path: String) throws(Setback) {
    var reached = ""
    for part in path.split(separator: "/") {
      reached += "/" + part
      if mkdir(reached, 0o700) != 0, errno != EEXIST, !isFolder(reached) {
        throw Setback(.fileUnwritable, path)
      }
    }
    if isOurs(path), !isPrivate(path) { chmod(path, 0o700) }
    guard isPrivate(path) else { throw Setback(.fileTooOpen, path) }
  }

  /// True for a real folder (no link) that belongs to this user and that nobody else can enter.
  static func isPrivate(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      && status.st_uid == geteuid() && status.st_mode & 0o077 == 0
  }

  /// True for a file that belongs to this user and that nobody else can read or write.
  static func isPrivateFile(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && status.st_uid == geteuid() && status.st_mode & 0o077 == 0
  }

  private static func isOurs(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      && status.st_uid == geteuid()
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
