import Matching
import Proximity
import Vocabulary

extension Page {
  /// Why two listings go together, one sentence each, in the order of the reasons. What concerns
  /// everybody's share is said in one sentence, whoever it is about, and points are not said.
  public func why(_ reasons: [Reason]) -> [String] {
    var said: [String] = []
    for reason in reasons {
      guard let sentence = sentence(for: reason) else { continue }
      let text = say(sentence)
      if !said.contains(text) { said.append(text) }
    }
    return said
  }

  private func sentence(for reason: Reason) -> Sentence? {
    switch reason.kind {
    case .sameCategory(let category):
      let name = say(category)
      return .init(nl: "Dezelfde soort hulp: \(name).", en: "The same kind of help: \(name).")
    case .nearCategory(let asked, let offered):
      let (asked, offered) = (say(asked), say(offered))
      return .init(
        nl: "Gevraagd is \(asked), aangeboden is \(offered): dat ligt dicht bij elkaar.",
        en: "Asked for is \(asked), offered is \(offered): those are close to each other.")
    case .byWords:
      return .init(nl: "De teksten lijken op elkaar.", en: "The texts are like each other.")
    case .words(let words):
      let list = quote(words.joined(separator: ", "))
      return .init(nl: "Allebei noemen jullie: \(list).", en: "Both of you mention: \(list).")
    case .time(let from, let to):
      let window = window(from: from, to: to)
      return .init(nl: "Het past allebei: \(window).", en: "It suits both: \(window).")
    case .timeOpen:
      return .init(
        nl: "Wanneer spreken jullie samen af.", en: "You agree together when it is.")
    case .travel(let minutes, let means, let model):
      return travel(minutes, means, isGuess: model == .crow)
    case .remote:
      return .init(
        nl: "Het kan van thuis uit, met telefoon of scherm.",
        en: "It can be done from home, by phone or screen.")
    case .languages(let languages):
      guard !languages.isEmpty else { return nil }
      let list = languages.map { say(.spoken($0)) }.joined(separator: ", ")
      return .init(nl: "Allebei spreken jullie: \(list).", en: "Both of you speak: \(list).")
    case .attested(let seen):
      let list = seen.map { say(.seen($0)) }.joined(separator: ", ")
      return .init(
        nl: "Een regisseur zag wat gevraagd is: \(list).",
        en: "A coordinator saw what is asked for: \(list).")
    case .together(let times, let thanked):
      return together(times, thanked: thanked)
    case .fairShare, .shortOfHours, .shortOfCompany:
      guard reason.points >= 4 else { return nil }
      return .init(
        nl: "Zo komt iedereen eens aan de beurt.", en: "This way everybody gets a turn.")
    case .waiting(let days):
      guard days > 0 else { return nil }
      return days == 1
        ? .init(nl: "De vraag wacht al een dag.", en: "The request has waited for a day.")
        : .init(
          nl: "De vraag wacht al \(days) dagen.", en: "The request has waited for \(days) days.")
    }
  }

  private func travel(_ minutes: Int, _ means: Means?, isGuess: Bool) -> Sentence {
    let time = duration(Int64(max(1, minutes)))
    guard let means else {
      return .init(
        nl: "Wie helpt, is hoogstens \(time) onderweg.",
        en: "Whoever helps travels \(time) at most.")
    }
    let by = " " + say(.coming(by: means))
    return isGuess
      ? .init(
        nl: "Wie helpt, is ongeveer \(time) onderweg\(by), geschat zonder stratenkaart.",
        en: "Whoever helps travels about \(time)\(by), estimated without a street map.")
      : .init(
        nl: "Wie helpt, is \(time) onderweg\(by).", en: "Whoever helps travels \(time)\(by).")
  }

  private func together(_ times: Int, thanked: Bool) -> Sentence {
    guard times > 0 else {
      return .init(nl: "Jullie bedankten elkaar al eens.", en: "You have thanked each other.")
    }
    let thanks =
      thanked ? (nl: ", met een bedankje", en: ", with thanks") : (nl: "", en: "")
    return times == 1
      ? .init(
        nl: "Jullie hielpen elkaar al eens\(thanks.nl).",
        en: "You helped each other once before\(thanks.en).")
      : .init(
        nl: "Jullie hielpen elkaar al \(times) keer\(thanks.nl).",
        en: "You helped each other \(times) times before\(thanks.en).")
  }
}
