import Exchange
import Vocabulary

extension ListingTerms {
  /// What a listing says beyond what and where, as labelled facts; nothing for what was not said.
  func facts(of side: ListingSide, on page: Page) -> [(label: Sentence, value: String?)] {
    func list(_ words: [some Spoken]) -> String? {
      words.isEmpty ? nil : words.map { page.say($0) }.joined(separator: ", ")
    }
    return [
      (.suits, weekly.isEmpty ? nil : page.weekly(weekly)),
      (.how, isRemote ? page.say(.remotely) : nil),
      (.travels, travel.map { $0.text(on: page) }),
      (.languages, list(languages)),
      (side == .offer ? .vouched : .toBeSeen, list(attestations)),
      (.widens, widening == .none ? nil : page.say(widening)),
    ]
  }

  /// As programs read it.
  var json: JSON {
    .of([
      "weekly": .list(
        weekly.map { window in
          .of([
            "days": .list((0..<7).filter { window.days >> $0 & 1 == 1 }.map { .number($0 + 1) }),
            "from": .number(Int64(window.from)), "to": .number(Int64(window.to)),
          ])
        }),
      "remote": .bool(isRemote), "travel": travel?.json ?? .null,
      "languages": .list(languages.map { .text($0.code) }),
      "attestations": .list(attestations.map { .text("\($0)") }),
      "widening": .text("\(widening)"),
    ])
  }
}

extension OwnTravel {
  func text(on page: Page) -> String {
    "\(page.say(means)), \(page.say(.within(page.duration(Int64(most)))))"
  }

  var json: JSON { .of(["by": .text(means.rawValue), "within": .number(Int64(most))]) }
}
