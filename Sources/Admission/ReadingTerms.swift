import Exchange
import FoundationEssentials
import SwiftProtobuf
import Vocabulary
import WireFormat

// What a listing and a resident say for matching, read from the wire and written to it. Read as the
// log of any node may hold it: what is out of range, or of a later version, is left out. Rules hold
// our own log to what reading keeps. `protocol/05-updates.md` §7, §8.

extension ListingTerms {
  /// What a posted listing says: sorted, each thing once.
  init(_ facts: WireListingPosted) {
    self.init()
    weekly = sorted(facts.weekly.lazy.compactMap { WeeklyWindow($0) }, atMost: Limits.weeklyWindows)
    isRemote = facts.remote
    travel = facts.hasTravel ? OwnTravel(facts.travel) : nil
    languages = sorted(facts.languages)
    attestations = Set(facts.attestations.compactMap { Attestation(rawValue: $0.rawValue) })
      .sorted { $0.rawValue < $1.rawValue }
    widening = Widening(rawValue: facts.widening.rawValue) ?? .none
  }
}

extension WireListingPosted {
  /// Writes terms among the other facts.
  public mutating func say(_ terms: ListingTerms) {
    weekly = terms.weekly.map { window in
      .with { ($0.days, $0.from, $0.to) = window.numbers }
    }
    remote = terms.isRemote
    if let own = terms.travel { travel = own.wire }
    languages = terms.languages.map(\.code)
    attestations = terms.attestations.map { WireAttestation(rawValue: $0.rawValue) ?? .unspecified }
    widening = WireWidening(rawValue: terms.widening.rawValue) ?? .none
  }
}

extension MatchingPreferences {
  /// What a resident's preferences content says.
  public init(_ content: WirePreferencesContent) {
    self.init()
    travel = content.hasTravel ? OwnTravel(content.travel) : nil
    weeklyMost =
      (1...UInt32(Limits.minutesPerWeek)).contains(content.weeklyMost)
      ? Minutes(Int64(content.weeklyMost)) : nil
    avoidsOwnArea = content.avoidsOwnArea
    persons = sorted(content.persons.lazy.compactMap { ResidentID($0) }, atMost: Limits.exclusions)
    categories = Set(content.categories.compactMap { Category(rawValue: $0.rawValue) })
      .sorted { $0.rawValue < $1.rawValue }
    languages = sorted(content.languages)
  }

  /// As content says it.
  public var wire: WirePreferencesContent {
    var content = WirePreferencesContent()
    if let travel { content.travel = travel.wire }
    content.weeklyMost = UInt32(clamping: weeklyMost?.count ?? 0)
    content.avoidsOwnArea = avoidsOwnArea
    content.persons = persons.map { Data($0.array) }
    content.categories = categories.map { WireCategory(rawValue: $0.rawValue) ?? .unspecified }
    content.languages = languages.map(\.code)
    return content
  }
}

extension OwnTravel {
  init?(_ wire: WireOwnTravel) {
    guard let means = Means(number: wire.means.rawValue) else { return nil }
    self.init(means, most: Int(wire.most))
  }

  var wire: WireOwnTravel {
    .with {
      $0.means = WireMeans(rawValue: means.number) ?? .unspecified
      $0.most = UInt32(clamping: most)
    }
  }
}

extension WeeklyWindow {
  init?(_ wire: WireWeeklyWindow) {
    guard let days = UInt8(exactly: wire.days) else { return nil }
    self.init(days: days, from: Int(wire.from), to: Int(wire.to))
  }

  /// Days, from, to, as the wire has them.
  var numbers: (UInt32, UInt32, UInt32) {
    (UInt32(days), UInt32(clamping: from), UInt32(clamping: to))
  }
}

private func sorted<T: Comparable & Hashable>(_ values: some Sequence<T>, atMost: Int) -> [T] {
  Array(Set(values).sorted().prefix(atMost))
}

private func sorted(_ codes: [String]) -> [SpokenLanguage] {
  sorted(codes.lazy.compactMap { SpokenLanguage($0) }, atMost: Limits.languages)
}
