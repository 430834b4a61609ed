import WireFormat

/// Whether an update of a kind carries a note. `protocol/10-books.md` §10.
enum NoteRule {
  case none
  case optional
  case required
}

extension WireUpdate.OneOf_Kind {
  var note: NoteRule {
    switch self {
    case .limitsSet, .disputeResolved, .correctionProposed, .correctionMade, .potGranted,
      .thanksSaid:
      .required
    case .hoursGiven, .potContributed: .optional
    default: .none
    }
  }
}
