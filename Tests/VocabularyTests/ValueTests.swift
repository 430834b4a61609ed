import Testing
import Vocabulary

@Suite("Thirty-two bytes")
struct Bytes32Tests {
  @Test("order is the order of the bytes")
  func order() throws {
    let seed: UInt64 = 32
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      var left = generator.bytes(32)
      var right = generator.bytes(32)
      let shared = Int(generator.next() % 33)
      right.replaceSubrange(0..<shared, with: left[0..<shared])
      if generator.next() % 8 == 0 { swap(&left, &right) }
      let (a, b) = (try #require(Bytes32(left)), try #require(Bytes32(right)))
      #expect((a < b) == left.lexicographicallyPrecedes(right), "seed \(seed)")
      #expect((a == b) == (left == right), "seed \(seed)")
      #expect(a.array == left, "seed \(seed)")
      #expect(left.withUnsafeBytes { Bytes32($0) } == a, "seed \(seed)")
    }
  }

  @Test("only exactly thirty-two bytes will do", arguments: [0, 1, 31, 33, 64])
  func lengths(_ count: Int) {
    #expect(Bytes32([UInt8](repeating: 7, count: count)) == nil)
    #expect(NodeID([UInt8](repeating: 7, count: count)) == nil)
  }

  @Test("the text form has 52 characters, the short form the first eight of them")
  func text() throws {
    let id = try #require(NodeID(Array(0..<32)))
    #expect(id.description.count == 52)
    #expect(id.description == "000g40r40m30e209185gr38e1w8124gk2gahc5rr34d1p70x3rfg")
    #expect(id.short == "000g40r4")
    #expect(EntryHash.none.array == [UInt8](repeating: 0, count: 32))
  }
}

@Suite("Areas")
struct AreaTests {
  @Test("a full eight-digit code is an area", arguments: ["9F367Q4C+", "22222222+", "CVXXXXXX+"])
  func valid(_ code: String) throws {
    #expect(try #require(Area(code)).code == code)
  }

  @Test("small letters mean the same place")
  func small() {
    #expect(Area("9f367q4c+")?.code == "9F367Q4C+")
  }

  @Test(
    "anything else is not",
    arguments: [
      "", "+", "9F367Q4C", "9F367Q4C+6M", "9F367Q4+C", "9F367Q++", "9F3600 0+", "9F360000+",
      "9F367Q4A+", "FF367Q4C+", "9W367Q4C+", "9X367Q4C+", "9F367Q4C-", "９F367Q4C+",
      "9\u{fb00}67Q4C+",
      "9F367Q4C+ ", " 9F367Q4C+", "9F367Q4C\u{0}",
    ])
  func invalid(_ code: String) {
    #expect(Area(code) == nil)
  }
}

@Suite("Time and minutes")
struct TimeTests {
  @Test("time stays at the end of what can be written instead of overflowing")
  func saturates() {
    let (first, last) = (Instant(milliseconds: .min), Instant(milliseconds: .max))
    #expect(last + .seconds(1) == last)
    #expect(first + .seconds(-1) == first)
    #expect(last - first == Interval(milliseconds: .max))
    #expect(first - last == Interval(milliseconds: .min))
    #expect(Instant(milliseconds: 0) - first == Interval(milliseconds: .max))
  }

  @Test("adding and taking away agree")
  func arithmetic() {
    let start = Instant(milliseconds: 1_700_000_000_000)
    #expect((start + .days(1)) - start == .days(1))
    #expect(Interval.days(1) == .minutes(1_440) && Interval.minutes(1) == .seconds(60))
    #expect(start < start + .seconds(1) && Interval.seconds(1) < .minutes(1))
  }

  @Test("minutes that do not fit are refused, those that just fit are not")
  func minutes() {
    #expect(Minutes(.max).adding(Minutes(1)) == nil)
    #expect(Minutes(.min).subtracting(Minutes(1)) == nil)
    #expect(Minutes(.min).adding(Minutes(-1)) == nil)
    #expect(Minutes(.max - 1).adding(Minutes(1)) == Minutes(.max))
    #expect(Minutes(.min + 1).subtracting(Minutes(1)) == Minutes(.min))
    #expect(Minutes.zero.subtracting(Minutes(.min)) == nil)
  }
}

@Suite("Words")
struct WordTests {
  @Test("every refusal has its own code, in ascending order")
  func refusals() {
    let codes = Refusal.allCases.map(\.rawValue)
    #expect(codes == codes.sorted() && Set(codes).count == codes.count)
    #expect(codes.allSatisfy { $0 >= 100 })
  }

  @Test("the seeded generator gives the published sequence")
  func seeded() {
    // SplitMix64's reference output for seed 1234567.
    var generator = SeededGenerator(seed: 1_234_567)
    let first = (0..<3).map { _ in generator.next() }
    #expect(
      first == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
  }
}
