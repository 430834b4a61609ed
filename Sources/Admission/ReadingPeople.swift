import Bookkeeping
import Exchange
import Updates
import Vocabulary
import WireFormat

extension Reading {
  func founded(_ founding: WireFounding) -> [ViewChange] {
    guard let key = SigningKey(founding.firstInvitation.invitationKey) else { return [] }
    return [
      .invitation(
        Invitation(
          key: key, role: .regisseur,
          expires: Instant(milliseconds: founding.firstInvitation.expires), issuer: nil)),
      .account(Account(id: .solidarityPot)),
    ]
  }

  func announced(_ announcement: WireAnnouncement) throws -> [ViewChange] {
    guard var peer = try views.peer(position.node),
      let card = peer.card.moved(to: announcement.addresses, name: announcement.name)
    else { return [] }
    peer.card = card
    return [.peer(peer)]
  }

  func enrolled(_ enrolment: WireEnrolment, _ resident: ResidentID) throws -> [ViewChange] {
    guard isOurs, let key = SigningKey(enrolment.deviceKey),
      let seal = ChannelKey(enrolment.sealKey),
      let invitationKey = SigningKey(enrolment.invitationKey),
      var invitation = try views.invitation(invitationKey), invitation.usedBy == nil
    else { return [] }
    invitation.usedBy = resident
    let starter = min(try views.policy().starter, try books.roomOut(.solidarityPot))
    let first =
      starter > .zero ? try books.post(.starter(starter, to: resident, cause)) : []
    return [
      .invitation(invitation),
      .resident(
        Resident(
          id: resident, role: invitation.role, joined: position.time, profile: update.id)),
      .device(Device(key: key, resident: resident, sealKey: seal)),
      .account(Account(id: .resident(resident))),
    ] + first
  }

  func invited(_ issued: WireInvitationIssued, by issuer: ResidentID) -> [ViewChange] {
    guard isOurs, let key = SigningKey(issued.invitationKey),
      let role = Role(rawValue: issued.role.rawValue)
    else { return [] }
    return [
      .invitation(
        Invitation(
          key: key, role: role, expires: Instant(milliseconds: issued.expires), issuer: issuer))
    ]
  }

  /// Something about a resident is in this update's content from now on.
  func profiled(
    _ id: ResidentID, _ note: (inout Resident) -> Void
  ) throws -> [ViewChange] {
    guard isOurs, var resident = try views.resident(id) else { return [] }
    note(&resident)
    return [.resident(resident)]
  }

  func attested(_ given: WireAttestationGiven, by regisseur: ResidentID) -> [ViewChange] {
    guard isOurs, let about = ResidentID(given.resident),
      let kind = Attestation(rawValue: given.attestation.rawValue)
    else { return [] }
    // Taken back is over now.
    let expires = given.expires == 0 ? position.time : Instant(milliseconds: given.expires)
    return [
      .attestation(
        HeldAttestation(resident: about, kind: kind, expires: expires, by: regisseur))
    ]
  }
}
