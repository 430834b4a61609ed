import Screens
import Testing
import Vocabulary

@Suite("Layout")
struct LayoutTests {
  @Test("Every screen fits 80 columns in every language", arguments: Language.allCases)
  func width(language: Language) {
    let page = Fixture.page(language)
    for screen in Fixture.screens {
      for line in screen.text(on: page).split(separator: "\n") {
        #expect(TextWidth.columns(line) <= 80, "\(type(of: screen)): \(line)")
      }
    }
  }

  @Test("Plain pages have no columns and no box, and say everything", arguments: Language.allCases)
  func plain(language: Language) {
    for screen in Fixture.screens {
      let text = screen.text(on: Fixture.page(language, plain: true))
      #expect(!text.isEmpty)
      #expect(!text.contains("   "), "\(type(of: screen)): \(text)")
    }
  }

  @Test("Wide characters take two columns and marks none")
  func columns() {
    #expect(TextWidth.columns("Jos") == 3)
    #expect(TextWidth.columns("日本") == 4)
    #expect(TextWidth.columns("e\u{301}") == 1)
    #expect(TextWidth.columns("👵🏽") == 2)
    #expect(TextWidth.columns("❤️") == 2)
    #expect(TextWidth.clipped("日本語の本", to: 6) == "日本…")
    #expect(TextWidth.padded("日", to: 4) == "日  ")
  }

  @Test("Text wraps between words, and inside a word only when it must")
  func wrapping() {
    #expect(TextWidth.wrapped("een twee drie", to: 8) == ["een twee", "drie"])
    #expect(TextWidth.wrapped("abcdefghij", to: 4) == ["abcd", "efgh", "ij"])
    #expect(TextWidth.wrapped("a\n\nb", to: 4) == ["a", "", "b"])
    #expect(TextWidth.wrapped("", to: 4) == [""])
  }

  @Test("A random text, wrapped, keeps its words in order and its lines short")
  func wrappingProperty() {
    var generator = SeededGenerator(seed: 20_261_124)
    let alphabet = Array("aé日 👵\u{301}b  ")
    for round in 0..<300 {
      let length = Int.random(in: 0...60, using: &generator)
      let text = String((0..<length).compactMap { _ in alphabet.randomElement(using: &generator) })
      let width = Int.random(in: 2...20, using: &generator)
      let lines = TextWidth.wrapped(text, to: width)
      let where_ = "round \(round) of seed 20261124"
      #expect(lines.allSatisfy { TextWidth.columns($0) <= width }, "\(where_)")
      #expect(
        lines.joined().filter { $0 != " " } == text.filter { $0 != " " }, "\(where_)")
    }
  }

  @Test("Other people's text cannot move the cursor, hide itself or turn round")
  func harmless() {
    let nasty = "a\u{1b}[31mb\u{202e}c\u{9b}d\u{200f}e\u{0}f\ng\u{e0041}h"
    #expect(TextWidth.harmless(nasty) == "a[31mbcdef gh")
    let listing = Fixture.listing(text: nasty, name: nasty)
    let screens: [any Screen] = [
      BoardScreen(neighbourhood: nasty, listings: [listing]),
      ListingScreen(listing: listing, agreements: []),
    ]
    for screen in screens {
      let text = screen.text(on: Fixture.page(.dutch))
      #expect(
        !text.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
      #expect(!text.unicodeScalars.contains("\u{202e}"))
      #expect(!screen.json.rendered.unicodeScalars.contains("\u{1b}"))
    }
  }

  @Test("JSON keeps its keys in order and escapes what must be escaped")
  func json() {
    let value = JSON.of([
      "b": .text("\"\\\n\u{1}é"), "a": .list([.number(-1), .null, .bool(true)]),
      "t": .time(Fixture.now),
    ])
    #expect(
      value.rendered
        == #"{"b":"\"\\\n\u0001é","a":[-1,null,true],"t":"2026-11-24T09:00:00Z"}"#)
    #expect(JSON.of([:]).indented() == "{}")
    #expect(JSON.of(["a": .list([.number(1)])]).indented() == "{\n  \"a\": [\n    1\n  ]\n}")
  }
}
