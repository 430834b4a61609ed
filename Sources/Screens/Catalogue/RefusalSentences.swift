import Vocabulary

/// One sentence for every refusal, for the person whose command was refused. A new refusal does not
/// compile until it has one.
extension Refusal: Spoken {
  public var sentence: Sentence {
    switch self {
    case .tooLarge: RefusalWords.tooLarge
    case .malformed: RefusalWords.malformed
    case .unknownKind: RefusalWords.unknownKind
    case .badLength: RefusalWords.badLength
    case .badText: RefusalWords.badText
    case .badSignature: RefusalWords.badSignature
    case .commitmentMismatch: RefusalWords.commitmentMismatch
    case .contentMissing: RefusalWords.contentMissing
    case .contentUnexpected: RefusalWords.contentUnexpected
    case .wrongNeighbourhood: RefusalWords.wrongNeighbourhood
    case .fromTheFuture: RefusalWords.fromTheFuture
    case .tooOld: RefusalWords.tooOld
    case .idReused: RefusalWords.idReused
    case .notEnrolled: RefusalWords.notEnrolled
    case .notYourDevice: RefusalWords.notYourDevice
    case .alreadyEnrolled: RefusalWords.alreadyEnrolled
    case .notRegisseur: RefusalWords.notRegisseur
    case .mandateUnknown: RefusalWords.mandateUnknown
    case .notTheNode: RefusalWords.notTheNode
    case .lastRegisseur: RefusalWords.lastRegisseur
    case .invitationUnknown: RefusalWords.invitationUnknown
    case .invitationUsed: RefusalWords.invitationUsed
    case .invitationExpired: RefusalWords.invitationExpired
    case .invitationForged: RefusalWords.invitationForged
    case .tooManyInvitations: RefusalWords.tooManyInvitations
    case .expiryOutOfRange: RefusalWords.expiryOutOfRange
    case .listingUnknown: RefusalWords.listingUnknown
    case .listingNotYours: RefusalWords.listingNotYours
    case .listingClosed: RefusalWords.listingClosed
    case .listingFilled: RefusalWords.listingFilled
    case .listingYours: RefusalWords.listingYours
    case .tooManyListings: RefusalWords.tooManyListings
    case .fieldOutOfRange: RefusalWords.fieldOutOfRange
    case .giftWithMinutes: RefusalWords.giftWithMinutes
    case .attestationMissing: RefusalWords.attestationMissing
    case .agreementUnknown: RefusalWords.agreementUnknown
    case .agreementNotYours: RefusalWords.agreementNotYours
    case .agreementNotOpen: RefusalWords.agreementNotOpen
    case .notYoursToAccept: RefusalWords.notYoursToAccept
    case .alreadyProposed: RefusalWords.alreadyProposed
    case .notAgreedYet: RefusalWords.notAgreedYet
    case .minutesOutOfRange: RefusalWords.minutesOutOfRange
    case .minutesDiffer: RefusalWords.minutesDiffer
    case .nothingStated: RefusalWords.nothingStated
    case .ownStatement: RefusalWords.ownStatement
    case .acrossTheBorderOnlyGifts: RefusalWords.acrossTheBorderOnlyGifts
    case .tooManyAgreements: RefusalWords.tooManyAgreements
    case .statedAlready: RefusalWords.statedAlready
    case .notDisputed: RefusalWords.notDisputed
    case .outsideTheClaims: RefusalWords.outsideTheClaims
    case .partyCannotDecide: RefusalWords.partyCannotDecide
    case .notDue: RefusalWords.notDue
    case .notSettled: RefusalWords.notSettled
    case .alreadyThanked: RefusalWords.alreadyThanked
    case .agreementsOpen: RefusalWords.agreementsOpen
    case .amountOverflow: RefusalWords.amountOverflow
    case .floorReached: RefusalWords.floorReached
    case .ceilingReached: RefusalWords.ceilingReached
    case .clearingLimitReached: RefusalWords.clearingLimitReached
    case .potUnknown: RefusalWords.potUnknown
    case .potEmpty: RefusalWords.potEmpty
    case .recipientUnknown: RefusalWords.recipientUnknown
    case .recipientYourself: RefusalWords.recipientYourself
    case .transferUnknown: RefusalWords.transferUnknown
    case .transferNotYours: RefusalWords.transferNotYours
    case .alreadyCorrected: RefusalWords.alreadyCorrected
    case .correctionUnknown: RefusalWords.correctionUnknown
    case .correctionClosed: RefusalWords.correctionClosed
    case .tooLateToRecall: RefusalWords.tooLateToRecall
    case .stepOutOfTurn: RefusalWords.stepOutOfTurn
    case .balanceNotZero: RefusalWords.balanceNotZero
    case .transferFrozen: RefusalWords.transferFrozen
    case .targetUnknown: RefusalWords.targetUnknown
    case .targetNotYours: RefusalWords.targetNotYours
    case .nothingToErase: RefusalWords.nothingToErase
    case .peerUnknown: RefusalWords.peerUnknown
    case .peerIsSelf: RefusalWords.peerIsSelf
    case .alreadyFederated: RefusalWords.alreadyFederated
    case .proposalForged: RefusalWords.proposalForged
    case .proposalForAnother: RefusalWords.proposalForAnother
    case .tooManyPeers: RefusalWords.tooManyPeers
    case .cardForged: RefusalWords.cardForged
    case .proposalUsed: RefusalWords.proposalUsed
    case .notUnderstood: RefusalWords.notUnderstood
    case .tooManyRequests: RefusalWords.tooManyRequests
    case .answerTooLarge: RefusalWords.answerTooLarge
    case .nodeReadOnly: RefusalWords.nodeReadOnly
    case .nodeFault: RefusalWords.nodeFault
    }
  }
}

/// The sentences by themselves.
enum RefusalWords {}
