import Vocabulary

/// What is said around matches: the reasons themselves are in `ReasonSentences`.
extension Sentence {
  static let whoCouldHelp = Sentence(nl: "Wie kan helpen bij", en: "Who could help with")
  static let whomCouldYouHelp = Sentence(
    nl: "Wie kun je helpen met", en: "Whom you could help with")
  static let nobodyYet = Sentence(
    nl: "Nog niemand gevonden. We blijven zoeken. Wat we vinden, lees je met: gebuur nieuws",
    en: "Nobody found yet. We keep looking. What we find, you read with: gebuur inbox")
  static let moreMatches = Sentence(
    nl: "Er zijn er nog meer; deze passen het best.",
    en: "There are more; these fit best.")
  static let everybodysTurn = Sentence(
    nl: "Wie lang niet hielp, staat wat hoger: zo komt iedereen eens aan de beurt.",
    en: "Who has not helped for a while stands a little higher: this way everybody gets a turn.")

  static func notLookedFor(_ state: String) -> Sentence {
    .init(
      nl: "Dit staat niet meer open: \(state). We zoeken er niemand meer voor.",
      en: "This is not open any more: \(state). We look for nobody any more.")
  }

  static let nothingToMatch = Sentence(
    nl: "Je hebt niets op het prikbord staan. Plaats eerst een vraag of een aanbod.",
    en: "You have nothing on the noticeboard. Post a request or an offer first.")
  static let new = Sentence(nl: "nieuw", en: "new")
  static let soonBySilence = Sentence(
    nl: "Zegt niemand iets, dan telt dit binnenkort vanzelf",
    en: "If nobody says anything, this soon counts by itself")
  static let latelyDecided = Sentence(
    nl: "Pas vastgesteld of verbeterd", en: "Lately decided or corrected")
  static let inboxTitle = Sentence(
    nl: "Dit vonden we voor jou", en: "This is what we found for you")
  static let inboxEmpty = Sentence(
    nl: "Er is niets nieuws. Als iets past bij wat jij vraagt of aanbiedt, lees je het hier.",
    en: "Your inbox is empty. When something fits what you ask or offer, you read it here.")
  static let moreNotices = Sentence(nl: "Er is nog meer.", en: "There is more.")
  static let inboxHint = Sentence(
    nl: "Waarom past het? gebuur past-bij KENMERK.  Ja zeggen: gebuur aanvaard KENMERK.",
    en: "Why does it fit? gebuur matches ID.  Say yes: gebuur accept ID.")

  static func carriedTo(_ minutes: Int) -> Sentence {
    .init(
      nl: "We zoeken wie binnen \(minutes) minuten bij je kan zijn.",
      en: "We look for who can be with you within \(minutes) minutes.")
  }

  static func carriedFurther(_ moment: String) -> Sentence {
    .init(
      nl: "Als niemand antwoordt, zoeken we verder vanaf \(moment).",
      en: "If nobody answers, we look further from \(moment).")
  }

  static func itIsAMatch(_ id: String) -> Sentence {
    .init(
      nl: "Dit past wel: zie gebuur past-bij \(id).",
      en: "This is a match: see gebuur matches \(id).")
  }

  static func forYours(_ side: ListingSide, _ words: String) -> Sentence {
    side == .request
      ? .init(nl: "bij jouw vraag: \(words)", en: "for your request: \(words)")
      : .init(nl: "bij jouw aanbod: \(words)", en: "for your offer: \(words)")
  }

  static func unseen(_ count: Int) -> Sentence {
    count == 1
      ? .init(
        nl: "Er is iets nieuws dat bij jou past. Lees het met: gebuur nieuws",
        en: "There is something new that fits you. Read it with: gebuur inbox")
      : .init(
        nl: "Er zijn \(count) nieuwe dingen die bij jou passen. Lees ze met: gebuur nieuws",
        en: "There are \(count) new things that fit you. Read them with: gebuur inbox")
  }
}
