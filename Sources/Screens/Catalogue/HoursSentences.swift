/// What hours say: favours, never wages.
extension Sentence {
  static let dayColumn = Sentence(nl: "dag", en: "day")
  static let withColumn = Sentence(nl: "met", en: "with")
  static let forColumn = Sentence(nl: "waarvoor", en: "what for")
  static let gaveColumn = Sentence(nl: "gaf", en: "gave")
  static let gotColumn = Sentence(nl: "kreeg", en: "received")
  static let balanceColumn = Sentence(nl: "saldo", en: "balance")
  static let statementTitle = Sentence(nl: "Jouw uren", en: "Your hours")
  static let statementEmpty = Sentence(
    nl: "Er zijn nog geen uren uitgewisseld. Een geschenk telt geen minuten.",
    en: "No hours were exchanged yet. A gift carries no minutes.")
  static let belowZero = Sentence(
    nl: "Onder nul is niet erg: hulp vragen mag altijd.",
    en: "Below zero is fine: you may always ask for help.")

  static func balance(_ given: String, _ received: String, _ balance: String) -> Sentence {
    .init(
      nl: "Je gaf \(given) hulp en kreeg \(received) hulp.\nJe saldo is \(balance).",
      en: "You gave \(given) of help and received \(received).\nYour balance is \(balance).")
  }
}
