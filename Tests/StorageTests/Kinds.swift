import Admission
import Exchange
import Foundation
import Sealing
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

// What residents say, in few words.
extension Village {
  func listing(
    _ side: WireListingSide = .request, minutes: UInt32 = 60, gift: Bool = false,
    wanted: UInt32 = 1, reach: WireReach = .neighbourhood, category: WireCategory = .ride,
    days: Int64 = 14
  ) -> WireUpdate.OneOf_Kind {
    .listingPosted(
      .with {
        $0.side = side
        $0.category = category
        $0.area = "9F367Q7Q+"
        $0.reach = reach
        $0.gift = gift
        $0.minutes = gift ? 0 : minutes
        $0.wanted = wanted
        $0.expires = (now + .days(days)).milliseconds
      })
  }

  func attestation(
    _ kind: WireAttestation, of resident: ResidentID, days: Int64
  ) -> WireUpdate.OneOf_Kind {
    .attestationGiven(
      .with {
        $0.resident = Data(resident.array)
        $0.attestation = kind
        $0.expires = days == 0 ? 0 : (now + .days(days)).milliseconds
      })
  }

  /// A listing that says everything it can.
  func detailed(_ side: WireListingSide, attested: [WireAttestation] = []) -> WireUpdate.OneOf_Kind
  {
    guard case .listingPosted(var facts) = listing(side, reach: .federation) else {
      return listing(side)
    }
    facts.weekly = [
      .with { ($0.days, $0.from, $0.to) = (31, 540, 720) },
      .with { ($0.days, $0.from, $0.to) = (96, 600, 1_440) },
    ]
    facts.remote = true
    facts.travel = .with { ($0.means, $0.most) = (.foot, 12) }
    facts.languages = ["fr", "nl"]
    facts.attestations = attested
    facts.widening = side == .request ? .federation : .none
    return .listingPosted(facts)
  }

  func preferences(_ said: MatchingPreferences) -> WireContent {
    .with { $0.preferences = said.wire }
  }

  func text(_ text: String, name: String = "") -> WireContent {
    .with {
      $0.listing.text = text
      $0.listing.name = name
    }
  }

  func proposal(on listing: UpdateID, of node: NodeID? = nil) -> WireUpdate.OneOf_Kind {
    .agreementProposed(
      .with {
        $0.listing = Data(listing.array)
        $0.listingNode = Data((node ?? self.node).array)
        $0.sealKey = Data(channelKey.array)
      })
  }

  func yes(_ agreement: UpdateID, cites: EntryHash? = nil) -> WireUpdate.OneOf_Kind {
    .agreementAccepted(
      .with {
        $0.agreement = Data(agreement.array)
        $0.cites = Data(cites?.array ?? [])
        $0.sealKey = Data(channelKey.array)
      })
  }

  func place(_ agreement: UpdateID) -> WireUpdate.OneOf_Kind {
    .placeShared(.with { $0.agreement = Data(agreement.array) })
  }

  func box(_ bytes: [UInt8] = []) -> WireContent {
    let rest = [UInt8](repeating: 7, count: Limits.placeBytes - bytes.count)
    return .with { $0.place.sealed = Data(bytes + rest) }
  }

  func no(_ agreement: UpdateID) -> WireUpdate.OneOf_Kind {
    .agreementDeclined(.with { $0.agreement = Data(agreement.array) })
  }

  func stated(_ agreement: UpdateID, _ minutes: UInt32) -> WireUpdate.OneOf_Kind {
    .minutesStated(
      .with {
        $0.agreement = Data(agreement.array)
        $0.minutes = minutes
      })
  }

  func confirmed(_ agreement: UpdateID, _ minutes: UInt32) -> WireUpdate.OneOf_Kind {
    .minutesConfirmed(
      .with {
        $0.agreement = Data(agreement.array)
        $0.minutes = minutes
      })
  }

  func withdrawal(_ listing: UpdateID) -> WireUpdate.OneOf_Kind {
    .listingWithdrawn(.with { $0.listing = Data(listing.array) })
  }

