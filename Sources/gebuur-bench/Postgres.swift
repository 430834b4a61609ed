import Foundation
import Glibc

/// A PostgreSQL of our own for one measurement, on the disk of the other measurements. Its server
/// refuses to run as root, so that then it runs as the user `postgres`.
struct Postgres {
  private let tools: String
  private let folder: String
  private var isRoot: Bool { geteuid() == 0 }

  /// Founds a database and starts its server, which listens in its folder only. Throws `Trouble`
  /// where there is no PostgreSQL.
  init(beside path: String) throws {
    guard let tools = Self.tools() else { throw Trouble("not installed") }
    self.tools = tools
    // Not inside: nobody else may enter that folder.
    folder = path + "-postgres"
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    if geteuid() == 0 {
      guard let user = getpwnam("postgres") else { throw Trouble("no user postgres") }
      chown(folder, user.pointee.pw_uid, user.pointee.pw_gid)
    }
    try run("initdb", ["-D", folder + "/data", "-A", "trust", "-E", "UTF8", "--no-locale"])
    try run(
      "pg_ctl",
      [
        "-D", folder + "/data", "-w", "-l", folder + "/log", "-o",
        "-c listen_addresses= -c unix_socket_directories=\(folder) -c synchronous_commit=on "
          + "-c fsync=on -c max_connections=100 -c shared_buffers=128MB",
        "start",
      ])
  }

  /// The command that leads to the database, and its arguments.
  var psql: (program: String, arguments: [String]) { command("psql", connection + ["postgres"]) }

  /// Whether these extensions could be made.
  func has(extensions names: [String]) throws -> Bool {
    let list = names.map { "'\($0)'" }.joined(separator: ",")
    let count = "SELECT count(*) FROM pg_available_extensions WHERE name IN (\(list))"
    let text = try Program(path: psql.program).read(psql.arguments + ["-tAc", count])
    return text.trimmingCharacters(in: .whitespacesAndNewlines) == "\(names.count)"
  }

  /// Ends the server and removes its files.
  func stop() {
    try? run("pg_ctl", ["-D", folder + "/data", "-m", "immediate", "stop"])
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Transfers a second, `each` by every client. Not by time: pgbench's alarm would not reach it,
  /// for what we start inherits a signal mask.
  func transfers(clients: Int, each: Int) throws -> Double {
    try Data(Self.schema.utf8).write(to: URL(filePath: folder + "/schema.sql"))
    try Data(Self.script.utf8).write(to: URL(filePath: folder + "/transfer.sql"))
    try run(
      "psql", connection + ["-v", "ON_ERROR_STOP=1", "-f", folder + "/schema.sql", "postgres"])
    let (program, arguments) = command(
      "pgbench",
      connection + [
        "-n", "-M", "prepared", "-c", "\(clients)", "-j", "2", "-t", "\(each)", "-f",
        folder + "/transfer.sql", "postgres",
      ])
    let text = try Program(path: program).read(arguments)
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("tps = ") }),
      let rate = line.split(separator: " ").dropFirst(2).first.flatMap({ Double($0) })
    else { throw Trouble("pgbench says nothing") }
    return rate
  }

  private var connection: [String] { ["-h", folder, "-U", isRoot ? "postgres" : NSUserName()] }

  private func run(_ tool: String, _ arguments: [String]) throws {
    let (program, arguments) = command(tool, arguments)
    _ = try Program(path: program).time(arguments)
  }

  private func command(_ tool: String, _ arguments: [String]) -> (String, [String]) {
    let path = tools + "/" + tool
    return isRoot
      ? ("/usr/sbin/runuser", ["-u", "postgres", "--", path] + arguments) : (path, arguments)
  }

  private static func tools() -> String? {
    let root = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    let known = versions.compactMap { Int($0) }.sorted()
    // The one that figures were first held against, where it is there.
    let chosen = known.contains(15) ? 15 : known.last
    let folders = chosen.map { ["\(root)/\($0)/bin"] } ?? []
    return (folders + ["/usr/local/bin", "/usr/bin"]).first { folder in
      ["initdb", "pg_ctl", "psql", "pgbench"].allSatisfy { access("\(folder)/\($0)", X_OK) == 0 }
    }
  }

  private static let schema = """
    CREATE TABLE account (id int PRIMARY KEY, balance bigint NOT NULL,
      lowest bigint NOT NULL, highest bigint NOT NULL);
    CREATE TABLE entry (id bigserial PRIMARY KEY, account int NOT NULL REFERENCES account,
      minutes bigint NOT NULL, at timestamptz NOT NULL DEFAULT now());
    INSERT INTO account SELECT n, 0, -1000000, 1000000 FROM generate_series(1, 64) n;
    """

  /// Double entry, as lean as it gets: both rows are locked by their updates, in the order of their
  /// ids, and the limits checked with the write.
  private static let script = """
    \\set step random(1, 63)
    \\set giver :client_id % 64 + 1
    \\set receiver (:client_id + :step) % 64 + 1
    \\set first least(:giver, :receiver)
    \\set second greatest(:giver, :receiver)
    \\set minutes case when :first = :giver then -5 else 5 end
    BEGIN;
    UPDATE account SET balance = balance + :minutes
      WHERE id = :first AND balance + :minutes BETWEEN lowest AND highest;
    UPDATE account SET balance = balance - :minutes
      WHERE id = :second AND balance - :minutes BETWEEN lowest AND highest;
    INSERT INTO entry (account, minutes) VALUES (:first, :minutes), (:second, 0 - :minutes);
    COMMIT;
    """
}

extension Program {
  /// Runs it to its end and gives what it printed.
  func read(_ arguments: [String]) throws -> String {
    let process = try start(arguments)
    guard let output = process.output else { return "" }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = Glibc.read(output, &buffer, buffer.count)
      if count <= 0 { break }
      text += buffer[..<count]
    }
    guard process.wait() == 0 else { throw Trouble("\(path) fails") }
    return String(decoding: text, as: UTF8.self)
  }
}
