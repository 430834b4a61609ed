import Glibc
import Screens
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// Signed updates on their way out. One is on disk before it is sent and leaves only when the node
/// answered, so a crash at any point loses nothing; the node knows an update that comes twice.
struct Outbox: Sendable {
  /// A signed update that waits.
  struct Item: Sendable {
    /// Its file's name; names sort in the order of making.
    let name: String
    /// What to send.
    let submission: Submission
    /// What it says, for people.
    let line: OutboxLine
  }

  private let folder: String
  private var refusals: String { folder + "/refused" }

  init(_ home: Home) { folder = home.outbox }

  /// Puts an update in the outbox; it is safe on disk afterwards.
  func keep(_ submission: Submission, at now: Instant) throws(Setback) -> String {
    try PrivateFolder.make(folder)
    let last = Files.names(in: folder).compactMap(Self.stamp).max() ?? 0
    let stamp = String(max(now.milliseconds, last + 1))
    let padded = String(repeating: "0", count: max(0, 15 - stamp.count)) + stamp
    let name = padded + "-" + submission.id.short
    guard let bytes: [UInt8] = try? submission.wire.serializedBytes() else {
      throw Setback(.fileUnwritable, folder)
    }
    try Files.write(bytes, to: folder + "/" + name)
    return name
  }

  /// True when something waits: one look at a folder.
  var isEmpty: Bool { !Files.names(in: folder).contains { Self.stamp($0) != nil } }

  /// What waits, oldest first. A file that cannot be read is put aside, so that it does not stand
  /// in the way of what can.
  func waiting() throws(Setback) -> [Item] {
    var items: [Item] = []
    for name in Files.names(in: folder) where Self.stamp(name) != nil {
      do {
        if let item = try read(folder + "/" + name, name: name) { items.append(item) }
      } catch  where error.fault == .fileBroken {
        try setAside(name, because: Refused(.malformed, name))
      }
    }
    return items
  }

  /// True while this one waits.
  func holds(_ name: String) -> Bool { access(folder + "/" + name, F_OK) == 0 }

  /// Only one program at a time sends what waits in this home: the others stand in line.
  func alone<T>(_ body: () async throws -> T) async throws -> T {
    try PrivateFolder.make(folder)
    let file = open(folder + "/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0, flock(file, LOCK_EX) == 0 else {
      throw Setback(.fileUnwritable, folder)
    }
    defer { close(file) }
    return try await body()
  }

  /// The node has it: it may go.
  func remove(_ name: String) throws(Setback) { try Files.remove(folder + "/" + name) }

  /// The node will not have it: put aside with the reason.
  func setAside(_ name: String, because refused: Refused) throws(Setback) {
    try PrivateFolder.make(refusals)
    let reason = "\(refused.reason.rawValue) \(refused.subject)\n"
    try Files.write(Array(reason.utf8), to: refusals + "/" + name + ".reason")
    try Files.move(folder + "/" + name, to: refusals + "/" + name)
  }

  /// Forgets what was put aside under this name, or everything.
  func forget(_ name: String? = nil) throws(Setback) {
    for file in Files.names(in: refusals) where name.map({ file.hasPrefix($0) }) ?? true {
      try Files.remove(refusals + "/" + file)
    }
  }

  /// What was put aside, oldest first.
  func refused() throws(Setback) -> [OutboxLine] {
    var lines: [OutboxLine] = []
    for name in Files.names(in: refusals) where !name.hasSuffix(".reason") {
      let item = try? read(refusals + "/" + name, name: name)
      let reason = try Files.read(refusals + "/" + name + ".reason", limit: 4_096) ?? []
      let words = String(decoding: reason, as: UTF8.self).split(
        separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
      lines.append(
        OutboxLine(
          id: item?.line.id ?? UpdateID(bytes: .zero), kind: item?.line.kind ?? .other,
          created: item?.line.created ?? Instant(milliseconds: Self.stamp(name) ?? 0),
          refusal: words.first.flatMap { UInt16($0) }.flatMap { Refusal(rawValue: $0) },
          subject: words.count > 1 ? String(words[1].filter { $0 != "\n" }) : ""))
    }
    return lines
  }

  private func read(_ path: String, name: String) throws(Setback) -> Item? {
    guard let bytes = try Files.read(path, limit: 65_536) else { return nil }
    guard let wire = try? WireSubmit(serializedBytes: bytes),
      let submission = try? Submission(wire),
      let update = try? UnverifiedUpdate(decoding: submission.signedUpdate)
    else { throw Setback(.fileBroken, path) }
    let line = OutboxLine(
      id: submission.id, kind: PostedKind(update.wire.kind, at: update.neighbourhood),
      created: update.created)
    return Item(name: name, submission: submission, line: line)
  }

  private static func stamp(_ name: String) -> Int64? {
    let parts = name.split(separator: "-")
    return parts.count == 2 && parts[0].count == 15 ? Int64(parts[0]) : nil
  }
}

extension PostedKind {
  /// What a signed update says, in a word; `home` is the neighbourhood that is to take it.
  init(_ kind: WireUpdate.OneOf_Kind?, at home: NodeID) {
    self =
      switch kind {
      case .listingPosted(let facts): facts.side == .offer ? .offer : .request
      case .listingWithdrawn: .withdrawal
      case .agreementProposed: .proposal
      case .agreementAccepted: .acceptance
      case .agreementDeclined: .refusal
      case .minutesStated: .minutes
      case .minutesConfirmed: .confirmation
      case .profileSet: .profile
      case .preferencesSet: .preferences
      case .attestationGiven: .attestation
      case .placeShared: .place
      case .enrolment: .enrolment
      case .invitationIssued: .invitation
      case .erasureRequested: .erasure
      case .federationProposed, .federationAccepted, .federationEnded: .federation
      case .hoursGiven(let given):
        !given.corrects.isEmpty ? .hoursBack : NodeID(given.node) == home ? .hours : .hoursAcross
      case .transferRecalled: .recall
      case .thanksSaid: .thanks
      case .disputeResolved: .decision
      case .correctionProposed: .correctionProposal
      case .correctionAgreed: .correctionYes
      case .correctionMade: .correction
      case .potOpened: .potOpening
      case .potContributed: .potGift
      case .potGranted: .potGrant
      case .policySet: .policy
      case .limitsSet: .limits
      case .clearingLimitsSet: .borderLimits
      case .residentLeft: .leaving
      default: .other
      }
  }
}
