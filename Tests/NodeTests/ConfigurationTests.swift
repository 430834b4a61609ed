import Foundation
import NodeRuntime
import Storage
import Testing

@Suite("The operator's settings")
struct ConfigurationTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test("the commented example in node-config is what gebuurd init writes, and reads back")
  func example() throws {
    let file = Self.root.appending(path: "node-config/gebuurd.toml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let read = try NodeConfiguration(parsing: text, file: "gebuurd.toml")
    #expect(read.commented == text)
    #expect(read.listen == HostPort(host: "0.0.0.0", port: 7117))
    #expect(read.quota == .standard)
  }

  @Test("the quotas are as written, and the standard ones when they are not there")
  func quotas() throws {
    let bare = "[node]\nlisten = \"a:1\"\n"
    #expect(try NodeConfiguration(parsing: bare, file: "x").quota == .standard)
    let set = bare + "[federation]\nquota_megabytes = 2\nquota_entries = 7\n"
    #expect(
      try NodeConfiguration(parsing: set, file: "x").quota == Quota(entries: 7, bytes: 2_097_152))
  }

  @Test("an address is a host and a port, and nothing that could break out of a settings file")
  func addresses() {
    for good in ["node.example:7117", "127.0.0.1:0", "[::1]:7117", "[fe80::1%eth0]:1"] {
      #expect(HostPort(good)?.description == good)
    }
    for bad in ["a\"b:1", "a b:1", ":1", "a:", "a:65536", "a/b:1", "a\n:1", "7117"] {
      #expect(HostPort(bad) == nil, "\(bad)")
    }
  }

  @Test(
    "a mistake is named with its file, its line and what to do",
    arguments: [
      ("[node]\nlisten = \"0.0.0.0\"\n", 2, "listen is not host:port"),
      ("[node]\nlisten = 7117\n", 2, "listen is not host:port"),
      ("[node]\n", 1, "listen is missing"),
      ("[node]\nlisten = \"[::]:1\"\nlissten = \"x\"\n", 3, "unknown setting lissten"),
      ("[node]\nlisten = \"a:1\"\naddresses = \"a:1\"\n", 3, "addresses is not a list"),
      ("[node]\nlisten = \"a:1\"\n\n[log]\nlevel = \"loud\"\n", 5, "level is not one of"),
      ("[node]\nlisten = \"a:1\"\n[nood]\n", 3, "unknown section nood"),
      (
        "[node]\nlisten = \"a:1\"\n[federation]\nquota_megabytes = 0\n", 4,
        "quota_megabytes is not a whole number from 1 to 1048576"
      ),
      (
        "[node]\nlisten = \"a:1\"\n[federation]\nquota_entries = \"many\"\n", 4,
        "quota_entries is not a whole number"
      ),
      ("[node]\nlisten = \"a:1\"\n[federation]\nquota = 1\n", 4, "unknown setting quota"),
      ("[node\n", 1, ""),
      ("[node]\nlisten = \"a:99999\"\n", 2, "listen is not host:port"),
    ])
  func mistakes(text: String, line: Int, problem: String) throws {
    do {
      _ = try NodeConfiguration(parsing: text, file: "gebuurd.toml")
      Issue.record("accepted: \(text)")
    } catch {
      #expect(error.line == line)
      #expect(error.problem.hasPrefix(problem))
      #expect(error.description.hasPrefix("gebuurd.toml:\(line): "))
      #expect(!error.remedy.isEmpty)
    }
  }
}
