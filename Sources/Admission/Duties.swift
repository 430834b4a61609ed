import Bookkeeping
import Exchange
import FoundationEssentials
import Sealing
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// The words a node owes: derived from the views, so that whatever was interrupted goes on by
/// itself. `protocol/05-updates.md` §8,
/// `protocol/10-books.md` §5, §7.
extension Admission {
  /// Says words the node owes, each judged against what those before it made, at most
  /// `Limits.dutiesAtOnce`; the rest next time. Gives their number. A word that comes to nothing is
  /// left alone until then, and holds up no other.
  ///
  /// `random` gives `Limits.nonceBytes` fresh random bytes at each call; `append` puts a word into
  /// the log and its changes into what `views` gives, in the transaction that made it due.
  public func sayDuties<V: Views>(
    after head: LogHead?, at now: Instant, byClock: Bool, random: () -> [UInt8],
    views: () -> V, append: (OpenedEntry, [ViewChange]) throws -> Void
  ) throws -> Int {
    var (head, said) = (head, 0)
    var last: WireUpdate.OneOf_Kind?
    var stuck: Set<Bytes32> = []
    while said < Limits.dutiesAtOnce, stuck.count < Limits.dutiesAtOnce,
      let duty = try duty(
        after: head, at: now, byClock: byClock, besides: stuck, views: views()),
      let subject = duty.subject, !stuck.contains(subject)
    {
      // A word that made nothing different would be owed for ever: said once, then left alone.
      guard duty != last,
        case .admitted(let opened, let changes) = try admit(
          say(duty, at: now, nonce: random()), content: nil, after: head, at: now, salt: random(),
          views: views()), changes.contains(where: \.isDone)
      else {
        stuck.insert(subject)
        continue
      }
      last = duty
      try append(opened, changes)
      head = opened.entry.head
      said += 1
    }
    return said
  }

  /// The next word this node owes; nil when it owes none. `byClock` also looks for what only the
  /// passing of time makes due. `besides`: transfers, agreements, listings and nodes about which
  /// none is wanted. Throws only when the views' storage fails.
  ///
  /// A shell signs it, admits it, appends it, and asks again, in the same transaction.
  public func duty(
    after head: LogHead?, at now: Instant, byClock: Bool, besides stuck: Set<Bytes32> = [],
    views: some Views
  ) throws -> WireUpdate.OneOf_Kind? {
    let rules = Rules(
      views: views, position: position(after: head, at: now), nodeKey: key.publicKey,
      update: UpdateID(bytes: .zero))
    let search = DutySearch(rules: rules, stuck: stuck)
    return try search.borderDuty() ?? search.carryingDuty() ?? search.placesDuty()
      ?? (byClock ? search.clockDuty() : nil)
  }

  /// Says a word the node owes. `nonce` is `Limits.nonceBytes` fresh random bytes.
  public func say(
    _ duty: WireUpdate.OneOf_Kind, at now: Instant, nonce: [UInt8]
  ) throws -> VerifiedUpdate {
    try Signer(key: key, resident: nil, neighbourhood: node).speak(
      duty, created: now, nonce: nonce)
  }
}

/// Looks for the next word owed, beside those that just came to nothing.
private struct DutySearch<V: Views> {
  let rules: Rules<V>
  let stuck: Set<Bytes32>

  private var views: V { rules.views }
  private var now: Instant { rules.now }
  private var node: NodeID { rules.position.node }
  /// As many as have to be read to find one that is not stuck.
  private var enough: Int { stuck.count + 1 }

  private func first(_ transfers: [BorderTransfer]) -> BorderTransfer? {
    transfers.first { !stuck.contains($0.id.bytes) }
  }

  /// A transfer across the border that waits for us.
  func borderDuty() throws -> WireUpdate.OneOf_Kind? {
    try first(views.dueBorders(limit: enough)).flatMap(step)
  }

  private func step(for transfer: BorderTransfer) throws -> WireUpdate.OneOf_Kind? {
    let id = Data(transfer.id.array)
    let last = Data(transfer.last.array)
    switch transfer.state {
    case .reserved where transfer.payeeNode == node:
      if let objection = try rules.objection(to: transfer) {
        return .transferRejected(
          .with {
            ($0.transfer, $0.cites, $0.reason) = (id, last, UInt32(objection.reason.rawValue))
          })
      }
      return .transferAccepted(.with { ($0.transfer, $0.cites) = (id, last) })
    case .reserved: return .transferVoided(.with { $0.transfer = id })
    // Who asked for it back was told that it comes: an ACCEPT that crossed does not undo that.
    case .accepted where transfer.recalled: return .transferVoided(.with { $0.transfer = id })
    case .accepted: return .transferCommitted(.with { ($0.transfer, $0.cites) = (id, last) })
    case .rejected, .released:
      return .transferVoided(
        .with { ($0.transfer, $0.cites) = (id, Data(transfer.answerToVoid?.array ?? [])) })
    case .withdrawn: return .transferReleased(.with { ($0.transfer, $0.cites) = (id, last) })
    case .committed: return .transferApplied(.with { ($0.transfer, $0.cites) = (id, last) })
    case .voided, .applied: return nil
    }
  }

