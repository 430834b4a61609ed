import Admission
import Glibc
import Storage
import Updates
import Vocabulary

/// How a node stands, in numbers; `gebuurd status` prints it. No personal data.
public struct StatusReport: Encodable, Sendable {
  /// One log we hold.
  public struct Log: Encodable, Sendable {
    public let node: String
    public let entries: Int
  }
  /// One federated node.
  public struct PeerStanding: Encodable, Sendable {
    public let node: String
    public let name: String
    public let state: String
    /// Entries of theirs that we hold.
    public let have: UInt64
    /// Entries of ours that they said they hold.
    public let acknowledged: UInt64
    /// Bytes that the entries of their log take here.
    public let bytes: Int64
    /// Their log met the quota of `[federation]`: it is followed no further.
    public let full: Bool
    /// Their log says times that are still to come here: it is taken up to there, for now.
    public let ahead: Bool
  }
  public let node: String
  public let name: String
  public let area: String
  /// True while a gebuurd holds the database's lock.
  public let running: Bool
  public let logs: [Log]
  public let residents: Int
  public let openListings: Int
  public let openAgreements: Int
  /// Minutes; anything but zero is a fault.
  public let sum: Int64
  /// Size of the database in bytes.
  public let bytes: Int64
  public let peers: [PeerStanding]

  /// Reads it from a node's directory, running or not.
  public static func read(
    from directory: NodeDirectory, clock: NodeClock = .system
  ) throws -> StatusReport {
    let store = try NodeStore.openReadOnly(at: directory.database)
    guard let facts = try store.neighbourhoodFacts() else {
      throw Node.Fault.notFounded(path: directory.path)
    }
    let counts = try store.counts(at: clock.now())
    return StatusReport(
      node: store.node.description, name: facts.name, area: facts.area.code,
      running: isLocked(directory.database + ".lock"),
      logs: counts.logs.map { Log(node: $0.node.description, entries: Int($0.entries)) },
      residents: counts.residents, openListings: counts.openListings,
      openAgreements: counts.openAgreements, sum: counts.sum.count, bytes: counts.bytes,
      peers: try store.peers().map { row in
        PeerStanding(
          node: row.peer.node.description, name: row.peer.card.name,
          state: row.frozen ? "frozen" : "\(row.peer.state)", have: row.have,
          acknowledged: row.acknowledged.map { $0 + 1 } ?? 0, bytes: row.bytes, full: row.full,
          ahead: row.ahead)
      })
  }

  private static func isLocked(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0
  }
}
