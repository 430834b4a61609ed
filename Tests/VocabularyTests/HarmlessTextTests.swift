import Testing
import Vocabulary

@Suite("Text from others on our terminal")
struct HarmlessTextTests {
  @Test("letters of any language pass; what steers a terminal or reverses text does not")
  func harmless() {
    #expect(HarmlessText.holds("Élodie, 陈, Zoë\nwoont hier 🚲"))
    for bad in ["\u{1b}[2J", "\u{9b}2J", "\r", "\t", "\u{202e}", "\u{2066}", "\u{2028}", "\u{7f}"] {
      #expect(!HarmlessText.holds(bad))
      #expect(!HarmlessText.holds(name: bad))
    }
  }

  @Test("a name has one line")
  func names() {
    #expect(HarmlessText.holds(name: "Anna (82)"))
    #expect(!HarmlessText.holds(name: "Anna\nHet bord is leeg"))
  }
}
