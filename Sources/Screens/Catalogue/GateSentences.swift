import Exchange
import Matching
import Vocabulary

extension Page {
  /// Why a listing was not suggested.
  public func whyNot(_ gate: Gate) -> String { say(sentence(for: gate)) }

  private func sentence(for gate: Gate) -> Sentence {
    switch gate {
    case .notOnBoard:
      return .init(
        nl: "Dit staat hier niet op het prikbord.", en: "This is not on the noticeboard here.")
    case .sameSide(.offer):
      return .init(nl: "Dit zijn allebei aanbiedingen.", en: "Both of these are offers.")
    case .sameSide(.request):
      return .init(nl: "Dit zijn allebei vragen.", en: "Both of these are requests.")
    case .own:
      return .init(nl: "Allebei zijn ze van jou.", en: "Both of them are yours.")
    case .notOpen(let state, let isYours):
      let state = say(state)
      return isYours
        ? .init(
          nl: "Wat jij plaatste, staat niet meer open: \(state).",
          en: "What you posted is not open any more: \(state).")
        : .init(
          nl: "Dit staat niet meer open: \(state).", en: "This is not open any more: \(state).")
    case .category(let yours, let theirs):
      let (yours, theirs) = (say(yours), say(theirs))
      return .init(
        nl: "Het is een andere soort hulp: jij zoekt bij \(yours), dit is \(theirs).",
        en: "It is another kind of help: yours is \(yours), this is \(theirs).")
    case .reach:
      return .init(
        nl: "Jullie wonen in verschillende buurten, en een van de twee blijft in de eigen buurt.",
        en: "You live in different neighbourhoods, and one of the two stays within its own.")
    case .notYetFederated:
      return .init(
        nl: "De vraag gaat pas naar andere buurten als hier niemand antwoordt.",
        en: "The request goes to other neighbourhoods only when nobody here answers.")
    case .noCommonTime:
      return .init(
        nl: "Er is geen tijdstip dat allebei past.", en: "There is no time that suits both.")
    case .noCommonLanguage:
      return .init(
        nl: "Jullie noemden geen taal die allebei spreken.",
        en: "You named no language that both of you speak.")
    case .attestation(let missing):
      let list = missing.map { say(.seen($0)) }.joined(separator: ", ")
      return .init(
        nl: "Wat gevraagd is, heeft nog geen regisseur gezien: \(list).",
        en: "No coordinator has yet seen what is asked for: \(list).")
    case .agreed:
      return .init(
        nl: "Hierover hebben jullie al een afspraak of een voorstel.",
        en: "You already have an agreement or a proposal about this.")
    case .declined:
      return .init(
        nl: "Hierover spraken jullie al, en het ging niet door.",
        en: "You spoke about this already, and it did not go ahead.")
    case .tooFar(let minutes, let most):
      return tooFar(minutes, most)
    case .notYetThatFar(let minutes, let now):
      return .init(
        nl: "Het is \(minutes) minuten ver. Nu zoeken we tot \(now) minuten; "
          + "als niemand antwoordt, verder.",
        en: "It is \(minutes) minutes away. We now look up to \(now) minutes; "
          + "further when nobody answers.")
    case .person:
      return .init(
        nl: "Je vroeg om niet aan deze persoon gekoppeld te worden.",
        en: "You asked not to be matched with this person.")
    case .excludedCategory(let category):
      let name = say(category)
      return .init(
        nl: "Je wilt niet gevraagd worden voor \(name).",
        en: "You do not want to be asked for \(name).")
    case .ownArea:
      return .init(
        nl: "Je helpt liever niet vlak bij huis.", en: "You would rather not help close to home.")
    case .weeklyMost(let most):
      let time = duration(most.count)
      return .init(
        nl: "Je wilt deze week hoogstens \(time) helpen.",
        en: "You want to help for at most \(time) this week.")
    case .notSuggested:
      return .init(nl: "Dit stelden we niet voor.", en: "We did not suggest this.")
    }
  }

  private func tooFar(_ minutes: Int?, _ most: Gate.Most) -> Sentence {
    guard let minutes else {
      return .init(
        nl: "We vinden er geen weg naartoe.", en: "We find no way to get there.")
    }
    let far = Sentence(
      nl: "Het is te ver: \(duration(Int64(minutes)))",
      en: "It is too far: \(duration(Int64(minutes)))")
    switch most {
    case .asker(let bound):
      return .init(
        nl: far.nl + ". De vraag gaat tot \(bound) minuten.",
        en: far.en + ". The request goes up to \(bound) minutes.")
    case .helper(let bound):
      return .init(
        nl: far.nl + ". Wie helpt, komt tot \(bound) minuten ver.",
        en: far.en + ". Whoever helps travels up to \(bound) minutes.")
    }
  }
}
