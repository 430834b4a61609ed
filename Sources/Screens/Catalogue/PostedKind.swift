/// What a signed update says, in a word.
public enum PostedKind: String, Spoken {
  case offer, request, withdrawal, proposal, acceptance, refusal, minutes, confirmation
  case profile, enrolment, invitation, erasure, federation, other
  case hours, hoursAcross, hoursBack, recall, thanks, decision, correctionProposal, correctionYes,
    correction
  case potOpening, potGift, potGrant, policy, limits, borderLimits, leaving
  case preferences, attestation, place

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
    case .hours: .init(nl: "uren geven", en: "hours given")
    case .hoursAcross:
      .init(nl: "uren naar een andere buurt", en: "hours to another neighbourhood")
    case .hoursBack:
      .init(nl: "verbetering over de grens", en: "correction across the border")
    case .recall: .init(nl: "uren terughalen", en: "hours taken back")
    case .thanks: .init(nl: "dank", en: "thanks")
    case .decision: .init(nl: "beslissing", en: "decision")
    case .correctionProposal: .init(nl: "voorstel tot verbetering", en: "proposed correction")
    case .correctionYes: .init(nl: "ja op een verbetering", en: "yes to a correction")
    case .correction: .init(nl: "verbetering", en: "correction")
    case .potOpening: .init(nl: "nieuwe pot", en: "new pot")
    case .potGift: .init(nl: "uren voor een pot", en: "hours for a pot")
    case .potGrant: .init(nl: "uren uit een pot", en: "hours from a pot")
    case .policy: .init(nl: "regels van de buurt", en: "rules of the neighbourhood")
    case .limits: .init(nl: "grenzen van een buur", en: "limits of a neighbour")
    case .borderLimits: .init(nl: "grenzen met een buurt", en: "limits with a neighbourhood")
    case .leaving: .init(nl: "vertrek", en: "leaving")
    case .preferences: .init(nl: "voorkeuren", en: "preferences")
    case .attestation: .init(nl: "gezien bewijs", en: "attestation")
    case .place: .init(nl: "adres", en: "address")
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
    case .preferences: .preferencesSaved
    case .enrolment: .welcome
    case .invitation: .invited
    case .erasure: .erasing
    case .hours: .hoursGiven
    case .hoursAcross: .hoursUnderWayNow
    case .hoursBack: .correctionUnderWay
    case .recall: .recalled
    case .thanks: .thanksSaid
    case .correctionProposal: .correctionProposed
    case .decision, .correctionYes, .correction, .potGrant: .posted
    case .potGift: .potThanks
    case .borderLimits: .bothMustSay
    case .leaving: .farewell
    case .place: .placeWent
    case .federation, .other, .attestation, .potOpening, .policy, .limits: .federationDone
    }
  }
}
