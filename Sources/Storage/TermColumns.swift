import Exchange
import Vocabulary

// A listing's terms as columns: short lists as text, in their order, so that one listing has one
// form and a person with the file can read it.

extension ListingTerms {
  /// Days, from and to of each window: `"31 540 720,96 600 660"`.
  var weeklyColumn: String {
    weekly.map { "\($0.days) \($0.from) \($0.to)" }.joined(separator: ",")
  }

  /// `"fr,nl"`.
  var languagesColumn: String { languages.map(\.code).joined(separator: ",") }

  /// Numbers of the wire: `"1,3"`.
  var attestationsColumn: String {
    attestations.map { "\($0.rawValue)" }.joined(separator: ",")
  }

  /// From `SQLViews.listingColumns`.
  init(_ row: inout RowReader) throws {
    self.init()
    weekly = try row.list { part in
      let numbers = part.split(separator: " ").compactMap { Int($0) }
      guard numbers.count == 3, let days = UInt8(exactly: numbers[0]) else { return nil }
      return WeeklyWindow(days: days, from: numbers[1], to: numbers[2])
    }
    isRemote = row.flag()
    let means = row.integerOrNil().flatMap { Means(number: Int(clamping: $0)) }
    let most = row.integerOrNil()
    if let means, let most { travel = OwnTravel(means, most: Int(clamping: most)) }
    languages = try row.list { SpokenLanguage(String($0)) }
    attestations = try row.list { Int($0).flatMap(Attestation.init(rawValue:)) }
    widening = try row.word()
  }
}

extension RowReader {
  fileprivate mutating func list<T>(_ read: (Substring) -> T?) throws -> [T] {
    let text = text()
    // Most listings say nothing here.
    if text.isEmpty { return [] }
    return try text.split(separator: ",").map { part in
      guard let value = read(part) else { throw StorageFault.damaged("listing.terms") }
      return value
    }
  }
}
