import Foundation
import Testing
import Vocabulary

@testable import Proximity

@Suite("Open Location Codes")
struct PlusCodeTests {
  static let encoding = sharedFile("vectors/olc_encoding.csv")
  static let decoding = sharedFile("vectors/olc_decoding.csv")
  static let validity = sharedFile("vectors/olc_validityTests.csv")

  static func rows(_ file: URL?) throws -> [[String]] {
    try String(contentsOf: try #require(file), encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  @Test(
    "every published point gets its code",
    .enabled(if: encoding != nil, "shared/vectors/olc_encoding.csv is absent"))
  func encodes() throws {
    let rows = try Self.rows(Self.encoding)
    #expect(rows.count > 250)
    for row in rows {
      let (latitude, longitude) = (try #require(Double(row[0])), try #require(Double(row[1])))
      let length = try #require(Int(row[4]))
      let code = PlusCode.encode(latitude: latitude, longitude: longitude, length: length)
      #expect(code == (row[5].isEmpty ? nil : row[5]), "\(row)")
      let steps = try #require(PlusCode.steps(latitude: latitude, longitude: longitude))
      #expect([steps.latitude, steps.longitude] == [Int64(row[2]), Int64(row[3])], "\(row)")
    }
  }

  @Test(
    "every published code names its rectangle",
    .enabled(if: decoding != nil, "shared/vectors/olc_decoding.csv is absent"))
  func decodes() throws {
    let rows = try Self.rows(Self.decoding)
    #expect(rows.count > 400)
    for row in rows {
      let area = try #require(PlusCode.decode(row[0]), "\(row)")
      #expect(area.length == Int(row[1]), "\(row)")
      let edges = [area.south, area.west, area.north, area.east]
      for (edge, written) in zip(edges, row[2...]) {
        #expect(abs(edge - (try #require(Double(written)))) < 1e-10, "\(row)")
      }
    }
  }

  @Test(
    "what is a code, a short one or a full one is judged as published",
    .enabled(if: validity != nil, "shared/vectors/olc_validityTests.csv is absent"))
  func judges() throws {
    let rows = try Self.rows(Self.validity)
    #expect(rows.count > 20)
    for row in rows {
      let judged = [
        PlusCode.isValid(row[0]), PlusCode.isShort(row[0]), PlusCode.isFull(row[0]),
      ]
      #expect(judged == row[1...].map { $0 == "true" }, "\(row)")
    }
  }

  @Test("a shortened code is recovered from anywhere within its reach")
  func shortens() throws {
    let seed: UInt64 = 9
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      let north = Double.random(in: -80...80, using: &generator)
      let east = Double.random(in: -170...170, using: &generator)
      let reaches: [Double] = [0, 0.0005, 0.01, 0.2, 5]
      let away: Double = reaches.randomElement(using: &generator) ?? 0
      let near = try #require(
        Coordinate(
          degreesNorth: north + Double.random(in: -away...away, using: &generator),
          east: east + Double.random(in: -away...away, using: &generator)))
      let code = try #require(PlusCode.encode(latitude: north, longitude: east))
      let short = try #require(PlusCode.shorten(code, near: near))
      #expect(short.count < code.count, "seed \(seed): \(code)")
      #expect(PlusCode.recover(short, near: near) == code, "seed \(seed): \(short)")
      #expect(PlusCode.recover(code.lowercased(), near: near) == code)
    }
  }

  @Test("what cannot be shortened or recovered is refused or left whole")
  func refuses() throws {
    let here = try #require(Coordinate(degreesNorth: 51.26, east: 4.79))
    #expect(PlusCode.shorten("9F360000+", near: here) == nil)
    #expect(PlusCode.shorten("7Q4C+6M", near: here) == nil)
    #expect(PlusCode.shorten("22222222+22", near: here) == "22222222+22")
    #expect(PlusCode.recover("9F367Q4C", near: here) == nil)
    #expect(PlusCode.recover("7Q4C+6M", near: here) == "9F367Q4C+6M")
    #expect(PlusCode.encode(latitude: .nan, longitude: 4) == nil)
    #expect(PlusCode.encode(latitude: 1, longitude: .infinity) == nil)
    #expect(PlusCode.encode(latitude: 1, longitude: 1, length: 9) == nil)
  }

  @Test("a cell and its eight-digit code are the same place")
  func cells() throws {
    let seed: UInt64 = 8
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      let point = Coordinate(
        uncheckedLatitude: Int32.random(in: -900_000_000...899_999_999, using: &generator),
        longitude: Int32.random(in: -1_800_000_000...1_799_999_999, using: &generator))
      let cell = Cell(point)
      let area = try #require(cell.area)
      #expect(Cell(area) == cell && Cell(cell.centre) == cell, "seed \(seed): \(area)")
      let rectangle = try #require(PlusCode.decode(area.code))
      #expect(
        rectangle.south <= point.degreesNorth && point.degreesNorth < rectangle.north
          && rectangle.west <= point.degreesEast && point.degreesEast < rectangle.east,
        "seed \(seed): \(area)")
    }
  }

  @Test("distances are those over a sphere")
  func distances() throws {
    let brussels = try #require(Coordinate(degreesNorth: 50.8503, east: 4.3517))
    let sydney = try #require(Coordinate(degreesNorth: -33.8688, east: 151.2093))
    // Haversine in double precision, by another program.
    #expect(abs(brussels.metres(to: sydney) - 16_744_712.829) < 0.01)
    #expect(brussels.metres(to: brussels) == 0)
    #expect(brussels.metres(to: sydney) == sydney.metres(to: brussels))
    for (x, sine) in [
      (0.5, 0.479425538604203), (3.0, 0.14112000805986721), (-2, -0.9092974268256817),
    ] {
      #expect(abs(Trigonometry.sine(x) - sine) < 1e-15)
    }
    #expect(abs(Trigonometry.cosine(2.5) + 0.8011436155469337) < 1e-15)
    #expect(abs(Trigonometry.arcsine(0.9) - 1.1197695149986342) < 1e-14)
  }

  @Test("distances are right all the way round the globe")
  func round() throws {
    let start = try #require(Coordinate(degreesNorth: 0, east: 0))
    for tenth in 0...1_800 {
      let end = try #require(Coordinate(degreesNorth: 0, east: Double(tenth) / 10))
      let arc = Double(tenth) / 1_800 * .pi * Coordinate.earthRadius
      #expect(abs(start.metres(to: end) - arc) < 0.01, "\(tenth)")
    }
  }
}
