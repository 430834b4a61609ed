import Updates
import Vocabulary
import WireFormat

/// Where an admitted update may travel.
struct Destination: Equatable {
  let reach: Reach
  let audience: NodeID?

  init(_ reach: Reach) {
    self.reach = reach
    audience = nil
  }

  init(addressedTo node: NodeID) {
    reach = .addressed
    audience = node
  }
}

/// Who may say what, and when. One check a kind, in `Rules+….swift`; each throws the first refusal
/// in the order of `protocol/05-updates.md`, or tells where the update may travel.
struct Rules<V: Views> {
  let views: V
  let position: Position
  let nodeKey: SigningKey
  /// What is judged.
  let update: UpdateID
  /// The moment of decision: the time the entry's header will bear.
  var now: Instant { position.time }
  /// The books at that moment.
  var books: BookPage<V> { BookPage(views: views, now: now) }
  var cause: Cause { Cause(id: update, time: now) }

  func check(_ update: VerifiedUpdate, content: Salted?) throws -> Destination {
    let text = try PersonalText.decode(content)
    guard let kind = update.kind else { throw Refused(.unknownKind, "kind") }
    guard let resident = update.resident else {
      return try checkNode(kind, author: update.author, text: text)
    }
    if case .enrolment(let enrolment) = kind {
      return try checkEnrolment(enrolment, by: resident, author: update.author, text: text)
    }
    guard let device = try views.device(update.author) else { throw Refused(.notEnrolled) }
    guard device.resident == resident, let speaker = try views.resident(resident) else {
      throw Refused(.notYourDevice)
    }
    guard !speaker.left else { throw Refused(.notEnrolled) }
    return try check(kind, by: speaker, text: text)
  }

  private func check(
    _ kind: WireUpdate.OneOf_Kind, by speaker: Resident, text: WireContent.OneOf_Kind?
  ) throws -> Destination {
    switch kind {
    case .profileSet:
      guard case .profile = text else { throw Refused(.contentMissing, "profile") }
      return Destination(.neighbourhood)
    case .preferencesSet:
      guard case .preferences(let said) = text else {
        throw Refused(.contentMissing, "preferences")
      }
      return try checkPreferences(said, by: speaker)
    case .placeShared(let shared):
      guard case .place(let place) = text else { throw Refused(.contentMissing, "place") }
      return try checkPlace(shared, place, by: speaker)
    case .listingPosted(let facts):
      guard case .listing = text else { throw Refused(.contentMissing, "listing") }
      return try checkListing(facts, by: speaker)
    case .agreementProposed(let proposal):
      if let text { guard case .proposal = text else { throw Refused(.contentUnexpected) } }
      return try checkProposal(proposal, by: speaker)
    case let kind where kind.note != .none:
      if let text {
        guard case .note(let note) = text else { throw Refused(.contentUnexpected, "content") }
        guard kind.note == .optional || HarmlessText.says(note.text) else {
          throw Refused(.badText, "text")
        }
      } else if kind.note == .required {
        throw Refused(.contentMissing, "note")
      }
    default:
      guard text == nil else { throw Refused(.contentUnexpected, "content") }
    }
    switch kind {
    case .invitationIssued(let invitation): return try checkInvitation(invitation, by: speaker)
    case .attestationGiven(let given): return try checkAttestation(given, by: speaker)
    case .listingWithdrawn(let withdrawal): return try checkWithdrawal(withdrawal, by: speaker)
    case .agreementAccepted(let yes): return try checkAcceptance(yes, by: speaker)
    case .agreementDeclined(let no): return try checkDeclining(no, by: speaker)
    case .minutesStated(let stated): return try checkMinutesStated(stated, by: speaker)
    case .minutesConfirmed(let confirmed): return try checkConfirmation(confirmed, by: speaker)
    case .erasureRequested(let erasure): return try checkErasure(erasure, by: speaker)
    case .federationProposed(let proposed): return try checkFederating(proposed, by: speaker)
    case .federationAccepted(let accepted): return try checkFederation(accepted, by: speaker)
    case .federationEnded(let ended): return try checkFederationEnd(ended, by: speaker)
    default: break
    }
    return try checkBooks(kind, by: speaker)
  }

