import Foundation
import Testing

private let repository = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// A shared file of published vectors or data; nil where it is absent.
func sharedFile(_ name: String) -> URL? {
  let folder =
    ProcessInfo.processInfo.environment["GEBUUR_SHARED"].map { URL(filePath: $0) }
    ?? repository.deletingLastPathComponent().appending(path: "shared")
  let file = folder.appending(path: name)
  return FileManager.default.fileExists(atPath: file.path) ? file : nil
}
