import ArgumentParser
import Exchange
import Screens
import Vocabulary
import WireFormat

/// When, how and in which language: what a listing may say beyond what and where.
struct TermOptions: ParsableArguments {
  @Option(name: .spoken(.weekly), help: .spoken(.weekly)) var weekly: [String] = []
  @Flag(name: .spoken(.remote), help: .spoken(.remote)) var remote = false
  @Option(name: .spoken(.by), help: .spoken(.by)) var by: String?
  @Option(name: .spoken(.within), help: .spoken(.within)) var within: Int?
  @Option(name: .spoken(.language), help: .spoken(.language)) var language: String?
  @Option(name: .spoken(.attested), help: .spoken(.attested)) var attested: String?
  @Option(name: .spoken(.widen), help: .spoken(.widen)) var widen: String?

  /// Adds what was typed to the facts.
  func say(in facts: inout WireListingPosted) throws(Setback) {
    var windows: [WeeklyWindow] = []
    for typed in weekly {
      guard let window = TypedWeek.read(typed) else { throw Setback(.timeUnreadable, typed) }
      windows.append(window)
    }
    facts.weekly = Set(windows).sorted().map { window in
      var wire = WireWeeklyWindow()
      wire.days = UInt32(window.days)
      wire.from = UInt32(clamping: window.from)
      wire.to = UInt32(clamping: window.to)
      return wire
    }
    facts.remote = remote
    if let travel = try OwnTravel.typed(by: by, within: within) { facts.travel = travel.wire }
    if let language {
      facts.languages = try SpokenLanguage.list(typed: language).map(\.code)
    }
    if let attested {
      facts.attestations = try Attestation.list(typed: attested)
        .compactMap { WireAttestation(rawValue: $0.rawValue) }
    }
    if let widen {
      guard let meant = Widening(typed: widen) else { throw Setback(.choiceUnknown, widen) }
      facts.widening = WireWidening(rawValue: meant.rawValue) ?? .none
    }
  }
}
