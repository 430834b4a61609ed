/// A typed address, taken apart: "Vlimmersebaan 12 a, 2275 Wechelderzande".
struct Wanted: Hashable {
  let name: String
  let number: String
  let town: String

  /// Every way to read it. A street may have a number in its name, so each number may be the
  /// house's, the last one first; or none of them is, and all is a name.
  static func readings(of text: String) -> [Wanted] {
    let parts = text.split(separator: ",", maxSplits: 1).map(String.init)
    let words = (parts.first ?? "").split(separator: " ").map(String.init)
    let behind = parts.count > 1 ? parts[1].split(separator: " ").map(String.init) : []
    var readings: [Wanted] = []
    for at in words.indices.dropFirst().reversed() where words[at].first?.isNumber == true {
      var after = Array(words[(at + 1)...])
      var number = words[at]
      // "12 a": a single letter belongs to the number.
      if let letter = after.first, letter.count == 1, letter.first?.isLetter == true {
        number += letter
        after.removeFirst()
      }
      readings.append(Wanted(words[..<at].joined(separator: " "), number, after + behind))
    }
    readings.append(Wanted(words.joined(separator: " "), "", behind))
    // "Dorp Wechelderzande" and "Dorp, Wechelderzande" are the same.
    if behind.isEmpty, words.count > 1 {
      for at in words.indices.dropFirst().reversed() {
        readings.append(Wanted(words[..<at].joined(separator: " "), "", Array(words[at...])))
      }
    }
    return readings.filter { !$0.name.isEmpty }
  }

  private init(_ name: String, _ number: String, _ after: [String]) {
    self.name = Folding.fold(name)
    self.number = Folding.number(number)
    // Postcodes and boxes say nothing a village does not.
    let said = after.filter { $0.first?.isNumber != true && $0 != "bus" && $0 != "box" }
    town = Folding.fold(said.joined(separator: " "))
  }
}
