import Exchange
import Vocabulary

/// The noticeboard: what is asked for first, then what is offered.
public struct BoardScreen: Screen {
  let neighbourhood: String
  let listings: [ListingLine]
  let unseen: Int

  /// The listings come in the order in which they are to be read. `unseen`: notices that wait in
  /// the reader's inbox.
  public init(neighbourhood: String, listings: [ListingLine], unseen: Int = 0) {
    self.neighbourhood = neighbourhood
    self.listings = listings
    self.unseen = unseen
  }

  public func text(on page: Page) -> String {
    let name = page.quote(neighbourhood)
    guard !listings.isEmpty else {
      return page.sections([page.say(.board(of: name)), page.say(.boardEmpty)])
    }
    return page.sections([
      page.say(.board(of: name)) + ", " + page.longDay(page.now),
      section(.request, titled: .requests, on: page),
      section(.offer, titled: .offers, on: page),
      page.say(.boardHint), unseen > 0 ? page.paragraph(page.say(.unseen(unseen))) : "",
    ])
  }

  private func section(_ side: ListingSide, titled: Sentence, on page: Page) -> String {
    let listings = listings.filter { $0.side == side }
    guard !listings.isEmpty else { return "" }
    var table = Table([
      .init(page.say(.id)), .init(page.say(.kind)), .init(page.say(.when)),
      .init(page.say(.howLong), right: true), .init(page.say(.who), gives: true),
    ])
    for line in listings {
      table.add(
        [
          line.id.short, page.say(line.category), line.when(on: page), line.howLong(on: page),
          line.who(on: page),
        ], below: note(on: line, page) + line.words(on: page))
    }
    return page.say(titled) + "\n" + table.text(on: page)
  }

  private func note(on line: ListingLine, _ page: Page) -> String {
    if line.state != .open { return "[\(page.say(line.state))] " }
    var notes: [String] = []
    if line.wanted > 1 {
      notes.append(page.say(.stillWanted(max(line.wanted - line.agreed, 0), of: line.wanted)))
    }
    if line.terms.isRemote { notes.append(page.say(.remotely)) }
    return notes.isEmpty ? "" : "[\(notes.joined(separator: ", "))] "
  }

  public var json: JSON {
    .of([
      "neighbourhood": .text(neighbourhood), "listings": .list(listings.map(\.json)),
      "unseen": .number(Int64(unseen)),
    ])
  }
}

/// One listing, whole, with what the reader agreed about it.
public struct ListingScreen: Screen {
  let listing: ListingLine
  let agreements: [AgreementLine]
  let borderRoom: Int64?

  /// `agreements` are those the reader is party to. `borderRoom`: minutes that can still cross;
  /// nil for a listing of the reader's own neighbourhood.
  public init(listing: ListingLine, agreements: [AgreementLine], borderRoom: Int64? = nil) {
    self.listing = listing
    self.agreements = agreements
    self.borderRoom = borderRoom
  }

  public func text(on page: Page) -> String {
    let title =
      "\(page.say(listing.side)): \(page.say(listing.category))  (\(listing.id.short))"
    let words = listing.text.map { TextWidth.harmless($0, lines: true) } ?? page.say(.erased)
    return page.sections([
      title,
      page.paragraph(words, indent: 2),
      page.facts(
        [
          (.who, listing.who(on: page)),
          (.when, listing.when(on: page)),
          (.howLong, listing.minutes.map { page.duration($0) } ?? page.say(.gift)),
          (.place, page.quote(listing.area)),
        ] + listing.terms.facts(of: listing.side, on: page) + [
          (.people, listing.wanted > 1 ? page.say(.agreedOf(listing.agreed, listing.wanted)) : nil),
          (.seenBy, page.say(listing.reach)),
          (.until, page.day(listing.expires)),
          (.state, page.say(listing.state)),
        ]),
      agreements.map { $0.text(on: page) }.joined(separator: "\n\n"),
      next(on: page),
    ])
  }

  private func next(on page: Page) -> String {
    guard listing.state == .open else { return "" }
    if listing.mine { return page.say(.takeOff(listing.id.short)) }
    if agreements.contains(where: \.isOpen) { return "" }
    let yes = page.say(.sayYes(listing.id.short))
    guard let borderRoom, listing.minutes != nil else { return yes }
    let room: Sentence =
      borderRoom > 0 ? .canCross(page.duration(borderRoom)) : .nothingCrosses
    return page.paragraph(page.say(room)) + "\n" + yes
  }

  public var json: JSON {
    .of([
      "listing": listing.json, "agreements": .list(agreements.map(\.json)),
      "border_room": .number(orNull: borderRoom),
    ])
  }
}
