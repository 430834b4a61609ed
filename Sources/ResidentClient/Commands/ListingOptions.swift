import ArgumentParser
import Screens
import Updates
import Vocabulary
import WireFormat

/// What `offer` and `request` have in common.
struct ListingOptions: ParsableArguments {
  static let usualMinutes: UInt32 = 60
  static let usualDays: Int64 = 30

  @Argument(help: .spoken(.text)) var text: String
  @Option(name: .spoken(.category), help: .spoken(.category)) var category: String?
  @Option(name: .spoken(.when), help: .spoken(.when)) var when: String?
  @Option(name: .spoken(.from), help: .spoken(.from)) var from: String?
  @Option(name: .spoken(.to), help: .spoken(.to)) var to: String?
  @Option(name: .spoken(.minutes), help: .spoken(.minutes)) var minutes: UInt32?
  @Flag(name: .spoken(.gift), help: .spoken(.gift)) var gift = false
  @Option(name: .spoken(.people), help: .spoken(.people)) var people: UInt32?
  @Option(name: .spoken(.at), help: .spoken(.at)) var at: String?
  @Option(name: .spoken(.reach), help: .spoken(.reach)) var reach: String?
  @Option(name: .spoken(.days), help: .spoken(.days)) var days: Int?
  @OptionGroup var terms: TermOptions

  /// Signs and posts the listing; words of danger are answered first.
  func post(_ side: ListingSide, _ context: CommandContext) async throws -> any Screen {
    let words = text.split(separator: " ").joined(separator: " ")
    guard !words.isEmpty else { throw Setback(.textMissing) }
    let danger = side == .request && DangerWords.read(in: words)
    if danger { context.tell(.danger) }
    let place = try await at.placed(context)
    let facts = try await facts(side, place, context)
    let signed = try context.sign(
      .listingPosted(facts), content: .listing(name: try context.membership().name, text: words))
    // Only the area was signed; where exactly stays here, for the day somebody comes.
    let known = KnownPlaces(context.home)
    if let place { try known.keep(place, of: signed.id, for: context.identity().channel) }
    do {
      return try await context.post(signed, as: side == .offer ? .offer : .request)
        .receipt(danger: danger)
    } catch {
      try? known.forget(signed.id)
      throw error
    }
  }

  private func facts(
    _ side: ListingSide, _ place: PlaceLine?, _ context: CommandContext
  ) async throws -> WireListingPosted {
    var facts = WireListingPosted()
    facts.side = WireListingSide(rawValue: side.rawValue) ?? .unspecified
    facts.category = WireCategory(rawValue: try typedCategory().rawValue) ?? .other
    facts.reach = WireReach(rawValue: try typedReach().rawValue) ?? .neighbourhood
    facts.gift = gift
    facts.minutes = gift ? minutes ?? 0 : minutes ?? Self.usualMinutes
    facts.wanted = people ?? 1
    let window = try window(lasting: facts.minutes, context.page)
    facts.starts = window?.lowerBound.milliseconds ?? 0
    facts.ends = window?.upperBound.milliseconds ?? 0
    facts.expires = expiry(window, context.page.now).milliseconds
    facts.area = try await area(of: place, context).code
    try terms.say(in: &facts)
    return facts
  }

  /// Until the end of the window; without one, thirty days.
  private func expiry(_ window: Range<Instant>?, _ now: Instant) -> Instant {
    if let days { return now + .days(Int64(min(max(days, 1), 10_000))) }
    return window.map { max($0.upperBound, now + .minutes(5)) } ?? now + .days(Self.usualDays)
  }

  private func window(lasting minutes: UInt32, _ page: Page) throws(Setback) -> Range<Instant>? {
    guard let start = from ?? when else {
      if let to { throw Setback(.timeUnreadable, to) }
      return nil
    }
    let starts = try moment(start, page)
    let ends = try to.map { text throws(Setback) in try moment(text, page) }
    guard ends ?? starts >= starts else { throw Setback(.timeUnreadable, to ?? start) }
    let usual = starts + .minutes(Int64(minutes == 0 ? Self.usualMinutes : minutes))
    return starts..<(ends ?? usual)
  }

  private func moment(_ typed: String, _ page: Page) throws(Setback) -> Instant {
    let now = CivilTime(page.now, in: page.zone)
    guard let civil = TypedTime.read(typed, now: now) else {
      throw Setback(.timeUnreadable, typed)
    }
    return civil.instant(in: page.zone)
  }

  private func typedCategory() throws(Setback) -> Vocabulary.Category {
    guard let category else { return .other }
    guard let known = Vocabulary.Category(typed: category) else {
      throw Setback(.categoryUnknown, category)
    }
    return known
  }

  private func typedReach() throws(Setback) -> Reach {
    switch reach?.lowercased() {
    case nil, "buurt", "neighbourhood": .neighbourhood
    case "vlakbij", "nearby": .nearby
    case "federatie", "federation": .federation
    case let other?: throw Setback(.choiceUnknown, other)
    }
  }

  private func area(of place: PlaceLine?, _ context: CommandContext) async throws -> Area {
    if let place = try place ?? context.knownPlace() {
      guard let area = place.area else { throw Setback(.areaUnreadable, place.code) }
      return area
    }
    if try context.membership().area == nil { try? await context.learnArea() }
    guard let known = try context.membership().area else { throw Setback(.areaUnknown) }
    return known
  }
}

extension String? {
  /// The place that was typed; nil when none was.
  func placed(_ context: CommandContext) async throws -> PlaceLine? {
    guard let self else { return nil }
    return try await context.place(typed: self)
  }
}
