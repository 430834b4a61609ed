import Admission
import Bookkeeping
import Storage
import Updates
import Vocabulary

/// A neighbourhood's books in numbers; `gebuurd books` prints it. Minutes; no personal data.
public struct BooksReport: Encodable, Sendable {
  /// One account.
  public struct Standing: Encodable, Sendable {
    /// As a journal calls it.
    public let account: String
    public let balance: Int64
    public let heldOut: Int64
    public let heldIn: Int64
    public let given: Int64
    public let received: Int64
  }
  /// What stands between us and a peer.
  public struct Clearing: Encodable, Sendable {
    public let node: String
    public let name: String
    public let state: String
    /// Above zero: we owe them.
    public let balance: Int64
    /// In force, both.
    public let weMayOwe: Int64
    public let theyMayOwe: Int64
    /// Minutes that can still go to them, and come here.
    public let roomToThem: Int64
    public let roomToUs: Int64
    public let misdeeds: Int
  }
  /// Minutes held for a transfer under way.
  public struct Hold: Encodable, Sendable {
    public let transfer: String
    public let peer: String
    public let direction: String
    public let minutes: Int64
    public let state: String
    /// Since the RESERVE, in whole hours.
    public let hours: Int64
  }
  /// A step of a peer that broke the rules.
  public struct Misstep: Encodable, Sendable {
    public let node: String
    public let misdeed: String
    public let transfer: String
    public let entry: String
    /// Milliseconds since 1970 UTC.
    public let time: Int64
  }

  public let node: String
  /// Sorted by account.
  public let accounts: [Standing]
  /// Anything but zero is a fault.
  public let sum: Int64
  public let clearing: [Clearing]
  public let holds: [Hold]
  /// The first of each kind and node; `clearing` has the number of all.
  public let misdeeds: [Misstep]
  /// Transfers that a misdeed of one of their own nodes froze, as the first word left them.
  public let frozen: [Hold]

  /// Reads it from a node's directory, running or not.
  public static func read(
    from directory: NodeDirectory, clock: NodeClock = .system
  ) throws -> BooksReport {
    let store = try NodeStore.openReadOnly(at: directory.database)
    let books = try store.wholeBooks()
    let journal = Journal(of: books.accounts.map(\.id))
    let now = clock.now()
    return BooksReport(
      node: store.node.description,
      accounts: books.accounts.map { Standing($0, journal.name(of: $0.id)) },
      sum: books.sum.count, clearing: books.clearing.map { Clearing($0) },
      holds: books.holds.map { Hold($0, at: store.node, now: now) },
      misdeeds: books.misdeeds.map { Misstep($0) },
      frozen: books.frozen.map { Hold($0, at: store.node, now: now) })
  }

  /// Writes the whole journal, a transaction at a time, to `sink`.
  public static func journal(
    of directory: NodeDirectory, to sink: (String) throws -> Void
  ) throws {
    let store = try NodeStore.openReadOnly(at: directory.database)
    var journal = Journal(of: [])
    try store.ledger(
      accounts: { journal = Journal(of: $0) },
      transfer: { try sink(journal.transaction($0, $0.kind.word)) })
  }
}

extension BooksReport.Standing {
  init(_ account: Account, _ name: String) {
    self.init(
      account: name, balance: account.balance.count, heldOut: account.heldOut.count,
      heldIn: account.heldIn.count, given: account.given.count, received: account.received.count)
  }
}

extension BooksReport.Clearing {
  init(_ row: ClearingRow) {
    self.init(
      node: row.peer.node.description, name: row.peer.card.name, state: "\(row.peer.state)",
      balance: row.account.balance.count, weMayOwe: row.bounds.highest.count,
      theyMayOwe: Minutes.zero.subtracting(row.bounds.lowest)?.count ?? 0,
      roomToThem: row.roomToThem.count, roomToUs: row.roomToUs.count, misdeeds: row.misdeeds)
  }
}

extension BooksReport.Hold {
  init(_ transfer: BorderTransfer, at node: NodeID, now: Instant) {
    self.init(
      transfer: transfer.id.description, peer: transfer.other(than: node).description,
      direction: transfer.payerNode == node ? "out" : "in", minutes: transfer.minutes.count,
      state: "\(transfer.state)",
      hours: max(0, (now - transfer.started).milliseconds / 3_600_000))
  }
}

extension BooksReport.Misstep {
  init(_ report: MisdeedReport) {
    self.init(
      node: report.node.description, misdeed: "\(report.misdeed)",
      transfer: report.transfer.description, entry: report.entry.description,
      time: report.time.milliseconds)
  }
}
