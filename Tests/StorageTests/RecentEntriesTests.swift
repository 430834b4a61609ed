import Storage
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Entries that go along with the news of them")
struct RecentEntriesTests {
  private func written(_ village: Village) throws -> [Entry] {
    try village.store.entries(of: village.node, from: 0, limit: .max, maxBytes: .max)
  }

  @Test("what is at hand is what was written, wherever one begins")
  func same() throws {
    let village = try Village()
    let lena = try village.regisseur()
    let texts = (0..<3 * Limits.newsEntries / 2).map { "Rit \($0)" }
    for text in texts.prefix(Limits.openListings) {
      try village.accept(village.listing(), by: lena, content: village.text(text))
    }
    let log = try written(village)
    let last = UInt64(log.count - 1)
    #expect(try village.store.ownHead() == log.last?.head)
    for first in 0..<UInt64(log.count) {
      let news = try village.store.news(from: first, upTo: last)
      #expect(news == Array(log[Int(first)...].prefix(news.count)) && !news.isEmpty)
      if last - first < 16 { #expect(news.last?.hash == log.last?.hash) }
    }
    #expect(try village.store.news(from: 1, upTo: 2) == Array(log[1...2]))
    #expect(try village.store.news(from: 0, upTo: last).count <= Limits.newsEntries)
    #expect(try village.store.news(from: last + 1, upTo: last + 1).isEmpty)
  }

  @Test("what does not fit is left to be asked for")
  func large() throws {
    let village = try Village()
    let lena = try village.regisseur()
    let before = try #require(try village.store.ownHead()).sequence
    let long = String(repeating: "lang ", count: 380)
    for _ in 0..<24 {
      try village.accept(village.listing(), by: lena, content: village.text(long))
    }
    let head = try #require(try village.store.ownHead())
    let news = try village.store.news(from: before + 1, upTo: head.sequence)
    #expect(news.last?.hash != head.hash)
    #expect(
      try village.store.news(from: head.sequence, upTo: head.sequence).last?.hash == head.hash)
  }

  @Test("erased words are not at hand either")
  func erased() throws {
    let village = try Village()
    let lena = try village.regisseur()
    let id = try village.accept(village.listing(), by: lena, content: village.text("Geheim"))
    let place = try #require(try village.store.ownHead()).sequence
    #expect(try village.store.news(from: place, upTo: place).first?.content != nil)
    var erasure = WireErasureRequested()
    erasure.targets = [.init(id.array)]
    try village.accept(.erasureRequested(erasure), by: lena)
    let news = try village.store.news(from: place, upTo: place)
    #expect(news.count == 1 && news.first?.content == nil)
  }
}
