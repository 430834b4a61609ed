// Words with few values. Raw values are the wire's (`protocol/gebuur/v1/*.proto`).

/// Who may receive an update's body. `DESIGN` word: reach.
public enum Reach: Int, Sendable, CaseIterable {
  case neighbourhood = 1
  case nearby = 2
  case federation = 3
  case addressed = 4
}

/// What a resident may do beyond helping and asking.
public enum Role: Int, Sendable, CaseIterable {
  case resident = 1
  case regisseur = 2
}

/// The two sides of the noticeboard.
public enum ListingSide: Int, Sendable, CaseIterable {
  case offer = 1
  case request = 2
}

/// What kind of help. Short, neutral and open-ended; names live in the interface catalogue.
public enum Category: Int, Sendable, CaseIterable {
  case ride = 1
  case groceries = 2
  case garden = 3
  case company = 4
  case meal = 5
  case household = 6
  case repair = 7
  case paperwork = 8
  case computer = 9
  case children = 10
  case pets = 11
  case outing = 12
  case respite = 13
  case lending = 14
  case space = 15
  case listening = 16
  case advice = 17
  case other = 99
}

/// A coarse place: an Open Location Code of eight digits, a cell of about 275 m
/// (`protocol/05-updates.md` §Areas; the code follows google/open-location-code).
public struct Area: Hashable, Comparable, Sendable, CustomStringConvertible {
  static let digits = Array("23456789CFGHJMPQRVWX".utf8)

  /// The code as written: eight digits and a plus sign.
  public let code: String

  /// Nil unless `code` is a full eight-digit Plus Code such as `9F367Q4C+`. Small ASCII letters
  /// count as capitals; no other character is mapped to anything.
  public init?(_ code: String) {
    let upper = code.utf8.map { $0 >= 0x61 && $0 <= 0x7a ? $0 - 0x20 : $0 }
    guard upper.count == 9, upper.last == UInt8(ascii: "+"),
      upper.dropLast().allSatisfy(Self.digits.contains),
      // Latitude stops at 180° and longitude at 360° of twenty-degree cells.
      Self.digits.prefix(9).contains(upper[0]), Self.digits.prefix(18).contains(upper[1])
    else { return nil }
    self.code = String(decoding: upper, as: UTF8.self)
  }

  /// The code as written.
  public var description: String { code }
  public static func < (a: Area, b: Area) -> Bool { a.code < b.code }
}
