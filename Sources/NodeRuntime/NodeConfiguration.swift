import Storage
import TOMLKit
import Vocabulary

/// What the operator decides: one TOML file, `gebuurd.toml`. Everything else has a default and a
/// reason. `node-config/gebuurd.toml` is the commented example.
public struct NodeConfiguration: Hashable, Sendable {
  /// Where the node listens, `host:port`.
  public var listen: HostPort
  /// Where residents and peers can reach it, `host:port`, most preferred first.
  public var addresses: [HostPort]
  /// Megabytes of 1,048,576 bytes that the log of each neighbourhood we follow may take.
  public var quotaMegabytes: Int
  /// Entries that it may have.
  public var quotaEntries: Int
  /// `trace` … `critical`.
  public var logLevel: String

  /// Both bounds of a followed log.
  public var quota: Quota {
    Quota(entries: UInt64(clamping: quotaEntries), bytes: Int64(clamping: quotaMegabytes) << 20)
  }

  /// States every setting.
  public init(
    listen: HostPort, addresses: [HostPort], quotaMegabytes: Int = standardMegabytes,
    quotaEntries: Int = Limits.quotaEntries, logLevel: String = "info"
  ) {
    self.quotaMegabytes = quotaMegabytes
    self.quotaEntries = quotaEntries
    self.listen = listen
    self.addresses = addresses
    self.logLevel = logLevel
  }

  /// What is wrong with a configuration file, where, and what to do about it.
  public struct Fault: Error, CustomStringConvertible, Hashable, Sendable {
    /// The file.
    public let file: String
    /// Counted from 1.
    public let line: Int
    /// What is wrong.
    public let problem: String
    /// What to do.
    public let remedy: String
    /// `file:line: problem. remedy`
    public var description: String { "\(file):\(line): \(problem). \(remedy)" }
  }

  /// Reads a configuration. `file` is only named in faults.
  public init(parsing text: String, file: String) throws(Fault) {
    let reading = try ConfigurationReading(text: text, file: file)
    listen = try reading.address("node", "listen")
    addresses = try reading.addresses("node", "addresses")
    quotaMegabytes = try reading.number(
      "federation", "quota_megabytes", in: Self.megabytes, otherwise: Self.standardMegabytes)
    quotaEntries = try reading.number(
      "federation", "quota_entries", in: Self.entries, otherwise: Limits.quotaEntries)
    logLevel = try reading.choice("log", "level", of: Self.logLevels, otherwise: "info")
    try reading.refuseUnknown([
      "node": ["listen", "addresses"], "federation": ["quota_megabytes", "quota_entries"],
      "log": ["level"],
    ])
  }

  /// What `quota_megabytes` is when it is not set.
  public static let standardMegabytes = Limits.quotaBytes >> 20
  static let megabytes = 1...1_048_576
  static let entries = 1...1_000_000_000

  static let logLevels = ["trace", "debug", "info", "notice", "warning", "error", "critical"]

  /// The commented file that `gebuurd init` writes and `node-config/` shows.
  public var commented: String {
    """
    # Gebuur: settings of one neighbourhood's node. Read by `gebuurd run`.
    # The neighbourhood's name, keys and people are not here: they are in the log.

    [node]
    # Where the node waits for residents and peers. 0.0.0.0 listens on every address of the
    # machine, 127.0.0.1 only on the machine itself.
    listen = "\(listen)"

    # How others reach it, most preferred first: a name or an address, and the port that your
    # router forwards. Printed in every invitation.
    addresses = [\(addresses.map { "\"\($0)\"" }.joined(separator: ", "))]

    [federation]
    # How much of this disk the log of each neighbourhood we follow may take: in megabytes, and in
    # entries. What does not fit is not taken: that log is followed no further, and `gebuurd status`
    # says so, until these are raised and the node is started again.
    quota_megabytes = \(quotaMegabytes)
    quota_entries = \(quotaEntries)

    [log]
    # trace, debug, info, notice, warning, error or critical. No level writes personal data.
    level = "\(logLevel)"

    """
  }
}

/// A host name or address and a TCP port.
public struct HostPort: Hashable, Sendable, CustomStringConvertible {
  /// Name or address, without brackets.
  public let host: String
  /// 0 … 65535; 0 lets the system choose.
  public let port: Int

  /// States both.
  public init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// Reads `host:port` or `[v6]:port`; nil when it is neither.
  public init?(_ text: String) {
    guard text.utf8.count <= Limits.addressBytes, let colon = text.lastIndex(of: ":"),
      let port = UInt16(text[text.index(after: colon)...])
    else { return nil }
    var host = text[..<colon]
    if host.first == "[", host.last == "]" { host = host.dropFirst().dropLast() }
    guard !host.isEmpty, host.utf8.allSatisfy(Self.isHostByte) else { return nil }
    self.init(host: String(host), port: Int(port))
  }

  /// Listens everywhere, which tells nobody where to call.
  public var isWildcard: Bool { host == "0.0.0.0" || host == "::" }

  /// Names, IPv4 and IPv6 addresses, with a zone.
  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true  // digits and letters
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":"),
      UInt8(ascii: "%"):
      true
    default: false
    }
  }

  /// As written in files and cards.
  public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
