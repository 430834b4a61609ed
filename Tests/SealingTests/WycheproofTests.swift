import Foundation
import Sealing
import Testing
import Vocabulary

/// Project Wycheproof's Ed25519 cases; the file is not ours and may be absent.
enum Wycheproof {
  static let file: URL = {
    let root = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let shared = ProcessInfo.processInfo.environment["GEBUUR_SHARED"].map { URL(filePath: $0) }
    return (shared ?? root.deletingLastPathComponent().appending(path: "shared"))
      .appending(path: "vectors/wycheproof_ed25519.json")
  }()

  static var isPresent: Bool { FileManager.default.fileExists(atPath: file.path) }

  struct Document: Decodable {
    let numberOfTests: Int
    let testGroups: [Group]
  }
  struct Group: Decodable {
    struct Key: Decodable { let pk: String }
    let publicKey: Key
    let tests: [Case]
  }
  struct Case: Decodable {
    let tcId: Int
    let msg: String
    let sig: String
    let result: String
  }
}

@Suite("Wycheproof")
struct WycheproofTests {
  @Test(
    "every published case is judged as its label says",
    .enabled(
      if: Wycheproof.isPresent,
      "needs ../shared/vectors/wycheproof_ed25519.json (or GEBUUR_SHARED=folder)"))
  func cases() throws {
    let document = try JSONDecoder().decode(
      Wycheproof.Document.self, from: Data(contentsOf: Wycheproof.file))
    var judged = 0
    for group in document.testGroups {
      let key = try #require(SigningKey(Hex.bytes(group.publicKey.pk)))
      for test in group.tests {
        let valid = Verifying.isValidRaw(Hex.bytes(test.sig), over: Hex.bytes(test.msg), by: key)
        #expect(valid == (test.result == "valid"), "case \(test.tcId)")
        judged += 1
      }
    }
    #expect(judged == document.numberOfTests && judged > 100)
  }
}