  /// A settled agreement whose hours can be put on their way. One neighbourhood without room does
  /// not keep the others waiting.
  func carryingDuty() throws -> WireUpdate.OneOf_Kind? {
    let tried = Set(stuck.map(UpdateID.init(bytes:)))
    for agreement in try views.carriedNext(at: now, besides: tried) {
      guard let minutes = try rules.carried(by: agreement) else { continue }
      return .transferReserved(
        .with {
          $0.agreement = Data(agreement.id.array)
          $0.minutes = UInt32(clamping: minutes.count)
          $0.settled = UInt32(clamping: agreement.decided?.count ?? 0)
        })
    }
    return nil
  }

  /// How many places of a listing are taken, when those who read it elsewhere heard otherwise.
  func placesDuty() throws -> WireUpdate.OneOf_Kind? {
    let untold = try views.untoldListings(at: now, limit: enough)
    guard let listing = untold.first(where: { !stuck.contains($0.id.bytes) }) else { return nil }
    return .listingPlaces(
      .with {
        ($0.listing, $0.taken) = (Data(listing.id.array), UInt32(clamping: listing.taken))
      })
  }

  /// What silence decides.
  func clockDuty() throws -> WireUpdate.OneOf_Kind? {
    let gone = try views.peers().filter { $0.state != .active }.map(\.node)
    if let given = try unanswered(by: gone) {
      return .transferVoided(.with { $0.transfer = Data(given.id.array) })
    }
    if let promised = try promised(by: gone) {
      return .transferReleased(.with { $0.transfer = Data(promised.id.array) })
    }
    if let statement = try statementDuty() { return statement }
    for agreement in try quiet(with: gone) {
      if let duty = try ending(agreement) { return duty }
    }
    return nil
  }

  /// What a node that is no peer any more never decided. The tick only looks: that the federation
  /// ended, a person said.
  private func promised(by gone: [NodeID]) throws -> BorderTransfer? {
    for node in gone {
      if let promised = try first(views.promisedBorders(from: node, limit: enough)) {
        return promised
      }
    }
    return nil
  }

  private func unanswered(by gone: [NodeID]) throws -> BorderTransfer? {
    let old = try views.unansweredBorders(
      to: nil, since: now - Limits.reserveLife, limit: enough)
    if let old = first(old) { return old }
    for node in gone {
      let lost = try views.unansweredBorders(to: node, since: now, limit: enough)
      if let lost = first(lost) { return lost }
    }
    return nil
  }

  /// Agreements that were quiet for too long: the oldest is enough, since each duty is asked for
  /// anew.
  private func quiet(with gone: [NodeID]) throws -> [Agreement] {
    let silent =
      try views.silentAgreements(by: now, limit: enough)
      + gone.flatMap {
        try views.quietAgreements(with: $0, since: now - Limits.agreementSilence, limit: enough)
      }
    return silent.filter { !stuck.contains($0.id.bytes) }
  }

  private func ending(_ agreement: Agreement) throws -> WireUpdate.OneOf_Kind? {
    let id = Data(agreement.id.array)
    if agreement.payerNode == node, let due = agreement.postedBySilence, now >= due.at {
      return .minutesLapsed(
        .with { ($0.agreement, $0.minutes) = (id, UInt32(clamping: due.minutes.count)) })
    }
    if let due = try rules.closedBySilence(agreement), now >= due {
      return .agreementLapsed(.with { $0.agreement = id })
    }
    return nil
  }

  private func statementDuty() throws -> WireUpdate.OneOf_Kind? {
    for peer in try views.peers() where peer.state == .active {
      guard !stuck.contains(peer.node.bytes), try rules.mayState(to: peer.node) else { continue }
      let sums = try views.clearingSums(of: node, with: peer.node)
      guard try rules.hasChanged(sums, for: peer.node) else { continue }
      return .clearingStated(
        .with {
          $0.peer = Data(peer.node.array)
          ($0.committed, $0.applied) = (sums.committed.count, sums.applied.count)
        })
    }
    return nil
  }
}

extension ViewChange {
  /// False for what every word to another node changes: how far that node is to read.
  fileprivate var isDone: Bool {
    if case .peer = self { false } else { true }
  }
}

extension WireUpdate.OneOf_Kind {
  /// What a word that a node owes is about; nil for other words.
  fileprivate var subject: Bytes32? {
    switch self {
    case .transferReserved(let said): UpdateID(said.agreement)?.bytes
    case .transferAccepted(let said): UpdateID(said.transfer)?.bytes
    case .transferRejected(let said): UpdateID(said.transfer)?.bytes
    case .transferCommitted(let said): UpdateID(said.transfer)?.bytes
    case .transferVoided(let said): UpdateID(said.transfer)?.bytes
    case .transferReleased(let said): UpdateID(said.transfer)?.bytes
    case .transferApplied(let said): UpdateID(said.transfer)?.bytes
    case .listingPlaces(let said): UpdateID(said.listing)?.bytes
    case .clearingStated(let said): NodeID(said.peer)?.bytes
    case .minutesLapsed(let said): UpdateID(said.agreement)?.bytes
    case .agreementLapsed(let said): UpdateID(said.agreement)?.bytes
    default: nil
    }
  }
}
