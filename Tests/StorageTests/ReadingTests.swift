import Admission
import Bookkeeping
import Exchange
import Storage
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Reading")
struct ReadingTests {
  @Test("the board shows what is open, newest first, filtered and counted")
  func board() throws {
    let village = try Village()
    let lena = try village.regisseur()
    let anna = try village.resident("Anna", invitedBy: lena)
    func post(
      _ words: String, by signer: Signer, side: WireListingSide = .request,
      category: WireCategory = .ride, days: Int64 = 14, name: String = ""
    ) throws -> UpdateID {
      village.now = village.now + .minutes(1)
      return try village.accept(
        village.listing(side, category: category, days: days), by: signer,
        content: village.text(words, name: name))
    }
    _ = try post("een", by: lena)
    _ = try post("twee", by: anna, side: .offer, category: .meal, name: "A. van de hoek")
    let filled = try post("drie", by: anna)
    _ = try post("vier", by: lena, days: 1)
    let gone = try post("vijf", by: anna)
    try village.accept(village.withdrawal(gone), by: anna)
    try village.accept(
      village.yes(try village.accept(village.proposal(on: filled), by: lena)), by: anna)
    let now = village.now
    func texts(_ query: BoardQuery, at moment: Instant) throws -> [String] {
      try village.store.board(query, at: moment).map(\.text)
    }
    #expect(try texts(BoardQuery(), at: now) == ["vier", "twee", "een"])
    #expect(try texts(BoardQuery(), at: now + .days(2)) == ["twee", "een"])
    #expect(try texts(BoardQuery(side: .offer), at: now) == ["twee"])
    #expect(try texts(BoardQuery(side: .request, category: .meal), at: now).isEmpty)
    #expect(try texts(BoardQuery(category: .ride), at: now) == ["vier", "een"])
    #expect(try texts(BoardQuery(limit: 1), at: now) == ["vier"])
    #expect(try texts(BoardQuery(author: anna.resident), at: now) == ["twee"])
    #expect(
      try texts(BoardQuery(author: anna.resident, openOnly: false), at: now)
        == ["vijf", "drie", "twee"])
    let rows = try village.store.board(BoardQuery(), at: now)
    #expect(rows.map(\.name) == ["Lena", "A. van de hoek", "Lena"])
    #expect(rows.allSatisfy { $0.nodeName == nil && !$0.erased })
  }

  @Test("a neighbourhood that was left is off the board, and nearby needs to be agreed on")
  func visibility() throws {
    let pair = try Pair(seed: 3, nearby: false)
    for reach in [WireReach.nearby, .federation] {
      try pair.here.accept(
        pair.here.listing(reach: reach), by: pair.lena, content: pair.here.text("\(reach)"))
    }
    try pair.gossip()
    let (there, now) = (pair.there, pair.there.now)
    #expect(try there.store.board(BoardQuery(), at: now).map(\.text) == ["federation"])
    let name = "Dorp \(pair.here.node.short)"
    #expect(try there.store.board(BoardQuery(), at: now).map(\.nodeName) == [name])
    try there.accept(
      .federationEnded(.with { $0.peer = .init(pair.here.node.array) }), by: pair.mieke)
    #expect(try there.store.board(BoardQuery(), at: now).isEmpty)
  }

  @Test("an agreement reads the same from both sides of the border")
  func agreements() throws {
    let pair = try Pair()
    let (here, there) = (pair.here, pair.there)
    let listing = try here.accept(
      here.listing(gift: true, reach: .nearby), by: pair.lena,
      content: here.text("Wandelen", name: "Lena uit Hier"))
    try pair.gossip()
    let agreement = try there.accept(
      there.proposal(on: listing, of: here.node), by: pair.mieke,
      content: .with {
        $0.proposal.name = "Mieke"
        $0.proposal.text = "Graag!"
      })
    try pair.gossip()
    let lena = try #require(pair.lena.resident)
    let mieke = try #require(pair.mieke.resident)
    let mine = try #require(try here.store.agreements(of: lena, ended: false).first)
    #expect(mine.agreement.id == agreement && mine.party == .owner)
    #expect(mine.otherName == "Mieke" && mine.proposalText == "Graag!")
    #expect(mine.otherNodeName == "Dorp \(there.node.short)")
    #expect(mine.proposalEntry == (try there.store.stored(agreement))?.entry)
    let hers = try #require(try there.store.agreements(on: listing, of: mieke).first)
    #expect(hers.party == .proposer && hers.otherName == "Lena uit Hier")
    #expect(hers.listing?.text == "Wandelen")
    #expect(try there.store.agreements(of: lena, ended: true).count == 1)
    try there.accept(there.no(agreement), by: pair.mieke)
    #expect(try there.store.agreements(of: mieke, ended: false).isEmpty)
    #expect(try there.store.agreements(of: mieke, ended: true).count == 1)
  }

  @Test("short identities, as people type them, find whole ones of theirs and of the board")
  func resolving() throws {
    let village = try Village()
    let lena = try village.regisseur()
    let anna = try village.resident("Anna", invitedBy: lena)
    let ids = try (0..<40).map { number in
      try village.accept(village.listing(), by: lena, content: village.text("\(number)"))
    }
    let (me, her) = (try #require(anna.resident), try #require(lena.resident))
    for id in ids {
      let text = id.description
      #expect(try village.store.resolve(prefix: text, for: me) == [id])
      #expect(try village.store.resolve(prefix: id.short.uppercased(), for: me) == [id])
      let first = String(text.prefix(1))
      let expected = ids.filter { $0.description.hasPrefix(first) }.sorted().prefix(20)
      #expect(try village.store.resolve(prefix: first, for: me) == Array(expected))
    }
    let agreement = try village.accept(village.proposal(on: ids[0]), by: anna)
    #expect(try village.store.resolve(prefix: agreement.short, for: me) == [agreement])
    #expect(try village.store.resolve(prefix: agreement.short, for: her) == [agreement])
    let stranger = ResidentID(bytes: .zero)
    #expect(try village.store.resolve(prefix: agreement.short, for: stranger).isEmpty)
    for nonsense in ["", "?", "u", String(repeating: "0", count: 53), ids[0].description + "0"] {
      #expect(try village.store.resolve(prefix: nonsense, for: me).isEmpty)
    }
  }

  @Test("a profile is what its resident said last; their export is all they ever said, in pages")
  func residents() throws {
    let village = try Village()
    let lena = try village.regisseur()
    let anna = try village.resident("Anna", invitedBy: lena)
    let me = try #require(anna.resident)
    try village.accept(
      .profileSet(WireProfileSet()), by: anna, content: village.profile("Anna V.", "Bakt taart"))
    let row = try #require(try village.store.profile(of: me))
    #expect(row.name == "Anna V." && row.text == "Bakt taart" && row.resident.role == .resident)
    #expect(try village.store.profile(of: ResidentID(bytes: .zero)) == nil)
    for number in 0..<5 {
      try village.accept(village.listing(), by: anna, content: village.text("\(number)"))
      try village.accept(village.listing(), by: lena, content: village.text("\(number)"))
    }
    var pages: [[UInt64]] = []
    var after: UInt64 = 0
    while true {
      let page = try village.store.ownEntries(by: me, after: after, limit: 3, maxBytes: .max)
      guard let last = page.last else { break }
      after = last.header.sequence
      pages.append(page.map(\.header.sequence))
    }
    #expect(pages.map(\.count) == [3, 3, 1])
    let mine = try village.log().filter { $0.update?.resident == me }
    #expect(pages.flatMap { $0 } == mine.map(\.entry.header.sequence))
    #expect(try village.store.ownEntries(by: me, after: 0, limit: 9, maxBytes: 1).count == 1)
  }

  @Test("entries come in order, bounded by number and by bytes, at least one")
  func entries() throws {
    let village = try Village()
    let lena = try village.regisseur()
    for number in 0..<20 {
      try village.accept(village.listing(), by: lena, content: village.text("\(number)"))
    }
    let (store, node) = (village.store, village.node)
    func read(_ from: UInt64, _ limit: Int, _ bytes: Int) throws -> [UInt64] {
      try store.entries(of: node, from: from, limit: limit, maxBytes: bytes)
        .map(\.header.sequence)
    }
    #expect(try read(0, 3, .max) == [0, 1, 2])
    #expect(try read(20, 9, .max) == [20, 21])
    #expect(try read(22, 9, .max).isEmpty)
    #expect(try read(4, 9, 1) == [4])
    #expect(try read(4, 0, .max).isEmpty)
    let some = try store.entries(of: node, from: 2, limit: 20, maxBytes: 2_000)
    let bytes = try some.reduce(0) { try $0 + $1.wire.serializedData().count }
    #expect(some.count > 1 && some.count < 20 && bytes <= 2_000)
    #expect(try store.entries(of: NodeID(bytes: .zero), from: 0, limit: 9, maxBytes: 9).isEmpty)
  }
}
