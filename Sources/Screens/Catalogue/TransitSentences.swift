/// Hours under way, and corrections that wait.
extension Sentence {
  static let transitsTitle = Sentence(nl: "ONDERWEG", en: "UNDER WAY")
  static let correctionsTitle = Sentence(nl: "VERBETERINGEN", en: "CORRECTIONS")
  static let transitWaits = Sentence(nl: "wacht op antwoord", en: "waiting for an answer")
  static let transitRecalled = Sentence(nl: "wordt teruggehaald", en: "being taken back")
  static let transitAccepted = Sentence(nl: "bijna aangekomen", en: "almost there")
  static let transitRejected = Sentence(nl: "niet aangenomen", en: "not taken")
  static let transitComing = Sentence(nl: "komt nu aan", en: "arriving now")
  static let transitArrived = Sentence(nl: "aangekomen", en: "arrived")
  static let transitReleased = Sentence(nl: "niet meer verwacht", en: "no longer expected")
  static let transitBack = Sentence(nl: "teruggekomen", en: "came back")

  static func onTheWayTo(_ duration: String, _ place: String) -> Sentence {
    .init(nl: "\(duration) onderweg naar \(place)", en: "\(duration) on its way to \(place)")
  }

  static func onTheWayFrom(_ duration: String, _ place: String) -> Sentence {
    .init(nl: "\(duration) onderweg van \(place)", en: "\(duration) on its way from \(place)")
  }

  static func correctionOf(_ id: String) -> Sentence {
    .init(nl: "Verbetering van \(id)", en: "Correction of \(id)")
  }

  static func recall(_ id: String) -> Sentence {
    .init(nl: "Terughalen: gebuur geef --terug \(id)", en: "Take back: gebuur give --recall \(id)")
  }

  static func youProposed(_ transfer: String, _ from: String, _ to: String) -> Sentence {
    .init(
      nl: "Jij stelde voor: \(transfer) van \(from) naar \(to)",
      en: "You proposed: \(transfer) from \(from) to \(to)")
  }

  static func otherProposed(
    _ name: String, _ transfer: String, _ from: String, _ to: String
  ) -> Sentence {
    .init(
      nl: "\(name) stelt voor: \(transfer) van \(from) naar \(to)",
      en: "\(name) proposes: \(transfer) from \(from) to \(to)")
  }

  static func agreeCorrection(_ id: String, _ day: String) -> Sentence {
    .init(
      nl: "Akkoord? gebuur verbeter --akkoord \(id) (tot \(day))",
      en: "Agreed? gebuur correct --agree \(id) (until \(day))")
  }

  static func correctionWaits(_ day: String) -> Sentence {
    .init(nl: "Tot \(day) kan de ander ja zeggen.", en: "Until \(day) the other can say yes.")
  }
}