  private func checkBooks(
    _ kind: WireUpdate.OneOf_Kind, by speaker: Resident
  ) throws -> Destination {
    switch kind {
    case .policySet(let policy): return try checkPolicy(policy, by: speaker)
    case .limitsSet(let limits): return try checkLimits(limits, by: speaker)
    case .disputeResolved(let resolved): return try checkResolution(resolved, by: speaker)
    case .correctionProposed(let proposed):
      return try checkCorrectionProposed(proposed, by: speaker)
    case .correctionAgreed(let agreed): return try checkCorrectionYes(agreed, by: speaker)
    case .correctionMade(let made): return try checkCorrectionMade(made, by: speaker)
    case .potOpened(let opened): return try checkOpening(opened, by: speaker)
    case .potContributed(let given): return try checkContribution(given, by: speaker)
    case .potGranted(let granted): return try checkGrant(granted, by: speaker)
    case .hoursGiven(let given): return try checkGiving(given, by: speaker)
    case .transferRecalled(let recalled): return try checkRecall(recalled, by: speaker)
    case .clearingLimitsSet(let limits): return try checkClearingLimits(limits, by: speaker)
    case .thanksSaid(let thanks): return try checkThanks(thanks, by: speaker)
    case .residentLeft: return try checkLeaving(speaker)
    case .minutesLapsed, .agreementLapsed, .transferReserved, .transferAccepted,
      .transferRejected, .transferCommitted, .transferVoided, .transferReleased,
      .transferApplied, .clearingStated, .listingPlaces, .founding, .announcement,
      .erasureConfirmed:
      throw Refused(.notTheNode)
    default:
      throw Refused(.malformed, "kind")
    }
  }

  private func checkNode(
    _ kind: WireUpdate.OneOf_Kind, author: SigningKey, text: WireContent.OneOf_Kind?
  ) throws -> Destination {
    guard author == nodeKey else { throw Refused(.notTheNode) }
    guard text == nil else { throw Refused(.contentUnexpected, "content") }
    switch kind {
    case .founding(let founding):
      guard position.sequence == 0, NodeID.of(foundingKey: author) == position.node,
        SigningKey(founding.signingKey) == author, ChannelKey(founding.channelKey) != nil,
        Area(founding.area) != nil
      else { throw Refused(.malformed, "founding") }
      guard HarmlessText.holds(name: founding.name) else { throw Refused(.badText, "name") }
      return Destination(.federation)
    case .announcement(let announcement):
      guard announcement.addresses.count <= Limits.addresses,
        announcement.addresses.allSatisfy({ $0.utf8.count <= Limits.addressBytes }),
        announcement.name.utf8.count <= Limits.nameBytes
      else { throw Refused(.tooLarge, "announcement") }
      guard HarmlessText.holds(name: announcement.name) else { throw Refused(.badText, "name") }
      return Destination(.federation)
    case .erasureConfirmed(let confirmed):
      guard let origin = NodeID(confirmed.origin), UpdateID(confirmed.request) != nil else {
        throw Refused(.badLength, "origin")
      }
      return Destination(addressedTo: origin)
    case .minutesLapsed(let lapsed): return try checkMinutesLapse(lapsed)
    case .agreementLapsed(let lapsed): return try checkAgreementLapse(lapsed)
    case .transferReserved(let reserved): return try checkReserve(reserved)
    case .transferAccepted(let accepted): return try checkAnswer(accepted)
    case .transferRejected(let rejected): return try checkAnswer(rejected)
    case .transferCommitted(let committed): return try checkCommit(committed)
    case .transferVoided(let voided): return try checkVoid(voided)
    case .transferReleased(let released): return try checkReleased(released)
    case .transferApplied(let applied): return try checkApplied(applied)
    case .clearingStated(let stated): return try checkClearingStated(stated)
    case .listingPlaces(let said): return try checkPlaces(said)
    default:
      throw Refused(.notEnrolled)
    }
  }
}

extension Resident {
  func requireRegisseur() throws(Refused) {
    guard role == .regisseur else { throw Refused(.notRegisseur) }
  }
}