  func erasure(_ targets: [UpdateID]) -> WireUpdate.OneOf_Kind {
    .erasureRequested(.with { $0.targets = targets.map { Data($0.array) } })
  }

  func profile(_ name: String, _ text: String = "") -> WireContent {
    .with {
      $0.profile.name = name
      $0.profile.text = text
    }
  }

  /// A ride of some minutes from request to settlement; gives the agreement.
  @discardableResult
  func ride(
    for asker: Signer, by helper: Signer, minutes: UInt32, text words: String = "Rit"
  ) throws -> UpdateID {
    let listing = try accept(listing(minutes: minutes), by: asker, content: text(words))
    let agreement = try accept(proposal(on: listing), by: helper)
    try accept(yes(agreement), by: asker)
    try accept(stated(agreement, minutes), by: helper)
    try accept(confirmed(agreement, minutes), by: asker)
    return agreement
  }
}

// What they say about hours.
extension Village {
  func hours(_ minutes: UInt32, to resident: ResidentID, of node: NodeID? = nil)
    -> WireUpdate.OneOf_Kind
  {
    .hoursGiven(
      .with {
        $0.node = Data((node ?? self.node).array)
        $0.resident = Data(resident.array)
        $0.minutes = minutes
      })
  }

  func clearingLimits(with peer: NodeID, _ minutes: UInt32) -> WireUpdate.OneOf_Kind {
    .clearingLimitsSet(
      .with {
        $0.peer = Data(peer.array)
        ($0.weMayOwe, $0.theyMayOwe) = (minutes, minutes)
      })
  }

  func policy(floor: Int64, ceiling: Int64, starter: UInt32 = 0) -> WireUpdate.OneOf_Kind {
    .policySet(
      .with {
        ($0.floor, $0.ceiling) = (floor, ceiling)
        ($0.smallDifference, $0.silenceDays) = (15, 3)
        ($0.starter, $0.potFloor, $0.solidarityPerQuarter) = (starter, -120, 60)
      })
  }

  func recall(_ transfer: UpdateID) -> WireUpdate.OneOf_Kind {
    .transferRecalled(.with { $0.transfer = Data(transfer.array) })
  }

  func limits(of resident: ResidentID, floor: Int64, ceiling: Int64) -> WireUpdate.OneOf_Kind {
    .limitsSet(
      .with {
        $0.resident = Data(resident.array)
        ($0.floor, $0.ceiling) = (floor, ceiling)
      })
  }

  func correction(of transfer: UpdateID, to minutes: UInt32) -> WireUpdate.OneOf_Kind {
    .correctionProposed(.with { ($0.transfer, $0.minutes) = (Data(transfer.array), minutes) })
  }

  func correctionYes(_ correction: UpdateID) -> WireUpdate.OneOf_Kind {
    .correctionAgreed(.with { $0.correction = Data(correction.array) })
  }

  func correcting(_ transfer: UpdateID, to minutes: UInt32) -> WireUpdate.OneOf_Kind {
    .correctionMade(.with { ($0.transfer, $0.minutes) = (Data(transfer.array), minutes) })
  }

  func contribution(_ minutes: UInt32) -> WireUpdate.OneOf_Kind {
    .potContributed(.with { ($0.pot, $0.minutes) = ("solidarity", minutes) })
  }

  func grant(_ minutes: UInt32, to resident: ResidentID) -> WireUpdate.OneOf_Kind {
    .potGranted(
      .with {
        ($0.pot, $0.minutes) = ("solidarity", minutes)
        $0.resident = Data(resident.array)
      })
  }

  func thanks(for agreement: UpdateID) -> WireUpdate.OneOf_Kind {
    .thanksSaid(.with { $0.agreement = Data(agreement.array) })
  }

  func resolution(of agreement: UpdateID, _ minutes: UInt32) -> WireUpdate.OneOf_Kind {
    .disputeResolved(.with { ($0.agreement, $0.minutes) = (Data(agreement.array), minutes) })
  }

  func note(_ text: String) -> WireContent { .with { $0.note.text = text } }
}
