import Exchange
import Screens
import Testing
import Vocabulary

@Suite("The catalogue")
struct CatalogueTests {
  static let spoken: [(String, Sentence)] =
    words(Refusal.self) + words(ClientFault.self) + words(Vocabulary.Category.self)
    + words(ListingSide.self) + words(ListingState.self) + words(AgreementState.self)
    + words(Reach.self) + words(Role.self) + words(LinkState.self) + words(PostedKind.self)
    + words(KeyState.self)
    + CommandWord.allCases.flatMap { word in
      [
        ("\(word).name", word.words.name), ("\(word).abstract", word.words.abstract),
        ("\(word).example", word.words.example),
      ]
    }
    + OptionWord.allCases.flatMap { [("\($0).name", $0.name), ("\($0).help", $0.help)] }

  static func words<Word: Spoken>(_ type: Word.Type) -> [(String, Sentence)] {
    type.allCases.map { ("\(type).\($0)", $0.sentence) }
  }

  @Test("Every word, refusal and fault is said in every language, whole and without loose ends")
  func completeness() {
    for (key, sentence) in Self.spoken {
      for language in Language.allCases {
        let text = sentence.text(in: language)
        #expect(!text.isEmpty, "\(key) is not said in \(language)")
        #expect(text.trimmed == text, "\(key) has loose space in \(language)")
        #expect(!text.contains { "{}<>%".contains($0) }, "\(key) has a hole in \(language)")
      }
    }
  }

  @Test("Refusals and faults are whole sentences, different from each other in each language")
  func sentences() {
    for language in Language.allCases {
      var seen: [String: String] = [:]
      for (key, sentence) in Self.words(Refusal.self) {
        let text = sentence.text(in: language)
        #expect(text.last == "." || text.last == "!", "\(key) does not end as a sentence")
        #expect(seen[text] == nil, "\(key) says the same as \(seen[text] ?? "")")
        seen[text] = key
      }
      for (key, sentence) in Self.words(ClientFault.self) {
        let text = sentence.text(in: language)
        #expect(text.first?.isUppercase == true, "\(key) does not begin as a sentence")
      }
    }
  }

  @Test("Codes of faults and refusals never meet")
  func codes() {
    let faults = Set(ClientFault.allCases.map(\.rawValue))
    let refusals = Set(Refusal.allCases.map(\.rawValue))
    #expect(faults.count == ClientFault.allCases.count)
    #expect(faults.isDisjoint(with: refusals))
  }

  @Test("Help is never called by a word of trade")
  func favours() {
    let trade = [
      "betaal", "betal", "prijs", " kost", " geld ", " loon", " pay", "price", " cost", "money",
      "wage", "euro",
    ]
    let said =
      Self.spoken.flatMap { [$0.1.nl, $0.1.en] }
      + Fixture.screens.flatMap { screen in
        Language.allCases.map { screen.text(on: Fixture.page($0)) }
      }
    for text in said {
      for word in trade {
        #expect(!(" " + text.lowercased() + " ").contains(word), "\(word) in: \(text)")
      }
    }
  }

  @Test("Every command is called by one word in each language, unique among its sisters")
  func commandNames() {
    let groups: [[CommandWord]] = [
      CommandWord.allCases.filter { word in
        [CommandWord.federation, .profile, .pot, .limits, .place].allSatisfy { group in
          word == group || !"\(word)".hasPrefix("\(group)")
        }
      },
      [.federationList, .federationCard, .federationPropose, .federationAccept, .federationEnd],
      [.placeShow, .placeSet, .placeForget, .placeShare],
      [.profileShow, .profileSet], [.potList, .potOpen, .potGive, .potGrant],
      [.limitsShow, .limitsPolicy, .limitsResident, .limitsPeer],
    ]
    for group in groups {
      var owner: [String: CommandWord] = [:]
      for word in group {
        for name in Set([word.words.name.nl, word.words.name.en]) {
          #expect(!name.contains(" "))
          #expect(owner[name] == nil, "\(name) is both \(word) and \(owner[name] ?? word)")
          owner[name] = word
        }
        #expect(word.words.example.nl.contains("gebuur"))
      }
    }
  }

  @Test("A category is found by its name, or by the start of only one name, in any language")
  func categories() {
    #expect(Vocabulary.Category(typed: "Vervoer") == .ride)
    #expect(Vocabulary.Category(typed: "ride") == .ride)
    #expect(Vocabulary.Category(typed: "bood") == .groceries)
    #expect(Vocabulary.Category(typed: "l") == nil)
    #expect(Vocabulary.Category(typed: "") == nil)
    #expect(Vocabulary.Category(typed: "xyz") == nil)
  }

  @Test("The language follows LC_ALL, LC_MESSAGES and LANG, in that order")
  func language() {
    func chosen(_ variables: [String: String]) -> Language { Language { variables[$0] } }
    #expect(chosen(["LANG": "nl_BE.UTF-8"]) == .dutch)
    #expect(chosen(["LANG": "nl_BE.UTF-8", "LC_ALL": "en_GB.UTF-8"]) == .english)
    #expect(chosen(["LANG": "fr_BE", "LC_ALL": "", "LC_MESSAGES": "nl"]) == .dutch)
    #expect(chosen([:]) == .english)
  }

  @Test("Words of danger are heard in both languages, and everyday words are not")
  func danger() {
    for text in [
      "Mijn man ligt bewusteloos op de grond", "ik denk aan zelfmoord", "My husband hits me",
      "Hij ademt niet!", "I want to die",
    ] { #expect(DangerWords.read(in: text), "\(text)") }
    for text in [
      "Wie wil mijn hond uitlaten?", "Rit naar het dienstencentrum", "A game of petanque",
      "Het gras bloeit mooi, wie maait?", "Ik wil de dode takken weg",
    ] { #expect(!DangerWords.read(in: text), "\(text)") }
    for language in Language.allCases {
      for number in ["112", "1712", "106", "107"] {
        #expect(Sentence.danger.text(in: language).contains(number))
      }
    }
  }
}

extension String {
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
