// Words with few values. Raw values are the wire's (`protocol/gebuur/v1/*.proto`).

/// Who may receive an update's body. `DESIGN` word: reach.
public enum Reach: Int, Sendable, CaseIterable {
  case neighbourhood = 1
  case nearby = 2
  case federation = 3
  case addressed = 4

  /// True when other neighbourhoods may read it, whichever those are.
  public var crossesBorder: Bool { self == .nearby || self == .federation }
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

/// How somebody travels. Speeds and streets are `Proximity`'s.
public enum Means: String, CaseIterable, Sendable {
  case bicycle
  case eBike = "e-bike"
  case foot
  case rollator
  case car

  /// On the wire and on disk; stable for ever.
  public var number: Int {
    switch self {
    case .bicycle: 1
    case .eBike: 2
    case .foot: 3
    case .rollator: 4
    case .car: 5
    }
  }

  /// Nil for a number of a later version.
  public init?(number: Int) {
    guard let found = Self.allCases.first(where: { $0.number == number }) else { return nil }
    self = found
  }
}

/// What a regisseur can vouch for. The list is short on purpose: nobody's papers are kept, only that
/// they were seen.
public enum Attestation: Int, Sendable, CaseIterable {
  case drivingLicence = 1
  case recordExtract = 2
  case firstAid = 3
  case careTraining = 4
}

/// A coarse place: an Open Location Code of eight digits, a cell of about 275 m
/// (`protocol/05-updates.md` §Areas; the code follows google/open-location-code).
public struct Area: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The code as written: eight digits and a plus sign.
  public let code: String

  /// Nil unless `code` is a full eight-digit Plus Code such as `9F367Q4C+`. Small ASCII letters
  /// count as capitals; no other character is mapped to anything.
  public init?(_ code: String) {
    guard code.utf8.count == PlusCode.plusAt + 1, PlusCode.isFull(code),
      !code.utf8.contains(UInt8(ascii: "0"))
    else { return nil }
    self.code = String(decoding: code.utf8.map(PlusCode.capital), as: UTF8.self)
  }

  /// The code as written.
  public var description: String { code }
  public static func < (a: Area, b: Area) -> Bool { a.code < b.code }
}
