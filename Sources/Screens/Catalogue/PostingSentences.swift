/// What is said after something was posted, and about what waits.
extension Sentence {
  static let onTheBoard = Sentence(
    nl: "Het hangt op het prikbord.", en: "It is on the noticeboard.")
  static let takenOff = Sentence(
    nl: "Het is van het prikbord gehaald.", en: "It was taken off the noticeboard.")
  static let proposed = Sentence(
    nl: "Je zei ja. Nu is het aan de ander: die krijgt je antwoord te zien.",
    en: "You said yes. Now the other person decides: they see your answer.")
  static let agreed = Sentence(
    nl: "Afgesproken! Jullie zeiden allebei ja.", en: "Agreed! You both said yes.")
  static let declined = Sentence(
    nl: "Goed, het gaat niet door. Je hoeft geen reden te geven.",
    en: "Good, it is called off. You owe nobody a reason.")
  static let statedGift = Sentence(
    nl: "Ingevuld: klaar, als geschenk. De ander bevestigt.",
    en: "Noted: done, as a gift. The other person confirms.")
  static let confirmed = Sentence(
    nl: "Bevestigd. Dank je wel!", en: "Confirmed. Thank you!")
  static let preferencesSaved = Sentence(
    nl: "Je voorkeuren zijn bewaard. Alleen jij en je buurtknoop kennen ze.",
    en: "Your preferences are saved. Only you and your node know them.")
  static let profileSaved = Sentence(nl: "Je profiel is bewaard.", en: "Your profile is saved.")
  static let welcome = Sentence(
    nl: "Welkom! Je bent ingeschreven.", en: "Welcome! You have joined.")
  static let invited = Sentence(nl: "De uitnodiging staat klaar.", en: "The invitation is ready.")
  static let erasing = Sentence(
    nl: """
      Gewist in jouw buurt. Andere buurten krijgen de vraag om ook te wissen.
      Wie al bevestigde: gebuur wis --stand
      Een knoop die niet eerlijk is, kan een kopie gehouden hebben.
      """,
    en: """
      Erased in your neighbourhood. Other neighbourhoods are asked to erase it too.
      Who has confirmed: gebuur erase --status
      A dishonest node could have kept a copy.
      """)
  static let federationDone = Sentence(
    nl: "Ondertekend en bewaard.", en: "Signed and stored.")
  static let kept = Sentence(
    nl: "De buurtknoop is nu niet te bereiken. Je bericht is bewaard en gaat later vanzelf mee.",
    en: "The node cannot be reached now. Your message is kept and will be sent later by itself.")
  static let repeated = Sentence(
    nl: "Dit was al eerder aangekomen.", en: "This had arrived before.")

  static func stated(_ duration: String) -> Sentence {
    .init(
      nl: "Ingevuld: \(duration). De ander bevestigt.",
      en: "Noted: \(duration). The other person confirms.")
  }

  static func show(_ id: String) -> Sentence {
    .init(
      nl: "Bekijken: gebuur toon \(id)  Wie past erbij? gebuur past-bij \(id)",
      en: "See it: gebuur show \(id)  Who fits? gebuur matches \(id)")
  }

  // The outbox
  static let outboxEmpty = Sentence(nl: "Er wacht niets op verzending.", en: "Nothing is waiting.")
  static let waiting = Sentence(nl: "WACHT OP VERZENDING", en: "WAITING TO BE SENT")
  static let sent = Sentence(nl: "VERSTUURD", en: "SENT")
  static let refused = Sentence(nl: "GEWEIGERD", en: "REFUSED")
  static let what = Sentence(nl: "wat", en: "what")
  static let since = Sentence(nl: "gemaakt", en: "made")

  /// A message made earlier was refused when it went out.
  public static func refusedEarlier(_ what: String, _ why: String) -> Sentence {
    .init(
      nl: "Een eerder bericht (\(what)) werd geweigerd: \(why)",
      en: "An earlier message (\(what)) was refused: \(why)")
  }
}
