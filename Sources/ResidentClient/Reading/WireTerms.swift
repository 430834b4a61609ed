import Exchange
import FoundationEssentials
import Vocabulary
import WireFormat

// Terms and preferences on their way to and from the node. What this version does not know is left
// out.

extension ListingTerms {
  init(_ facts: WireListingPosted) {
    self.init()
    weekly = facts.weekly.compactMap { window in
      UInt8(exactly: window.days).flatMap {
        WeeklyWindow(days: $0, from: Int(window.from), to: Int(window.to))
      }
    }
    isRemote = facts.remote
    travel = facts.hasTravel ? OwnTravel(facts.travel) : nil
    languages = facts.languages.compactMap { SpokenLanguage($0) }
    attestations = facts.attestations.compactMap { Attestation(rawValue: $0.rawValue) }
    widening = Widening(rawValue: facts.widening.rawValue) ?? .none
  }
}

extension MatchingPreferences {
  init(_ said: WirePreferencesContent) {
    self.init()
    travel = said.hasTravel ? OwnTravel(said.travel) : nil
    weeklyMost = said.weeklyMost > 0 ? Minutes(Int64(said.weeklyMost)) : nil
    avoidsOwnArea = said.avoidsOwnArea
    persons = said.persons.compactMap { ResidentID($0) }
    categories = said.categories.compactMap { Category(rawValue: $0.rawValue) }
    languages = said.languages.compactMap { SpokenLanguage($0) }
  }

  /// As content, each list sorted, each thing once.
  var content: WireContent {
    var said = WirePreferencesContent()
    if let travel { said.travel = travel.wire }
    said.weeklyMost = UInt32(clamping: weeklyMost?.count ?? 0)
    said.avoidsOwnArea = avoidsOwnArea
    said.persons = Set(persons).sorted().map { Data($0.array) }
    said.categories = Set(categories.map(\.rawValue)).sorted()
      .compactMap { WireCategory(rawValue: $0) }
    said.languages = Set(languages).sorted().map(\.code)
    var content = WireContent()
    content.preferences = said
    return content
  }
}

extension OwnTravel {
  init?(_ wire: WireOwnTravel) {
    guard let means = Means(number: wire.means.rawValue) else { return nil }
    self.init(means, most: Int(wire.most))
  }

  var wire: WireOwnTravel {
    var wire = WireOwnTravel()
    wire.means = WireMeans(rawValue: means.number) ?? .unspecified
    wire.most = UInt32(clamping: most)
    return wire
  }
}
