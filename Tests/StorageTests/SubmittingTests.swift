import Admission
import Bookkeeping
import Exchange
import Storage
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Submitting")
struct SubmittingTests {
  @Test("one batch, one commit: each gets its own answer and a refusal disturbs nobody")
  func batch() throws {
    let village = try Village()
    let lena = try village.regisseur()
    let good = try village.signed(village.listing(), by: lena, content: village.text("Tuin"))
    let bad = try village.signed(village.listing(minutes: 0), by: lena, content: village.text("x"))
    let last = try village.signed(village.listing(.offer), by: lena, content: village.text("Soep"))
    let results = try village.submit([good, bad, last, good])
    guard case .stored(let first) = results[0], case .refused(let refused) = results[1],
      case .stored(let third) = results[2], case .repeated(let again) = results[3]
    else {
      Issue.record("\(results)")
      return
    }
    #expect(first.id == good.update.id && third.id == last.update.id && again == first)
    #expect(refused.reason == .minutesOutOfRange)
    #expect(third.position.sequence == first.position.sequence + 1)
    #expect(try village.store.stored(bad.update.id) == nil)
    #expect(try village.store.stored(good.update.id) == first)
    #expect(try village.store.head(of: village.node)?.hash == third.entry)
  }

  @Test("what was stored is there after closing and opening, and the log goes on")
  func reopening() throws {
    let village = try Village()
    let lena = try village.regisseur()
    let head = try #require(try village.store.head(of: village.node))
    try village.store.close()
    let store = try NodeStore.open(at: village.path, for: village.node)
    #expect(try store.head(of: village.node) == head)
    let next = try village.signed(village.listing(), by: lena, content: village.text("Rit"))
    let results = try store.submit(
      [next], admission: village.admission, now: village.now, salt: village.salt)
    guard case .stored(let stored) = results[0] else {
      Issue.record("\(results)")
      return
    }
    #expect(stored.position.sequence == head.sequence + 1)
    try store.close()
  }

  @Test("a ride moves the minutes in both statements, and the books sum to zero")
  func books() throws {
    let village = try Village()
    let lena = try village.regisseur()
    let anna = try village.resident("Anna", invitedBy: lena)
    let bram = try village.resident("Bram", invitedBy: lena)
    try village.ride(for: anna, by: bram, minutes: 75, text: "Naar het dienstencentrum")
    try village.ride(for: bram, by: anna, minutes: 30, text: "Taart")
    let statement = try village.store.statement(of: .resident(try #require(bram.resident)))
    #expect(statement.account.balance == Minutes(45))
    #expect(statement.lines.map(\.minutes) == [Minutes(-30), Minutes(75)])
    #expect(statement.lines.map(\.balance) == [Minutes(45), Minutes(75)])
    #expect(statement.lines.map(\.text) == ["Taart", "Naar het dienstencentrum"])
    #expect(statement.lines.map(\.otherName) == ["Anna", "Anna"])
    #expect(try village.store.counts(at: village.now).sum == .zero)
  }
}
