/// Why an update, a question or a peer's message was not taken.
///
/// Codes are stable for ever (`protocol/08-refusals.md`); the interface has a sentence for each
/// in every language. Source order is precedence: of several reasons the first one is given.
public enum Refusal: UInt16, Sendable, CaseIterable, Error {
  // Shape
  case tooLarge = 100
  case malformed = 101
  case unknownKind = 102
  case badLength = 103
  case badText = 104
  case badSignature = 105
  case commitmentMismatch = 106
  case contentMissing = 107
  case contentUnexpected = 108
  // Freshness
  case wrongNeighbourhood = 200
  case fromTheFuture = 201
  case tooOld = 202
  case idReused = 203
  // Who
  case notEnrolled = 300
  case notYourDevice = 301
  case alreadyEnrolled = 302
  case notRegisseur = 303
  case mandateUnknown = 304
  case notTheNode = 305
  case lastRegisseur = 306
  // Invitations
  case invitationUnknown = 400
  case invitationUsed = 401
  case invitationExpired = 402
  case invitationForged = 403
  case tooManyInvitations = 404
  case expiryOutOfRange = 405
  // Listings
  case listingUnknown = 500
  case listingNotYours = 501
  case listingClosed = 502
  case listingFilled = 503
  case listingYours = 504
  case tooManyListings = 505
  case fieldOutOfRange = 506
  case giftWithMinutes = 507
  case attestationMissing = 508
  // Agreements
  case agreementUnknown = 600
  case agreementNotYours = 601
  case agreementNotOpen = 602
  case notYoursToAccept = 603
  case alreadyProposed = 604
  case notAgreedYet = 605
  case minutesOutOfRange = 606
  case minutesDiffer = 607
  case nothingStated = 608
  case ownStatement = 609
  case acrossTheBorderOnlyGifts = 610
  case tooManyAgreements = 611
  case statedAlready = 612
  case notDisputed = 613
  case outsideTheClaims = 614
  case partyCannotDecide = 615
  case notDue = 616
  case notSettled = 617
  case alreadyThanked = 618
  case agreementsOpen = 619
  // Books
  case amountOverflow = 700
  case floorReached = 701
  case ceilingReached = 702
  case clearingLimitReached = 703
  case potUnknown = 704
  case potEmpty = 705
  case recipientUnknown = 706
  case recipientYourself = 707
  case transferUnknown = 708
  case transferNotYours = 709
  case alreadyCorrected = 710
  case correctionUnknown = 711
  case correctionClosed = 712
  case tooLateToRecall = 713
  case stepOutOfTurn = 714
  case balanceNotZero = 715
  case transferFrozen = 716
  // Erasure
  case targetUnknown = 800
  case targetNotYours = 801
  case nothingToErase = 802
  // Federation
  case peerUnknown = 900
  case peerIsSelf = 901
  case alreadyFederated = 902
  case proposalForged = 903
  case proposalForAnother = 904
  case tooManyPeers = 905
  case cardForged = 906
  case proposalUsed = 907
  // Sessions
  case notUnderstood = 1000
  case tooManyRequests = 1001
  case answerTooLarge = 1002
  case nodeReadOnly = 1003
  case nodeFault = 1004
}

/// A refusal and what it is about: a field's name, an id, a limit. Never personal text.
public struct Refused: Error, Hashable, Sendable {
  /// Why.
  public let reason: Refusal
  /// What it is about; may be empty.
  public let subject: String
  /// States why, and what it is about.
  public init(_ reason: Refusal, _ subject: String = "") {
    self.reason = reason
    self.subject = subject
  }
}
