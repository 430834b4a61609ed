import Screens

/// Something that went wrong on the resident's own side, and what it is about.
public struct Setback: Error, Hashable, Sendable {
  /// What went wrong.
  public let fault: ClientFault
  /// What it is about: an option, a path, an id. Never a secret.
  public let subject: String

  /// States what went wrong, and what it is about.
  public init(_ fault: ClientFault, _ subject: String = "") {
    self.fault = fault
    self.subject = subject
  }
}

/// How the program ends. Numbers are stable for ever; the table is in this module's README.
public enum Ending: Int32, Sendable, CaseIterable {
  case fine = 0
  case broken = 1
  case misunderstood = 2
  case refused = 3
  case unreachable = 4
  case locked = 5
  case notJoined = 6
  case badFile = 7
  case notFound = 8
  case interrupted = 130

  /// How a command ends that met this fault.
  public init(_ fault: ClientFault) {
    self =
      switch fault {
      case .notUnderstood, .codeUnreadable, .codeForSomethingElse, .codeExpired, .timeUnreadable,
        .areaUnreadable, .categoryUnknown, .textMissing, .minutesMissing, .idTooShort,
        .passphrasesDiffer, .areaUnknown, .alreadyJoined, .notMoving, .movingElsewhere,
        .limitMissing,
        .passphraseShort, .nameMissing,
        .choiceUnknown, .addressUnreadable, .noStreets, .noPlace, .nobodyComes:
        .misunderstood
      case .idAmbiguous, .idUnknown, .placeAmbiguous, .placeUnknown: .notFound
      case .correctedByGiver: .refused
      case .unreachable, .wrongNode, .connectionLost, .answerUnreadable: .unreachable
      case .passphraseWrong, .passphraseMissing, .noMemory: .locked
      case .notJoined: .notJoined
      case .fileBroken, .fileUnwritable, .fileTooOpen: .badFile
      case .interrupted: .interrupted
      }
  }
}
