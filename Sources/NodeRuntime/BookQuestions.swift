import Admission
import Bookkeeping
import Exchange
import FoundationEssentials
import Storage
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

// Questions about hours: the asker's own, and what everybody here may know of the books.

extension ResidentQuestions {
  /// How long hours that came back stay in the list.
  static let transitsShown = Interval.days(30)

  func account(_ ask: WireAskAccount) throws -> WireAccountStatement {
    let now = wire.now
    let statement = try store.statement(
      of: .resident(resident), limit: rows(ask.limit),
      before: ask.before == 0 ? nil : Int64(clamping: ask.before))
    let standing = try store.standing(of: resident, at: now)
    var answer = WireAccountStatement()
    answer.balance = standing.account.balance.count
    answer.given = standing.account.given.count
    answer.received = standing.account.received.count
    answer.heldOut = standing.account.heldOut.count
    answer.heldIn = standing.account.heldIn.count
    answer.floor = standing.bounds.lowest.count
    answer.ceiling = standing.bounds.highest.count
    answer.solidarityLeft = standing.solidarityLeft.count
    let shown = Interval(milliseconds: -Self.transitsShown.milliseconds)
    // Long words of a few must leave room for the lines.
    (answer.transits, _) = AnswerRoom.fit(
      try store.transits(of: resident, since: now + shown).map(wire.transit),
      in: AnswerRoom.bytes / 4)
    (answer.corrections, _) = AnswerRoom.fit(
      try store.corrections(of: resident, at: now).map(wire.correction),
      in: AnswerRoom.bytes / 4)
    (answer.lines, answer.more) = AnswerRoom.fit(
      statement.lines.map(wire.line), in: AnswerRoom.bytes / 2)
    answer.more = answer.more || statement.lines.count == rows(ask.limit)
    return answer
  }

  /// The asker's own hours under the node's signature, to show to others.
  func signedStatement() throws -> WireSignedHours {
    guard let hours = try store.accountAtHead(of: resident) else { throw Refused(.notUnderstood) }
    return try HoursStatement(
      node: store.node, neighbourhood: services.neighbourhood.name, resident: resident,
      name: try store.profile(of: resident)?.name ?? "", given: hours.account.given,
      received: hours.account.received, sequence: hours.head.sequence, time: hours.head.time
    ).signed(by: services.keys.signing)
  }

  func pots() throws -> WirePots {
    let named = try isRegisseur()
    var answer = WirePots()
    (answer.pots, _) = AnswerRoom.fit(try store.pots().map { wire.pot($0, named: named) })
    return answer
  }

  func disputes() throws -> WireDisputes {
    guard try isRegisseur() else { throw Refused(.notRegisseur) }
    var answer = WireDisputes()
    (answer.disputes, _) = AnswerRoom.fit(try store.disputes().map(wire.dispute))
    return answer
  }

  func limits(_ ask: WireAskLimits) throws -> WireLimitsInForce {
    let regisseur = try isRegisseur()
    let about = ask.resident.isEmpty ? resident : ResidentID(ask.resident)
    guard regisseur || about == resident else { throw Refused(.notRegisseur) }
    guard let about, try store.profile(of: about) != nil else { throw Refused(.recipientUnknown) }
    let limits = try store.limits(of: about)
    var answer = WireLimitsInForce()
    answer.policy = WirePolicySet(limits.policy)
    answer.floor = limits.bounds.lowest.count
    answer.ceiling = limits.bounds.highest.count
    answer.own = limits.own.lowest != nil || limits.own.highest != nil
    answer.ownFloor = limits.own.lowest != nil
    answer.ownCeiling = limits.own.highest != nil
    answer.reason = limits.reason
    answer.clearing = limits.clearing.map { wire.clearing($0, misdeeds: regisseur) }
    if regisseur {
      let frozen = try store.frozen()
      (answer.frozen, _) = AnswerRoom.fit(frozen.rows.map(wire.frozen), in: AnswerRoom.bytes / 2)
      answer.frozenCount = UInt32(clamping: frozen.count)
    }
    return answer
  }

  /// Minutes that can still cross for a listing elsewhere, the way they would go.
  func borderRoom(_ listing: Listing) throws -> Int64 {
    guard listing.node != store.node, !listing.gift else { return 0 }
    // Who answers an offer receives help: their hours go to the other neighbourhood.
    return try store.borderRoom(with: listing.node, towards: listing.side == .offer).count
  }

  func isRegisseur() throws -> Bool {
    try store.profile(of: resident)?.resident.role == .regisseur
  }
}

extension WirePolicySet {
  init(_ policy: Policy) {
    self.init()
    floor = policy.resident.lowest.count
    ceiling = policy.resident.highest.count
    smallDifference = UInt32(clamping: policy.smallDifference.count)
    silenceDays = UInt32(clamping: policy.silenceDays)
    starter = UInt32(clamping: policy.starter.count)
    potFloor = policy.potFloor.count
    solidarityPerQuarter = UInt32(clamping: policy.solidarityPerQuarter.count)
  }
}
