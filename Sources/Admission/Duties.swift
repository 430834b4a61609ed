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
  /// `Limits.dutiesAtOnce`; the rest next time. Gives their number.
  ///
  /// `random` gives `Limits.nonceBytes` fresh random bytes at each call; `append` puts a word into
  /// the log and its changes into what `views` gives, in the transaction that made it due.
  public func sayDuties<V: Views>(
    after head: LogHead?, at now: Instant, byClock: Bool, random: () -> [UInt8],
    views: () -> V, append: (OpenedEntry, [ViewChange]) throws -> Void
  ) throws -> Int {
    var (head, said) = (head, 0)
    var last: WireUpdate.OneOf_Kind?
    while said < Limits.dutiesAtOnce,
      let duty = try duty(after: head, at: now, byClock: byClock, views: views())
    {
      // A word that made nothing different would be owed for ever: said once, then left alone.
      guard duty != last else { break }
      last = duty
      let outcome = try admit(
        say(duty, at: now, nonce: random()), content: nil, after: head, at: now, salt: random(),
        views: views())
      guard case .admitted(let opened, let changes) = outcome, !changes.isEmpty else { break }
      try append(opened, changes)
      head = opened.entry.head
      said += 1
    }
    return said
  }

  /// The next word this node owes; nil when it owes none. `byClock` also looks for what only the
  /// passing of time makes due. Throws only when the views' storage fails.
  ///
  /// A shell signs it, admits it, appends it, and asks again, in the same transaction.
  public func duty(
    after head: LogHead?, at now: Instant, byClock: Bool, views: some Views
  ) throws -> WireUpdate.OneOf_Kind? {
    let rules = Rules(
      views: views, position: position(after: head, at: now), nodeKey: key.publicKey,
      update: UpdateID(bytes: .zero))
    return try rules.borderDuty() ?? rules.carryingDuty() ?? rules.placesDuty()
      ?? (byClock ? rules.clockDuty() : nil)
  }

  /// Says a word the node owes. `nonce` is `Limits.nonceBytes` fresh random bytes.
  public func say(
    _ duty: WireUpdate.OneOf_Kind, at now: Instant, nonce: [UInt8]
  ) throws -> VerifiedUpdate {
    try Signer(key: key, resident: nil, neighbourhood: node).speak(
      duty, created: now, nonce: nonce)
  }
}

extension Rules {
  /// A transfer across the border that waits for us.
  fileprivate func borderDuty() throws -> WireUpdate.OneOf_Kind? {
    guard let transfer = try views.dueBorders(limit: 1).first else { return nil }
    return try step(for: transfer)
  }

  private func step(for transfer: BorderTransfer) throws -> WireUpdate.OneOf_Kind? {
    let id = Data(transfer.id.array)
    let last = Data(transfer.last.array)
    switch transfer.state {
    case .reserved where transfer.payeeNode == position.node:
      if let objection = try objection(to: transfer) {
        return .transferRejected(
          .with {
            ($0.transfer, $0.cites, $0.reason) = (id, last, UInt32(objection.reason.rawValue))
          })
      }
      return .transferAccepted(.with { ($0.transfer, $0.cites) = (id, last) })
    case .reserved: return .transferVoided(.with { $0.transfer = id })
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
  fileprivate func carryingDuty() throws -> WireUpdate.OneOf_Kind? {
    for agreement in try views.carriedNext(at: now) {
      guard let minutes = try carried(by: agreement) else { continue }
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
  fileprivate func placesDuty() throws -> WireUpdate.OneOf_Kind? {
    guard let listing = try views.untoldListing(at: now) else { return nil }
    return .listingPlaces(
      .with {
        ($0.listing, $0.taken) = (Data(listing.id.array), UInt32(clamping: listing.taken))
      })
  }

  /// What silence decides.
  fileprivate func clockDuty() throws -> WireUpdate.OneOf_Kind? {
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
      if let promised = try views.promisedBorder(from: node) { return promised }
    }
    return nil
  }

  private func unanswered(by gone: [NodeID]) throws -> BorderTransfer? {
    if let old = try views.unansweredBorder(to: nil, since: now - Limits.reserveLife) {
      return old
    }
    for node in gone {
      if let lost = try views.unansweredBorder(to: node, since: now) { return lost }
    }
    return nil
  }

  /// Agreements that were quiet for too long: the oldest is enough, since each duty is asked for
  /// anew.
  private func quiet(with gone: [NodeID]) throws -> [Agreement] {
    try views.silentAgreements(by: now, limit: 1)
      + gone.flatMap {
        try views.quietAgreements(with: $0, since: now - Limits.agreementSilence, limit: 1)
      }
  }

  private func ending(_ agreement: Agreement) throws -> WireUpdate.OneOf_Kind? {
    let id = Data(agreement.id.array)
    if agreement.payerNode == position.node, let due = agreement.postedBySilence, now >= due.at {
      return .minutesLapsed(
        .with { ($0.agreement, $0.minutes) = (id, UInt32(clamping: due.minutes.count)) })
    }
    if let due = try closedBySilence(agreement), now >= due {
      return .agreementLapsed(.with { $0.agreement = id })
    }
    return nil
  }

  private func statementDuty() throws -> WireUpdate.OneOf_Kind? {
    for peer in try views.peers() where peer.state == .active {
      guard try mayState(to: peer.node) else { continue }
      let sums = try views.clearingSums(of: position.node, with: peer.node)
      guard try hasChanged(sums, for: peer.node) else { continue }
      return .clearingStated(
        .with {
          $0.peer = Data(peer.node.array)
          ($0.committed, $0.applied) = (sums.committed.count, sums.applied.count)
        })
    }
    return nil
  }
}
