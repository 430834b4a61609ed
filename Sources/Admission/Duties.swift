import Bookkeeping
import Exchange
import FoundationEssentials
import Sealing
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// The words a node owes: derived from the views, so that whatever was interrupted goes on by
/// itself. `protocol/10-books.md` §5, §7.
extension Admission {
  /// The next word this node owes; nil when it owes none. `byClock` also looks for what only the
  /// passing of time makes due. Throws only when the views' storage fails.
  ///
  /// A shell signs it, admits it, appends it, and asks again, in the same transaction.
  public func duty(
    after head: LogHead?, at now: Instant, byClock: Bool, views: some Views
  ) throws -> WireUpdate.OneOf_Kind? {
    let position = Position(
      node: node, sequence: head.map { $0.sequence &+ 1 } ?? 0, time: max(now, head?.time ?? now))
    let rules = Rules(
      views: views, position: position, nodeKey: key.publicKey, update: UpdateID(bytes: .zero))
    return try rules.borderDuty() ?? rules.carryingDuty(all: byClock)
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
    case .rejected: return .transferVoided(.with { ($0.transfer, $0.cites) = (id, last) })
    case .committed: return .transferApplied(.with { ($0.transfer, $0.cites) = (id, last) })
    case .voided, .applied: return nil
    }
  }

  /// A settled agreement whose hours can be put on their way.
  ///
  /// Those that wait for room at one neighbourhood must not keep others waiting for ever: the
  /// first few are looked at after every transaction, all of them by the clock.
  fileprivate func carryingDuty(all: Bool) throws -> WireUpdate.OneOf_Kind? {
    var seen = 0
    while true {
      let page = try views.carriedNext(at: now, skipping: seen, limit: Limits.dutiesAtOnce)
      for agreement in page { if let duty = try carrying(agreement) { return duty } }
      seen += page.count
      guard all, page.count == Limits.dutiesAtOnce else { return nil }
    }
  }

  private func carrying(_ agreement: Agreement) throws -> WireUpdate.OneOf_Kind? {
    let minutes = try carried(by: agreement)
    guard try books.roomIn(.clearing(agreement.payeeNode)) >= minutes else { return nil }
    return .transferReserved(
      .with {
        $0.agreement = Data(agreement.id.array)
        $0.minutes = UInt32(clamping: minutes.count)
        $0.settled = UInt32(clamping: agreement.decided?.count ?? 0)
      })
  }

  /// What silence decides.
  fileprivate func clockDuty() throws -> WireUpdate.OneOf_Kind? {
    if let given = try views.unansweredBorders(since: now, limit: Limits.rows)
      .first(where: mayVoid)
    {
      return .transferVoided(.with { $0.transfer = Data(given.id.array) })
    }
    if let statement = try statementDuty() { return statement }
    let policy = try views.policy()
    let spans: [(AgreementState, Interval)] = [
      (.stated, policy.silence), (.disputed, policy.disputeSilence),
      (.proposed, Limits.proposalSilence), (.agreed, Limits.agreementSilence),
    ]
    for (state, span) in spans {
      let since = now + Interval(milliseconds: -span.milliseconds)
      for agreement in try views.quietAgreements(state, since: since, limit: Limits.rows) {
        if let duty = try ending(agreement, policy) { return duty }
      }
    }
    return nil
  }

  private func statementDuty() throws -> WireUpdate.OneOf_Kind? {
    for peer in try views.peers() where peer.state == .active {
      let sums = try views.clearingSums(of: position.node, with: peer.node)
      guard try isStatementDue(to: peer.node, sums) else { continue }
      return .clearingStated(
        .with {
          $0.peer = Data(peer.node.array)
          ($0.committed, $0.applied) = (sums.committed.count, sums.applied.count)
        })
    }
    return nil
  }

  private func ending(
    _ agreement: Agreement, _ policy: Policy
  ) throws -> WireUpdate.OneOf_Kind? {
    let id = Data(agreement.id.array)
    if agreement.payerNode == position.node, let due = agreement.postedBySilence(policy),
      now >= due.at
    {
      return .minutesLapsed(
        .with { ($0.agreement, $0.minutes) = (id, UInt32(clamping: due.minutes.count)) })
    }
    if agreement.ownerNode == position.node,
      let due = agreement.closedBySilence(listing: try views.listing(agreement.listing)),
      now >= due
    {
      return .agreementLapsed(.with { $0.agreement = id })
    }
    return nil
  }
}
