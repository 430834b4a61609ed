/// What a signed update says, in a word.
public enum PostedKind: String, Spoken {
  case offer, request, withdrawal, proposal, acceptance, refusal, minutes, confirmation
  case profile, enrolment, invitation, erasure, federation, other

  public var sentence: Sentence {
    switch self {
    case .offer: .init(nl: "aanbod", en: "offer")
    case .request: .init(nl: "vraag", en: "request")
    case .withdrawal: .init(nl: "intrekken", en: "withdrawal")
    case .proposal: .init(nl: "ja op een bericht", en: "yes to a listing")
    case .acceptance: .init(nl: "ja op een afspraak", en: "yes to an agreement")
    case .refusal: .init(nl: "nee op een afspraak", en: "no to an agreement")
    case .minutes: .init(nl: "minuten", en: "minutes")
    case .confirmation: .init(nl: "bevestiging", en: "confirmation")
    case .profile: .init(nl: "profiel", en: "profile")
    case .enrolment: .init(nl: "inschrijving", en: "joining")
    case .invitation: .init(nl: "uitnodiging", en: "invitation")
    case .erasure: .init(nl: "wissen", en: "erasure")
    case .federation: .init(nl: "band met een buurt", en: "link with a neighbourhood")
    case .other: .init(nl: "iets anders", en: "something else")
    }
  }

  /// What is said once the node stored it. Minutes have their own sentence, with the number.
  var thanks: Sentence {
    switch self {
    case .offer, .request: .onTheBoard
    case .withdrawal: .takenOff
    case .proposal: .proposed
    case .acceptance: .agreed
    case .refusal: .declined
    case .minutes: .statedGift
    case .confirmation: .confirmed
    case .profile: .profileSaved
    case .enrolment: .welcome
    case .invitation: .invited
    case .erasure: .erasing
    case .federation, .other: .federationDone
    }
  }
}
