import Sealing
import Updates
import Vocabulary
import WireFormat

// Joining, inviting, erasing. `protocol/05-updates.md` §People.

extension Rules {
  func checkEnrolment(
    _ enrolment: WireEnrolment, by resident: ResidentID, author: SigningKey,
    text: WireContent.OneOf_Kind?
  ) throws -> Destination {
    guard case .profile = text else { throw Refused(.contentMissing, "profile") }
    guard let device = SigningKey(enrolment.deviceKey), let seal = ChannelKey(enrolment.sealKey),
      let invitationKey = SigningKey(enrolment.invitationKey)
    else { throw Refused(.badLength, "enrolment") }
    guard device == author, resident == ResidentID.of(firstDevice: device) else {
      throw Refused(.notYourDevice)
    }
    guard try views.device(device) == nil else { throw Refused(.alreadyEnrolled) }
    guard let invitation = try views.invitation(invitationKey) else {
      throw Refused(.invitationUnknown)
    }
    guard invitation.usedBy == nil else { throw Refused(.invitationUsed) }
    guard now < invitation.expires else { throw Refused(.invitationExpired) }
    let proof = InvitationSecret.proofBytes(node: position.node, device: device, seal: seal)
    guard
      Verifying.isValid(
        [UInt8](enrolment.invitationProof), over: proof, by: invitationKey, for: .invitation)
    else { throw Refused(.invitationForged) }
    return Destination(.neighbourhood)
  }

  func checkInvitation(_ issued: WireInvitationIssued, by speaker: Resident) throws -> Destination {
    try speaker.requireRegisseur()
    guard let key = SigningKey(issued.invitationKey) else { throw Refused(.badLength, "key") }
    guard Role(rawValue: issued.role.rawValue) != nil else {
      throw Refused(.fieldOutOfRange, "role")
    }
    let expires = Instant(milliseconds: issued.expires)
    guard expires > now, expires - now <= Limits.invitationLife else {
      throw Refused(.expiryOutOfRange, "expires")
    }
    guard try views.invitation(key) == nil else { throw Refused(.idReused, "key") }
    guard try views.openInvitations(by: speaker.id, at: now) < Limits.openInvitations else {
      throw Refused(.tooManyInvitations)
    }
    return Destination(.neighbourhood)
  }

  func checkErasure(_ erasure: WireErasureRequested, by speaker: Resident) throws -> Destination {
    guard !erasure.targets.isEmpty else { throw Refused(.nothingToErase) }
    guard erasure.targets.count <= Limits.erasureTargets else {
      throw Refused(.tooLarge, "targets")
    }
    for target in erasure.targets {
      guard let id = UpdateID(target) else { throw Refused(.badLength, "targets") }
      guard let stored = try views.update(id) else { throw Refused(.targetUnknown, id.short) }
      guard stored.position.node == position.node, stored.resident == speaker.id else {
        throw Refused(.targetNotYours, id.short)
      }
    }
    return Destination(.federation)
  }
}
