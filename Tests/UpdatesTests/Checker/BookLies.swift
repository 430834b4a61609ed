import FoundationEssentials
import Sealing
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

/// What a dishonest node adds to its own log about hours, and the rule it breaks.
enum BookLie: String, CaseIterable {
  case lapsedForMore, resolvedOutsideTheClaims, resolvedByAParty, correctedTwice, grantedToOneself
  case gaveBelowTheFloor, mintedBeyondTheLimit, reservedTooMuch, committedTwice
  case committedAfterVoid, replayedAnOldAccept, acceptedTwice, appliedWithoutCommit
  case answeredForAnother

  var reason: String {
    switch self {
    case .lapsedForMore, .reservedTooMuch: "minutesDiffer"
    case .resolvedOutsideTheClaims: "outsideTheClaims"
    case .resolvedByAParty, .grantedToOneself: "partyCannotDecide"
    case .correctedTwice: "alreadyCorrected"
    case .gaveBelowTheFloor: "floorReached"
    case .mintedBeyondTheLimit: "clearingLimitReached"
    case .committedTwice: "committedTwice"
    case .committedAfterVoid: "committedAfterVoid"
    case .replayedAnOldAccept: "citesAnother"
    case .acceptedTwice: "answeredTwice"
    case .appliedWithoutCommit: "appliedWithoutCommit"
    case .answeredForAnother: "speaksForAnother"
    }
  }

  /// Whose log holds it.
  var isGierles: Bool {
    switch self {
    case .acceptedTwice, .appliedWithoutCommit, .answeredForAnother: true
    default: false
    }
  }

  /// The liar's whole log.
  func told(in life: BookLife) throws -> [Entry] {
    var village = isGierles ? life.gierle : life.wechel
    let other = isGierles ? life.wechel : life.gierle
    let (kind, signer, crosses) = try said(in: life)
    let content: WireContent? = needsReason ? .note("Omdat het zo was") : nil
    let said = try village.sign(kind, by: signer ?? village.signer, content: content)
    let honest = Array(
      self == .reservedTooMuch ? village.kept.prefix(life.beforeReserve) : village.kept[...])
    let lie = try Entry(
      after: honest.last?.head, at: village.now, reach: crosses ? .addressed : .neighbourhood,
      audience: crosses ? other.node : nil,
      update: Salted(salt: [UInt8](repeating: 1, count: 16), bytes: said.signedUpdate),
      content: said.content, node: village.node, key: village.key)
    return honest + [lie]
  }

  private var needsReason: Bool {
    switch self {
    case .resolvedOutsideTheClaims, .resolvedByAParty, .correctedTwice, .grantedToOneself: true
    default: false
    }
  }

  /// The words, who says them (nil: the node), and whether they are addressed to the other node.
  private func said(in life: BookLife) throws -> (WireUpdate.OneOf_Kind, Signer?, Bool) {
    switch self {
    case .lapsedForMore:
      let id = Data(life.silent.array)
      return (.minutesLapsed(.with { ($0.agreement, $0.minutes) = (id, 46) }), nil, false)
    case .resolvedOutsideTheClaims: return (resolved(life.disputed, 91), life.lena, false)
    case .resolvedByAParty: return (resolved(life.disputedByLena, 60), life.lena, false)
    case .correctedTwice:
      let id = Data(life.corrected.array)
      return (.correctionMade(.with { ($0.transfer, $0.minutes) = (id, 10) }), life.lena, false)
    case .grantedToOneself:
      let id = Data(life.lena.resident?.array ?? [])
      return (
        .potGranted(.with { ($0.pot, $0.resident, $0.minutes) = ("solidarity", id, 10) }),
        life.lena, false
      )
    case .gaveBelowTheFloor:
      return (Village.given(381, to: life.lena, in: life.wechel), life.bram, false)
    case .mintedBeyondTheLimit:
      return (Village.given(336, to: life.cas, in: life.gierle), life.bram, true)
    case .reservedTooMuch:
      let id = Data(life.ride.array)
      return (
        .transferReserved(.with { ($0.agreement, $0.minutes, $0.settled) = (id, 90, 90) }), nil,
        true
      )
    case .committedTwice:
      return (committed(life.applied, try life.gierle.answer(to: life.applied)), nil, true)
    case .committedAfterVoid:
      return (committed(life.voided, try life.gierle.answer(to: life.applied)), nil, true)
    case .replayedAnOldAccept:
      return (committed(life.accepted, try life.gierle.answer(to: life.applied)), nil, true)
    case .acceptedTwice: return (try accepted(life.accepted, in: life.wechel), nil, true)
    case .answeredForAnother: return (try accepted(life.corrected, in: life.wechel), nil, true)
    case .appliedWithoutCommit:
      let id = Data(life.accepted.array)
      let cites = Data(try life.wechel.entry(of: life.accepted).array)
      return (.transferApplied(.with { ($0.transfer, $0.cites) = (id, cites) }), nil, true)
    }
  }

  private func resolved(_ agreement: UpdateID, _ minutes: UInt32) -> WireUpdate.OneOf_Kind {
    .disputeResolved(.with { ($0.agreement, $0.minutes) = (Data(agreement.array), minutes) })
  }

  private func committed(_ transfer: UpdateID, _ cites: EntryHash) -> WireUpdate.OneOf_Kind {
    .transferCommitted(
      .with { ($0.transfer, $0.cites) = (Data(transfer.array), Data(cites.array)) })
  }

  private func accepted(_ transfer: UpdateID, in log: Village) throws -> WireUpdate.OneOf_Kind {
    let cites = Data(try log.entry(of: transfer).array)
    return .transferAccepted(.with { ($0.transfer, $0.cites) = (Data(transfer.array), cites) })
  }
}

extension Village {
  /// Where an update stands in this log.
  func entry(of id: UpdateID) throws -> EntryHash {
    try #require(entries.first { try OpenedEntry($0).update?.id == id }).hash
  }

  /// This node's ACCEPT of a transfer.
  func answer(to transfer: UpdateID) throws -> EntryHash {
    let id = Data(transfer.array)
    return try #require(
      entries.first { entry in
        guard case .transferAccepted(let said) = try OpenedEntry(entry).update?.kind else {
          return false
        }
        return said.transfer == id
      }
    ).hash
  }
}
