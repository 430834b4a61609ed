import Admission
import Foundation
import NodeRuntime
import Sealing
import Storage
import Updates
import Vocabulary
import WireFormat

/// Signs updates for a measurement.
struct Pen: Sendable {
  let signer: Signer

  /// Any update, at this moment.
  func write(
    _ kind: WireUpdate.OneOf_Kind, content: WireContent? = nil
  ) throws -> Submission {
    try signer.sign(
      kind, content: content, created: NodeClock.system.now(),
      nonce: Randomness.bytes(Limits.nonceBytes), contentSalt: Randomness.bytes(Limits.saltBytes))
  }

  /// A request for help as people write them, for the whole federation.
  func listing(_ number: Int) throws -> Submission {
    var facts = WireListingPosted()
    facts.side = number.isMultiple(of: 3) ? .offer : .request
    facts.category = .groceries
    facts.area = Village.area
    facts.reach = .federation
    facts.minutes = UInt32(30 + number % 90)
    facts.wanted = 1
    facts.expires = (NodeClock.system.now() + .days(30)).milliseconds
    var listing = WireListingContent()
    listing.text = """
      Number \(number): who can bring a few groceries along on Thursday afternoon? Two bags at \
      most, the shop on the square has them ready. Coffee is waiting.
      """
    listing.name = "Made-up resident"
    var content = WireContent()
    content.listing = listing
    return try write(.listingPosted(facts), content: content)
  }

  /// An invitation by a regisseur.
  func invitation(_ secret: InvitationSecret) throws -> Submitted {
    var issued = WireInvitationIssued()
    issued.invitationKey = Data(secret.key.publicKey.array)
    issued.expires = (NodeClock.system.now() + .days(30)).milliseconds
    issued.role = .resident
    return try write(.invitationIssued(issued)).verified()
  }
}

extension Submission {
  /// Checked as the node checks what comes over a channel.
  func verified() throws -> Submitted {
    Submitted(try UnverifiedUpdate(decoding: signedUpdate).verified(), content: content)
  }
}

/// Writes into the log of a node that does not run, through the real admission.
struct Desk: Sendable {
  let store: NodeStore
  let admission: Admission

  /// One transaction; every update must be taken.
  func take(_ updates: some Collection<Submitted>) throws {
    let results = try store.submit(
      Array(updates), admission: admission, now: NodeClock.system.now(),
      salt: { Randomness.bytes(Limits.saltBytes) })
    for case .refused(let refused) in results { throw refused }
  }
}

// What is said about hours.
extension Pen {
  /// Hours given to somebody, here or elsewhere.
  func hours(_ minutes: UInt32, to resident: ResidentID, of node: NodeID) throws -> Submission {
    var given = WireHoursGiven()
    given.node = Data(node.array)
    given.resident = Data(resident.array)
    given.minutes = minutes
    return try write(.hoursGiven(given))
  }

  /// Floors and ceilings that nobody meets.
  func widePolicy() throws -> Submission {
    var policy = WirePolicySet()
    (policy.floor, policy.ceiling) = (-Limits.balanceBound, Limits.balanceBound)
    (policy.smallDifference, policy.silenceDays) = (15, 14)
    return try write(.policySet(policy))
  }

  /// What two neighbourhoods may owe each other, each way.
  func clearingLimits(with peer: NodeID, _ minutes: UInt32) throws -> Submission {
    var limits = WireClearingLimitsSet()
    limits.peer = Data(peer.array)
    (limits.weMayOwe, limits.theyMayOwe) = (minutes, minutes)
    return try write(.clearingLimitsSet(limits))
  }
}
