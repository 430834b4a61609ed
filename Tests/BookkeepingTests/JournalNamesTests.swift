import Bookkeeping
import Testing
import Vocabulary

@Suite("Names in a journal")
struct JournalNamesTests {
  @Test("what could mean something in a journal is written as its bytes, two digits for each")
  func pots() {
    let written = [
      ("feest-2026_b", "pot:feest-2026_b"), ("voor iedereen", "pot:voor%20iedereen"),
      ("a:b;c", "pot:a%3ab%3bc"), ("é", "pot:é"), ("½", "pot:%c2%bd"), ("a\nb", "pot:a%0ab"),
      ("\u{1}", "pot:%01"),
    ]
    for (name, title) in written {
      #expect(Journal(of: [.pot(name)]).name(of: .pot(name)) == title)
    }
  }
}
